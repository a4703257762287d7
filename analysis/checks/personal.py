"""Personal data: the recognisers of `personal_data/`, each run once per document."""

from __future__ import annotations

from collections.abc import Iterator

from ..conditions import PersonalData
from ..language import Document
from ..model import Span
from .personal_data import FEWEST_DIGITS, RECOGNISERS


def find(document: Document, condition: PersonalData) -> Iterator[Span]:
    if document.longest_number < FEWEST_DIGITS.get(condition.kind, 0):
        return
    key = ("personal_data", condition.kind)
    if key not in document.cache:
        document.cache[key] = tuple(RECOGNISERS[condition.kind](document.text))
    yield from document.cache[key]
