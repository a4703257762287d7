"""What the tagger of names knows of words: bearers, capitals, places, and clusters of words that are used alike."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds

from ..entity_tokens import NameKnowledge, WordCode, word_key
from .entity_data import Names

_BINS = (5, 25, 100, 1000, 10000)
"""Bearers of a first name or a surname at which a new bin begins."""
_ORDINARY = 5000
"""Frequent words that are worked out beforehand."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[.!?:\n\"»“…]")
_CLUSTERED, _CLUSTERS, _DIMENSIONS, _ROUNDS = 6, 200, 60, 15
"""Words met so often have a cluster; how many clusters, of vectors of what length, by how many rounds of k-means."""


def knowledge(names: Names, texts: Sequence[str], seed: int) -> NameKnowledge:
    """Codes and clusters of names, places, and words met twice or more in the texts."""
    small, capital = _cases(texts)
    met = {word for word in small.keys() | capital.keys() if small[word] + capital[word] > 1}
    first = {name for name, bearers in names.first_bearers.items() if bearers >= _BINS[0]}
    last = {name for name, bearers in names.surname_bearers.items() if bearers >= _BINS[1]}
    places, clusters = _places(names), _clusters(texts, np.random.default_rng(seed))
    known = {
        word_key(word): (
            WordCode(_bin(names.first_bearers, word), _bin(names.surname_bearers, word), _capital(small[word], capital[word]), places.get(word, 0)).number,
            clusters.get(word, 0),
        )
        for word in met | first | last | places.keys()
    }
    keys = sorted(known)
    codes, groups = zip(*(known[key] for key in keys), strict=True)
    return NameKnowledge(np.array(keys, dtype=np.uint32), np.array(codes, dtype=np.uint16), np.array(groups, dtype=np.uint8), _ordinary(small, capital))


def _places(names: Names) -> dict[str, int]:
    """Places and organisations of one word, in lower case: 1 far, 2 near, 3 an organisation."""
    lists = ((1, names.far_places), (2, names.near_places), (3, names.organisations))
    return {name.lower(): kind for kind, listed in lists for name in listed if " " not in name}


def _cases(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in lower case, and with a capital inside a sentence."""
    small, capital = Counter(), Counter()
    for text in texts:
        inside = False
        for word in _WORD.findall(text):
            if word.islower():
                small[word] += 1
            elif inside and word[0].isupper() and not word.isupper():
                capital[word.lower()] += 1
            inside = word[0].isalpha()
    return small, capital


def _ordinary(small: Counter[str], capital: Counter[str]) -> tuple[str, ...]:
    """The most frequent words that hardly ever have a capital."""
    return tuple(word for word, times in small.most_common(_ORDINARY) if _capital(times, capital[word]) == 1)


def _bin(bearers: dict[str, int], word: str) -> int:
    return sum(bearers.get(word, 0) >= limit for limit in _BINS)


def _capital(small: int, capital: int) -> int:
    """0 unseen, 1 hardly ever with a capital, 2 seldom, 3 often, 4 nearly always."""
    if small + capital < 2:
        return 0
    share = capital / (small + capital)
    return 1 if share < 0.05 else 2 if share < 0.5 else 3 if share < 0.9 else 4


def _clusters(texts: Sequence[str], generator: np.random.Generator) -> dict[str, int]:
    """The cluster (1 and up) of each frequent word: k-means over the words that stand beside it."""
    lines = [[word.lower() for word in _WORD.findall(text)] for text in texts]
    counted = Counter(word for line in lines for word in line)
    words = sorted(word for word, times in counted.items() if times >= _CLUSTERED)
    vectors = _vectors(lines, {word: number for number, word in enumerate(words)}, generator)
    frequent = np.argsort([-counted[word] for word in words])
    centres = vectors[frequent[:_CLUSTERS]]
    for _ in range(_ROUNDS):
        nearest = (vectors @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        centres = _unit(sums)
    return {word: int(cluster) + 1 for word, cluster in zip(words, nearest, strict=True)}


def _vectors(lines: Sequence[Sequence[str]], numbers: dict[str, int], generator: np.random.Generator) -> np.ndarray:
    """Unit vectors of words (words, _DIMENSIONS) from positive pointwise mutual information with the neighbour on each side."""
    count = len(numbers)
    row, column = [], []
    for line in lines:
        for left, right in itertools.pairwise(line):
            one, other = numbers.get(left), numbers.get(right)
            if one is not None and other is not None:
                row += [one, other]
                column += [other, count + one]
    seen = csr_array((np.ones(len(row)), (row, column)), shape=(count, 2 * count)).tocoo()
    rows, columns = np.asarray(seen.sum(axis=1)).ravel(), np.asarray(seen.sum(axis=0)).ravel()
    information = np.log(seen.data * len(row) / (rows[seen.row] * columns[seen.col] ** 0.75 * len(row) ** 0.25))
    weighed = csr_array((np.maximum(information, 0), (seen.row, seen.col)), shape=seen.shape)
    left, strength, _ = svds(weighed, k=_DIMENSIONS, v0=generator.standard_normal(min(weighed.shape)))
    return _unit(left * np.sqrt(strength))


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
