"""A small network from scratch on numpy: hashed words and letters, a window, three ways of pooling, a loss over pairs.

A violation of the corpus and its near miss make a pair; besides the usual loss, the network is told to score the violation
above its near miss. Word vectors may first be learned without labels (comparison_vectors).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .comparison_data import Answer, Split, best_of, megabytes, quality
from .comparison_vectors import WIDTH, Adam, Words, pretrain
from .corpus import LabelledPost

SEED = 7
HIDDEN, HEADS = 96, 4
"""Units of the window, and the points of view that attention pools from."""
BATCH, RATE, DROPOUT = 64, 2e-3, 0.3
PAIR_WEIGHT, PAIR_MARGIN = 0.5, 1.0
EPOCHS, SECONDS = 12, 150
Weights = dict[str, np.ndarray]


def pair_loss(scores: np.ndarray, pairs: np.ndarray, wanted: np.ndarray, margin: float = PAIR_MARGIN) -> tuple[float, np.ndarray]:
    """Soft hinge on how far a violation's score is above its near miss's, mean over pairs, with its gradient.

    `pairs` are rows (violation, near miss) of `scores` (posts, outputs); `wanted` says which outputs count, (pairs, outputs).
    """
    gradient = np.zeros_like(scores)
    if not len(pairs):
        return 0.0, gradient
    short = margin - (scores[pairs[:, 0]] - scores[pairs[:, 1]])
    slope = wanted / (1 + np.exp(-short)) / len(pairs)
    np.add.at(gradient, pairs[:, 0], -slope)
    np.add.at(gradient, pairs[:, 1], slope)
    return float((wanted * np.logaddexp(0, short)).sum() / len(pairs)), gradient


def pool(units: np.ndarray, starts: np.ndarray, queries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Highest, mean and attended units of every post, (posts, (2 + heads) * units), and the attention (tokens, heads).

    Post n has the tokens from starts[n] on; `queries` is (units, heads).
    """
    lengths = np.diff(np.append(starts, len(units)))
    post_of = np.repeat(np.arange(len(starts)), lengths)
    said = units @ queries
    said = np.exp(said - np.maximum.reduceat(said, starts)[post_of])
    attention = said / np.add.reduceat(said, starts)[post_of]
    attended = np.add.reduceat(attention[:, :, None] * units[:, None, :], starts).reshape(len(starts), -1)
    return np.hstack([np.maximum.reduceat(units, starts), np.add.reduceat(units, starts) / lengths[:, None], attended]), attention


