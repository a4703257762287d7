"""The recipe for offence, on invented comments: what is left out stays out, and what is learned is found again."""

import numpy as np
import pytest

from analysis.conditions import Phrases
from analysis.training import corpus, offence
from analysis.training.offence_parts import Background, counted, kernels, likeness, normal, tone_sentences, weighted

pytestmark = pytest.mark.slow

CLASSES = {"offence_insult": Phrases(("idiot", "svin"), "offence_insult"), "thanks": Phrases(("tak",), "thanks")}


def invented(count: int = 120) -> tuple[list[str], np.ndarray]:
    """Comments of which one in four holds an insult."""
    chance = np.random.default_rng(3)
    words = "vejen kommunen skolen maden hunden bilen vejret filmen kampen toget".split()
    labels = np.arange(count) % 4 == 0
    endings = np.where(labels, "din store idiot", "tak for det")
    return [f"{' '.join(chance.choice(words, 5))} {number} {ending}" for number, ending in enumerate(endings)], labels


def test_a_comment_is_read_as_written_by_anyone():
    assert normal("@Ole du er SÅÅÅÅ dum, l*rt! https://a.dk/b").split() == "useruser du er såå dum, skjultord ! urlurl".split()
    assert "skjultord" not in normal("det er **vigtigt** nu")


def test_weights_come_from_text_elsewhere():
    rows = weighted(counted(["idiot tak", "tak"], CLASSES), counted(["tak", "tak", "idiot"], CLASSES)).toarray()
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert rows[0, 0] > rows[0, 1] > 0
    assert rows[1].tolist() == [0, 1]


def test_no_near_duplicate_is_in_two_folds_and_each_fold_has_its_share():
    texts, labels = invented()
    texts[1], labels[1] = texts[0] + "!", labels[0]
    groups = offence.alike(texts)
    assert groups[0] == groups[1]
    for train, test in offence.folds(labels, groups, 5, 1):
        assert not set(groups[train]) & set(groups[test])
        assert sorted([*train, *test]) == list(range(len(texts)))
        assert 0.15 < labels[test].mean() < 0.35


def test_left_out_predictions_are_those_of_a_model_without_the_fold():
    chance = np.random.default_rng(5)
    kernel, labels = likeness(chance.normal(size=(60, 8))), np.arange(60) % 3 == 0
    inside = offence.folds(labels, np.arange(60), 4, 0)
    fitted = offence.fit(kernel, labels, inside)
    answers = []
    for strength in offence.STRENGTHS:
        train, test = inside[0]
        inverse = offence._inverse(kernel[np.ix_(train, train)], np.where(labels[train], offence.WEIGHT, 1.0), strength)
        answers.append((kernel[np.ix_(test, train)] + 1) @ (inverse @ np.where(labels[train], 1.0, -1.0)))
    assert any(np.allclose(fitted.out_of_fold[inside[0][1]], answer, atol=1e-2) for answer in answers)


def test_the_threshold_parts_what_can_be_parted():
    labels = np.arange(100) < 30
    assert 0.2 < offence.best_threshold(labels, np.where(labels, 1.0, 0.0) + np.arange(100) * 1e-4) < 1.01


def test_an_insult_is_told_from_thanks_by_every_part():
    texts, labels = invented()
    known = Background(("du er en idiot", "tak for alt", "sikke et svin") * 8, np.array([-2, 1, -2] * 8), {"idiot": -4})
    parts = kernels(texts, known, CLASSES, corpus.read()[::400])
    assert {name for mix in offence.VARIANTS.values() for name in mix} == set(parts)
    drawn = offence.splits(labels, offence.alike(texts), 1)
    for mix in offence.VARIANTS.values():
        assert offence.measure(offence.mixed(parts, mix), labels, drawn)[:, 0].mean() > 0.9


def test_a_sentence_with_a_tone_quote_is_an_example_of_tone():
    sentences, toned = tone_sentences(corpus.read()[::100])
    assert len(sentences) == len(toned)
    assert 0 < toned.mean() < 0.5


def test_only_labelled_rows_are_read(tmp_path):
    (tmp_path / "dk.tsv").write_text('id\ttweet\tsubtask_a\n1\tHej "du\tNOT\n2\tIdiot\tOFF\n3\tIngen\n', "utf-8")
    texts, labels = offence.read(tmp_path / "dk.tsv")
    assert (texts, labels.tolist()) == (['Hej "du', "Idiot"], [False, True])


def test_the_table_has_a_line_for_each_variant():
    kernel, labels = likeness(np.random.default_rng(2).normal(size=(80, 4))), np.arange(80) % 4 == 0
    parts = dict.fromkeys({name for mix in offence.VARIANTS.values() for name in mix}, kernel)
    lines = list(offence.table(parts, labels, np.arange(80), 1))
    assert len(lines) == 1 + len(offence.VARIANTS)
    assert float(lines[1].split("|")[2].split("±")[0]) == pytest.approx(0.5, abs=0.3)
