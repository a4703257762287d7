"""The tokens of a text, what is known of each, and which of them can be part of a name.

A candidate is a token with a capital, a handle, a hashtag or a known name; only candidates are tagged, so most of a post
costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

import numpy as np

TOKEN = re.compile(
    r"(?:https?://|www\.)\S+|[@#]\w+(?:-\w+)*|(?:[A-ZÆØÅ]\.)+(?!\w)|[^\W_]+(?:[-'’&][^\W_]+)*(?:(?<=[sxzSXZ])['’](?!\w))?|\n|[^\s\w]|_"
)
"""Links, handles, initials, words, line breaks, and every other mark by itself."""
ENDS = frozenset(".!?…:\n\"“”«»-–—•*|(")
_HANDLE_PART = re.compile(r"[A-ZÆØÅ]+(?![a-zæøå])|[A-ZÆØÅ]?[a-zæøå]+")
_LINKS = frozenset("af von van de der den del di da la le el al bin ibn du ten ter zu og for i på & - .".split())
_NO_SHAPE, LOWER, CAPITAL, UPPER, _INITIAL, _MIXED, _NUMBER, _CODE, HANDLE, TAG, _LINK, _LINE, EDGE = range(13)
CAPITALISED = frozenset((CAPITAL, UPPER, _INITIAL, _MIXED, _CODE))
_DIGIT = re.compile(r"\d")
LONGEST = 40
_MOST_TOKENS = 20_000


@dataclass(frozen=True, slots=True)
class WordCode:
    """What is known of a word: bins of its bearers as first name and surname (0-5), how often it has a capital (0-4), and
    whether it is a place (0 no, 1 far away, 2 in Denmark or a country) or an organisation (3)."""

    first: int
    surname: int
    capital: int
    place: int

    @property
    def number(self) -> int:
        """The code as one number, ((first * 6 + surname) * 5 + capital) * 4 + place."""
        return ((self.first * 6 + self.surname) * 5 + self.capital) * 4 + self.place


CODES = tuple(WordCode(number // 120, number // 20 % 6, number // 4 % 5, number % 4) for number in range(720))
_NAMELESS = 20
"""Codes below are those of no name."""


def word_key(word: str) -> int:
    """32 bits of a word in lower case."""
    return crc32(word.encode("utf-8", "replace"))


@dataclass(frozen=True)
class NameKnowledge:
    """Codes of names and ordinary words by the hash of their lower-case form, and the cluster of words used alike (0 none).

    `ordinary` are frequent words in lower case, worked out beforehand; every other word is worked out when it is met, and forgotten.
    """

    keys: np.ndarray
    codes: np.ndarray
    clusters: np.ndarray
    ordinary: tuple[str, ...]

    @cached_property
    def known(self) -> Mapping[int, int]:
        """Code * 256 + cluster by the hash of the word."""
        return dict(zip(self.keys.tolist(), (self.codes.astype(np.int64) * 256 + self.clusters).tolist(), strict=True))

    @cached_property
    def prepared(self) -> Mapping[str, Token]:
        """The tokens of the ordinary words, and of marks."""
        return {word: _token(word, self.known) for word in (*self.ordinary, *".,:;!?()-–…\n")}

    @cached_property
    def facts(self) -> Mapping[str, tuple[int, ...]]:
        """What is said of the ordinary words beside a candidate."""
        return {word: facts_of(token) for word, token in self.prepared.items()}

    def code(self, word: str) -> int:
        """The code of a lower-case word as a number; 0 for an unknown one."""
        return self.known.get(word_key(word), 0) >> 8


class Token(NamedTuple):
    """What is known of a token wherever it stands. A tuple, as there are many.

    `key` is the hash of `lower`; `code` that of the word or, in the genitive, of its stem; `kind` whether it can be part of a name.
    """

    text: str
    lower: str
    key: int
    shape: int
    code: int
    cluster: int
    genitive: bool
    kind: int


_NEVER, _ALWAYS, _AFTER_NAME, _BETWEEN, _NUMBER_AFTER, _MARK_BETWEEN = range(6)


def tokens(text: str, knowledge: NameKnowledge) -> list[Token]:
    """The tokens of a text; those after the first 20,000 are left out."""
    words = TOKEN.findall(text)[:_MOST_TOKENS]
    prepared, known = knowledge.prepared, knowledge.known
    facts = {word: prepared.get(word) or _token(word, known) for word in set(words)}
    return [facts[word] for word in words]


def starts(text: str, sequence: Sequence[Token]) -> list[int]:
    """Where in the text each token starts; between two stands only white space."""
    places, end = [], 0
    for token in sequence:
        start = text.index(token.text, end)
        end = start + len(token.text)
        places.append(start)
    return places


def _token(word: str, known: Mapping[int, int]) -> Token:
    lower, shape = word.lower(), _shape(word)
    key = crc32(lower.encode("utf-8", "replace"))
    found = known.get(key, 0)
    code, cluster = found >> 8, found & 255
    if shape not in CAPITALISED and shape != LOWER:
        return Token(word, lower, key, shape, 0, cluster, False, _OTHER_KINDS.get(shape, _NEVER) if shape != _NO_SHAPE or word in _LINKS else _NEVER)
    genitive = False
    if code < _NAMELESS and len(lower) > 3 and lower[-1] in "s'’":
        stem = known.get(word_key(lower.rstrip("'’") if lower[-1] != "s" else lower[:-1]), 0) >> 8
        genitive = stem >= _NAMELESS
        code = stem if genitive else code
    if not code and "-" in lower:
        code = known.get(word_key(lower.split("-")[0]), 0) >> 8
    return Token(word, lower, key, shape, code, cluster, genitive, _ALWAYS if shape != LOWER else _kind_of_lower(lower, CODES[code]))


_OTHER_KINDS = {HANDLE: _ALWAYS, TAG: _ALWAYS, _NUMBER: _NUMBER_AFTER, _NO_SHAPE: _MARK_BETWEEN}


def _kind_of_lower(lower: str, code: WordCode) -> int:
    """Whether a word in lower case can be part of a name: a known name that is no ordinary word, or a word between names."""
    if code.capital >= 3 or (code.first >= 2 and code.capital != 1) or (code.capital == 0 and (code.first or code.surname > 1)):
        return _ALWAYS
    if lower in _LINKS:
        return _BETWEEN
    return _AFTER_NAME if code.surname and code.capital != 1 else _NEVER


def _shape(word: str) -> int:
    if word.isalpha():
        if word.islower():
            return LOWER
        if len(word) == 1:
            return _INITIAL
        return CAPITAL if word[0].isupper() and word[1:].islower() else UPPER if word.isupper() else _MIXED
    first = word[0]
    if first in "@#":
        return (HANDLE if first == "@" else TAG) if len(word) > 1 else _NO_SHAPE
    if first == "\n":
        return _LINE
    if not first.isalnum():
        return _NO_SHAPE
    if word.islower():
        return _LINK if word.startswith(("http", "www.")) else LOWER if not any(map(str.isdigit, word)) else _CODE
    return _NUMBER if word.isdigit() else _other_shape(word)


def _other_shape(word: str) -> int:
    if word.startswith(("http", "www.")):
        return _LINK
    if word.endswith("."):
        return _INITIAL
    if any(map(str.isdigit, word)):
        return _CODE
    return UPPER if word.isupper() else CAPITAL if word[0].isupper() else _MIXED


def candidates(sequence: Sequence[Token]) -> list[int]:
    """The numbers of the tokens that can be part of a name."""
    chosen: list[int] = []
    count = len(sequence)
    for number, kind in enumerate([token.kind for token in sequence]):
        if kind == _ALWAYS or (kind and chosen and chosen[-1] == number - 1 and _continues(sequence, number, kind, count)):
            chosen.append(number)
    return chosen


def _continues(sequence: Sequence[Token], number: int, kind: int, count: int) -> bool:
    """Whether a token after a candidate goes on with it."""
    if kind == _AFTER_NAME:
        return True
    if kind == _BETWEEN:
        return _capital_next(sequence, number, count)
    return sequence[number - 1].shape in CAPITALISED and (kind == _NUMBER_AFTER or _capital_next(sequence, number, count))


def _capital_next(sequence: Sequence[Token], number: int, count: int) -> bool:
    return number + 1 < count and sequence[number + 1].shape in CAPITALISED


def facts_of(token: Token) -> tuple[int, ...]:
    """Facts of any token: word, shape, first name, surname, capital, ending of 3 and of 5, all codes with shape, cluster, place."""
    lower, shape = token.lower, token.shape
    code = CODES[token.code]
    return (
        token.key if lower.isalpha() else word_key(_DIGIT.sub("0", lower)), shape + 1, code.first + 1, code.surname + 1, code.capital + 1,
        crc32(lower[-3:].encode("utf-8", "replace")), crc32(lower[-5:].encode("utf-8", "replace")), token.code * 16 + shape + 1,
        token.cluster * 16 + shape + 1, code.place + 1,
    )  # fmt: skip


def handle_parts(handle: str, knowledge: NameKnowledge) -> list[str]:
    """`@MetteJensen`, `@mette_jensen` and `@mettejensen87` as Mette and Jensen; the longest first name where none is marked."""
    words = _HANDLE_PART.findall(handle[1:LONGEST])
    if len(words) != 1 or len(words[0]) < 5:
        return words
    whole = words[0].lower()
    if CODES[knowledge.code(whole)].first or CODES[knowledge.code(whole)].surname:
        return words
    for length in range(min(len(whole) - 2, 10), 2, -1):
        if CODES[knowledge.code(whole[:length])].first >= 3:
            return [whole[:length], whole[length:]]
    return words
