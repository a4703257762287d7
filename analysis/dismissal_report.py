"""How right each rule is, as its users see it: of what it said, how much they set aside because it did not fit.

Small numbers are said as uncertain: Wilson's interval for a share (Wilson 1927), 95 per cent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from .dismissals import REASONS, Dismissal

RULE_WAS_RIGHT = ("Jeg har talt med en anden om det", "Det er et bevidst valg")
"""Reasons of somebody who saw the point and went on; they say nothing against the rule."""
_WOLF = 0.5
"""A rule cries wolf when, for sure, fewer than half of its findings fit."""
_Z = 1.96
_OTHER = "Andet"


@dataclass(frozen=True, slots=True)
class RuleAsSeen:
    """One rule: how often it spoke, how often it was set aside and why, and its precision with the interval it may lie in.

    `verdict`: `cries-wolf`, `fits`, or `uncertain` where the interval reaches across the limit.
    """

    rule: str
    fired: int
    dismissed: int
    misfits: int
    precision: float
    low: float
    high: float
    verdict: str
    reasons: tuple[tuple[str, int], ...]

    @property
    def told(self) -> str:
        """The row in a Danish sentence."""
        share = f"{self.precision:.0%} passede ({self.low:.0%}-{self.high:.0%})".replace("%", " %")
        words = {"cries-wolf": "råber ulven kommer", "fits": "passer for det meste", "uncertain": "for få tal til at sige det"}
        return f"{self.misfits} af {self.fired} fund passede ikke; {share}: {words[self.verdict]}"


def as_seen(
    dismissals: Iterable[Dismissal], fired: Mapping[str, int], versions: Mapping[str, str] | None = None
) -> tuple[RuleAsSeen, ...]:
    """A row for every rule that has spoken or been set aside, the worst first.

    `fired`: findings per rule id, in the same time as the dismissals. `versions`: the rules' present versions; what was
    said of an earlier version is then left out. The same sentence set aside twice counts once.
    """
    current = [made for made in dismissals if versions is None or versions.get(made.rule) == made.rule_version]
    once = {(made.rule, made.rule_version, made.sentence): made for made in current}
    names = dict.fromkeys([*(rule for rule, count in fired.items() if count), *(made.rule for made in once.values())])
    rows = [_row(name, [made for made in once.values() if made.rule == name], fired.get(name, 0)) for name in names]
    return tuple(sorted(rows, key=lambda row: (row.high, -row.fired, row.rule)))


def crying_wolf(rows: Iterable[RuleAsSeen]) -> tuple[RuleAsSeen, ...]:
    """The rules that cry wolf, for sure."""
    return tuple(row for row in rows if row.verdict == "cries-wolf")


def _row(name: str, made: list[Dismissal], fired: int) -> RuleAsSeen:
    reasons = Counter(map(_reason, made))
    misfits = sum(count for reason, count in reasons.items() if reason not in RULE_WAS_RIGHT)
    fired = max(fired, len(made))
    low, high = wilson(fired - misfits, fired)
    verdict = "cries-wolf" if high < _WOLF else "fits" if low >= _WOLF else "uncertain"
    return RuleAsSeen(name, fired, len(made), misfits, 1 - misfits / fired, low, high, verdict, tuple(reasons.most_common()))


def _reason(made: Dismissal) -> str:
    """The reason chosen, without the words that may follow it."""
    return next((reason for reason in REASONS if made.reason.startswith(reason)), _OTHER)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The interval in which a share lies, 95 per cent sure; the whole range where nothing was seen."""
    if of == 0:
        return 0.0, 1.0
    share, extra = hits / of, _Z**2 / of
    middle = (share + extra / 2) / (1 + extra)
    half = _Z * sqrt(share * (1 - share) / of + extra / of / 4) / (1 + extra)
    return max(middle - half, 0.0), min(middle + half, 1.0)
