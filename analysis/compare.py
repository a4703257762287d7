"""What a change of a draft mended, what is new, and what is still there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .model import Finding, Review


@dataclass(frozen=True, slots=True)
class Comparison:
    mended: tuple[Finding, ...]
    new: tuple[Finding, ...]
    kept: tuple[Finding, ...]


def compare(before: Review, after: Review) -> Comparison:
    """A finding is the same when its rule and its words are; the same words twice are two findings."""
    mended, _ = _split(before.findings, after.findings)
    new, kept = _split(after.findings, before.findings)
    return Comparison(mended, new, kept)


def _split(findings: Sequence[Finding], others: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that have no match among the others, and those that have."""
    left = Counter(map(_key, others))
    alone, matched = [], []
    for finding in findings:
        if left[_key(finding)] > 0:
            left[_key(finding)] -= 1
            matched.append(finding)
        else:
            alone.append(finding)
    return tuple(alone), tuple(matched)


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, " ".join(finding.quote.lower().split())
