"""Regular expressions on the clean text, case kept, under a time bound."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..conditions import Regex
from ..language import Document
from ..model import Span
from ..required_literals import required_literals

TIME_BOUND = 0.05
"""Seconds one expression may take on one post."""
_MAX_LENGTH = 2_000


class TookTooLong(Exception):
    """An expression used up its time on a post."""


def compile_regex(source: str) -> Regex:
    """Raises ValueError, in Danish, for an expression that cannot be used."""
    if len(source) > _MAX_LENGTH:
        raise ValueError(f"udtrykket er længere end {_MAX_LENGTH} tegn")
    try:
        compiled = regex.compile(source, regex.IGNORECASE | regex.MULTILINE)
    except (regex.error, RecursionError, OverflowError) as error:
        raise ValueError(f"udtrykket kan ikke læses: {error}") from None
    if compiled.match(""):
        raise ValueError("udtrykket passer også på ingenting")
    return Regex(compiled, required_literals(source))


def find(document: Document, condition: Regex) -> Iterator[Span]:
    """Raises TookTooLong when the time bound is passed."""
    if condition.required and condition not in document.hits:
        return
    try:
        for match in condition.compiled.finditer(document.text, timeout=TIME_BOUND):
            if match.end() > match.start():
                yield Span(match.start(), match.end(), evidence="pattern")
    except TimeoutError:
        raise TookTooLong from None
