"""What the model of understanding sees of a text: numbers of features, each with its place among the words.

Five blocks: words (1-2), lemmas (1-3), letters inside words (4-5), meanings of words with their role, negation and
pronouns, and word classes of guidelines/vocabulary with their role, negation, quotation, pronouns and the other
classes of their sentence. N-grams are hashed into a table of
fixed size (feature hashing, Weinberger et al. 2009), so the model holds no vocabulary of texts and meets no unknown
word; classes have their own numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from .conditions import Phrases
from .language import SENTENCE_ENDS, Document
from .scopes import NEGATIONS
from .word_table import BUCKETS, WordTable, bucket, normal

WORDS, LEMMAS, LETTERS, MEANINGS = (number * BUCKETS for number in range(4))
_TAGS = 512
"""Room for so many meanings."""
CLASSES = MEANINGS + 12 * _TAGS
"""Where each block begins."""
BLOCKS = (WORDS, LEMMAS, LETTERS, MEANINGS, CLASSES)
_LONGEST = {WORDS: 2, LEMMAS: 3}
_MIX = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D], dtype=np.uint64)
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
    looked = table.look_up(words)
    letters, places = looked.letters
    scopes = _Scopes.of(document, sentences)
    pieces = [
        *_grams(looked.hashes, sentences),
        (letters + LETTERS, places),
        *_meaning_features(*looked.meanings, scopes, sentences, _ROLES[document.setting.role]),
        _class_features(document, classes, scopes),
    ]
    ids, positions = (np.concatenate(parts) for parts in zip(*pieces, strict=True))
    return Occurrences(ids, positions, sentences, _setting(document))


@dataclass(frozen=True, slots=True)
class _Scopes:
    """What stands around the words of a text: places near a negation or quoted, pronouns by sentence."""

    sentence_of: list[int]
    negated: set[int]
    quoted: set[int]
    pronouns: dict[int, set[int]]

    @classmethod
    def of(cls, document: Document, sentences: np.ndarray) -> _Scopes:
        sentence_of = sentences.tolist()
        words = document.words
        return cls(sentence_of, _negations(words, sentence_of), _quoted(document), _pronouns(words, sentence_of))


def _meaning_features(
    tags: np.ndarray, places: np.ndarray, scopes: _Scopes, sentences: np.ndarray, role: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Meanings where they stand: alone, with the role, near a negation, and with the pronouns of its sentence."""
    yield MEANINGS + tags, places
    yield MEANINGS + _TAGS * (1 + role) + tags, places
    if scopes.negated:
        near = _marked(scopes.negated, len(sentences))[places]
        yield MEANINGS + _TAGS * 4 + tags[near], places[near]
    here = sentences[places]
    for person in set().union(*scopes.pronouns.values()):
        said = [sentence for sentence, persons in scopes.pronouns.items() if person in persons]
        inside = _marked(said, len(sentences))[here]
        yield MEANINGS + _TAGS * (5 + person) + tags[inside], places[inside]


def _marked(numbers: Iterable[int], count: int) -> np.ndarray:
    """True at each of the numbers, (count)."""
    marked = np.zeros(count, dtype=bool)
    marked[list(numbers)] = True
    return marked


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
        found = bucket(mixed[places] + np.uint64(length)).astype(np.int64)
        for column, block in enumerate((WORDS, LEMMAS)):
            if length <= _LONGEST[block]:
                yield found[:, column] + block, places


def _class_features(document: Document, classes: Mapping[Phrases, int], scopes: _Scopes) -> tuple[np.ndarray, np.ndarray]:
    """Word classes where they stand: alone, with the role, in scopes, with pronouns, and two in one sentence."""
    total, role = len(classes), _ROLES[document.setting.role]
    found: list[tuple[int, int]] = []
    by_sentence: dict[int, dict[int, int]] = {}
    sentence_of = scopes.sentence_of
    for condition in document.hits.keys() & classes.keys():
        number = classes[condition]
        for start, _ in document.hits[condition]:
            first = document.word_number(start)
            if first >= len(sentence_of):
                continue
            found += [(number, first), (total * (1 + role) + number, first)]
            if first in scopes.negated:
                found.append((total * 4 + number, first))
            if first in scopes.quoted:
                found.append((total * 5 + number, first))
            by_sentence.setdefault(sentence_of[first], {}).setdefault(number, first)
    for sentence, inside in by_sentence.items():
        for person in scopes.pronouns.get(sentence, ()):
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
