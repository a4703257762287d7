"""The labelled examples of the open corpus that a sentence resembles most, so that "why" can show one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from . import features

LEAST = 0.09
"""Cosine below which a reader seldom sees the likeness (read on quotes of other writers)."""
_COMMON = 0.05
"""Share of the examples beyond which a feature says too little to be worth looking at."""


@dataclass(frozen=True)
class Examples:
    """Quotes an adviser stopped at: `texts`, the number of each one's `categories`, and an index over their features.

    Feature `known[n]` is in the examples `places[starts[n] : starts[n + 1]]`; `lengths` are those of their weighed
    features, `idf` the weight of every feature of the model, of which the word classes are the first `classes`.
    """

    texts: tuple[str, ...]
    categories: np.ndarray
    known: np.ndarray
    places: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray
    idf: np.ndarray
    classes: int

    def nearest(self, ids: np.ndarray, category: int, most: int = 2) -> list[str]:
        """The examples of a category most like a sentence with these features, the likest first; none if none is like."""
        asked = comparable(ids, self.classes)
        length = np.sqrt((self.idf[asked] ** 2).sum())
        numbers = np.minimum(np.searchsorted(self.known, asked), len(self.known) - 1)
        numbers = numbers[self.known[numbers] == asked]
        if not len(numbers):
            return []
        found = [self.places[self._bounds[n] : self._bounds[n + 1]] for n in numbers]
        weights = np.repeat(self.idf[self.known[numbers]] ** 2, [len(part) for part in found])
        shared = np.bincount(np.concatenate(found), weights, minlength=len(self.texts))
        own = self._of_category[category]
        cosine = shared[own] / (self.lengths[own] * length)
        return [self.texts[own[place]] for place in np.argsort(-cosine)[:most] if cosine[place] >= LEAST]

    @cached_property
    def _of_category(self) -> list[np.ndarray]:
        return [np.flatnonzero(self.categories == number) for number in range(self.categories.max(initial=0) + 1)]

    @cached_property
    def _bounds(self) -> list[int]:
        return self.starts.tolist()


def build(texts: Sequence[str], categories: np.ndarray, found: Sequence[np.ndarray], idf: np.ndarray, classes: int) -> Examples:
    """Index examples by their `comparable` features, one row of `found` each."""
    lengths = np.array([np.sqrt((idf[row] ** 2).sum()) for row in found], dtype=np.float32) + 1e-6
    ids, owners = np.concatenate(found), np.repeat(np.arange(len(found)), [len(row) for row in found])
    order = np.argsort(ids, kind="stable")
    known, first, counts = np.unique(ids[order], return_index=True, return_counts=True)
    telling = np.flatnonzero((counts > 1) & (counts <= max(_COMMON * len(texts), 2)))
    places = [owners[order[first[n] : first[n] + counts[n]]] for n in telling]
    starts = np.concatenate([[0], np.cumsum(counts[telling])])
    return Examples(tuple(texts), categories, known[telling].astype(np.int32), np.concatenate(places).astype(np.uint16), starts.astype(np.int32), lengths, idf, classes)


def comparable(ids: np.ndarray, classes: int) -> np.ndarray:
    """Of a sentence's features those that a likeness is told by: lemmas in a row, and its word classes."""
    found = np.unique(ids)
    is_class = (found >= features.CLASSES) & (found < features.CLASSES + classes)
    return found[((found >= features.LEMMAS) & (found < features.LETTERS)) | is_class]
