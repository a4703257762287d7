"""What is known of single words beforehand: hashes of word and lemma, letter sequences, meanings.

A word met for the first time gets the same by rule: its letters, and the meanings of the longest known word it ends in,
since the head of a Danish compound stands last (`nattevagtsvikar` is a `vikar`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar
from zlib import crc32

import numpy as np

BITS = 17
BUCKETS = 1 << BITS
_GRAM_LENGTHS = (4, 5)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - BITS)
_DIGIT = re.compile(r"\d")
_SHORTEST_HEAD, _SHORTEST_REST = 4, 2
"""Letters of the head of a compound, and of what stands before it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of numbers of different lengths: row n is `values[starts[n] : starts[n + 1]]`."""

    values: np.ndarray
    starts: np.ndarray

    @classmethod
    def of(cls, rows: Sequence[np.ndarray]) -> Rows:
        starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
        return cls(np.concatenate([*rows, np.empty(0)]).astype(np.int32), starts.astype(np.int32))

    def gather(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The values of several rows, one after the other, and the length of each."""
        first = self.starts[numbers]
        lengths = self.starts[numbers + 1] - first
        ends = np.cumsum(lengths)
        places = np.repeat(first - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0)
        return self.values[places], lengths


@dataclass(frozen=True, slots=True)
class Looked:
    """Of the words of a text: `hashes` (words, 2), letter buckets and meanings, each with the position of its word."""

    hashes: np.ndarray
    letters: tuple[np.ndarray, np.ndarray]
    meanings: tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class WordTable:
    """Known words; row n of `hashes` (word and lemma), `letters` and `meanings` belongs to word n."""

    words: tuple[str, ...]
    hashes: np.ndarray
    letters: Rows
    meanings: Rows

    @classmethod
    def of(cls, words: Sequence[str], lemmas: Sequence[str], meanings: Mapping[str, Sequence[int]]) -> WordTable:
        """The table of words with their lemmas; `meanings` of a word or a lemma are numbers."""
        hashes = np.array([_hashes(word, lemma) for word, lemma in zip(words, lemmas, strict=True)], dtype=np.uint32)
        own = [meanings.get(word, meanings.get(lemma)) for word, lemma in zip(words, lemmas, strict=True)]
        told = [np.array(_head(word, meanings) if found is None else found) for word, found in zip(words, own, strict=True)]
        return cls(tuple(words), hashes.reshape(-1, 2), Rows.of([letters(word) for word in words]), Rows.of(told))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words)}

    def look_up(self, words: Sequence[str]) -> Looked:
        """Everything known of the words of a text."""
        numbers = np.array([self._numbers.get(word, -1) for word in words], dtype=np.int64)
        known, unknown = np.flatnonzero(numbers >= 0), np.flatnonzero(numbers < 0).tolist()
        hashes = self.hashes[numbers].astype(np.uint64) if len(self.hashes) else np.empty((len(words), 2), dtype=np.uint64)
        for place in unknown:
            hashes[place] = _hashes(words[place], words[place])
        return Looked(
            hashes=hashes,
            letters=_joined(self.letters, numbers, known, [letters(words[place]) for place in unknown], unknown),
            meanings=_joined(self.meanings, numbers, known, [self._of_head(words[place]) for place in unknown], unknown),
        )

    def _of_head(self, word: str) -> np.ndarray:
        number = _head(word, self._numbers)
        return self.meanings.values[self.meanings.starts[number] : self.meanings.starts[number + 1]] if number != () else _NONE


_NONE = np.empty(0, dtype=np.int32)
Value = TypeVar("Value")


def _head(word: str, known: Mapping[str, Value]) -> Value | tuple[()]:
    """What is known of the longest known word that a word ends in."""
    for start in range(_SHORTEST_REST, len(word) - _SHORTEST_HEAD + 1):
        if word[start:] in known:
            return known[word[start:]]
    return ()


def _joined(rows: Rows, numbers: np.ndarray, known: np.ndarray, fresh: list[np.ndarray], places: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Values of known and of unknown words, each with the position of its word."""
    values, lengths = rows.gather(numbers[known])
    positions = np.repeat(known, lengths)
    if not places:
        return values, positions
    return np.concatenate([values, *fresh]), np.concatenate([positions, np.repeat(places, [len(row) for row in fresh])])


def _hashes(word: str, lemma: str) -> tuple[int, int]:
    return crc32(word.encode("utf-8", "replace")), crc32(lemma.encode("utf-8", "replace"), 1)


def normal(word: str) -> str:
    """The word with every digit as 0: years, ages and amounts are told apart by length alone."""
    return _DIGIT.sub("0", word) if not word.isalpha() else word


def letters(word: str) -> np.ndarray:
    """Buckets of the letter sequences of a word, its two ends marked."""
    marked = f"<{word[:40]}>"
    grams = {marked[i : i + n] for n in _GRAM_LENGTHS for i in range(len(marked) - n + 1)}
    return bucket(np.array([crc32(gram.encode("utf-8", "replace"), 2) for gram in grams], dtype=np.uint64)).astype(np.int32)


def bucket(hashes: np.ndarray) -> np.ndarray:
    """Numbers below BUCKETS for hashes of 64 bits."""
    return (hashes * _SPREAD) >> _SHIFT
