"""A pack as it would be with a text that is not saved: what is wrong with it, and how its tests come out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .. import guideline_tests, guidelines
from ..guideline_tests import Failure
from ..guidelines import Guidelines
from ..located_yaml import Problem
from ..pack import Pack
from ..review import Reviewer
from ..rules import Rule, RuleTest
from ..understanding import MODEL
from .firing import reviewer_of


@dataclass(frozen=True, slots=True)
class Draft:
    """An unsaved text of one pack file, read as strictly as a file. `problems` are those of this file alone."""

    file: Path
    text: str
    guidelines: Guidelines
    problems: tuple[Problem, ...]

    @property
    def pack(self) -> Pack | None:
        return next((pack for pack in self.guidelines.packs.values() if pack.file == str(self.file)), None)

    def rule(self, rule_id: str) -> Rule | None:
        """The rule as the draft writes or changes it; None where it does neither, or cannot be read."""
        name = self.pack.name if self.pack else ""
        return next((rule for rule in self.guidelines.all_rules() if (rule.id, rule.pack) == (rule_id, name)), None)


@dataclass(frozen=True, slots=True)
class Tested:
    """One test of a rule and what was wrong with it; `failure` is None where it holds."""

    test: RuleTest
    failure: Failure | None


def draft(before: Guidelines, file: Path, text: str) -> Draft:
    """Read an unsaved text in place of a file's. Never raises for its content; nothing is written."""
    after = guidelines.with_text(before, file, text)
    return Draft(file, text, after, tuple(problem for problem in after.problems if problem.file == str(file)))


def run_tests(tried: Draft, rule_id: str) -> tuple[Tested, ...]:
    """Every test of one rule of the draft, by the draft. Empty where the rule cannot be read; then `problems` says why.

    The rule is tried alone and without the model, unless it asks the model or tests a score, which the others share.
    """
    rule = tried.rule(rule_id)
    if rule is None:
        return ()
    if any(test.expect == "edge" for test in rule.tests):
        return tuple(map(Tested, rule.tests, guideline_tests.run_rule(Reviewer(tried.guidelines, MODEL), rule)))
    alone = reviewer_of([rule], tried.guidelines.shelf)
    return tuple(map(Tested, rule.tests, guideline_tests.run_rule(alone, rule, tried.guidelines)))
