"""The option of a sentence encoder from outside, with one that comes inside a package."""

import numpy as np
import pytest

from analysis import encoder, understanding
from analysis.conditions import Phrases
from analysis.encoder import UnusableEncoder
from analysis.language import Document
from analysis.lexicon import Lexicon
from analysis.training import corpus
from analysis.training import understanding as recipe
from analysis.training.design import design
from analysis.weights import UnusableModel

pytestmark = pytest.mark.slow

NAME = "tests.packaged_encoder:encode"
CLASSES = {"health": Phrases(("syg", "indlagt"), "health")}


@pytest.fixture(scope="module")
def posts():
    return corpus.read()[::60]


@pytest.fixture(scope="module")
def trained(posts, tmp_path_factory):
    """Weights made with the encoder, the way `make model ENCODER=…` makes them."""
    data = design(posts, CLASSES, encoder.load(NAME))
    inputs = recipe.seen(data, recipe.out_of_writer(data, 3))
    path = tmp_path_factory.mktemp("encoder") / "model.npz"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recipe, "MODEL", path)
        recipe.save(data, list(CLASSES), recipe.fit_network(inputs, data.targets), recipe.examples(posts, CLASSES, data), NAME)
    return path, data


def test_the_network_reads_the_encoder_in_training_and_in_use(trained, posts):
    path, data = trained
    loaded = understanding.load(CLASSES, path)
    lexicon = Lexicon.build(CLASSES.values())
    weights = recipe.fit_encoder(data, np.ones(len(posts), dtype=bool))
    for number in (0, 17, 90):
        document = Document(posts[number].text, lexicon, posts[number].setting, loaded)
        expected = encoder.evidence(data.vectors[data.post_of == number], *weights)
        texts = understanding.sentence_texts(document, data.found[number])
        assert np.allclose(loaded.encoder.evidence(texts), expected, atol=1e-4)
        assert 0 <= document.judgement.probability["any"] <= 1


def test_a_long_text_is_judged_in_parts_with_it(trained):
    loaded = understanding.load(CLASSES, trained[0])
    text = "Vi mødtes i går om vagtplanen. " * 120
    document = Document(text, Lexicon.build(CLASSES.values()), understanding=loaded)
    assert len(document.judgement.sentences) == 120


def test_weights_made_with_an_encoder_that_is_gone_are_refused_in_a_line(trained, monkeypatch):
    def gone(name):
        raise UnusableEncoder(f"Sætningskoderen »{name}« findes ikke på denne maskine.")

    monkeypatch.setattr(encoder, "load", gone)
    with pytest.raises(UnusableModel, match=r"slået fra: Sætningskoderen .* Reglerne virker uden"):
        understanding.load(CLASSES, trained[0])


@pytest.mark.parametrize("name", ["findes.ikke:encode", "tests.packaged_encoder:findes_ikke", "tests.packaged_encoder", "", ":"])
def test_an_unknown_encoder_is_named(name):
    with pytest.raises(UnusableEncoder, match="findes ikke på denne maskine"):
        encoder.load(name)


def test_an_encoder_must_give_a_vector_a_text():
    with pytest.raises(UnusableEncoder, match="én vektor"):
        encoder.vectors(lambda texts: np.zeros(3), ["a", "b", "c"])
    with pytest.raises(UnusableEncoder, match="én vektor"):
        encoder.vectors(lambda texts: np.zeros((1, 3)), ["a", "b"])
