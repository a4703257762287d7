"""Words around a number decide what it is. Shared by the recognisers; the word lists are each one's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

_REACH = 60
"""Characters looked at on each side, never across a blank line."""


def word_test(words: Iterable[str]) -> re.Pattern[str]:
    """An expression for any of the words; `*` at an end leaves that end of the word open."""
    alternatives = sorted((_alternative(word) for word in words), key=len, reverse=True)
    return re.compile("|".join(alternatives), re.IGNORECASE)


def _alternative(word: str) -> str:
    start = "" if word.startswith("*") else r"(?<![^\W_])"
    return start + re.escape(word.strip("*")) + ("" if word.endswith("*") else r"(?![^\W_])")


def before(text: str, start: int, reach: int = _REACH) -> str:
    """The text just before a place, within its paragraph."""
    return text[max(start - reach, 0) : start].rpartition("\n\n")[2]


def after(text: str, end: int, reach: int = _REACH) -> str:
    """The text just after a place, within its paragraph."""
    return text[end : end + reach].partition("\n\n")[0]


def around(text: str, start: int, end: int, reach: int = _REACH) -> str:
    """Both sides of a place, the place itself left out."""
    return f"{before(text, start, reach)} \u241e {after(text, end, reach)}"


def sentence_before(text: str, start: int, reach: int = _REACH) -> str:
    """What comes before a place in its own sentence."""
    return re.split(r"(?<=[^\d\s]{3})(?<!nr)(?<!tlf)(?<!mob)[.!?]\s|\n", before(text, start, reach))[-1]
