"""What the model of understanding sees of a text: numbers of features, each with its place among the words.

Four blocks: words (1-2), lemmas (1-3), letters inside words (4-5), and word classes of guidelines/vocabulary with
their role, negation, quotation, pronouns and the other classes of their sentence. N-grams are hashed into a table of
fixed size (feature hashing, Weinberger et al. 2009), so the model holds no vocabulary of texts and meets no unknown
word; classes have their own numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from zlib import crc32

import numpy as np

from .conditions import Phrases
from .language import SENTENCE_ENDS, Document
from .scopes import NEGATIONS

BITS = 17
BUCKETS = 1 << BITS
WORDS, LEMMAS, LETTERS, CLASSES = 0, BUCKETS, 2 * BUCKETS, 3 * BUCKETS
"""Where each block begins."""
_LONGEST = {WORDS: 2, LEMMAS: 3}
_GRAM_LENGTHS = (4, 5)
_MIX = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D], dtype=np.uint64)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - BITS)
_DIGIT = re.compile(r"\d")
_ROLES = {"union-leader": 0, "municipal-manager": 1, "chief-executive": 1, "elected-politician": 2}
_PRONOUNS = {
    word: number
    for number, words in enumerate(
        (
            "jeg mig min mit mine", "vi os vores", "du dig din dit dine", "i jer jeres", "han hun ham hende hans hendes",
            "de dem deres", "man sin sit sine",
        )
    )
    for word in words.split()
}  # fmt: skip
_REACH = 6
_MOST_WORDS = 20_000
"""Words read of one text; the rest of a longer one is left to the rules."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Every feature of a text: `ids` and the `positions` (index among the folded words) where each stands."""

    ids: np.ndarray
    positions: np.ndarray
    sentences: np.ndarray
    """Sentence number of every word and sentence mark."""
    setting: np.ndarray
    """Role (3), closed, X, LinkedIn as 0 or 1."""

    @property
    def sentence_count(self) -> int:
        """How many sentences there are; a text without words counts as one."""
        return int(self.sentences.max(initial=0)) + 1


@dataclass(frozen=True)
class WordTable:
    """Known words worked out beforehand; an unknown word is worked out in the same way when it is met.

    `hashes`: word and lemma, (words, 2). `letters`: buckets of every word's letter sequences in one row, those of word n
    from `starts[n]` to `starts[n + 1]`.
    """

    words: tuple[str, ...]
    hashes: np.ndarray
    letters: np.ndarray
    starts: np.ndarray

    @classmethod
    def of(cls, words: Sequence[str], lemmas: Sequence[str]) -> WordTable:
        hashes = np.array([_hashes(word, lemma) for word, lemma in zip(words, lemmas, strict=True)], dtype=np.uint32)
        inside = [letters(word) for word in words]
        starts = np.concatenate([[0], np.cumsum([len(found) for found in inside])])
        return cls(tuple(words), hashes.reshape(-1, 2), np.concatenate([*inside, _NONE]).astype(np.int32), starts.astype(np.int32))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words)}

    @cached_property
    def _bounds(self) -> list[int]:
        return self.starts.tolist()

    def look_up(self, words: Sequence[str]) -> tuple[np.ndarray, list[np.ndarray]]:
        """Hashes (words, 2) and letter features of each word."""
        numbers = [self._numbers.get(word, -1) for word in words]
        found = self.hashes[numbers].astype(np.uint64) if len(self.hashes) else np.empty((len(words), 2), dtype=np.uint64)
        bounds, inside = self._bounds, []
        for place, number in enumerate(numbers):
            if number < 0:
                found[place] = _hashes(words[place], words[place])
                inside.append(letters(words[place]))
            else:
                inside.append(self.letters[bounds[number] : bounds[number + 1]])
        return found, inside


_NONE = np.empty(0, dtype=np.int64)


def _hashes(word: str, lemma: str) -> tuple[int, int]:
    return crc32(word.encode("utf-8", "replace")), crc32(lemma.encode("utf-8", "replace"), 1)


def normal(word: str) -> str:
    """The word with every digit as 0: years, ages and amounts are told apart by length alone."""
    return _DIGIT.sub("0", word) if not word.isalpha() else word


def letters(word: str) -> np.ndarray:
    """Buckets of the letter sequences of a word, its two ends marked."""
    marked = f"<{word[:40]}>"
    grams = {marked[i : i + n] for n in _GRAM_LENGTHS for i in range(len(marked) - n + 1)}
    hashes = np.array([crc32(gram.encode("utf-8", "replace"), 2) for gram in grams], dtype=np.uint64)
    return _bucket(hashes).astype(np.int64) + LETTERS


def _bucket(hashes: np.ndarray) -> np.ndarray:
    return (hashes * _SPREAD) >> _SHIFT


