"""The comparison of model families: its pure parts, on numbers one can work out by hand."""

import numpy as np
import pytest

from analysis.model import Setting
from analysis.training import comparison
from analysis.training.comparison_data import Answer, Split, best_of, setting_words, split
from analysis.training.comparison_networks import backward, batches, forward, loss, pair_loss, pairs_of, pool, windows
from analysis.training.comparison_spacy import labelled_sentences
from analysis.training.comparison_vectors import Adam, Words, neighbours, pieces, pretrain
from analysis.training.corpus import Label, LabelledPost

STARTS = np.array([0, 3, 4])
"""Three texts of three, one and two tokens."""


def post(number, kind, writer="A", pair="", text="tekst"):
    labels = (Label("tone", "warn", "tekst"),) if kind == "violation" else ()
    return LabelledPost(f"{writer}-{number}", text, Setting("chief-executive", "x"), kind, labels, (1, 0, 0, 0), pair)


def test_pair_loss_is_small_where_the_violation_is_well_above_its_near_miss():
    pairs, wanted = np.array([[0, 1]]), np.array([[1.0, 0.0]])
    above, _ = pair_loss(np.array([[9.0, 0], [0, 9.0]]), pairs, wanted)
    level, gradient = pair_loss(np.zeros((2, 2)), pairs, wanted)
    below, _ = pair_loss(np.array([[0.0, 0], [9.0, 0]]), pairs, wanted)
    assert above < 0.001 < level < 9 < below
    assert level == pytest.approx(np.log(1 + np.e))
    assert gradient[0, 0] == -gradient[1, 0] < 0
    assert not gradient[:, 1].any()
    assert pair_loss(np.zeros((2, 2)), np.empty((0, 2), dtype=int), np.empty((0, 2)))[0] == 0


def test_pooling_keeps_posts_apart():
    units = np.array([[1.0, 0], [3, 0], [2, 6], [5, 5], [0, 1], [0, 3]])
    pooled, attention = pool(units, STARTS, np.zeros((2, 1)))
    assert np.allclose(pooled[0], [3, 6, 2, 2, 2, 2])
    assert np.allclose(pooled[1], 5)
    assert np.allclose(attention.ravel(), [1 / 3] * 3 + [1] + [1 / 2] * 2)
    sharp, _ = pool(units, STARTS, np.array([[0.0], [50.0]]))
    assert np.allclose(sharp[:, 4:], [[2, 6], [5, 5], [0, 3]])


def test_windows_end_with_the_post():
    rows = np.arange(1.0, 7)[:, None]
    assert windows(rows, STARTS).tolist() == [[0, 1, 2], [1, 2, 3], [2, 3, 0], [0, 4, 0], [0, 5, 6], [5, 6, 0]]


def test_the_gradients_are_those_of_the_loss():
    chance = np.random.default_rng(0)
    weights = {"window": chance.normal(size=(9, 4)), "window_bias": chance.normal(size=4), "queries": chance.normal(size=(4, 2)), "out": chance.normal(size=(16, 2)), "bias": chance.normal(size=2)}
    rows, targets, pairs = chance.normal(size=(6, 3)), np.array([[1.0, 1], [0, 0], [0, 1]]), np.array([[0, 1], [2, 1]])

    def value():
        return loss(forward(weights, rows, STARTS)[0], targets, pairs, 0.5)[0]

    scores, between = forward(weights, rows, STARTS)
    found, of_rows = backward(weights, loss(scores, targets, pairs, 0.5)[1], STARTS, between)
    for part, gradient in [*((weights[name], found[name]) for name in weights), (rows, of_rows)]:
        for place in list(np.ndindex(part.shape))[::5]:
            kept = part[place]
            part[place] = kept + 1e-6
            above = value()
            part[place] = kept - 1e-6
            assert gradient[place] == pytest.approx((above - value()) / 2e-6, abs=1e-5)
            part[place] = kept


