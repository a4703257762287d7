"""Which rules are tested in which roles, as a Danish table (guidelines/coverage.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .guideline_tests import setting_of
from .guidelines import Guidelines
from .model import ROLES
from .rules import Rule

ROLE_HEADS = {
    "union-leader": "fagforening", "municipal-manager": "kommunal leder", "chief-executive": "kommunaldirektør",
    "elected-politician": "folkevalgt",
}  # fmt: skip


def table(guidelines: Guidelines) -> Iterator[str]:
    """A line a rule: its severity in each role, and how many texts it must catch and must leave alone there."""
    yield "| regel | pakke | " + " | ".join(ROLE_HEADS[role] for role in ROLES) + " | prøver |"
    yield "|---|---|" + "---|" * (len(ROLES) + 1)
    for rule in sorted(_written(guidelines), key=lambda rule: (rule.pack, rule.id)):
        counts = tested(guidelines, rule)
        cells = " | ".join(_cell(rule, role, counts) for role in ROLES)
        caught, passed = (sum(count for (_, kind), count in counts.items() if kind == expect) for expect in ("flag", "pass"))
        yield f"| {rule.id} | {rule.pack} | {cells} | {caught}/{passed} |"


def tested(guidelines: Guidelines, rule: Rule) -> Counter[tuple[str, str]]:
    """How many tests a rule has by role and by what is expected (`flag`, `pass`, `edge`)."""
    return Counter((setting_of(guidelines, rule, test).role, test.expect) for test in rule.tests)


def _written(guidelines: Guidelines) -> list[Rule]:
    return [rule for pack in guidelines.packs.values() for rule in pack.rules.values()]


def _cell(rule: Rule, role: str, counts: Counter[tuple[str, str]]) -> str:
    severity = rule.severity(role)
    caught, passed = counts[role, "flag"], counts[role, "pass"]
    return "-" if severity == "off" else f"{severity} {caught}/{passed}" if caught or passed else severity
