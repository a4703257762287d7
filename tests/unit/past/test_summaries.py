"""Every figure can be worked out again from the raw rows by plain pandas; odd archives give tidy answers."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis.model import BALANCE_CLASSES
from analysis.past import dialogue, edge, engagement, shares, themes, uncertainty
from analysis.past.columns import ALL, empty
from analysis.past.frame import posts_frame
from analysis.past.words import FEW
from tests.unit.past.invented import PERSONAL, POLITICAL, PRIVATE, PROFESSIONAL, alarm, archive, observation, post

SHARES = list(BALANCE_CLASSES)
SUMMARIES = {
    "mean_shares": shares.mean_shares, "shares_over_time": shares.shares_over_time, "headline": shares.headline,
    "headline_over_time": shares.headline_over_time, "platforms": shares.platforms, "rhythm": shares.rhythm,
    "edge_over_time": edge.edge_over_time, "findings": edge.findings, "findings_by_category": edge.findings_by_category,
    "findings_by_rule": lambda frame: edge.findings_by_rule(frame, {}), "dialogue": dialogue.dialogue,
    "dialogue_over_time": dialogue.dialogue_over_time, "engagement_by": engagement.engagement_by,
    "themes": lambda frame: themes.theme_shares(frame, themes.theme_posts(frame, {"løn": ["løn*"]})),
    "themes_over_time": lambda frame: themes.themes_over_time(frame, themes.theme_posts(frame, {"løn": ["løn*"]})),
}  # fmt: skip


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    """300 posts over two years, of every kind, in no order."""
    draw = random.Random(7)
    kinds = [PROFESSIONAL, POLITICAL, PERSONAL, PRIVATE, {"dominant": "unsure"}]
    rows = []
    for _ in range(300):
        row = {**draw.choice(kinds), "platform": draw.choice(["facebook", "linkedin", "x"]), "open_question": draw.random() < 0.3}
        row |= {"citizen_words": draw.choice([0, 0, 2]), "likes": draw.randrange(200), "text": draw.choice(["Lønnen er for lav.", "Vi ses."])}
        row |= draw.choice([{}, {}, alarm(), alarm("persondata.cpr", "stop", 90), alarm("tone.vulgaert tone.hidsig", "consider")])
        if " " in row.get("rules", ""):
            row |= {"categories": "tone tone", "severities": "consider consider", "consider": 2}
        rows.append({**row, "published": datetime(2024, 1, 1) + timedelta(hours=draw.randrange(17_000))})
    frame = archive(*rows)
    frame.loc[frame.index % 29 == 0, "own_words"] = False
    return frame


@pytest.fixture(scope="module")
def told(frame) -> pd.DataFrame:
    return frame[frame["own_words"] & (frame["dominant"] != "unsure")]


def test_shares_over_time_by_plain_pandas(frame, told):
    table = shares.shares_over_time(frame, "month")
    month = told["published"].dt.strftime("%Y-%m-01")
    for (period, platform), rows in table.groupby(["period", "platform"]):
        here = told[(month == str(period.date())) & (told["platform"].eq(platform) | (platform == ALL))]
        assert np.allclose(rows.set_index("balance_class")["share"][SHARES], here[SHARES].mean())
        assert set(rows["posts"]) == {len(here)}
    assert np.allclose(table.groupby(["period", "platform"])["share"].sum(), 1)
    assert table.loc[table["platform"] == ALL].drop_duplicates("period")["posts"].sum() == len(told)


def test_weeks_begin_on_mondays(frame):
    assert set(shares.headline_over_time(frame, "week")["period"].dt.day_of_week) == {0}
    with pytest.raises(ValueError):
        shares.shares_over_time(frame, "year")


def test_headline_by_plain_pandas(frame, told):
    table = shares.headline(frame).set_index("platform")
    for platform, row in table.iterrows():
        here = told[told["platform"].eq(platform) | (platform == ALL)]
        public = here["professional"] + here["political"]
        assert row["public"] == pytest.approx(public.mean()) and row["person"] == pytest.approx(1 - public.mean())
        assert row["posts"] == len(here) and row["low"] < row["public"] < row["high"]
    assert table.loc[ALL, "unsure"] == (frame["own_words"] & (frame["dominant"] == "unsure")).sum()


def test_platforms_side_by_side_by_plain_pandas(frame):
    table, own = shares.platforms(frame).set_index("platform"), frame[frame["own_words"]]
    here = own[own["platform"] == "x"]
    assert table.loc["x", "posts"] == len(here)
    assert table.loc["x", "open_questions"] == pytest.approx(here["open_question"].mean())
    assert table.loc["x", "with_alarm"] == pytest.approx((here["rules"] != "").mean())
    assert table.loc["x", "likes"] == here["likes"].median()
    assert pd.isna(table.loc["x", "views"])


def test_rhythm_by_plain_pandas(frame):
    table = shares.rhythm(frame)
    own = frame[frame["own_words"]]
    assert table["posts"].sum() == len(own)
    row = table.iloc[10]
    assert row["posts"] == ((own["published"].dt.day_of_week == row["weekday"]) & (own["published"].dt.hour == row["hour"])).sum()
    assert shares.rhythm(archive({"published": date(2026, 1, 5)})).empty


def test_knife_edge_with_the_posts_behind_each_point(frame):
    for row in edge.edge_over_time(frame).itertuples():
        behind = edge.posts_behind(frame, row.period, "month", row.platform)
        assert tuple(behind["id"]) == row.ids
        assert (row.mean, row.highest, row.posts) == (behind["knife_edge"].mean(), behind["knife_edge"].max(), len(behind))


def test_findings_by_plain_pandas(frame):
    own = frame[frame["own_words"]]
    rules = own["rules"].str.split().explode().dropna()
    table = edge.findings_by_rule(frame, {"tone.vulgaert": "Vulgært sprog"}).set_index("rule")
    assert table["findings"].to_dict() == rules.value_counts().to_dict()
    assert table.loc["tone.vulgaert", "title"] == "Vulgært sprog"
    assert table.loc["persondata.cpr", "posts"] == own["rules"].str.contains("persondata.cpr", regex=False).sum()
    assert edge.findings_by_category(frame)["findings"].sum() == len(rules)
    assert (edge.tone(frame) == "stop").sum() == (frame["stop"] > 0).sum()


def test_dialogue_by_plain_pandas(frame):
    own = frame[frame["own_words"]]
    row = dialogue.dialogue(frame).set_index(["platform", "measure"]).loc[(ALL, "open_question")]
    assert row["share"] == pytest.approx(own["open_question"].mean()) and row["low"] < row["share"] < row["high"]
    assert dialogue.dialogue_over_time(frame)["posts"].sum() == 4 * len(own)


def test_themes_by_plain_pandas(frame):
    found = themes.theme_posts(frame, {"løn": ["løn*"], "ses": ["vi ses"]})
    own = frame[frame["own_words"]]
    assert set(found.loc[found["theme"] == "løn", "id"]) == set(own.loc[own["text"].str.startswith("Løn"), "id"])
    assert themes.theme_shares(frame, found)["share"].sum() == pytest.approx(1)
    assert themes.themes_over_time(frame, found)["posts"].sum() == len(own)
    for bad in ({"tom": []}, {"tom": [" "]}, {str(number): ["x"] for number in range(21)}):
        with pytest.raises(ValueError):
            themes.theme_posts(frame, bad)


def test_engagement_by_plain_pandas_and_too_few_said_as_such(frame):
    table = engagement.engagement_by(frame, "dominant").set_index(["measure", "group"])
    own = frame[frame["own_words"]]
    values = own.loc[own["dominant"] == "private", "likes"]
    row = table.loc[("likes", "private")]
    assert row["median"] == values.median() and row["low"] <= row["median"] <= row["high"] and row["posts"] == len(values)
    few = engagement.engagement_by(archive(*[{"likes": 3}] * 7)).iloc[0]
    assert few["note"] == FEW and pd.isna(few["median"]) and few["posts"] == 7
    with pytest.raises(ValueError):
        engagement.engagement_by(frame, "moon")


def test_groups_differ_only_where_their_intervals_stand_clear():
    apart = archive(*[{**PERSONAL, "likes": 90 + n} for n in range(10)], *[{**PROFESSIONAL, "likes": n} for n in range(10)])
    table = engagement.engagement_by(apart)
    assert engagement.differ(table, "likes", "personal", "professional")
    assert not engagement.differ(table, "likes", "personal", "private")
    assert not engagement.differ(engagement.engagement_by(apart.iloc[5:15]), "likes", "personal", "professional")


def test_intervals_hold_what_they_should():
    low, high = uncertainty.wilson(8, 10)
    assert (round(float(low), 4), round(float(high), 4)) == (0.4902, 0.9433)  # Wilson's own interval, by hand
    assert np.isnan(uncertainty.wilson(0, 0)[0])
    draw = np.random.default_rng(3)
    held = [low <= 0 <= high for _, low, high in (uncertainty.median_interval(draw.normal(size=25)) for _ in range(400))]
    assert np.mean(held) > 0.93


ODD = {
    "none": empty(),
    "one": archive({}),
    "one minute": archive(*[{"published": datetime(2026, 1, 1, 12, 0)}] * 20),
    "no dates": archive(*[{"published": None}] * 20),
    "40 years": archive(*[{"published": datetime(1986 + year, 5, 1)} for year in range(41)]),
    "all unsure": archive(*[{"dominant": "unsure"}] * 12),
    "no own words": archive(*[{}] * 12).assign(own_words=False),
    "several authors": archive(*[{"author": name} for name in ("Niels", "N. Barkholt", "=cmd()", "")] * 3),
    "odd names": posts_frame([post(platform="", author="\ud800")], [observation()]),
}


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", SUMMARIES)
def test_odd_archives_give_tidy_answers(kind, name):
    table, usual = SUMMARIES[name](ODD[kind]), SUMMARIES[name](ODD["40 years"])
    assert list(table.columns) == list(usual.columns)
    assert len(table) <= 4 * 41 * 2 + 20
