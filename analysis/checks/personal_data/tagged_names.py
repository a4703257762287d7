"""Persons that the trained tagger (analysis.entities) is sure of: lower case, capitals, handles, names from elsewhere.

Without its weights there are none, and the known names do the work alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ...entities import Entity, Tagger, load
from ...entity_tokens import handle_parts
from ...weights import UnusableModel
from .known_names import is_first_name, without_genitive

_SURE, _SURE_IN_LOWER_CASE, _SURE_OF_STRANGERS = 0.9, 0.8, 0.97
"""Least confidence for a known first name, for one in lower case, and for a name of two words that no list holds."""


def find(text: str) -> Iterator[Entity]:
    """Yield the persons with a first name; a surname alone is mostly someone known to all."""
    tagger = _tagger()
    if tagger is None:
        return
    for entity in tagger.find(text):
        if entity.label == "PER" and entity.confidence >= _least(text[entity.start : entity.end], tagger):
            yield entity


def _least(name: str, tagger: Tagger) -> float:
    """How sure one must be of this name; above 1 where it does not count at all."""
    if name.startswith("@"):
        parts = handle_parts(name, tagger.knowledge)
        return _SURE if len(parts) > 1 and is_first_name(parts[0]) else 2.0
    words = name.split()
    if is_first_name(without_genitive(words[0]).split("-")[0]):
        return _SURE_IN_LOWER_CASE if name.islower() else _SURE
    return _SURE_OF_STRANGERS if len(words) > 1 and all(word[0].isupper() for word in words) and not name.isupper() else 2.0


@cache
def _tagger() -> Tagger | None:
    try:
        return load()
    except UnusableModel:
        return None
