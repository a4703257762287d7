"""Words, phrases and word classes: the automaton has already found them."""

from __future__ import annotations

from collections.abc import Iterator

from ..conditions import Phrases
from ..language import Document
from ..model import Span
from ..scopes import NEGATIONS


def find(document: Document, condition: Phrases) -> Iterator[Span]:
    for start, end in document.hits.get(condition, ()):
        negation = not NEGATIONS.isdisjoint(document.folded[start:end].split())
        yield Span(*document.place(start, end), spells_negation=negation)