def pool_back(slope: np.ndarray, units: np.ndarray, starts: np.ndarray, queries: np.ndarray, pooled: np.ndarray, attention: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Gradients of the units and of the queries, from that of what was pooled."""
    width, heads = queries.shape
    lengths = np.diff(np.append(starts, len(units)))
    post_of = np.repeat(np.arange(len(starts)), lengths)
    highest, mean, attended = np.split(slope, [width, 2 * width], axis=1)
    of_units = (units == pooled[post_of, :width]) * highest[post_of] + (mean / lengths[:, None])[post_of]
    attended = attended.reshape(-1, heads, width)[post_of]
    of_units += np.einsum("ta,taw->tw", attention, attended)
    of_attention = np.einsum("taw,tw->ta", attended, units)
    expected = np.add.reduceat(attention * of_attention, starts)[post_of]
    of_said = attention * (of_attention - expected)
    return of_units + of_said @ queries.T, units.T @ of_said


def windows(rows: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Every token between its neighbours in the same post, (tokens, 3 * width)."""
    before, after = np.zeros_like(rows), np.zeros_like(rows)
    before[1:], after[:-1] = rows[:-1], rows[1:]
    before[starts] = 0
    after[starts[1:] - 1] = 0
    return np.hstack([before, rows, after])


def windows_back(slope: np.ndarray, starts: np.ndarray) -> np.ndarray:
    before, rows, after = np.split(slope.copy(), 3, axis=1)
    before[starts] = 0
    after[starts[1:] - 1] = 0
    rows[:-1] += before[1:]
    rows[1:] += after[:-1]
    return rows


def new_weights(chance: np.random.Generator, outputs: int) -> Weights:
    """Weights but those of words."""
    size = (2 + HEADS) * HIDDEN
    return {
        "window": (chance.normal(size=(3 * WIDTH, HIDDEN)) * np.sqrt(2 / (3 * WIDTH))).astype(np.float32),
        "window_bias": np.zeros(HIDDEN, dtype=np.float32),
        "queries": (chance.normal(size=(HIDDEN, HEADS)) * 0.1).astype(np.float32),
        "out": (chance.normal(size=(size, outputs)) * np.sqrt(1 / size)).astype(np.float32),
        "bias": np.full(outputs, -2, dtype=np.float32),
    }


def forward(weights: Mapping[str, np.ndarray], rows: np.ndarray, starts: np.ndarray, kept: np.ndarray | float = 1.0) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
    """Scores (posts, outputs) of word vectors (tokens, width); `kept` scales what is pooled, for dropout."""
    seen = windows(rows, starts)
    units = np.maximum(seen @ weights["window"] + weights["window_bias"], 0)
    pooled, attention = pool(units, starts, weights["queries"])
    return (pooled * kept) @ weights["out"] + weights["bias"], (seen, units, pooled, attention)


def backward(weights: Mapping[str, np.ndarray], slope: np.ndarray, starts: np.ndarray, between: tuple[np.ndarray, ...], kept: np.ndarray | float = 1.0) -> tuple[Weights, np.ndarray]:
    """Gradients of the weights and of the word vectors, from that of the scores."""
    seen, units, pooled, attention = between
    of_units, of_queries = pool_back(slope @ weights["out"].T * kept, units, starts, weights["queries"], pooled, attention)
    of_units *= units > 0
    found = {"window": seen.T @ of_units, "window_bias": of_units.sum(axis=0), "queries": of_queries, "out": (pooled * kept).T @ slope, "bias": slope.sum(axis=0)}
    return found, windows_back(of_units @ weights["window"].T, starts)


def loss(scores: np.ndarray, targets: np.ndarray, pairs: np.ndarray, pair_weight: float) -> tuple[float, np.ndarray]:
    """Cross-entropy of every output, and the loss over pairs on the outputs that tell a violation from its near miss."""
    own = float((np.logaddexp(0, scores) - targets * scores).sum() / len(scores))
    gradient = (1 / (1 + np.exp(-scores)) - targets) / len(scores)
    wanted = targets[pairs[:, 0]] * (1 - targets[pairs[:, 1]])
    of_pairs, slope = pair_loss(scores, pairs, wanted)
    share = pair_weight * len(pairs) / len(scores)
    return own + share * of_pairs, gradient + share * slope


def batches(posts: Sequence[LabelledPost], chosen: np.ndarray, chance: np.random.Generator) -> Iterator[np.ndarray]:
    """Posts in new order, those of a pair in the same batch."""
    together: dict[str, list[int]] = {}
    for number in np.flatnonzero(chosen):
        together.setdefault(posts[number].pair or posts[number].id, []).append(int(number))
    groups, batch = list(together.values()), []
    for place in chance.permutation(len(groups)):
        batch += groups[place]
        if len(batch) >= BATCH:
            yield np.array(batch)
            batch = []
    if batch:
        yield np.array(batch)


def pairs_of(posts: Sequence[LabelledPost]) -> np.ndarray:
    """(violation, near miss) by their places among the posts, (pairs, 2)."""
    by_pair: dict[str, tuple[list[int], list[int]]] = {}
    for number, post in enumerate(posts):
        if post.pair and post.kind != "clean":
            by_pair.setdefault(post.pair, ([], []))[post.kind == "near-miss"].append(number)
    return np.array([(bad, near) for bads, nears in by_pair.values() for bad in bads for near in nears], dtype=int).reshape(-1, 2)


@dataclass
class Trainer:
    """A network while it learns."""

    split: Split
    words: Words
    weights: Weights
    adam: Adam
    chance: np.random.Generator
    pair_weight: float

    def epoch(self) -> None:
        for batch in batches(self.split.posts, self.split.learned & ~self.split.trial, self.chance):
            self.step(batch)

    def step(self, batch: np.ndarray) -> None:
        read = self.words.read(batch)
        kept = (self.chance.random((len(batch), (2 + HEADS) * HIDDEN)) > DROPOUT).astype(np.float32) / (1 - DROPOUT)
        scores, between = forward(self.weights, read.rows, read.starts, kept)
        pairs = pairs_of([self.split.posts[number] for number in batch])
        _, slope = loss(scores, self.split.targets[batch], pairs, self.pair_weight)
        gradients, of_rows = backward(self.weights, slope.astype(np.float32), read.starts, between, kept)
        self.adam.step(self.weights, gradients)
        self.words.learn(read, of_rows, self.adam)

    def scores(self, mask: np.ndarray) -> np.ndarray:
        places = np.flatnonzero(mask)
        parts = (self.words.read(places[start : start + 256]) for start in range(0, len(places), 256))
        return np.vstack([forward(self.weights, read.rows, read.starts)[0] for read in parts])

    def snapshot(self) -> tuple[Weights, np.ndarray]:
        return {name: weight.copy() for name, weight in self.weights.items()}, self.words.table.copy()


def answer(split: Split, elsewhere: Sequence[str] | None = None, pair_weight: float = PAIR_WEIGHT) -> Answer:
    """The network; with texts from elsewhere its word vectors are first learned without labels, from them and the corpus."""
    start, chance = time.process_time(), np.random.default_rng(SEED)
    words = Words.of(split.texts, chance)
    if elsewhere is not None:
        pretrain(words, [split.texts[number] for number in np.flatnonzero(split.learned)] + list(elsewhere), chance)
    trainer = Trainer(split, words, new_weights(chance, split.targets.shape[1]), Adam(RATE), chance, pair_weight)
    trainer.weights, words.table = best_of(trainer.epoch, lambda: quality(split.judged(split.trial, trainer.scores(split.trial))), trainer.snapshot, EPOCHS, SECONDS)
    seconds = time.process_time() - start
    return Answer(trainer.scores(split.held), seconds, megabytes(words.table, *trainer.weights.values()))
