"""One file per kind of detection. A check is (Document, condition) -> iterator of Spans in the clean text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..conditions import (
    Absent,
    BelowFold,
    Condition,
    MeasureLimit,
    PersonalData,
    Phrases,
    Regex,
    Together,
    TokenPattern,
    Understood,
    WordPattern,
)  # fmt: skip
from ..language import Document
from ..model import Span
from . import absent, below_fold, measure, patterns, personal, phrases, regular_expression, together, understood

Find = Callable[[Document, Condition], Iterator[Span]]

_SIMPLE: Mapping[type, Find] = {
    Phrases: phrases.find,
    WordPattern: patterns.find_words,
    TokenPattern: patterns.find_tokens,
    Regex: regular_expression.find,
    PersonalData: personal.find,
    MeasureLimit: measure.find,
    Understood: understood.find,
}
_COMPOSED = {Together: together.find, Absent: absent.find, BelowFold: below_fold.find}


def find(document: Document, condition: Condition) -> Iterator[Span]:
    """Every place in the document that meets the condition."""
    kind = type(condition)
    if kind in _SIMPLE:
        return _SIMPLE[kind](document, condition)
    return _COMPOSED[kind](document, condition, find)


def starters(condition: Condition) -> tuple[Condition, ...]:
    """Indexed conditions; where one of them has no hit, this one finds nothing. Empty: always ask."""
    match condition:
        case Phrases() | WordPattern():
            return (condition,)
        case TokenPattern(triggers=needed) | Regex(required=needed):
            return (condition,) if needed else ()
        case Together(parts=parts):
            return tuple(starter for part in parts for starter in starters(part))
        case Absent(given=inner) | BelowFold(inner=inner):
            return starters(inner)
        case _:
            return ()


def indexed(condition: Condition) -> Iterator[Condition]:
    """The condition and all inside it, for the lexicon."""
    yield condition
    match condition:
        case Together(parts=parts):
            for part in parts:
                yield from indexed(part)
        case Absent(absent=first, given=second):
            yield from indexed(first)
            yield from indexed(second)
        case BelowFold(inner=inner):
            yield from indexed(inner)
