"""Trains the model of understanding: `python -m analysis.training.understanding` (`make model`).

Reads sample_posts/corpus and guidelines/vocabulary, writes analysis/models/understanding.npz. Seeded; about five minutes
on two cores, nearly all of it the out-of-writer predictions that the last layer learns from.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from joblib import Parallel, delayed
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import Ridge
from sklearn.neural_network import MLPClassifier
from sklearn.svm import LinearSVC

from .. import encoder, features
from ..conditions import Phrases
from ..examples import Examples, build, comparable
from ..language import Document
from ..lexicon import Lexicon
from ..understanding import EXAMPLE_ARRAYS, MODEL, OUTPUTS, evidence, packed, weigh
from . import corpus
from .corpus import LabelledPost
from .design import Design, design

SEED = 7
FOLDS = 10
"""Groups of writers left out in turn for what the network learns from."""
MEMBERS = 5
"""Networks whose probabilities are averaged."""
POST_C, _SENTENCE_C, _ENCODER_C, _RIDGE = 0.3, 0.2, 1.0, 1.0
_HIDDEN, _DECAY, _EPOCHS = 48, 1.0, 30
_SHORTEST_EXAMPLE, _LONGEST_EXAMPLE = 30, 180
"""Characters of the quotes that are kept as examples."""


def fit(matrix: sparse.csr_matrix, targets: np.ndarray, cost: float) -> tuple[np.ndarray, np.ndarray]:
    """A linear support vector machine per output: coefficients (features, outputs) and biases."""
    models = [_machine(matrix, targets[:, column], cost) for column in range(targets.shape[1])]
    return np.column_stack([model.coef_[0] for model in models]), np.array([model.intercept_[0] for model in models])


def _machine(matrix: sparse.csr_matrix, target: np.ndarray, cost: float) -> LinearSVC:
    return LinearSVC(C=cost, random_state=SEED).fit(matrix, target)


def fit_balance(matrix: sparse.csr_matrix, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    model = Ridge(alpha=_RIDGE, solver="lsqr", random_state=SEED).fit(matrix, shares)
    return model.coef_.T, model.intercept_


@dataclass(frozen=True)
class Margins:
    """What models that never saw a post's writer say of it."""

    posts: np.ndarray
    sentences: np.ndarray
    balance: np.ndarray
    encoded: np.ndarray
    """What the network reads of an encoder's vectors, (posts, 0) without one."""


def out_of_writer(data: Design, folds: int) -> Margins:
    """Margins of every post and sentence by models that saw none of its writer; the writers are left out in so many groups."""
    groups = writer_groups(data.writers, folds)
    parts = Parallel(n_jobs=2)(delayed(_left_out)(data.posts, data.sentences, data, np.isin(data.writers, group)) for group in groups)
    posts, sentences = np.zeros_like(data.targets), np.zeros_like(data.sentence_targets)
    balance = np.zeros_like(data.balance)
    encoded = np.zeros((len(posts), parts[0][3].shape[1]))
    for group, (post, sentence, shares, of_encoder) in zip(groups, parts, strict=True):
        left = np.isin(data.writers, group)
        posts[left], balance[left], encoded[left] = post, shares, of_encoder
        sentences[left[data.post_of]] = sentence
    return Margins(posts, sentences, balance, encoded)


def writer_groups(writers: np.ndarray, folds: int) -> list[list[str]]:
    """The writers dealt into so many groups."""
    names = sorted(set(writers))
    return [names[number::folds] for number in range(folds)]


def _left_out(posts: sparse.csr_matrix, sentences: sparse.csr_matrix, data: Design, left: np.ndarray) -> tuple[np.ndarray, ...]:
    inside = left[data.post_of]
    post = fit(posts[~left], data.targets[~left], POST_C)
    sentence = fit(sentences[~inside], data.sentence_targets[~inside], _SENTENCE_C)
    balance = fit_balance(posts[~left], data.balance[~left])
    fitted = ((posts[left], post), (sentences[inside], sentence), (posts[left], balance))
    return *(matrix @ weights + bias for matrix, (weights, bias) in fitted), _encoded(data, left)


def _encoded(data: Design, left: np.ndarray) -> np.ndarray:
    """What an encoder says of the posts that are left out, learned from the others, (posts, 3 * outputs)."""
    if data.vectors is None:
        return np.zeros((left.sum(), 0))
    weights = fit_encoder(data, ~left)
    return np.array([encoder.evidence(data.vectors[data.post_of == number], *weights) for number in np.flatnonzero(left)])


