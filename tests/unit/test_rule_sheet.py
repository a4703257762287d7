"""The sheet of a role: three columns, the weightiest first, never longer than a page."""

from datetime import date

import pytest

from analysis import rule_sheet
from analysis.model import CATEGORIES, ROLES
from tests.helpers import reviewer_of, rule

DAY = date(2026, 5, 1)


def columns(reviewer, role="union-leader", most=25):
    return {column.name: column for column in rule_sheet.sheet(reviewer.guidelines.effective(role), DAY, CATEGORIES, most)}


@pytest.mark.parametrize("role", ROLES)
def test_every_role_gets_three_columns_of_at_most_25_lines(reviewer, role):
    for column in columns(reviewer, role).values():
        texts = [text for item in column.items for text in (item.rule.rule.title, item.why) if text]
        assert column.items
        assert sum(-(-len(text) // 40) for text in texts) <= 25


def test_severe_first_and_every_category_before_the_second_of_one():
    rules = [rule(id=f"tone.nr{n}", title=f"Tone {n}", severity="warn") for n in range(3)]
    rules += [rule(id="valg.et", title="Valg", category="election", severity="warn")]
    rules += [rule(id="valg.to", title="Stop", category="election", severity="consider")]
    found = columns(reviewer_of(*rules))["consider"]
    assert [item.rule.rule.title for item in found.items] == ["Tone 0", "Valg", "Tone 1", "Tone 2", "Stop"]


def test_what_has_no_room_is_counted_and_a_hint_is_left_out():
    rules = [rule(id=f"tone.nr{n}", title=f"Tone {n}") for n in range(9)] + [rule(id="tone.hint", severity="note")]
    found = columns(reviewer_of(*rules), most=4)["consider"]
    assert (len(found.items), found.left_out) == (4, 6)


def test_rules_that_do_not_hold_yet_are_not_on_it():
    assert columns(reviewer_of(rule(when={"from": date(2027, 1, 1)})))["consider"].items == ()