def test_a_violation_and_its_near_miss_are_a_pair_and_share_a_batch():
    posts = [post(1, "violation", pair="p"), post(2, "clean"), post(3, "near-miss", pair="p"), post(4, "near-miss", pair="q")]
    assert pairs_of(posts).tolist() == [[0, 2]]
    chosen = np.ones(4, dtype=bool)
    assert sorted(np.concatenate(list(batches(posts, chosen, np.random.default_rng(0))))) == [0, 1, 2, 3]


def test_no_writer_is_both_learned_from_and_held_out(tmp_path):
    posts = [post(number, "clean", f"W{number:02}") for number in range(24)]
    found = split(posts, tmp_path)
    assert [posts[n].writer for n in np.flatnonzero(found.held)] == ["W00", "W01", "W12", "W13"]
    assert [posts[n].writer for n in np.flatnonzero(found.trial)] == ["W02", "W14"]
    assert found.texts[0] == setting_words(posts[0]) + "tekst" == "chiefexecutive x open\ntekst"


def test_a_sentence_has_the_label_of_a_quote_it_holds():
    assert labelled_sentences([(0, 40), (41, 80)], [(45, 75, "tone")]) == [(1, "any"), (1, "tone")]
    assert labelled_sentences([(0, 40), (41, 80)], [(38, 43, "tone")]) == []


def test_words_with_the_same_letters_share_rows():
    assert len(set(pieces("borgmester")) & set(pieces("borgmesteren"))) > 15
    assert not set(pieces("ja")) & set(pieces("nej"))


def test_neighbours_are_those_of_the_same_text():
    near = neighbours(STARTS, 6).toarray()
    assert near[0].tolist() == [0, 0.5, 0.5, 0, 0, 0]
    assert not near[3].any()
    assert near[4, 5] == 1


def test_vectors_learn_without_labels():
    chance = np.random.default_rng(0)
    texts = ["sne og is om vinteren", "sol og varme om sommeren"] * 40
    words = Words.of(texts, chance)
    before = words.table.copy()
    losses = pretrain(words, texts, chance)
    assert losses[-1] < losses[0]
    assert np.isfinite(words.table).all()
    changed = np.flatnonzero((words.table != before).any(axis=1))
    assert set(changed) == {place for text in texts[:2] for word in text.split() for place in pieces(word)}


def test_adam_goes_downhill():
    weights, adam = {"place": np.array([4.0])}, Adam(0.1)
    for _ in range(200):
        adam.step(weights, {"place": 2 * weights["place"]})
    assert abs(weights["place"][0]) < 0.1


def test_the_best_epoch_is_kept():
    scores, done = [0.1, 0.5, 0.4, 0.3, 0.9], []
    assert best_of(lambda: done.append(1), lambda: scores[len(done) - 1], lambda: len(done), epochs=5, seconds=60) == 2
    assert len(done) == 4


@pytest.fixture
def judged(tmp_path):
    kinds = ["violation", "near-miss", "clean", "violation"] * 6
    posts = [post(number, kind, "AB"[number % 8 > 3]) for number, kind in enumerate(kinds)]
    targets = np.tile(np.array([kind == "violation" for kind in kinds], dtype=float)[:, None], (1, 10))
    held = Split(posts, np.ones(24, dtype=bool), np.zeros(24, dtype=bool), tmp_path)
    return held.judged(held.held, targets)


def test_a_line_of_the_table(judged):
    judged.targets[:] = judged.probabilities
    right = Answer(judged.probabilities, 12.4, 3.25)
    cells = comparison.row("rigtig", judged, right, np.zeros(24)).split(" | ")
    assert cells[0] == "| rigtig"
    assert cells[1:4] == ["1.000"] * 3
    assert cells[4] == "+0.500 til +0.500"
    assert cells[5:] == ["1.000", "12", "3.2 |"]


def test_a_blend_counts_both_alike():
    one, other = Answer(np.array([[1.0], [2], [3]]), 1, 2), Answer(np.array([[300.0], [100], [200]]), 3, 4)
    found = comparison.blended([one, other])
    assert found.scores.ravel().argsort().tolist() == [1, 0, 2]
    assert (found.seconds, found.megabytes) == (4, 6)


def test_no_difference_from_itself(judged):
    judged.targets[:] = judged.probabilities
    assert comparison.differences(judged, judged.probabilities[:, -1]) == (0, 0)
