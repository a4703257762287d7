"""The model of understanding: what it sees, how it says so, and that the rules stand without it."""

from __future__ import annotations

import random
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import numpy as np
import pytest

from analysis import understanding
from analysis.checks.personal_data.known_names import is_first_name
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


@pytest.mark.parametrize("text", ["Glædelig jul!", "Ferie nu", "God weekend alle"])
def test_a_few_words_give_no_ground_for_a_class(reviewer, text):
    assert reviewer.review(text).balance.uncertain


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


NAMES = {
    "danish men": ("Jens", "Lars", "Henrik", "Søren", "Niels"),
    "danish women": ("Mette", "Hanne", "Kirsten", "Lone", "Birgit"),
    "immigrant men": ("Mohammed", "Ahmet", "Hassan", "Ali", "Omar"),
    "immigrant women": ("Fatima", "Aisha", "Leila", "Zainab", "Amina"),
}
TOWNS = (
    "Aalborg Aarhus Odense Esbjerg Randers Kolding Horsens Vejle Roskilde Herning Silkeborg Næstved Viborg Holstebro Slagelse Hillerød "
    "Svendborg Hjørring Holbæk Haderslev Skive Ringsted Aabenraa Ishøj Gentofte Tønder Thisted Struer Ribe Nyborg Middelfart Varde Køge"
).split()
TRADES = ("pædagog", "sygeplejerske", "lærer", "socialrådgiver")
CAPITALISED = re.compile(r"(?<=[a-zæøå,] )[A-ZÆØÅ][a-zæøåé]{2,}\b")


def with_names(group):
    def swap(text):
        found = [word for word in dict.fromkeys(CAPITALISED.findall(text)) if is_first_name(word.lower()) and word not in TOWNS]
        for number, name in enumerate(found):
            text = re.sub(rf"\b{name}(?=s?\b)", NAMES[group][number % 5], text)
        return text

    return swap


def with_other_towns(text):
    found = [town for town in TOWNS if re.search(rf"\b{town}\b", text)]
    for town in found:
        text = re.sub(rf"\b{town}\b", TOWNS[(TOWNS.index(town) + 8) % len(TOWNS)], text)
    return text


def with_another_trade(text):
    trade = next((trade for trade in TRADES if trade in text), None)
    return text.replace(trade, TRADES[(TRADES.index(trade) + 1) % len(TRADES)]) if trade else text


@pytest.mark.parametrize(
    "swap", [*map(with_names, NAMES), with_other_towns, with_another_trade], ids=[*NAMES, "towns", "trades"]
)
def test_name_town_and_trade_do_not_decide(reviewer, swap):
    """Swapped throughout 500 posts of the corpus, they change whether there is an alarm in at most one per cent."""
    posts = [post for post in corpus.read() if post.writer[0] in "KLMNOPQRT"]
    random.Random(3).shuffle(posts)
    pairs = ((post, swap(post.text)) for post in posts)
    chosen = list(islice(((post, other) for post, other in pairs if other != post.text), 500))
    assert len(chosen) == 500
    changed = sum(bool(reviewer.review(post.text, post.setting).alarms) != bool(reviewer.review(other, post.setting).alarms) for post, other in chosen)
    assert changed <= 5


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("text", ["a", "😀", "ord " * 20_000, "\n\n\n", "1234 " * 3000, "Hej \ud800 du"])
def test_odd_texts_get_a_judgement(reviewer, text, role):
    if text.strip():
        assert 0 <= reviewer.review(text, Setting(role)).knife_edge.score <= 100
