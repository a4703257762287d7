"""Every insight: an archive where it must be said, and ones where it must not; what is said is true and sourced."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import yaml

from analysis.past.columns import empty
from analysis.past.insights import TOLD, insights
from analysis.past.targets import Band, Target
from tests.helpers import GUIDELINES
from tests.unit.past.invented import PERSONAL, PRIVATE, PROFESSIONAL, alarm, archive

MIXED = {"balance": (0.5, 0.2, 0.3, 0.0), "citizen_words": 0}
QUIET = [{**MIXED, "open_question": number % 4 == 0, "citizen_words": number % 2} for number in range(40)]
"""An archive of which there is nothing in particular to say."""
NIGHT, DAY = ({"published": datetime(2026, 1, 5, hour)} for hour in (23, 10))
IG = {"platform": "instagram"}
TARGET = [Target("facebook", Band(0.2, 0.5))]


def said(*rows, **more) -> dict[str, object]:
    return {insight.key: insight for insight in insights(archive(*rows), **more)}


MUST = {
    "streak_without_person": [*QUIET, *[PROFESSIONAL] * 8],
    "edge_moved": [*[{**MIXED, "knife_edge": 10 + n % 3} for n in range(90)], *[{**MIXED, "knife_edge": 40 + n % 3} for n in range(90)]],
    "late_posts": [*[{**MIXED, **NIGHT, **alarm()}] * 9, *[{**MIXED, **DAY}] * 20],
    "few_questions": [MIXED] * 40,
    "many_questions": [{**MIXED, "open_question": True}] * 10,
    "few_citizens": [MIXED] * 40,
    "many_citizens": [{**MIXED, "citizen_words": 1}] * 12,
    "platforms_differ": [*[PROFESSIONAL] * 10, *[{**PRIVATE, **IG}] * 10],
    "frequent_rule": [*QUIET, *[{**MIXED, **alarm()}] * 8],
    "person_engages": [*[{**PERSONAL, "likes": 90 + n} for n in range(10)], *[{**PROFESSIONAL, "likes": n} for n in range(10)]],
}
MUST_NOT = {
    "streak_without_person": [[*[PROFESSIONAL] * 20, PERSONAL], [*QUIET, *[PROFESSIONAL] * 5], [{**PROFESSIONAL, "published": None}] * 20],
    "edge_moved": [QUIET, [{**MIXED, "knife_edge": 90 * (n % 2)} for n in range(180)], [{**MIXED, "knife_edge": 5 + n // 60} for n in range(180)]],
    "late_posts": [[*[{**MIXED, **NIGHT, **alarm()}] * 7, *[{**MIXED, **DAY}] * 20], [*[{**MIXED, **NIGHT, **alarm()}] * 9, *[{**MIXED, **DAY, **alarm()}] * 20]],
    "few_questions": [QUIET, [MIXED] * 12],
    "many_questions": [QUIET, [MIXED] * 40],
    "few_citizens": [QUIET],
    "many_citizens": [QUIET],
    "platforms_differ": [[*[PROFESSIONAL] * 10, *[{**PRIVATE, **IG}] * 7], [*[PROFESSIONAL] * 10, *[{**PROFESSIONAL, **IG}] * 10]],
    "frequent_rule": [QUIET, [*QUIET, *[{**MIXED, **alarm()}] * 5, *[{**MIXED, **alarm("tone.hidsig")}] * 5], [*QUIET, *[{**MIXED, **alarm()}] * 2]],
    "person_engages": [[*[{**PERSONAL, "likes": n} for n in range(10)], *[{**PROFESSIONAL, "likes": n} for n in range(10)]], [PERSONAL, PROFESSIONAL] * 10],
}  # fmt: skip


@pytest.mark.parametrize("key", MUST)
def test_must_be_said(key):
    assert key in said(*MUST[key])


@pytest.mark.parametrize(("key", "number"), [(key, number) for key, rows in MUST_NOT.items() for number in range(len(rows))])
def test_must_not_be_said(key, number):
    assert key not in said(*MUST_NOT[key][number])


@pytest.mark.parametrize("key", MUST)
def test_nothing_is_said_of_too_few_posts(key):
    assert said(*MUST[key][:7]) == {}


def test_every_insight_is_tested_both_ways():
    keys = {key for key, value in TOLD.items() if isinstance(value, dict)}
    assert keys == set(MUST) | {"outside_target"} == set(MUST_NOT) | {"outside_target"}


def test_outside_the_target_is_said_only_when_clearly_so():
    assert said(*[PROFESSIONAL] * 9, targets=TARGET)["outside_target"].sentence.startswith("På Facebook er 100 % fagligt og politisk. Dit mål er 20-50 %")
    assert "outside_target" not in said(*QUIET, targets=[Target("facebook", Band(0.6, 0.8))])
    assert "outside_target" not in said(*[PROFESSIONAL, PRIVATE] * 10, targets=[Target("facebook", Band(0.2, 0.45))])
    assert "outside_target" not in said(*[PROFESSIONAL] * 9)


def test_the_streak_reads_as_the_leaders_ask_for():
    insight = said(*QUIET, *[PROFESSIONAL] * 8)["streak_without_person"]
    assert insight.sentence.startswith("8 opslag i træk uden et personligt hvorfor. Det seneste med dig selv i er fra den 13. februar 2026.")
    assert insight.figures["posts"] == 8 and insight.ids == tuple(f"p{number}" for number in range(40, 48))


def test_the_posts_behind_are_the_ones_the_sentence_counts():
    assert len(said(*MUST["frequent_rule"])["frequent_rule"].ids) == 8
    assert len(said(*MUST["late_posts"])["late_posts"].ids) == 9
    titled = said(*MUST["frequent_rule"], titles={"tone.vulgaert": "Vulgært sprog"})["frequent_rule"]
    assert titled.sentence == "Kasket peger oftest på »Vulgært sprog«: i 8 af 48 opslag."


def test_at_most_five_and_the_weightiest_first():
    start = datetime(2025, 1, 1)
    rows = [{**PRIVATE, **IG, **alarm(), "published": start + timedelta(days=day, hours=23)} for day in range(40)]
    rows += [{**PROFESSIONAL, "published": start + timedelta(days=50 + day)} for day in range(40)]
    found = insights(archive(*rows), TARGET)
    assert len(found) == 5
    assert [insight.weight for insight in found] == sorted((insight.weight for insight in found), reverse=True)


def test_sources_are_those_of_the_guidelines():
    known = yaml.safe_load((GUIDELINES / "sources.yaml").read_text("utf-8"))["sources"]
    assert {value["source"] for value in TOLD.values() if isinstance(value, dict)} <= set(known)


def test_odd_archives():
    for frame in (empty(), archive(*[{"published": None}] * 30), archive(*[{"dominant": "unsure"}] * 30), archive(*[{}] * 30).assign(own_words=False)):
        assert len(insights(frame, TARGET)) <= 5
    assert insights(empty(), TARGET) == ()
