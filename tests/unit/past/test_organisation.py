"""Several leaders: by their own yes, no figure of few, nothing to be worked out, nobody ranked, no texts."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from analysis.past.organisation import FIGURES, HIDDEN, Consent, Contribution, overview, suppressed
from tests.unit.past.invented import PERSONAL, PRIVATE, PROFESSIONAL, archive

TODAY = date(2026, 5, 1)
WORK, HOME = archive(*[{**PROFESSIONAL, "text": "Hemmelig tekst"}] * 10), archive(*[PRIVATE] * 10)


def leaders(count: int, group: str = "", frame=WORK, start: int = 0) -> list[Contribution]:
    return [Contribution(Consent(f"Leder {start + number}", TODAY), frame, group) for number in range(count)]


def test_figures_are_means_of_leaders_however_much_each_posts():
    busy = archive(*[PERSONAL] * 200)
    row = overview([*leaders(9), *leaders(1, frame=busy, start=9)], TODAY).iloc[0]
    assert (row["kind"], row["leaders"], row["professional"], row["personal"]) == ("total", 10, 82, 8)


def test_fewer_than_five_leaders_have_no_figures():
    table = overview(leaders(4), TODAY)
    assert len(table) == 1 and table.iloc[0]["note"] == HIDDEN
    assert table.loc[0, ["leaders", *FIGURES]].isna().all()


@pytest.mark.parametrize("consent", [Consent("Leder 9", TODAY + timedelta(1)), Consent("Leder 9", TODAY, given=False)])
def test_only_those_who_have_said_yes(consent):
    parts = [*leaders(5), Contribution(consent, HOME)]
    assert overview(parts, TODAY).iloc[0]["leaders"] == 5
    with pytest.raises(ValueError):
        Consent(" ", TODAY)


def test_a_leader_counts_once_and_only_with_enough_posts():
    parts = [*leaders(5), *leaders(5), Contribution(Consent("leder 1 ", TODAY), WORK), *leaders(3, frame=WORK.head(5), start=20)]
    assert overview(parts, TODAY).iloc[0]["leaders"] == 5


def test_a_hidden_group_cannot_be_worked_out_from_the_total():
    parts = [*leaders(6, "Børn"), *leaders(7, "Ældre", start=6), *leaders(2, "Teknik", frame=HOME, start=20)]
    table = overview(parts, TODAY).set_index("name")
    assert table.loc["Teknik", "note"] == HIDDEN and table.loc["Børn", "note"] == HIDDEN
    assert table.loc["Ældre", "leaders"] == 7
    assert list(overview(leaders(12, "Børn"), TODAY)["note"]) == ["", "", ""]


def test_nor_can_the_leaders_who_are_in_no_group():
    table = overview([*leaders(6, "Børn"), *leaders(6, "Ældre", start=6), *leaders(1, frame=HOME, start=20)], TODAY)
    assert sorted(table.loc[table["kind"] == "group", "note"]) == ["", HIDDEN]


def test_platforms_are_hidden_likewise():
    both = archive(*[PROFESSIONAL] * 10, *[{**PRIVATE, "platform": "x"}] * 10)
    table = overview([*leaders(5), *leaders(2, frame=both, start=9)], TODAY)
    assert table.loc[(table["kind"] == "platform"), "note"].tolist() == [HIDDEN, HIDDEN]


def test_no_texts_no_names_and_no_order_by_figures():
    parts = [*leaders(6, "Å"), *leaders(6, "A", frame=HOME, start=6)]
    table = overview(parts, TODAY)
    assert table.loc[table["kind"] == "group", "name"].tolist() == ["A", "Å"]
    assert not any(word in table.to_csv() for word in ("Hemmelig", "Leder", "leder "))


def test_whatever_the_groups_what_is_hidden_holds_at_least_five_or_everything_is():
    draw = random.Random(5)
    for _ in range(500):
        everyone = {str(number) for number in range(draw.randrange(5, 40))}
        members: dict[str, set[str]] = {}
        for leader in everyone:
            members.setdefault(draw.choice("abcdefg "), set()).add(leader)
        rest = members.pop(" ", set())
        hidden = suppressed(members, everyone)
        shown = set(members) - hidden
        unseen = everyone - set().union(*(members[name] for name in shown))
        assert all(len(members[name]) >= 5 for name in shown)
        assert not unseen or len(unseen) >= 5
        assert not (shown and hidden) or len(hidden) + bool(rest) >= 2
