"""Runs the tests that stand inside the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .model import ROLES, Review, Setting
from .review import Reviewer
from .rules import Rule, RuleTest


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule test that did not come out as written, as one Danish line."""

    file: str
    line: int
    rule: str
    message: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.message}: {self.text[:120]!r}"


def run(reviewer: Reviewer, packs: tuple[str, ...] = ()) -> Iterator[Failure | None]:
    """Run the tests of every rule (of the named packs only, if any); None for each that holds."""
    for rule in reviewer.guidelines.all_rules():
        if not packs or rule.pack in packs:
            for test in rule.tests:
                message = _fault(reviewer, rule, test)
                yield Failure(rule.file, test.line, rule.id, message, test.text) if message else None


def _fault(reviewer: Reviewer, rule: Rule, test: RuleTest) -> str | None:
    setting = _setting(rule, test)
    review = reviewer.review(test.text, setting)
    severity = _severity(review, rule.id)
    match test.expect:
        case "flag" if severity is None:
            return f"blev ikke fanget ({setting.role})"
        case "flag" if test.severity and severity != test.severity:
            return f"gav »{severity}«, ventede »{test.severity}« ({setting.role})"
        case "pass" if severity is not None:
            return f"blev fanget ({setting.role})"
        case "edge" if not test.score[0] <= review.knife_edge.score <= test.score[1]:
            return f"fik knivsæg-tallet {review.knife_edge.score}, ventede {test.score[0]:g}-{test.score[1]:g}"
    return None


def _setting(rule: Rule, test: RuleTest) -> Setting:
    """The test's setting; what it leaves out is the first for which the rule applies."""
    role = next((role for role in ROLES if rule.severity(role) != "off"), ROLES[0])
    defaults = {
        "role": role,
        "platform": next(iter(rule.when.platforms), "facebook"),
        "audience": next(iter(rule.when.audiences), "open"),
        "date": rule.when.start,
    }
    return Setting(**{**defaults, **test.setting})


def _severity(review: Review, rule_id: str) -> str | None:
    found = [finding for head in (*review.findings, *review.permissions) for finding in (head, *head.also)]
    return next((finding.severity for finding in found if finding.rule == rule_id), None)
