"""The labelled examples of the open corpus that a sentence resembles most, so that "why" can show one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from . import features

LEAST = 0.09
"""Cosine below which a reader seldom sees the likeness (read on quotes of other writers)."""


@dataclass(frozen=True)
class Examples:
    """Quotes an adviser stopped at: `texts`, the number of each one's `categories`, and its features.

    The features of example n stand in `ids` from `starts[n]` to `starts[n + 1]`; `idf` weighs them.
    """

    texts: tuple[str, ...]
    categories: np.ndarray
    ids: np.ndarray
    starts: np.ndarray
    idf: np.ndarray
    classes: int
    """How many word classes the model has."""

    def nearest(self, ids: np.ndarray, category: int, most: int = 2) -> list[str]:
        """The examples of a category most like a sentence with these features, the likest first; none if none is like."""
        if not len(self.texts):
            return []
        asked = comparable(ids, self.classes)
        present = np.zeros(len(self.idf), dtype=np.float32)
        present[asked] = self.idf[asked] ** 2
        shared = np.add.reduceat(present[self.ids], self.starts[:-1])
        cosine = shared / (self._lengths * max(np.sqrt(present.sum()), 1e-6))
        cosine[self.categories != category] = 0
        return [self.texts[number] for number in np.argsort(-cosine)[:most] if cosine[number] >= LEAST]

    @cached_property
    def _lengths(self) -> np.ndarray:
        return np.sqrt(np.add.reduceat(self.idf[self.ids] ** 2, self.starts[:-1])) + 1e-6


def comparable(ids: np.ndarray, classes: int) -> np.ndarray:
    """Of a sentence's features those that a likeness is told by: lemmas in a row, and its word classes."""
    found = np.unique(ids)
    is_class = (found >= features.CLASSES) & (found < features.CLASSES + classes)
    return found[((found >= features.LEMMAS) & (found < features.LETTERS)) | is_class]
