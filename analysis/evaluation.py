"""How well reviews agree with labelled posts: per category, false alarms, the knife-edge, the balance."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .model import BALANCE_CLASSES, CATEGORIES, Review, Setting
from .review import Reviewer

LABELLED = CATEGORIES[:9]
"""The categories that labelled/GUIDE.md defines."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled post and its review."""

    item: dict[str, Any]
    review: Review

    @property
    def wanted(self) -> set[str]:
        return {label["category"] for label in self.item["labels"]}

    @property
    def optional(self) -> set[str]:
        """Categories only some readers saw; neither right nor wrong."""
        return set(self.item.get("optional", ()))

    @property
    def found(self) -> set[str]:
        heads = self.review.findings
        return {finding.category for head in heads for finding in (head, *head.also) if finding.is_alarm} & set(LABELLED)

    @property
    def is_violation(self) -> bool:
        return self.item["kind"] == "violation"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one category, and what follows from them."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.false) if self.hits + self.false else 0.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (2 * self.hits + self.false + self.missed) if self.hits else 0.0


def judge(reviewer: Reviewer, path: Path) -> list[Judged]:
    """Review every labelled post of a JSONL file. Raises ValueError, in Danish, for a bad line."""
    return [Judged(item, reviewer.review(item["text"], _setting(item))) for item in _items(path)]


def _items(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            try:
                item = json.loads(line)
                item["text"], item["labels"]
            except (json.JSONDecodeError, KeyError, TypeError):
                raise ValueError(f"{path.name}:{number}: ikke et mærket opslag (text, labels)") from None
            if item.get("kind"):
                yield item


def _setting(item: dict[str, Any]) -> Setting:
    return Setting(item["role"], item["platform"], item["audience"])


def category_score(judged: Iterable[Judged], category: str) -> Score:
    """Hits, false alarms and misses of a category, a post counted once."""
    hits = false = missed = 0
    for post in judged:
        wanted, found = category in post.wanted, category in post.found
        hits += wanted and found
        missed += wanted and not found
        false += found and not wanted and category not in post.optional
    return Score(hits, false, missed)


def alarm_share(judged: Sequence[Judged], kind: str) -> tuple[int, int]:
    """How many posts of a kind raise any alarm, and how many there are."""
    posts = [post for post in judged if post.item["kind"] == kind]
    return sum(bool(post.review.alarms) for post in posts), len(posts)


def area_under_curve(judged: Sequence[Judged]) -> float:
    """The chance that a violation scores higher than another post; ties count half."""
    high = [post.review.knife_edge.score for post in judged if post.is_violation]
    low = [post.review.knife_edge.score for post in judged if not post.is_violation]
    if not high or not low:
        return float("nan")
    return sum((one > other) + (one == other) / 2 for one in high for other in low) / (len(high) * len(low))


def calibration(judged: Sequence[Judged], bins: int = 10) -> tuple[float, float]:
    """Brier score and expected calibration error of the knife-edge read as a probability."""
    pairs = [(post.review.knife_edge.score / 100, float(post.is_violation)) for post in judged]
    brier = sum((score - truth) ** 2 for score, truth in pairs) / len(pairs)
    error = 0.0
    for number in range(bins):
        inside = [pair for pair in pairs if min(int(pair[0] * bins), bins - 1) == number]
        error += abs(sum(score for score, _ in inside) - sum(truth for _, truth in inside))
    return brier, error / len(pairs)


def balance_error(judged: Sequence[Judged]) -> tuple[float, float, int, int]:
    """Share with the dominant class right, mean error of professional+political, posts told, posts unsure."""
    posts = [post for post in judged if post.item.get("balance")]
    told = [post for post in posts if not post.review.balance.uncertain]
    if not told:
        return float("nan"), float("nan"), 0, len(posts)
    right = sum(_dominant(post) for post in told) / len(told)
    error = sum(abs(_public(post.item["balance"]) - _public(_shares(post))) for post in told) / len(told)
    return right, error, len(told), len(posts) - len(told)


def _shares(post: Judged) -> dict[str, float]:
    return {label: getattr(post.review.balance, label) for label in BALANCE_CLASSES}


def _public(shares: dict[str, float]) -> float:
    return shares["professional"] + shares["political"]


def _dominant(post: Judged) -> bool:
    labelled = post.item["balance"]
    accepted = post.item.get("dominant") or [max(labelled, key=lambda label: labelled[label])]
    shares = _shares(post)
    return max(shares, key=lambda label: shares[label]) in accepted