def fit_encoder(data: Design, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights of posts and of sentences over an encoder's vectors, (dimensions + 1, outputs) each, bias last."""
    sums = np.zeros((len(data.targets), data.vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, data.post_of, data.vectors)
    inside = chosen[data.post_of]
    fitted = (
        fit(encoder.unit(sums)[chosen], data.targets[chosen], _ENCODER_C),
        fit(data.vectors[inside], data.sentence_targets[inside], _ENCODER_C),
    )
    return tuple(np.vstack([weights, bias]).astype(np.float32) for weights, bias in fitted)


def seen(data: Design, margins: Margins) -> np.ndarray:
    """What the network reads of every post, (posts, evidence)."""
    starts = np.flatnonzero(np.concatenate([[True], np.diff(data.post_of) > 0, [True]]))
    own = [evidence(post, margins.sentences[starts[n] : starts[n + 1]], data.found[n]) for n, post in enumerate(margins.posts)]
    return np.hstack([own, margins.encoded])


def fit_network(inputs: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, ...]:
    """Centre and scale, then weights and biases of both layers of every member."""
    centre, scale = inputs.mean(axis=0), inputs.std(axis=0) + 1e-6
    scaled = (inputs - centre) / scale
    members = Parallel(n_jobs=2)(delayed(_member)(scaled, targets, SEED + number) for number in range(MEMBERS))
    layers = [np.stack([member.coefs_[layer] for member in members]) for layer in (0, 1)]
    biases = [np.stack([member.intercepts_[layer] for member in members]) for layer in (0, 1)]
    return centre, scale, layers[0], biases[0], layers[1], biases[1]


def _member(scaled: np.ndarray, targets: np.ndarray, seed: int) -> MLPClassifier:
    network = MLPClassifier((_HIDDEN,), alpha=_DECAY, max_iter=_EPOCHS, learning_rate_init=2e-3, batch_size=256, random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return network.fit(scaled, targets)


def out_of_writer_probabilities(data: Design, inputs: np.ndarray, folds: int = 10) -> np.ndarray:
    """The network's answer for every post by networks that never saw its writer."""
    answers = np.zeros_like(data.targets)
    for group in writer_groups(data.writers, folds):
        left = np.isin(data.writers, group)
        layers = fit_network(inputs[~left], data.targets[~left])
        answers[left] = [weigh(layers, row) for row in inputs[left]]
    return answers


def examples(posts: Sequence[LabelledPost], classes: Mapping[str, Phrases], data: Design) -> Examples:
    """The quotes of violations that are long enough to be recognised and short enough to be read."""
    lexicon, numbers = Lexicon.build(classes.values()), features.numbered(classes)
    quotes = {label.quote: (label.category, post.setting) for post in posts for label in post.labels if _is_readable(label.quote)}
    found = [
        comparable(features.occurrences(Document(quote, lexicon, setting), data.words, numbers).ids, len(classes)) for quote, (_, setting) in quotes.items()
    ]
    texts = [" ".join(quote.split()) for quote in quotes]
    categories = np.array([OUTPUTS.index(category) for category, _ in quotes.values()], dtype=np.uint8)
    return build(texts, categories, found, data.idf, len(classes))


def _is_readable(quote: str) -> bool:
    return _SHORTEST_EXAMPLE <= len(quote) <= _LONGEST_EXAMPLE


def save(data: Design, classes: Sequence[str], layers: tuple[np.ndarray, ...], shown: Examples, encoder_name: str = "") -> None:
    """Fit the linear models on the whole corpus and write everything the application loads."""
    fitted = (
        fit(data.posts, data.targets, POST_C),
        fit_balance(data.posts, data.balance),
        fit(data.sentences, data.sentence_targets, _SENTENCE_C),
    )
    weights = np.hstack([coefficients for coefficients, _ in fitted])
    bias = np.concatenate([bias for _, bias in fitted])
    size, words = len(data.idf), data.words
    np.savez_compressed(
        MODEL,
        classes=packed(classes), words=packed(words.words), hashes=words.hashes,
        letters=words.letters.values, letters_starts=words.letters.starts, meanings=words.meanings.values, meanings_starts=words.meanings.starts,
        idf=data.idf.astype(np.float16), table=weights[:size].astype(np.float16), setting=np.vstack([weights[size:], bias]).astype(np.float32),
        example_texts=packed(shown.texts), **{f"example_{name}": getattr(shown, name) for name in EXAMPLE_ARRAYS},
        **_encoder_arrays(data, encoder_name),
        **{f"layer_{number}": layer.astype(np.float32) for number, layer in enumerate(layers)},
    )  # fmt: skip


def _encoder_arrays(data: Design, name: str) -> dict[str, np.ndarray]:
    if data.vectors is None:
        return {}
    post, sentence = fit_encoder(data, np.ones(len(data.targets), dtype=bool))
    return {"encoder": packed([name]), "encoder_post": post, "encoder_sentence": sentence}


def shipped_classes() -> dict[str, Phrases]:
    """The word classes of guidelines/vocabulary, by name."""
    from .. import guidelines

    loaded = guidelines.load(corpus.CORPUS.parents[1] / "guidelines")
    return dict(sorted(loaded.shelf.classes.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--encoder", default="", help="a sentence encoder on this machine, as module:function; none by default")
    name = parser.parse_args().encoder
    classes, posts = shipped_classes(), corpus.read()
    data = design(posts, classes, encoder.load(name) if name else None)
    print(f"{len(data.found)} posts by {len(set(data.writers))} writers, {len(data.post_of)} sentences")
    save(data, list(classes), fit_network(seen(data, out_of_writer(data, FOLDS)), data.targets), examples(posts, classes, data), name)
    print(f"{MODEL.name}: {MODEL.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
