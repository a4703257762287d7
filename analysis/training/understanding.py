"""Trains the model of understanding: `python -m analysis.training.understanding` (`make model`).

Reads sample_posts/corpus and guidelines/vocabulary, writes analysis/models/understanding.npz. Seeded; about five minutes
on two cores, nearly all of it the out-of-writer predictions that the last layer learns from.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import scipy.sparse as sparse
import simplemma
from joblib import Parallel, delayed
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import Ridge
from sklearn.neural_network import MLPClassifier
from sklearn.svm import LinearSVC

from .. import features
from ..conditions import Phrases
from ..features import Occurrences, WordTable
from ..language import Document
from ..lexicon import Lexicon
from ..understanding import MODEL, OUTPUTS, SETTING_WEIGHT, evidence, packed, weigh, weighted
from . import corpus
from .corpus import LabelledPost

SEED = 7
FOLDS = 10
"""Groups of writers left out in turn for what the network learns from."""
MEMBERS = 5
"""Networks whose probabilities are averaged."""
POST_C, _SENTENCE_C, _RIDGE = 0.3, 0.2, 1.0
_HIDDEN, _DECAY, _EPOCHS = 48, 1.0, 30


@dataclass(frozen=True)
class Design:
    """The corpus as matrices: rows of posts and of their sentences over the same features."""

    posts: sparse.csr_matrix
    sentences: sparse.csr_matrix
    post_of: np.ndarray
    targets: np.ndarray
    sentence_targets: np.ndarray
    balance: np.ndarray
    writers: np.ndarray
    found: list[Occurrences]
    idf: np.ndarray
    words: WordTable


def design(posts: Sequence[LabelledPost], classes: Mapping[str, Phrases]) -> Design:
    """Features of every post and sentence; a sentence has the labels whose quotes it holds."""
    lexicon = Lexicon.build(classes.values())
    documents = [Document(post.text, lexicon, post.setting) for post in posts]
    words = word_table(documents)
    found = [features.occurrences(document, words, classes) for document in documents]
    idf = inverse_document_frequency(found, features.CLASSES + features.class_count(len(classes)))
    rows, sentence_rows, post_of, sentence_targets = [], [], [], []
    for number, (post, document, occurring) in enumerate(zip(posts, documents, found, strict=True)):
        count = occurring.sentence_count
        ids, sentence_of, values, first, whole = weighted(occurring, idf, count)
        rows.append((ids[first], whole))
        for sentence in range(count):
            inside = sentence_of == sentence
            sentence_rows.append((ids[inside], values[inside]))
        post_of += [number] * count
        sentence_targets.append(_sentence_targets(post, document, count))
    settings = np.array([occurring.setting for occurring in found])
    place = np.array(post_of)
    return Design(
        posts=_matrix(rows, len(idf), settings),
        sentences=_matrix(sentence_rows, len(idf), settings[place]),
        post_of=place,
        targets=np.array([post.targets for post in posts], dtype=float),
        sentence_targets=np.vstack(sentence_targets),
        balance=np.array([post.balance for post in posts]),
        writers=np.array([post.writer for post in posts]),
        found=found,
        idf=idf,
        words=words,
    )


def word_table(documents: Sequence[Document]) -> WordTable:
    """The words met twice or more, with their lemmas."""
    counts: dict[str, int] = {}
    for document in documents:
        for word in map(features.normal, document.words):
            counts[word] = counts.get(word, 0) + 1
    known = tuple(sorted(word for word, count in counts.items() if count > 1))
    return WordTable.of(known, tuple(map(lemma, known)))


@cache
def lemma(word: str) -> str:
    return simplemma.lemmatize(word, lang="da").lower() if word.isalpha() else word


def inverse_document_frequency(found: Sequence[Occurrences], size: int) -> np.ndarray:
    """The weight of each feature; nothing for those in fewer than two posts."""
    counts = np.zeros(size)
    for occurring in found:
        counts[np.unique(occurring.ids)] += 1
    weight = np.log((1 + len(found)) / (1 + counts)) + 1
    return np.where(counts > 1, weight, 0).astype(np.float32)


def _matrix(rows: Sequence[tuple[np.ndarray, np.ndarray]], size: int, settings: np.ndarray) -> sparse.csr_matrix:
    starts = np.concatenate([[0], np.cumsum([len(ids) for ids, _ in rows])])
    ids, values = (np.concatenate(parts) for parts in zip(*rows, strict=True))
    matrix = sparse.csr_matrix((values.astype(np.float64), ids, starts), shape=(len(rows), size))
    return sparse.hstack([matrix, sparse.csr_matrix(settings * SETTING_WEIGHT)]).tocsr()


def _sentence_targets(post: LabelledPost, document: Document, count: int) -> np.ndarray:
    targets = np.zeros((count, len(OUTPUTS)))
    for label in post.labels:
        first = post.text.index(label.quote)
        last = first + len(label.quote)
        for number, place in enumerate(document.sentences[:count]):
            start, end = document.original(*place)
            if min(last, end) - max(first, start) > min(12, (end - start) / 2):
                targets[number, [OUTPUTS.index(label.category), -1]] = 1
    return targets


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


def out_of_writer(data: Design, folds: int) -> Margins:
    """Margins of every post and sentence by models that saw none of its writer; the writers are left out in so many groups."""
    groups = writer_groups(data.writers, folds)
    parts = Parallel(n_jobs=2)(delayed(_left_out)(data.posts, data.sentences, data, np.isin(data.writers, group)) for group in groups)
    posts, sentences = np.zeros_like(data.targets), np.zeros_like(data.sentence_targets)
    balance = np.zeros_like(data.balance)
    for group, (post, sentence, shares) in zip(groups, parts, strict=True):
        left = np.isin(data.writers, group)
        posts[left], balance[left] = post, shares
        sentences[left[data.post_of]] = sentence
    return Margins(posts, sentences, balance)


def writer_groups(writers: np.ndarray, folds: int) -> list[list[str]]:
    """The writers dealt into so many groups."""
    names = sorted(set(writers))
    return [names[number::folds] for number in range(folds)]


def _left_out(posts: sparse.csr_matrix, sentences: sparse.csr_matrix, data: Design, left: np.ndarray) -> tuple[np.ndarray, ...]:
    inside = left[data.post_of]
    post = fit(posts[~left], data.targets[~left], POST_C)
    sentence = fit(sentences[~inside], data.sentence_targets[~inside], _SENTENCE_C)
    balance = fit_balance(posts[~left], data.balance[~left])
    return tuple(matrix @ weights + bias for matrix, (weights, bias) in ((posts[left], post), (sentences[inside], sentence), (posts[left], balance)))


def seen(data: Design, margins: Margins) -> np.ndarray:
    """What the network reads of every post, (posts, evidence)."""
    starts = np.flatnonzero(np.concatenate([[True], np.diff(data.post_of) > 0, [True]]))
    return np.array(
        [evidence(post, margins.sentences[starts[n] : starts[n + 1]], data.found[n]) for n, post in enumerate(margins.posts)]
    )


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


def save(data: Design, classes: Sequence[str], layers: tuple[np.ndarray, ...]) -> None:
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
        classes=packed(classes), words=packed(words.words), hashes=words.hashes, letters=words.letters, starts=words.starts,
        idf=data.idf.astype(np.float16), table=weights[:size].astype(np.float16), setting=np.vstack([weights[size:], bias]).astype(np.float32),
        **{f"layer_{number}": layer.astype(np.float32) for number, layer in enumerate(layers)},
    )  # fmt: skip


def shipped_classes() -> dict[str, Phrases]:
    """The word classes of guidelines/vocabulary, by name."""
    from .. import guidelines

    loaded = guidelines.load(corpus.CORPUS.parents[1] / "guidelines")
    return dict(sorted(loaded.shelf.classes.items()))


def main() -> None:
    classes = shipped_classes()
    data = design(corpus.read(), classes)
    print(f"{len(data.found)} posts by {len(set(data.writers))} writers, {len(data.post_of)} sentences")
    save(data, list(classes), fit_network(seen(data, out_of_writer(data, FOLDS)), data.targets))
    print(f"{MODEL.name}: {MODEL.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
