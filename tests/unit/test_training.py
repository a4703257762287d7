"""The recipe, on a small part of the corpus: writers stay apart, and what is learned is what the application applies."""

import numpy as np
import pytest

from analysis import understanding
from analysis.conditions import Phrases
from analysis.training import corpus
from analysis.training import understanding as recipe
from analysis.training.design import design

pytestmark = pytest.mark.slow

CLASSES = {"health": Phrases(("syg", "indlagt", "diagnose"), "health"), "thanks": Phrases(("tak til", "tillykke"), "thanks")}


def test_a_model_trained_and_saved_is_the_model_that_is_loaded(tmp_path, monkeypatch):
    posts = corpus.read()[::60]
    data = design(posts, CLASSES)
    margins = recipe.out_of_writer(data, 3)
    inputs = recipe.seen(data, margins)
    answers = recipe.out_of_writer_probabilities(data, inputs, 3)
    assert answers.shape == (len(posts), len(understanding.OUTPUTS))
    assert 0 <= answers.min() <= answers.max() <= 1

    monkeypatch.setattr(recipe, "MODEL", tmp_path / "model.npz")
    recipe.save(data, list(CLASSES), recipe.fit_network(inputs, data.targets), recipe.examples(posts, CLASSES, data))
    loaded = understanding.load(CLASSES, tmp_path / "model.npz")
    weights, bias = recipe.fit(data.posts, data.targets, recipe.POST_C)
    for number in range(0, len(posts), 40):
        post, _, _ = loaded.margins(data.found[number])
        assert np.allclose(post, (data.posts[number] @ weights + bias).ravel(), atol=0.02)


def test_no_writer_is_in_two_groups():
    groups = recipe.writer_groups(np.array(["A", "B", "A", "C", "D"]), 2)
    assert sorted(name for group in groups for name in group) == ["A", "B", "C", "D"]
