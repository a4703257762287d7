"""Runs the tests that stand inside the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .guidelines import Guidelines
from .model import ROLES, Review, Setting
from .review import Reviewer
from .rules import Rule, RuleTest


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule test that did not come out as written, as one Danish line. `expected` and `got` are a few words each."""

    file: str
    line: int
    rule: str
    message: str
    text: str
    expected: str = ""
    got: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.message}: {self.text[:120]!r}"


def run(reviewer: Reviewer, packs: tuple[str, ...] = ()) -> Iterator[Failure | None]:
    """Run the tests of every rule (of the named packs only, if any); None for each that holds."""
    for rule in reviewer.guidelines.all_rules():
        if not packs or rule.pack in packs:
            yield from run_rule(reviewer, rule)


def run_rule(reviewer: Reviewer, rule: Rule, alone_from: Guidelines | None = None) -> Iterator[Failure | None]:
    """Run the tests of one rule; None for each that holds.

    `alone_from`: the guidelines that the rule stands in, where the reviewer holds nothing but the rule itself.
    """
    for test in rule.tests:
        setting = setting_of(alone_from or reviewer.guidelines, rule, test)
        fault = _fault(reviewer, rule, test, replace(setting, organisation=None) if alone_from else setting)
        yield Failure(rule.file, test.line, rule.id, fault[0], test.text, *fault[1:]) if fault else None


def _fault(reviewer: Reviewer, rule: Rule, test: RuleTest, setting: Setting) -> tuple[str, str, str] | None:
    """What went wrong, what was expected, and what came."""
    review = reviewer.review(test.text, setting)
    severity = _severity(review, rule.id)
    match test.expect:
        case "flag" if severity is None:
            return f"blev ikke fanget ({setting.role})", test.severity or "fanget", "ikke fanget"
        case "flag" if test.severity and severity != test.severity:
            return f"gav »{severity}«, ventede »{test.severity}« ({setting.role})", test.severity, severity
        case "pass" if severity is not None:
            return f"blev fanget ({setting.role})", "ikke fanget", severity
        case "edge" if not test.score[0] <= review.knife_edge.score <= test.score[1]:
            expected, got = f"{test.score[0]:g}-{test.score[1]:g}", str(review.knife_edge.score)
            return f"fik knivsæg-tallet {got}, ventede {expected}", expected, got
    return None


def setting_of(guidelines: Guidelines, rule: Rule, test: RuleTest) -> Setting:
    """The test's setting; what it leaves out is the first for which the rule applies.

    A rule of an organisation is tested in that organisation, and outside it where the test's role cannot choose it.
    """
    chosen = rule.pack if guidelines.packs[rule.pack].is_chosen else None
    roles = [role for role in ROLES if rule.severity(role) != "off" and (not chosen or guidelines.holds_for(chosen, role))]
    defaults = {
        "role": roles[0] if roles else ROLES[0],
        "platform": next(iter(rule.when.platforms), "facebook"),
        "audience": next(iter(rule.when.audiences), "open"),
        "date": rule.when.start,
    }
    values = {**defaults, **test.setting}
    fits = chosen and guidelines.holds_for(chosen, values["role"])
    return Setting(**values, organisation=chosen if fits else None)


def _severity(review: Review, rule_id: str) -> str | None:
    found = [finding for head in (*review.findings, *review.permissions) for finding in (head, *head.also)]
    return next((finding.severity for finding in found if finding.rule == rule_id), None)
