"""Corrections: kept without texts, applied at once, learned from by posts that are alike, and told why."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.model import BALANCE_CLASSES
from analysis.past import corrections, shares
from analysis.past.columns import ALL, empty
from analysis.past.corrections import NOT_MINE, Correction, apply, correct, read, text_hash
from analysis.past.neighbours import Neighbours
from analysis.past.settings import SETTINGS
from tests.unit.past.invented import PROFESSIONAL, archive

DAY = date(2026, 3, 1)
SHARES = list(BALANCE_CLASSES)
TEXTS = [
    "Søndagsturen med hunden i skoven gav ro, og jeg tænkte på min far.",
    "Endnu en søndagstur med hunden i skoven gav ro i sindet, og tankerne gik til min far.",
    "Vi kræver flere hænder i ældreplejen og en ordentlig normering nu.",
    "SØNDAGSTUREN med hunden i skoven  gav ro, og jeg tænkte på min far.",
    "Tak til alle, der mødte op til generalforsamlingen i aftes.",
]


@pytest.fixture
def frame() -> pd.DataFrame:
    return archive(*[{**PROFESSIONAL, "text": text} for text in TEXTS])


def test_a_corrected_post_is_what_the_leader_says_and_the_row_tells_why(frame):
    fixed = apply(frame, [correct(TEXTS[0], "private", DAY)])
    assert fixed.loc[[0, 3], "dominant"].tolist() == ["private", "private"]
    assert fixed.loc[0, SHARES].tolist() == [0, 0, 0, 1]
    assert fixed.loc[0, "correction"] == "som du har rettet til »privat« den 1. marts 2026"


def test_posts_that_are_alike_move_by_as_much_as_they_are(frame):
    fixed = apply(frame, [correct(TEXTS[0], "private", DAY)])
    cosine = Neighbours.of(TEXTS).cosines(0)[1]
    assert SETTINGS.similar < cosine < 0.95
    assert fixed.loc[1, "private"] == pytest.approx(cosine)
    assert fixed.loc[1, SHARES].sum() == pytest.approx(1)
    assert fixed.loc[1, "correction"] == "ligner opslaget p0, som du har rettet til »privat« den 1. marts 2026"
    pd.testing.assert_frame_equal(fixed.loc[[2, 4]], frame.loc[[2, 4]])


def test_words_of_others_count_in_nothing(frame):
    fixed = apply(frame, [correct(TEXTS[2], NOT_MINE, DAY)])
    assert fixed["own_words"].tolist() == [True, True, False, True, True]
    assert shares.headline(fixed).set_index("platform").loc[ALL, "posts"] == 4
    undone = apply(frame, [correct(TEXTS[2], NOT_MINE, DAY), correct(TEXTS[2], "political", date(2026, 3, 2))])
    assert undone["own_words"].all() and undone.loc[2, "dominant"] == "political"


def test_the_frame_given_is_not_changed_and_types_are_kept(frame):
    before = frame.copy()
    fixed = apply(frame, [correct(TEXTS[0], "private", DAY)], Neighbours.of(frame["text"]))
    pd.testing.assert_frame_equal(frame, before)
    assert list(fixed.dtypes) == list(frame.dtypes)


def test_nothing_to_correct(frame):
    assert apply(frame, []) is frame
    assert apply(frame, [correct("et andet", "private", DAY)]) is frame
    assert apply(empty(), [correct("et andet", "private", DAY)]).empty


def test_out_and_in_again_without_a_word_of_the_texts():
    made = tuple(correct(text, value, DAY) for text, value in zip(TEXTS, corrections.VALUES, strict=True))
    for written in (corrections.to_csv(made), corrections.to_json(made), "\ufeff" + corrections.to_csv(made)):
        assert read(written) == made
        assert "hunden" not in written
    assert read(corrections.to_csv(made).replace("2026-03-01", "01-03-2026")) == made  # saved again by a spreadsheet
    assert read(corrections.to_csv(())) == read(corrections.to_json(())) == ()


@pytest.mark.parametrize("data", ["", "a;b", "[3]", "[", "{}x", '[{"post": "x", "value": "private", "day": "2026-01-01"}]',
    "opslag (SHA-256);rettet til;dato\nx;privat;2026-01-01", f"opslag (SHA-256);rettet til;dato\n{'a' * 64};måne;2026-01-01",
    f"opslag (SHA-256);rettet til;dato\n{'a' * 64};privat;i går", f"opslag (SHA-256);rettet til;dato\n{'a' * 64};privat"])  # fmt: skip
def test_files_that_hold_no_corrections_are_refused_in_danish(data):
    with pytest.raises(ValueError, match=r"[Rr]ettelse"):
        read(data)


def test_only_known_values_and_hashes():
    for broken in (("x", "private"), (text_hash("a"), "moon")):
        with pytest.raises(ValueError):
            Correction(*broken, DAY)


def test_neighbours_of_odd_texts():
    found = Neighbours.of(["", "\ud800", "løn " * 50_000, "løn", "!!!"])
    assert np.isfinite([found.cosines(row) for row in range(5)]).all()
    assert Neighbours.of([]).count == 0
