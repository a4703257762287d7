"""Several things within the same sentence, post, or number of words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

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
    areas = document.sentences if condition.within == "sentence" else [(0, len(document.text))]
    for start, end in areas:
        inside = [[span for span in spans if start <= span.start < end][:_MOST] for spans in parts]
        if all(inside) and (best := _tightest(inside)):
            yield best


def _tightest(parts: list[list[Span]]) -> Span | None:
    """The shortest stretch with one place of every part, no two of them the same."""
    stretches = [_cover(chosen) for chosen in product(*parts) if _distinct(chosen)]
    return min(stretches, key=lambda span: span.end - span.start, default=None)


def _distinct(chosen: tuple[Span, ...]) -> bool:
    ordered = sorted(chosen, key=lambda span: span.start)
    return all(one.end <= other.start for one, other in zip(ordered, ordered[1:], strict=False))


def _cover(chosen: tuple[Span, ...]) -> Span:
    confidences = [span.confidence for span in chosen if span.confidence is not None]
    return Span(
        min(span.start for span in chosen), max(span.end for span in chosen), min(confidences, default=None), "together"
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
