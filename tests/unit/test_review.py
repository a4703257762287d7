"""A review as a whole: places, overlaps, the knife-edge, replacements."""

import pytest

from analysis.knife_edge import knife_edge
from analysis.model import Setting
from analysis.rewrite import apply, replacement, split_words
from tests.helpers import reviewer_of, rule


def phrase_rule(name, phrases, **changes):
    return rule(id=f"tone.{name}", title=name, detect={"any": [{"phrases": phrases}]}, **changes)


def test_the_strongest_explains_and_the_others_are_kept_under_it():
    reviewer = reviewer_of(
        phrase_rule("svag", ["ren løgn"], severity="consider"), phrase_rule("staerk", ["løgn"], severity="stop")
    )
    (finding,) = reviewer.review("Det er ren løgn.").findings
    assert (finding.rule, [weaker.rule for weaker in finding.also]) == ("tone.staerk", ["tone.svag"])


def test_two_concerns_at_one_place_stay_two():
    reviewer = reviewer_of(phrase_rule("a", ["løgn"]), phrase_rule("b", ["løgn"], category="privacy"))
    assert {finding.category for finding in reviewer.review("løgn").findings} == {"tone", "privacy"}


def test_quotes_are_the_original_text_even_when_disguised():
    text = "Ren l\u200bø\u0301gn… nej: lø\u00adgn, \U0001d5f9ø\U0001d5f4n og “løgn”"
    review = reviewer_of(rule()).review(text)
    assert len(review.findings) == 3
    assert all(finding.quote == text[finding.start : finding.end] for finding in review.findings)


def test_permissions_are_apart_and_never_an_alarm():
    reviewer = reviewer_of(rule(), phrase_rule("ros", ["tak til"], kind="may", severity=None))
    review = reviewer.review("Tak til alle.")
    assert [permission.severity for permission in review.permissions] == ["may"]
    assert (review.findings, review.knife_edge.score, review.verdict) == ((), 0, "fine")


def test_the_knife_edge_adds_up_and_names_the_change_that_helps_most():
    reviewer = reviewer_of(
        phrase_rule("a", ["svindel"], severity="stop"), phrase_rule("b", ["klynk"], severity="consider"),
        phrase_rule("c", ["hint"], severity="note"),
    )  # fmt: skip
    edge = reviewer.review("Det er svindel og klynk, et hint.").knife_edge
    assert sum(driver.points for driver in edge.drivers) == edge.score
    assert [driver.rule for driver in edge.drivers] == ["tone.a", "tone.b"]
    assert edge.best_change.rule == "tone.a"
    assert edge.best_change.score_after == reviewer.review("Det er klynk.").knife_edge.score


def test_more_of_the_same_weighs_less_than_something_new():
    reviewer = reviewer_of(phrase_rule("a", ["svindel"]), phrase_rule("b", ["klynk"]))
    score = {text: reviewer.review(text).knife_edge.score for text in ("svindel", "svindel svindel", "svindel klynk")}
    assert score["svindel"] < score["svindel svindel"] < score["svindel klynk"] < 100


def test_nothing_found_is_nothing_scored():
    assert knife_edge(()).score == 0


@pytest.mark.parametrize(
    ("rewrite", "quote", "before", "expected"),
    [
        ({"mask": "[CPR-nummer fjernet]"}, "010190-1234", "nr. ", "[CPR-nummer fjernet]"),
        ({"words": {"såfremt": "hvis"}}, "såfremt", "og ", "hvis"),
        ({"words": {"såfremt": "hvis"}}, "Såfremt", "", "Hvis"),
        ({"words": {"såfremt": "hvis"}}, "ukendt", "", None),
        ("sentence_case", "STOP NU DET HER", "", "Stop nu det her"),
        ("sentence_case", "KL SVIGTER IGEN", "og ", "KL svigter igen"),
        ("single_mark", "!!!", "x", "!"),
        ("single_mark", "?!?", "x", "?"),
        ("readable_hashtag", "#velfærdmedhjerte", "", "#VelfærdMedHjerte"),
        ("readable_hashtag", "#detgodesamarbejde", "", "#DetGodeSamarbejde"),
        ("readable_hashtag", "#xyzzyplugh", "", None),
        ("plain_letters", "\U0001d5e9\U0001d5f6\U0001d5f4", "", "Vig"),
        ("plain_letters", "N E D S", "", "NEDS"),
        (None, "ord", "", None),
    ],
)
def test_replacements(rewrite, quote, before, expected):
    assert replacement(rewrite, quote, before) == expected


def test_words_that_are_not_known_are_not_split():
    assert split_words("qwertyuiop") == ["qwertyuiop"]


def test_applying_a_replacement_and_refusing_a_changed_draft():
    reviewer = reviewer_of(rule(rewrite={"mask": "[fjernet]"}))
    (finding,) = reviewer.review("Det er løgn.").findings
    assert apply("Det er løgn.", finding) == "Det er [fjernet]."
    with pytest.raises(ValueError, match="Tjek igen"):
        apply("Noget helt andet.", finding)


def test_measures_and_lix():
    review = reviewer_of(rule()).review("Vi mødes kl. 17. Kommunaldirektøren kommer også forbi.")
    assert (review.measures.words, review.measures.sentences) == (8, 2)
    assert review.measures.lix == round(8 / 2 + 100 * 1 / 8, 1)


def test_settings_are_checked_in_danish():
    with pytest.raises(ValueError, match="Ukendt rolle: 'konge'"):
        Setting(role="konge")
