"""A measure against a limit. What is measured lives in `analysis.measures`; the limit is the rule's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..conditions import MeasureLimit
from ..language import Document
from ..measures import MEASURES
from ..model import Span


def find(document: Document, condition: MeasureLimit) -> Iterator[Span]:
    key = ("measure", condition.measure)
    if key not in document.cache:
        document.cache[key] = tuple(MEASURES[condition.measure](document))
    if not document.cache[key]:
        return
    above = _limit(condition.above, document.setting.platform)
    below = _limit(condition.below, document.setting.platform)
    for value, (start, end) in document.cache[key]:
        if (above is None or value > above) and (below is None or value < below) and (above, below) != (None, None):
            yield Span(start, end, evidence="measure")


def _limit(limit: float | Mapping[str, float] | None, platform: str) -> float | None:
    return limit.get(platform) if isinstance(limit, Mapping) else limit
