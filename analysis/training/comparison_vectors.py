"""Vectors of words made of hashed sequences of letters, for the network from scratch, and how they learn without labels.

CBOW (Mikolov et al. 2013) with sequences of letters (Bojanowski et al. 2017): a word is told from its neighbours, against
words drawn at random.
"""

from __future__ import annotations

import csv
import re
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
import spacy
from spacy.tokens import DocBin

WIDTH, BUCKETS = 64, 2**16
_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST = 400
"""Tokens of a post that are read."""
_REACH, _NEGATIVES, _BATCH, _EPOCHS, _RATE, _FEWEST = 4, 256, 4000, 6, 3e-3, 3
_SECONDS = 90


def tokens(text: str) -> list[str]:
    return _WORD.findall(text.lower())[:_LONGEST] or [""]


def pieces(word: str) -> list[int]:
    """The word and its sequences of three to five letters, as numbers of rows."""
    framed = f"<{word}>"
    parts = {framed[place : place + size] for size in (3, 4, 5) for place in range(len(framed) - size + 1)}
    return [zlib.crc32(part.encode()) % BUCKETS for part in (word, *sorted(parts))]


@dataclass
class Adam:
    """Adam (Kingma & Ba 2015); of the table of words only the rows that were read."""

    rate: float
    count: int = 0
    moments: dict[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)

    def step(self, weights: dict[str, np.ndarray], gradients: dict[str, np.ndarray]) -> None:
        self.count += 1
        for name, gradient in gradients.items():
            self.rows(name, weights[name], slice(None), gradient)

    def rows(self, name: str, weight: np.ndarray, rows: np.ndarray | slice, gradient: np.ndarray) -> None:
        first, second = self.moments.setdefault(name, (np.zeros_like(weight), np.zeros_like(weight)))
        mean = first[rows] * 0.9 + gradient * np.float32(0.1)
        spread = second[rows] * 0.99 + gradient**2 * np.float32(0.01)
        first[rows], second[rows] = mean, spread
        scale = np.float32(self.rate * np.sqrt(1 - 0.99**self.count) / (1 - 0.9**self.count))
        weight[rows] -= scale * mean / (np.sqrt(spread) + np.float32(1e-7))


@dataclass(frozen=True)
class Read:
    """Vectors of the tokens of some texts, where each text starts, and how they came about."""

    rows: np.ndarray
    starts: np.ndarray
    word_of: np.ndarray
    made_of: sparse.csr_matrix
    pieces: np.ndarray


@dataclass
class Words:
    """The words of all texts, the table their vectors are sums of, and the texts as numbers of words."""

    texts: list[np.ndarray]
    names: dict[str, int]
    made_of: sparse.csr_matrix
    table: np.ndarray

    @classmethod
    def of(cls, texts: Sequence[str], chance: np.random.Generator) -> Words:
        names: dict[str, int] = {}
        numbered = [np.array([names.setdefault(word, len(names)) for word in tokens(text)]) for text in texts]
        return cls(numbered, names, _made_of(list(names)), (chance.normal(size=(BUCKETS, WIDTH)) * 0.3).astype(np.float32))

    def read(self, places: Sequence[int]) -> Read:
        """Vectors of the texts at these places."""
        chosen = [self.texts[place] for place in places]
        starts = np.concatenate([[0], np.cumsum([len(text) for text in chosen])[:-1]])
        words, word_of = np.unique(np.concatenate(chosen), return_inverse=True)
        own = self.made_of[words]
        rows, columns = np.unique(own.indices, return_inverse=True)
        made_of = sparse.csr_matrix((own.data, columns, own.indptr), shape=(len(words), len(rows)))
        return Read((made_of @ self.table[rows])[word_of], starts, word_of, made_of, rows)

    def learn(self, read: Read, gradient: np.ndarray, adam: Adam) -> None:
        """Move the rows that a reading was made of."""
        count = len(read.word_of)
        gathered = sparse.csr_matrix((np.ones(count, dtype=np.float32), (read.word_of, np.arange(count))), shape=(read.made_of.shape[0], count)) @ gradient
        adam.rows("table", self.table, read.pieces, read.made_of.T @ gathered)


def _made_of(names: Sequence[str]) -> sparse.csr_matrix:
    """Every word as the mean of its pieces' rows, times the root of their number; (words, rows)."""
    found = [pieces(name) for name in names]
    lengths = np.array([len(own) for own in found])
    weights = np.repeat(1 / np.sqrt(lengths), lengths).astype(np.float32)
    return sparse.csr_matrix((weights, np.concatenate(found), np.concatenate([[0], np.cumsum(lengths)])), shape=(len(names), BUCKETS))


