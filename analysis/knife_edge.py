"""How near the edge a post is: 0-100, with the drivers and the one change that moves it most.

The score reads as the chance, in per cent, that a careful adviser would stop at the post. Each rule that fires weighs by
severity and confidence, the model of understanding by its own probability, and independent worries add up as
1 - (1-a)(1-b)…, so one `stop` is near the top alone and many small ones never reach it. Hints of rules weigh nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from .model import BestChange, Driver, Finding, KnifeEdge, Review

WEIGHTS = {"stop": 0.85, "warn": 0.55, "consider": 0.3}
WHOLE = "forstaaelse.helhed"
"""The driver that stands for the text as a whole, where no single sentence carries what the model sees."""
_REPEAT = 0.25
"""What each further place of the same rule adds, as a share of the first."""


def knife_edge(findings: Iterable[Finding], understood: float = 0.0) -> KnifeEdge:
    """The score of the findings and of what the model makes of the whole (0-1); the drivers' points sum to it."""
    findings = list(findings)
    risks = _risks(finding for finding in findings if finding.evidence != "understood")
    shares = _understood(findings, understood)
    parts = {**risks, **{rule: risks.get(rule, 0.0) + share for rule, share in shares.items()}}
    score = _score([*risks.values(), understood])
    if not score:
        return KnifeEdge(score, understood=understood)
    after = {rule: _without(rule, risks, shares, understood) for rule in parts if rule != WHOLE}
    best = min(after, key=lambda rule: after[rule], default=None)
    return KnifeEdge(score, _drivers(parts, score), BestChange(best, after[best]) if best else None, understood)


def still_understood(review: Review, active: Iterable[Finding]) -> float:
    """The model's part of the score once the author has set some of its findings aside."""
    every, left = (sum(f.confidence for f in found if f.evidence == "understood") for found in (review.findings, active))
    return review.knife_edge.understood * (left / every if every else 1.0)


def _understood(findings: Iterable[Finding], understood: float) -> dict[str, float]:
    """What each rule of understanding has of the model's probability."""
    told: dict[str, float] = {}
    for finding in findings:
        if finding.evidence == "understood":
            told[finding.rule] = max(told.get(finding.rule, 0.0), finding.confidence)
    total = sum(told.values())
    return {rule: understood * share / total for rule, share in told.items()} if total else {WHOLE: understood}


def _without(rule: str, risks: dict[str, float], shares: dict[str, float], understood: float) -> int:
    """The score once what the rule points at is mended."""
    return _score([*(risk for other, risk in risks.items() if other != rule), understood - shares.get(rule, 0.0)])


def _risks(findings: Iterable[Finding]) -> dict[str, float]:
    """The risk of each rule (0-1), strongest finding first and repeats added on top."""
    weights: dict[str, list[float]] = {}
    for finding in findings:
        if finding.is_alarm:
            weights.setdefault(finding.rule, []).append(WEIGHTS[finding.severity] * finding.confidence)
    return {rule: _with_repeats(sorted(found, reverse=True)) for rule, found in weights.items()}


def _with_repeats(weights: list[float]) -> float:
    first, *rest = weights
    return 1 - (1 - first) * prod(1 - weight * _REPEAT for weight in rest)


def _score(risks: Iterable[float]) -> int:
    return round(100 * (1 - prod(1 - risk for risk in risks)))


def _drivers(parts: dict[str, float], score: int) -> tuple[Driver, ...]:
    """Points by risk, largest remainders rounded up so that they sum to the score."""
    total = sum(parts.values())
    exact = {rule: score * risk / total for rule, risk in parts.items()}
    points = {rule: int(value) for rule, value in exact.items()}
    for rule in sorted(exact, key=lambda rule: points[rule] - exact[rule])[: score - sum(points.values())]:
        points[rule] += 1
    return tuple(Driver(rule, points[rule]) for rule in sorted(points, key=lambda rule: -points[rule]) if points[rule])
