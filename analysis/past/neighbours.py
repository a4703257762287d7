"""Which posts of an archive are like a given one: cosine over TF-IDF of its words, hashed; no model and no library.

A word that few posts hold weighs most. Weight of a word in a post: (1 + log(times)) · (1 + log((1 + posts) / (1 + posts with it))),
vectors scaled to length 1, as is usual (Salton & Buckley 1988).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

_BITS = 20
_MASK = (1 << _BITS) - 1
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_CHARACTERS = 5_000
"""What is read of a text; a post that is alike is so before that."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """The words of every post of an archive, row by row: which post, which word, which weight."""

    posts: np.ndarray
    words: np.ndarray
    weights: np.ndarray
    count: int

    @classmethod
    def of(cls, texts: Iterable[str]) -> Neighbours:
        """Read an archive's texts once; every row can then be asked for its neighbours."""
        keys = [_keys(text) for text in texts]
        lengths = np.fromiter(map(len, keys), dtype=np.int64, count=len(keys))
        both = np.repeat(np.arange(len(keys)), lengths) << _BITS | (np.concatenate(keys) if keys else np.empty(0, np.int64))
        unique, times = np.unique(both, return_counts=True)
        posts, words = unique >> _BITS, unique & _MASK
        rarity = 1 + np.log((1 + len(keys)) / (1 + np.bincount(words, minlength=1 << _BITS)))
        weights = (1 + np.log(times)) * rarity[words]
        norms = np.sqrt(np.bincount(posts, weights**2, minlength=len(keys)))
        return cls(posts, words, weights / np.maximum(norms, 1e-12)[posts], len(keys))

    def cosines(self, row: int) -> np.ndarray:
        """How alike every post is to the post of a row, (posts,), 0-1."""
        first, last = np.searchsorted(self.posts, [row, row + 1])
        asked = np.zeros(1 << _BITS)
        asked[self.words[first:last]] = self.weights[first:last]
        return np.bincount(self.posts, self.weights * asked[self.words], minlength=self.count)


def _keys(text: str) -> np.ndarray:
    words = _WORD.findall(text[:_MOST_CHARACTERS].lower())
    return np.fromiter((zlib.crc32(word.encode("utf-8", "replace")) & _MASK for word in words), np.int64, count=len(words))
