"""What users' dismissals say of the rules, small numbers as uncertain, and a file that holds no word of a draft."""

from datetime import date

import pytest

from analysis import dismissal_file
from analysis.dismissal_report import as_seen, crying_wolf, wilson
from analysis.dismissals import REASONS, Dismissal, dismiss
from tests.helpers import reviewer_of, rule

DAY = date(2026, 5, 1)


def made(name: str, number: int, reason: str = REASONS[0], version: str = "v1") -> Dismissal:
    return Dismissal(name, version, f"{name}-{number}", reason, DAY)


def test_a_rule_that_mostly_does_not_fit_cries_wolf():
    said = [*(made("tone.ulv", n) for n in range(40)), *(made("tone.god", n) for n in range(3)), made("tone.faa", 1)]
    rows = as_seen(said, {"tone.ulv": 50, "tone.god": 60, "tone.faa": 2, "tone.stille": 0, "tone.altid": 30})
    assert [(row.rule, row.verdict) for row in rows] == [("tone.ulv", "cries-wolf"), ("tone.faa", "uncertain"), ("tone.god", "fits"), ("tone.altid", "fits")]
    assert [row.rule for row in crying_wolf(rows)] == ["tone.ulv"]
    assert rows[0].told == "40 af 50 fund passede ikke; 20 % passede (11 %-33 %): råber ulven kommer"
    assert "for få tal" in rows[1].told


def test_reasons_are_counted_and_a_deliberate_choice_is_not_held_against_the_rule():
    said = [made("r", 1), made("r", 2, f"{REASONS[0]}: det er et citat"), made("r", 3, REASONS[4]), made("r", 4, "Fordi")]
    (row,) = as_seen(said, {"r": 10})
    assert row.reasons == ((REASONS[0], 2), (REASONS[4], 1), ("Andet", 1))
    assert (row.dismissed, row.misfits, row.precision) == (4, 3, pytest.approx(0.7))


def test_the_same_sentence_counts_once_and_an_earlier_version_not_at_all():
    said = [made("r", 1), made("r", 1), made("r", 2, version="v0")]
    (row,) = as_seen(said, {"r": 4}, {"r": "v1"})
    assert (row.dismissed, row.fired) == (1, 4)
    assert as_seen(said, {})[0].fired == 2
    assert as_seen([], {}) == ()


@pytest.mark.parametrize(("hits", "of", "low", "high"), [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)])
def test_wilsons_interval(hits, of, low, high):
    assert wilson(hits, of) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_the_file_holds_what_was_said_and_nothing_of_the_draft(tmp_path):
    text = "Mette fra Hobro er fuld af løgn."
    (finding,) = reviewer_of(rule()).review(text).findings
    one, file = dismiss(finding, text, REASONS[1], DAY), tmp_path / "mappe" / "afvist.jsonl"
    dismissal_file.append(file, [one])
    with file.open("ab") as lines:
        lines.write(b'{"rule": "x"}\nikke json\n[1]\n{"rule": 1')
    dismissal_file.append(file, [one])
    assert dismissal_file.read(file) == (one, one)
    assert not any(word in file.read_text("utf-8") for word in ("Mette", "Hobro", "fuld"))
    assert dismissal_file.read(tmp_path / "findes-ikke") == ()
