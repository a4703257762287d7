"""The model of understanding: what it sees, how it says so, and that the rules stand without it."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from analysis import understanding
from analysis.model import ROLES, Setting
from analysis.review import Reviewer
from analysis.training import corpus
from tests.helpers import GUIDELINES

HINTED = (
    "Tak til alle, der hjalp på plejehjemmet i weekenden. Vi fik både sang og kaffe ud til alle på gangen.\n\n"
    "Og så en særlig tanke til den 84-årige dame på stue 12, som var indlagt på psykiatrisk igen i fredags, fordi datteren ikke ville "
    "hente hende hjem.\n\nPå mandag er der fællesspisning kl. 18, og alle er velkomne."
)


def told(review):
    return [finding for finding in review.findings if finding.evidence == "understood"]


def test_one_wrong_sentence_in_a_good_post_is_pointed_at(reviewer):
    found = [finding for finding in told(reviewer.review(HINTED, Setting("municipal-manager"))) if finding.is_alarm]
    assert "privacy" in {finding.category for finding in found}
    assert all(finding.quote == HINTED[finding.start : finding.end] for finding in found)
    assert any("84-årige" in finding.quote for finding in found)
    assert all("fællesspisning" not in finding.quote for finding in found)


def test_the_reason_names_what_carries_it(reviewer):
    (finding, *_) = [f for f in told(reviewer.review(HINTED, Setting("municipal-manager"))) if f.is_alarm and f.category == "privacy"]
    assert finding.because.startswith("Det, der vejer mest her, er »")
    assert 0.3 < finding.confidence <= 1


def test_ordinary_posts_stay_silent(reviewer):
    for text in (
        "Vi åbner biblioteket klokken ti på lørdag. Der er kaffe på kanden, og alle er velkomne.",
        "Tak til alle medlemmer, der kom til generalforsamlingen i går. Referatet ligger på hjemmesiden i morgen.",
        "Det er en forkert beslutning at spare på nattevagterne, og vi siger det højt: Pengene skal findes et andet sted.",
    ):
        assert reviewer.review(text).alarms == ()


def test_probabilities_are_probabilities_and_the_same_in_every_thread(reviewer):
    posts = corpus.read()[::400]

    def scores():
        return [reviewer.review(post.text, post.setting).knife_edge.understood for post in posts]

    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(lambda _: scores(), range(4))
    assert all(0 <= score <= 1 for score in first)
    assert all(other == first for other in others)


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (lambda path: None, "mangler"),
        (lambda path: path.write_bytes(b""), "kan ikke læses"),
        (lambda path: path.write_bytes(b"PK\x03\x04 not a model"), "kan ikke læses"),
        (lambda path: path.write_bytes(understanding.MODEL.read_bytes()[:200_000]), "kan ikke læses"),
        (lambda path: np.savez(path, classes=understanding.packed(["a"]), idf=np.zeros(3)), "passer ikke til denne udgave"),
        (lambda path: np.savez(path, other=np.array([{}], dtype=object)), "kan ikke læses"),
    ],
)
def test_a_missing_or_damaged_model_is_said_and_the_rules_still_run(tmp_path, damage, line):
    path = tmp_path / "understanding.npz"
    damage(path)
    reviewer = Reviewer.load(GUIDELINES, path)
    (problem,) = reviewer.problems
    assert "Forståelsen er slået fra" in problem and line in problem
    review = reviewer.review("Direktøren lyver, og hendes cpr er 010190-1234.")
    assert {"persondata.cpr", "tone.loegnbeskyldning"} <= {finding.rule for finding in review.findings}
    assert told(review) == []


NAMES = ("Mette Holm", "Fatima Hassan", "Jens Madsen", "Mohammed Ali", "Ahmet Yilmaz", "Kirsten Dahl")
TOWNS = ("Aalborg", "Tønder", "Ishøj", "Gentofte")


def test_name_and_town_do_not_decide(reviewer):
    """Swapping who and where in 500 posts changes an alarm in at most one per cent."""
    posts = [post for post in corpus.read() if post.writer[0] in "KLMNT"]
    chosen = random.Random(3).sample(posts, 500)
    changed = 0
    for number, post in enumerate(chosen):
        verdicts = {
            bool(reviewer.review(f"{post.text}\n\nHilsen {name}, {town}", post.setting).alarms)
            for name, town in ((NAMES[number % 6], TOWNS[number % 4]), (NAMES[(number + 1) % 6], TOWNS[(number + 1) % 4]))
        }
        changed += len(verdicts) > 1
    assert changed <= 5


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("text", ["a", "😀", "ord " * 20_000, "\n\n\n", "1234 " * 3000, "Hej \ud800 du"])
def test_odd_texts_get_a_judgement(reviewer, text, role):
    if text.strip():
        assert 0 <= reviewer.review(text, Setting(role)).knife_edge.score <= 100
