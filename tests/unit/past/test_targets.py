"""Targets: what may be one, where the leader is, in words."""

from __future__ import annotations

import pytest

from analysis.past import shares
from analysis.past.columns import ALL
from analysis.past.targets import Band, Target, from_json, standing, to_json, with_bands
from tests.unit.past.invented import PERSONAL, PRIVATE, PROFESSIONAL, archive

WIDE = Band(0.5, 0.7)


@pytest.mark.parametrize("ends", [(-0.1, 0.5), (0.5, 1.1), (0.7, 0.5), (float("nan"), 1), ("0", 1)])
def test_bands_that_are_none(ends):
    with pytest.raises(ValueError, match=r"[Mm]ål"):
        Band(*ends)


@pytest.mark.parametrize(("headline", "classes"), [
    (WIDE, {"moon": WIDE}),
    (WIDE, {"personal": WIDE, "private": Band(0.6, 1)}),  # together more than everything
    (WIDE, {name: Band(0, 0.2) for name in ("professional", "political", "personal", "private")}),
    (WIDE, {"professional": Band(0.8, 1)}),
    (Band(0.9, 1), {"professional": Band(0, 0.3), "political": Band(0, 0.3)}),
])  # fmt: skip
def test_targets_that_cannot_be_met(headline, classes):
    with pytest.raises(ValueError):
        Target("facebook", headline, classes)


def test_a_target_is_for_a_platform_that_is_known():
    with pytest.raises(ValueError, match="platform"):
        Target("avisen", WIDE)


def test_where_the_leader_is_in_words():
    frame = archive(*[PROFESSIONAL] * 9, *[PERSONAL] * 1, *[{**PERSONAL, "platform": "x"}] * 3)
    table = standing(frame, [Target("facebook", WIDE), Target("x", WIDE), Target("instagram", WIDE)])
    assert list(table["place"]) == ["above", "few", "few"]
    assert table["sentence"][0] == "På Facebook er 92 % fagligt og politisk. Dit mål er 50-70 %, så du ligger 22 procentpoint over."
    assert table["sentence"][1] == "På X er der for få opslag til at sige noget om dit mål."
    within = standing(frame.head(9), [Target(ALL, Band(0.9, 1), {"personal": Band(0.1, 0.3)})])
    assert list(within["place"]) == ["within", "below"]
    assert within["sentence"][0] == "På tværs af platforme er 100 % fagligt og politisk. Dit mål er 90-100 %, så du er inden for."
    assert within["sentence"][1].endswith("personligt. Dit mål er 10-30 %, så du ligger 10 procentpoint under.")


def test_shares_over_time_beside_the_target():
    frame = archive(*[PROFESSIONAL, PRIVATE] * 5)
    targets = [Target("facebook", WIDE, {"private": Band(0, 0.1)})]
    table = with_bands(shares.shares_over_time(frame), targets, "share")
    row = table[(table["platform"] == "facebook") & (table["balance_class"] == "private")].iloc[0]
    assert (row["low"], row["high"], row["place"]) == (0, 0.1, "above")
    assert set(table.loc[table["platform"] == ALL, "place"]) == {""}
    headline = with_bands(shares.headline_over_time(frame), targets, "public").set_index("platform")
    assert headline.loc["facebook", "place"] == "within"


def test_targets_out_and_in():
    targets = (Target("x", WIDE, {"private": Band(0, 0.1)}), Target(ALL, Band(0, 1)))
    assert from_json(to_json(targets)) == targets
    for broken in ([{"platform": "x"}], [3], [{"platform": "x", "low": 0.2, "high": 0.1}]):
        with pytest.raises(ValueError):
            from_json(broken)