def class_count(classes: int) -> int:
    """How many class features there are for a number of word classes."""
    return classes * (1 + 3 + 2 + 7) + classes * classes


def numbered(classes: Mapping[str, Phrases]) -> dict[Phrases, int]:
    """The number of every word class, in the order of the model."""
    return {condition: number for number, condition in enumerate(classes.values())}


def occurrences(document: Document, table: WordTable, classes: Mapping[Phrases, int]) -> Occurrences:
    """Every feature of a document and its place; `classes` as `numbered` gives them."""
    words = [normal(word) for word in document.words[:_MOST_WORDS]]
    sentences = _sentence_numbers(words)
    hashes, inside = table.look_up(words)
    pieces = [*_grams(hashes, sentences)]
    if words:
        lengths = [len(found) for found in inside]
        pieces.append((np.concatenate(inside), np.repeat(np.arange(len(words)), lengths)))
    pieces.append(_class_features(document, classes, sentences))
    ids, positions = (np.concatenate(parts) for parts in zip(*pieces, strict=True))
    return Occurrences(ids, positions, sentences, _setting(document))


def _sentence_numbers(words: Sequence[str]) -> np.ndarray:
    """The sentence of each word; a sentence mark belongs to the sentence before it."""
    ends = np.array([word in SENTENCE_ENDS for word in words], dtype=bool)
    fresh = ~ends
    fresh[1:] &= ends[:-1]
    return np.maximum(np.cumsum(fresh) - 1, 0)


def _grams(hashes: np.ndarray, sentences: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Buckets of runs of 1-2 words and 1-3 lemmas that stay inside a sentence, and the first position of each."""
    mixed = np.zeros_like(hashes)
    for length in range(1, _LONGEST[LEMMAS] + 1):
        count = len(hashes) - length + 1
        if count < 1:
            return
        mixed = mixed[:count] + hashes[length - 1 :] * _MIX[length - 1]
        places = np.flatnonzero(sentences[length - 1 :] == sentences[:count])
        found = _bucket(mixed[places] + np.uint64(length)).astype(np.int64)
        for column, block in enumerate((WORDS, LEMMAS)):
            if length <= _LONGEST[block]:
                yield found[:, column] + block, places


def _class_features(document: Document, classes: Mapping[Phrases, int], sentences: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Word classes where they stand: alone, with the role, in scopes, with pronouns, and two in one sentence."""
    total, role = len(classes), _ROLES[document.setting.role]
    found: list[tuple[int, int]] = []
    by_sentence: dict[int, dict[int, int]] = {}
    sentence_of = sentences.tolist()
    negations, quoted = _negations(document.words, sentence_of), _quoted(document)
    for condition in document.hits.keys() & classes.keys():
        number = classes[condition]
        for start, _ in document.hits[condition]:
            first = document.word_number(start)
            if first >= len(sentence_of):
                continue
            found += [(number, first), (total * (1 + role) + number, first)]
            if first in negations:
                found.append((total * 4 + number, first))
            if first in quoted:
                found.append((total * 5 + number, first))
            by_sentence.setdefault(sentence_of[first], {}).setdefault(number, first)
    pronouns = _pronouns(document.words, sentence_of) if by_sentence else {}
    for sentence, inside in by_sentence.items():
        for person in pronouns.get(sentence, ()):
            found += [(total * (6 + person) + number, first) for number, first in inside.items()]
        found += [(total * 13 + one * total + other, inside[one]) for one, other in combinations(sorted(inside), 2)]
    numbers = np.array(found, dtype=np.int64).reshape(-1, 2)
    return numbers[:, 0] + CLASSES, numbers[:, 1]


def _negations(words: Sequence[str], sentence_of: Sequence[int]) -> set[int]:
    """Places with a negation among the few words before them, or right after, in their sentence."""
    near: set[int] = set()
    for place, word in enumerate(words[: len(sentence_of)]):
        if word in NEGATIONS:
            reach = range(max(place - 1, 0), min(place + _REACH, len(sentence_of)))
            near.update(other for other in reach if sentence_of[other] == sentence_of[place])
    return near


def _quoted(document: Document) -> set[int]:
    """Places inside quotation marks."""
    inside: set[int] = set()
    for quotation in document.quotations:
        inside.update(range(*document.word_range(quotation)))
    return inside


def _pronouns(words: Sequence[str], sentence_of: Sequence[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for place, word in enumerate(words[: len(sentence_of)]):
        if word in _PRONOUNS:
            found.setdefault(sentence_of[place], set()).add(_PRONOUNS[word])
    return found


def _setting(document: Document) -> np.ndarray:
    said = document.setting
    roles = [_ROLES[said.role] == number for number in range(3)]
    return np.array([*roles, said.audience == "closed", said.platform == "x", said.platform == "linkedin"], dtype=np.float32)
