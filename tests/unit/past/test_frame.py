"""Posts and their reviews as one frame: every column, odd times, odd texts, progress, stopping."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta, timezone
from types import ModuleType

import pandas as pd
import pytest

from analysis.model import BALANCE_CLASSES, Setting
from analysis.past.columns import COLUMNS, UNSURE, empty
from analysis.past.frame import posts_frame
from analysis.past.gathering import gather, sensible_workers
from analysis.past.observing import asks_openly
from analysis.posts.post import Engagement, Post
from analysis.review import Reviewer
from tests.helpers import GUIDELINES
from tests.unit.past.invented import observation, post


def one(published: object) -> pd.Series:
    return posts_frame([post(published=published)], [observation()]).iloc[0]


def test_every_column_has_its_type_with_and_without_posts():
    for frame in (empty(), posts_frame([], []), posts_frame([post()], [observation()])):
        assert list(frame.columns) == list(COLUMNS)
        assert [str(dtype) for dtype in frame.dtypes] == [str(dtype) for dtype in empty().dtypes]


def test_a_real_post_through_a_real_review(reviewer: Reviewer):
    text = "Også medarbejdere har et stort ansvar for at få samarbejdet med ledelsen til at fungere. Hvad tænker I? 🎉🎉"
    found = gather([Post(text, 1, author="Niels", platform="facebook")], reviewer, Setting("union-leader"))
    row, review = found.frame.iloc[0], reviewer.review(text, Setting("union-leader"))
    assert [row[label] for label in BALANCE_CLASSES] == [getattr(review.balance, label) for label in BALANCE_CLASSES]
    assert row["knife_edge"] == review.knife_edge.score
    assert row["rules"].split() == [finding.rule for finding in review.alarms]
    assert row["severities"].split() == [finding.severity for finding in review.alarms]
    assert row["open_question"] and row["citizen_words"] == 1 and row["emoji"] == 2
    assert row["text"] is text and row["author"] == "Niels" and found.complete


@pytest.mark.parametrize(("published", "expected"), [
    (datetime(2026, 1, 5, 9, 0), "2026-01-05 09:00:00+01:00"),
    (datetime(2026, 7, 5, 22, 30, tzinfo=UTC), "2026-07-06 00:30:00+02:00"),
    (datetime(2026, 3, 29, 2, 30), "2026-03-29 03:30:00+02:00"),  # an hour that was skipped
    (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25 02:30:00+02:00"),  # an hour that came twice
    (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25 02:30:00+01:00"),
    (date(1986, 5, 1), "1986-05-01 00:00:00+02:00"),
    (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), "NaT"),
    (None, "NaT"),
])  # fmt: skip
def test_times_are_copenhagens(published, expected):
    assert str(one(published)["published"]) == expected


def test_a_day_without_a_time_is_known_as_such():
    assert not one(date(2026, 1, 5))["time_known"]
    assert one(datetime(2026, 1, 5))["time_known"]


def test_posts_come_in_order_of_time_and_undated_last():
    days = [datetime(2026, 3, 1), None, datetime(1986, 3, 1), datetime(2025, 3, 1)]
    frame = posts_frame([post(number, published=day) for number, day in enumerate(days)], [observation()] * 4)
    assert list(frame["id"]) == ["p2", "p3", "p0", "p1"]


def test_ids_are_distinct_also_where_exports_give_none():
    posts = [Post("a", 1, file="f.csv"), Post("b", 1, file="f.csv"), Post("c", 2, id="7"), Post("d", 3, id="7"), Post("e", 4)]
    frame = posts_frame(posts, [observation()] * 5)
    assert list(frame["id"]) == ["f.csv:1", "f.csv:1 (2)", "7", "7 (2)", "opslag:4"]


def test_engagement_that_is_missing_or_no_number_is_not_zero():
    frame = posts_frame([Post("a", 1, engagement=Engagement(likes=0, views=float("nan")))], [observation()])
    assert frame["likes"].iloc[0] == 0
    assert frame[["comments", "shares", "views"]].isna().all(axis=None)


def test_hostile_texts_are_kept_as_they_are():
    texts = ["=1+1", "+45", "-", "@sum", "\tx", "\rx", "\ud800 halv", "a" * 99_000, "<script>alert(1)</script>"]
    frame = posts_frame([post(number, text) for number, text in enumerate(texts)], [observation()] * len(texts))
    assert list(frame["text"]) == texts


def test_a_post_that_cannot_be_reviewed_is_told_and_left_out(reviewer: Reviewer):
    found = gather([post(0), post(1, "\x00"), post(2)], reviewer, Setting())
    assert list(found.frame["id"]) == ["p0", "p2"]
    assert [fault.line for fault in found.faults] == [2]


def test_progress_is_told_and_stopping_keeps_what_is_done(reviewer: Reviewer):
    posts, told = [post(number) for number in range(170)], []
    found = gather(posts, reviewer, Setting(), progress=lambda *step: told.append(step), cancelled=lambda: len(told) == 2)
    assert told == [(50, 170), (100, 170), (100, 170)]
    assert (found.done, found.total, len(found.frame), found.complete) == (100, 170, 100, False)
    assert gather(posts, reviewer, Setting()).complete


def test_several_processes_give_the_same_frame(reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch):
    # Streamlit's test runner leaves a page as the main module, and spawned processes would run it again.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    posts = [post(number, f"Vi kræver bedre normeringer nummer {number}. Hvad mener I?") for number in range(450)]
    alone, together = gather(posts, reviewer, Setting()), gather(posts, GUIDELINES, Setting(), workers=2)
    pd.testing.assert_frame_equal(alone.frame, together.frame)
    assert sensible_workers(10) == 1


def test_what_is_unsure_is_said_as_unsure(reviewer: Reviewer):
    assert gather([post(text="Nå ja.")], reviewer, Setting()).frame["dominant"].iloc[0] == UNSURE


@pytest.mark.parametrize(("text", "expected"), [
    ("Hvad har jeg overset?", True), ("Vi er i mål. Men hvordan gør I andre steder?", True), ("Er det rimeligt?", False),
    ("Hvad vi gør, er godt. Er det ikke?", False), ("Jeg ved, hvad jeg vil.", False), ("", False),
])  # fmt: skip
def test_open_questions(text, expected):
    assert asks_openly(text) is expected
