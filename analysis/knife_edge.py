"""How near the edge a post is: 0-100, with the drivers and the one change that moves it most.

Each rule that fires weighs by severity and confidence, and independent worries add up as
1 - (1-a)(1-b)…, so one `stop` is near the top alone and many small ones never reach it. Hints weigh nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from .model import BestChange, Driver, Finding, KnifeEdge

WEIGHTS = {"stop": 0.85, "warn": 0.55, "consider": 0.3}
_REPEAT = 0.25
"""What each further place of the same rule adds, as a share of the first."""


def knife_edge(findings: Iterable[Finding]) -> KnifeEdge:
    """The score of the findings; the drivers' points sum to it."""
    risks = _risks(findings)
    score = _score(risks.values())
    if not score:
        return KnifeEdge(score)
    after = {rule: _score(risk for other, risk in risks.items() if other != rule) for rule in risks}
    best = min(after, key=lambda rule: after[rule])
    return KnifeEdge(score, _drivers(risks, score), BestChange(best, after[best]))


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


def _drivers(risks: dict[str, float], score: int) -> tuple[Driver, ...]:
    """Points by risk, largest remainders rounded up so that they sum to the score."""
    total = sum(risks.values())
    exact = {rule: score * risk / total for rule, risk in risks.items()}
    points = {rule: int(value) for rule, value in exact.items()}
    for rule in sorted(exact, key=lambda rule: points[rule] - exact[rule])[: score - sum(points.values())]:
        points[rule] += 1
    return tuple(Driver(rule, points[rule]) for rule in sorted(points, key=lambda rule: -points[rule]))