def pretrain(words: Words, texts: Sequence[str], chance: np.random.Generator) -> list[float]:
    """Learn the table from texts without labels; the loss of every epoch."""
    own = Words.of(texts, chance)
    own.table = words.table
    counts = np.bincount(np.concatenate(own.texts), minlength=len(own.names))
    often = counts ** 0.75 * (counts >= _FEWEST)
    learner = _Cbow(own, np.zeros((len(own.names), WIDTH), dtype=np.float32), often / often.sum(), counts >= _FEWEST, Adam(_RATE), chance)
    start, losses = time.process_time(), []
    for number in range(_EPOCHS):
        losses.append(learner.epoch())
        print(f"  vektorer {number + 1}: {losses[-1]:.4f} {time.process_time() - start:.0f} s", flush=True)
        if time.process_time() - start > _SECONDS:
            break
    return losses


@dataclass
class _Cbow:
    words: Words
    told: np.ndarray
    drawn: np.ndarray
    known: np.ndarray
    adam: Adam
    chance: np.random.Generator

    def epoch(self) -> float:
        return float(np.mean([self.step(batch) for batch in self.batches()]))

    def batches(self) -> Iterator[list[int]]:
        batch, size = [], 0
        for place in self.chance.permutation(len(self.words.texts)):
            batch.append(int(place))
            size += len(self.words.texts[place])
            if size >= _BATCH:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def step(self, batch: list[int]) -> float:
        self.adam.count += 1
        read = self.words.read(batch)
        near = neighbours(read.starts, len(read.rows))
        centre = np.concatenate([self.words.texts[place] for place in batch])
        chosen = np.flatnonzero(self.known[centre])
        context = (near @ read.rows)[chosen]
        others = self.chance.choice(len(self.drawn), _NEGATIVES, p=self.drawn)
        right = np.einsum("tw,tw->t", context, self.told[centre[chosen]])
        wrong = context @ self.told[others].T
        of_right = (1 / (1 + np.exp(-right)) - 1).astype(np.float32)
        of_wrong = (1 / (1 + np.exp(-wrong))).astype(np.float32) * np.float32(5 / _NEGATIVES)
        slope = np.zeros_like(read.rows)
        slope[chosen] = of_right[:, None] * self.told[centre[chosen]] + of_wrong @ self.told[others]
        self._tell(np.concatenate([centre[chosen], others]), np.vstack([of_right[:, None] * context, of_wrong.T @ context]) / len(chosen))
        self.words.learn(read, near.T @ slope / len(chosen), self.adam)
        return float(np.logaddexp(0, -right).mean() + 5 * np.logaddexp(0, wrong).mean())

    def _tell(self, numbers: np.ndarray, gradients: np.ndarray) -> None:
        rows, place = np.unique(numbers, return_inverse=True)
        gathered = sparse.csr_matrix((np.ones(len(place), dtype=np.float32), (place, np.arange(len(place)))), shape=(len(rows), len(place))) @ gradients
        self.adam.rows("told", self.told, rows, gathered.astype(np.float32))


def neighbours(starts: np.ndarray, count: int) -> sparse.csr_matrix:
    """The mean of the tokens around each token in its own text, as a matrix (tokens, tokens)."""
    text_of = np.searchsorted(starts, np.arange(count), side="right")
    rows, columns = [], []
    for step in (*range(-_REACH, 0), *range(1, _REACH + 1)):
        place = np.arange(max(0, -step), min(count, count - step))
        place = place[text_of[place] == text_of[place + step]]
        rows.append(place)
        columns.append(place + step)
    row, column = np.concatenate(rows), np.concatenate(columns)
    share = 1 / np.maximum(np.bincount(row, minlength=count), 1)
    return sparse.csr_matrix((share[row].astype(np.float32), (row, column)), shape=(count, count))


def unlabelled(folder: Path) -> list[str]:
    """The texts of SAM, DKHate and the treebank from a data folder, without their labels."""
    with (folder / "sentiment" / "sam_sentences.csv").open(encoding="utf-8", newline="") as rows:
        texts = [row[1] for row in csv.reader(rows) if len(row) > 1]
    with (folder / "offence" / "offenseval-da-training-v1.tsv").open(encoding="utf-8", newline="") as rows:
        texts += [row[1] for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) > 2]
    trees = DocBin().from_disk(folder / "treebank" / "train.spacy")
    return texts + [doc.text for doc in trees.get_docs(spacy.blank("da").vocab)]
