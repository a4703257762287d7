"""Rules that come, hold and go: on a day that is given, never today's."""

from datetime import date

import pytest

from analysis.model import Setting
from analysis.rules import When
from analysis.validity import state, told
from tests.helpers import alarms, reviewer_of, rule

CAMPAIGN = When(start=date(2026, 9, 1), until=date(2026, 11, 17))


@pytest.mark.parametrize(
    ("day", "expected", "words"),
    [
        (date(2026, 8, 31), "coming", "kommer 1. september 2026"),
        (date(2026, 9, 1), "in-force", "gælder til 17. november 2026"),
        (date(2026, 11, 17), "in-force", "gælder til 17. november 2026"),
        (date(2026, 11, 18), "past", "udløb 17. november 2026"),
    ],
)
def test_a_rule_is_coming_in_force_or_past(day, expected, words):
    assert (state(CAMPAIGN, day), told(CAMPAIGN, day)) == (expected, words)


def test_a_rule_without_a_period_always_holds():
    assert (state(When(), date(1900, 1, 1)), told(When(), date(2100, 1, 1))) == ("in-force", "gælder")


def test_a_review_goes_by_the_date_of_its_setting():
    reviewer = reviewer_of(rule(when={"from": date(2026, 9, 1), "until": date(2026, 11, 17)}))
    found = [bool(alarms(reviewer.review("løgn", Setting(date=day)))) for day in (date(2026, 8, 31), date(2026, 10, 1), date(2026, 11, 18), None)]
    assert found == [False, True, False, True]
