"""Negated, quoted, reported, about oneself."""

import pytest

from analysis.model import Setting
from tests.helpers import alarms, reviewer_of, rule


@pytest.mark.parametrize(
    ("scope", "text", "excused"),
    [
        ("negated", "Det er ikke løgn.", True),
        ("negated", "Der er aldrig tale om løgn.", True),
        ("negated", "Det er hverken løgn eller sandhed.", True),
        ("negated", "Det er løgn.", False),
        ("negated", "Jeg vil ikke tie, men det er løgn.", False),
        ("negated", "Det er ikke bare løgn.", False),
        ("negated", "Det er løgn, ikke?", False),
        ("quoted", "Hun skrev »løgn« til mig.", True),
        ("quoted", "“Det er løgn”, stod der.", True),
        ("quoted", "Det er løgn, og 'citat' er noget andet.", False),
        ("reported", "Borgeren siger, at det er løgn.", True),
        ("reported", "Jeg siger, at det er løgn.", False),
        ("self", "Min egen løgn indhentede mig.", True),
        ("self", "Hans løgn indhentede ham.", False),
    ],
)
def test_scope(scope, text, excused):
    reviewer = reviewer_of(rule(detect={"any": [{"phrases": ["løgn"]}], "unless": [{"scope": [scope]}]}))
    assert (not alarms(reviewer.review(text, Setting()))) is excused
