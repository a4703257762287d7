"""Every shipped rule is tested enough, in every way it differs between roles, and the table of it is current."""

from __future__ import annotations

from collections import defaultdict

import pytest

from analysis import guideline_coverage, guidelines
from analysis.model import ROLES
from tests.helpers import GUIDELINES

LEAST = 3


@pytest.fixture(scope="module")
def packs():
    return guidelines.load(GUIDELINES)


@pytest.fixture(scope="module")
def rules(packs):
    return [rule for pack in packs.packs.values() for rule in pack.rules.values()]


def test_every_rule_has_three_texts_to_catch_and_three_to_leave_alone(packs, rules):
    for rule in rules:
        kinds = [test.expect for test in rule.tests]
        assert min(kinds.count("flag"), kinds.count("pass")) >= LEAST, rule.id


def test_every_severity_a_rule_has_is_tested_in_a_role_that_has_it(packs, rules):
    missing = []
    for rule in rules:
        counts, levels = guideline_coverage.tested(packs, rule), defaultdict(list)
        for role in ROLES:
            levels[rule.severity(role)].append(role)
        for severity, roles in levels.items():
            expect = "pass" if severity == "off" else "flag"
            missing += [(rule.id, severity)] * (not any(counts[role, expect] for role in roles))
    assert missing == []


def test_the_table_in_the_guidelines_folder_is_current(packs):
    text = (GUIDELINES / "coverage.md").read_text("utf-8")
    assert text.endswith("\n".join(guideline_coverage.table(packs)) + "\n"), "python -m analysis guidelines coverage guidelines"
