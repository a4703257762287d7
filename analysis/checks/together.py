"""Several things within the same sentence, post, or number of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, product

from ..conditions import Together
from ..language import Document
from ..model import Span

_MOST = 6
"""Places looked at per part within one sentence or post; more of the same says nothing new."""


def find(document: Document, condition: Together, find_part) -> Iterator[Span]:
    parts = []
    for part in condition.parts:
        parts.append(list(find_part(document, part)))
        if not parts[-1]:
            return
    if isinstance(condition.within, int):
        yield from _within_words(document, parts, condition.within)
        return
    if condition.within == "post":
        best = _tightest([spans[:_MOST] for spans in parts])
        if best:
            yield replace(_first_part(parts[0], best), confidence=best.confidence, evidence="together")
        return
    for start, end in document.sentences:
        inside = [[span for span in spans if start <= span.start < end][:_MOST] for spans in parts]
        if all(inside) and (best := _tightest(inside)):
            yield best


def _first_part(spans: list[Span], stretch: Span) -> Span:
    """Across a whole post the first part is shown; the others are context."""
    return next(span for span in spans if stretch.start <= span.start and span.end <= stretch.end)


def _tightest(parts: list[list[Span]]) -> Span | None:
    """The shortest stretch with one place of every part, no two of them the same."""
    stretches = [_cover(chosen) for chosen in product(*parts) if _distinct(chosen)]
    return min(stretches, key=lambda span: span.end - span.start, default=None)


def _distinct(chosen: tuple[Span, ...]) -> bool:
    """Whether no two parts are the same words; a measure is of a stretch, not of words."""
    ordered = sorted((span for span in chosen if span.evidence != "measure"), key=lambda span: span.start)
    return all(one.end <= other.start for one, other in pairwise(ordered))


def _cover(chosen: tuple[Span, ...]) -> Span:
    confidences = [span.confidence for span in chosen if span.confidence is not None]
    return Span(
        min(span.start for span in chosen),
        max(span.end for span in chosen),
        min(confidences, default=None),
        "together",
        any(span.spells_negation for span in chosen),
    )


def _within_words(document: Document, parts: list[list[Span]], limit: int) -> Iterator[Span]:
    for first in parts[0]:
        start = document.word_range((first.start, first.end))[0]
        near = [[first]] + [
            [span for span in spans if abs(document.word_range((span.start, span.end))[0] - start) <= limit][:_MOST]
            for spans in parts[1:]
        ]
        best = _tightest(near) if all(near) else None
        if best and document.sentence(best.start) == document.sentence(best.end - 1):
            yield best
