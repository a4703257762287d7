"""Which examples of the corpus a sentence resembles."""

import numpy as np
import pytest

from analysis import features
from analysis.examples import build, comparable

WEIGHT = np.ones(features.CLASSES + 10, dtype=np.float32)
LEMMA = features.LEMMAS


def sentence(*lemmas):
    return np.array([LEMMA + lemma for lemma in lemmas])


@pytest.fixture
def examples():
    rows = [sentence(1, 2, 3, 4), sentence(1, 2, 8, 9), sentence(8, 3), sentence(20, 21, 22), sentence(20, 21)]
    return build(["ens", "halvt ens", "lidt ens", "andet emne", "andet"], np.array([0, 0, 0, 1, 1]), rows, WEIGHT, 5)


def test_the_likest_of_the_category_come_first(examples):
    assert examples.nearest(sentence(1, 2, 3, 4), 0) == ["ens", "halvt ens"]
    assert examples.nearest(sentence(8), 0, most=3) == ["lidt ens", "halvt ens"]


def test_another_category_is_never_shown(examples):
    assert examples.nearest(sentence(20, 21, 22), 0) == []
    assert examples.nearest(sentence(20, 21), 1) == ["andet", "andet emne"]


def test_nothing_is_shown_where_nothing_is_like(examples):
    assert examples.nearest(sentence(50, 51), 0) == []
    assert examples.nearest(np.array([], dtype=np.int64), 0) == []


def test_letters_and_words_do_not_make_a_likeness():
    ids = np.array([features.WORDS + 3, features.LEMMAS + 3, features.LETTERS + 3, features.CLASSES + 3, features.LEMMAS + 3])
    assert comparable(ids, 5).tolist() == [features.LEMMAS + 3, features.CLASSES + 3]
    assert comparable(np.array([features.CLASSES + 6]), 5).tolist() == []
