"""What the model of understanding sees: the sentences that carry a category, where the post is likely enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..conditions import Understood
from ..language import Document
from ..model import Span
from ..understanding import OUTPUTS, Judgement

_MOST_SENTENCES = 3
_NEAR_THE_WORST = 0.25
"""How far below the worst sentence's margin another one still counts."""


def find(document: Document, condition: Understood) -> Iterator[Span]:
    if not likely(document, condition):
        return
    judgement, probability = document.judgement, document.judgement.probability[condition.category]
    for number in _carrying(judgement, condition.category, len(document.sentences)):
        start, end = document.sentences[number]
        yield Span(start, end, probability, "understood")


def likely(document: Document, condition: Understood) -> bool:
    """Whether the post is likely enough, to the model, to be stopped at for this category."""
    judgement = document.judgement
    if judgement is None or not document.sentences:
        return False
    chance = judgement.probability
    return chance["any"] >= condition.whole and chance[condition.category] >= _limit(condition.above, document.setting.role)


def _limit(above: float | Mapping[str, float], role: str) -> float:
    return above.get(role, above.get("default", 1.0)) if isinstance(above, Mapping) else above


def _carrying(judgement: Judgement, category: str, count: int) -> list[int]:
    """The worst sentence, and others that are nearly as bad and bad in themselves."""
    margins = judgement.sentences[:count, OUTPUTS.index(category)]
    ranked = sorted(range(len(margins)), key=lambda number: -margins[number])[:_MOST_SENTENCES]
    worst = margins[ranked[0]]
    return sorted(number for number in ranked if margins[number] > worst - _NEAR_THE_WORST and (number == ranked[0] or margins[number] > 0))
