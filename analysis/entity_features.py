"""What the tagger of names sees: tokens, which of them can be part of a name, and the numbers of their features.

A candidate is a token with a capital, a handle, a hashtag or a known name; only candidates are tagged, so most of a post
costs nothing. Features are hashed into a table of fixed size (Weinberger et al. 2009): each is a mix of up to three
facts about the candidate and its neighbours, and all of a text are worked out together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

import numpy as np

BITS = 18
BUCKETS = 1 << BITS
TOKEN = re.compile(
    r"(?:https?://|www\.)\S+|[@#]\w+(?:-\w+)*|(?:[A-ZÆØÅ]\.)+(?!\w)|[^\W_]+(?:[-'’&][^\W_]+)*(?:(?<=[sxzSXZ])['’](?!\w))?|\n|[^\s\w]|_"
)
"""Links, handles, initials, words, line breaks, and every other mark by itself."""
_ENDS = frozenset(".!?…:\n\"“”«»-–—•*|(")
_HANDLE_PART = re.compile(r"[A-ZÆØÅ]+(?![a-zæøå])|[A-ZÆØÅ]?[a-zæøå]+")
_LINKS = frozenset("af von van de der den del di da la le el al bin ibn du ten ter zu og for i på & - .".split())
_NO_SHAPE, _LOWER, _CAPITAL, _UPPER, _INITIAL, _MIXED, _NUMBER, _CODE, _HANDLE, _TAG, _LINK, _LINE, _EDGE = range(13)
_CAPITALISED = frozenset((_CAPITAL, _UPPER, _INITIAL, _MIXED, _CODE))
_DIGIT = re.compile(r"\d")
_LONGEST = 40
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


_CODES = tuple(WordCode(number // 120, number // 20 % 6, number // 4 % 5, number % 4) for number in range(720))
_NAMELESS = 20
"""Codes below are those of no name."""
_UNKNOWN = (0, 0)


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
    def known(self) -> Mapping[int, tuple[int, int]]:
        """Code and cluster by the hash of the word."""
        return dict(zip(self.keys.tolist(), zip(self.codes.tolist(), self.clusters.tolist(), strict=True), strict=True))

    @cached_property
    def prepared(self) -> Mapping[str, Token]:
        """The tokens of the ordinary words, and of marks."""
        return {word: _token(word, self.known) for word in (*self.ordinary, *".,:;!?()-–…\n")}

    @cached_property
    def facts(self) -> Mapping[str, tuple[int, ...]]:
        """What is said of the ordinary words beside a candidate."""
        return {word: _base(token) for word, token in self.prepared.items()}

    def code(self, word: str) -> int:
        """The code of a lower-case word as a number; 0 for an unknown one."""
        return self.known.get(word_key(word), _UNKNOWN)[0]


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


def _token(word: str, known: Mapping[int, tuple[int, int]]) -> Token:
    lower, shape = word.lower(), _shape(word)
    key = crc32(lower.encode("utf-8", "replace"))
    code, cluster = known.get(key, _UNKNOWN)
    if shape not in _CAPITALISED and shape != _LOWER:
        return Token(word, lower, key, shape, 0, cluster, False, _OTHER_KINDS.get(shape, _NEVER) if shape != _NO_SHAPE or word in _LINKS else _NEVER)
    genitive = False
    if code < _NAMELESS and len(lower) > 3 and lower[-1] in "s'’":
        stem, _ = known.get(word_key(lower.rstrip("'’") if lower[-1] != "s" else lower[:-1]), _UNKNOWN)
        genitive = stem >= _NAMELESS
        code = stem if genitive else code
    if not code and "-" in lower:
        code, _ = known.get(word_key(lower.split("-")[0]), _UNKNOWN)
    return Token(word, lower, key, shape, code, cluster, genitive, _ALWAYS if shape != _LOWER else _kind_of_lower(lower, _CODES[code]))


_OTHER_KINDS = {_HANDLE: _ALWAYS, _TAG: _ALWAYS, _NUMBER: _NUMBER_AFTER, _NO_SHAPE: _MARK_BETWEEN}


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
            return _LOWER
        if len(word) == 1:
            return _INITIAL
        return _CAPITAL if word[0].isupper() and word[1:].islower() else _UPPER if word.isupper() else _MIXED
    first = word[0]
    if first in "@#":
        return (_HANDLE if first == "@" else _TAG) if len(word) > 1 else _NO_SHAPE
    if first == "\n":
        return _LINE
    if not first.isalnum():
        return _NO_SHAPE
    if word.islower():
        return _LINK if word.startswith(("http", "www.")) else _LOWER if not any(map(str.isdigit, word)) else _CODE
    return _NUMBER if word.isdigit() else _other_shape(word)


def _other_shape(word: str) -> int:
    if word.startswith(("http", "www.")):
        return _LINK
    if word.endswith("."):
        return _INITIAL
    if any(map(str.isdigit, word)):
        return _CODE
    return _UPPER if word.isupper() else _CAPITAL if word[0].isupper() else _MIXED


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
    return sequence[number - 1].shape in _CAPITALISED and (kind == _NUMBER_AFTER or _capital_next(sequence, number, count))


def _capital_next(sequence: Sequence[Token], number: int, count: int) -> bool:
    return number + 1 < count and sequence[number + 1].shape in _CAPITALISED


_BASE = 10
_EXTRA = 16
_CONTEXT = 4
_RUN = 8
_REACH = 2
_ZERO = (2 * _REACH + 1) * _BASE + _EXTRA + _RUN + _CONTEXT


def _base(token: Token) -> tuple[int, ...]:
    """Facts of any token: word, shape, first name, surname, capital, ending of 3 and of 5, all codes with shape, cluster, place."""
    lower, shape = token.lower, token.shape
    code = _CODES[token.code]
    return (
        token.key if lower.isalpha() else word_key(_DIGIT.sub("0", lower)), shape + 1, code.first + 1, code.surname + 1, code.capital + 1,
        crc32(lower[-3:].encode("utf-8", "replace")), crc32(lower[-5:].encode("utf-8", "replace")), token.code * 16 + shape + 1,
        token.cluster * 16 + shape + 1, code.place + 1,
    )  # fmt: skip


_EDGE_FACTS = (1, _EDGE + 1, 0, 0, 0, 1, 1, _EDGE + 1, _EDGE + 1, 0)


def _extra(token: Token, knowledge: NameKnowledge) -> list[int]:
    """Facts of a candidate: form, beginnings of 2-5, endings of 1, 2 and 4, shape in full, length, genitive, parts."""
    word, lower = token.text[:_LONGEST], token.lower[:_LONGEST]
    pieces = (word, lower[:2], lower[:3], lower[:4], lower[:5], lower[-1:], lower[-2:], lower[-4:], _full_shape(word))
    facts = [crc32(piece.encode("utf-8", "replace")) for piece in pieces]
    return [*facts, min(len(word), 12), int(token.genitive) + 1, *_parts(token, knowledge), (min(len(word), 6) * 16 + token.shape) + 1]


def _full_shape(word: str) -> str:
    """The shape with repeats left out: `Mc-Donald2` as `AaA-Aa0`."""
    shape = ""
    for letter in word[:12]:
        kind = "A" if letter.isupper() else "a" if letter.isalpha() else "0" if letter.isdigit() else letter
        if not shape.endswith(kind):
            shape += kind
    return shape


def _parts(token: Token, knowledge: NameKnowledge) -> tuple[int, int, int, int]:
    """Codes of the parts of a handle, a hashtag or a hyphenated word: first, last, both, how many."""
    if token.shape in (_HANDLE, _TAG):
        words = handle_parts(token.text, knowledge)
    elif "-" in token.lower:
        words = token.lower.split("-")
    else:
        return 0, 0, 0, 0
    codes = [_CODES[knowledge.code(word.lower())] for word in words] or [_CODES[0]]
    first, last = codes[0], codes[-1]
    both = (min(first.first, 5) * 6 + last.surname) * 8 + min(len(codes), 7)
    return first.number + 1, last.number + 1, both + 1, crc32(words[-1].lower().encode("utf-8", "replace")) if words else 0


def handle_parts(handle: str, knowledge: NameKnowledge) -> list[str]:
    """`@MetteJensen`, `@mette_jensen` and `@mettejensen87` as Mette and Jensen; the longest first name where none is marked."""
    words = _HANDLE_PART.findall(handle[1:_LONGEST])
    if len(words) != 1 or len(words[0]) < 5:
        return words
    whole = words[0].lower()
    if _CODES[knowledge.code(whole)].first or _CODES[knowledge.code(whole)].surname:
        return words
    for length in range(min(len(whole) - 2, 10), 2, -1):
        if _CODES[knowledge.code(whole[:length])].first >= 3:
            return [whole[:length], whole[length:]]
    return words


def _context(sequence: Sequence[Token], chosen: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Of each candidate: start of a sentence, case of the text, the word's case elsewhere, all of them."""
    small = [token.lower for token in sequence if token.shape == _LOWER]
    capitals = [number for number in chosen if sequence[number].shape in _CAPITALISED]
    upper = sum(sequence[number].shape == _UPPER for number in capitals)
    case, small = _case(len(capitals), upper, len(small) + len(capitals)), frozenset(small)
    begins = {number for number in chosen if not number or sequence[number - 1].text in _ENDS}
    inside = {sequence[number].lower for number in capitals if sequence[number].shape == _CAPITAL and number not in begins}
    for number in chosen:
        lower, start = sequence[number].lower, 1 + (number in begins)
        elsewhere = 1 + (lower in small) + 2 * (lower in inside)
        yield start, case + 1, elsewhere, start * 64 + case * 4 + elsewhere


def _case(capitals: int, upper: int, words: int) -> int:
    """How a text is written: 0 no capital, 1 hardly any, 2 as usual, 3 most words with one, 4 in capitals."""
    if not capitals:
        return 0
    return 1 if capitals * 25 < words else 4 if upper * 2 > words else 3 if capitals * 2 > words else 2


def runs(chosen: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of candidates that stand side by side, as places in `chosen`."""
    first = 0
    for place in range(1, len(chosen) + 1):
        if place == len(chosen) or chosen[place] != chosen[place - 1] + 1:
            yield first, place
            first = place


def _run_facts(chosen: Sequence[int], facts: Mapping[int, tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """Of each candidate: word, cluster and ending before its run; word and cluster after; the run's last word; the place in it."""
    for first, after in runs(chosen):
        before, last, following = facts[chosen[first] - 1], facts[chosen[after - 1]], facts[chosen[after - 1] + 1]
        length = min(after - first, 7)
        for place in range(after - first):
            yield before[0], before[8], before[6], following[0], following[8], last[7], last[5], length * 8 + min(place, 7) + 1


def _at(offset: int, fact: int) -> int:
    return (offset + _REACH) * _BASE + fact


def _templates() -> np.ndarray:
    """Which facts are mixed into each feature, three columns of facts to a feature."""
    word, shape, first, surname, capital, end3, end5, code, cluster, place = range(_BASE)
    extra = (2 * _REACH + 1) * _BASE
    start, case, elsewhere, situation = range(extra + _EXTRA + _RUN, extra + _EXTRA + _RUN + _CONTEXT)
    before_word, before_cluster, before_end, after_word, after_cluster, last_code, last_end, position = range(extra + _EXTRA, extra + _EXTRA + _RUN)
    alone = [(_at(offset, fact),) for offset in (-2, -1, 0, 1, 2) for fact in (word, code, cluster)]
    alone += [(_at(offset, fact),) for offset in (-1, 0, 1) for fact in (end3, end5)]
    alone += [(_at(0, fact),) for fact in (shape, first, surname, capital, place)] + [(extra + fact,) for fact in range(_EXTRA)]
    here = [(_at(0, fact), situation) for fact in (word, code, shape, first)] + [(_at(0, shape), case), (_at(0, shape), start), (_at(0, code), case), (elsewhere, _at(0, shape))]
    before = [
        (_at(-1, word), _at(0, word)), (_at(-1, word), _at(0, code)), (_at(-1, code), _at(0, code)), (_at(-1, end3), _at(0, shape)),
        (_at(-1, end5), _at(0, shape)), (_at(-2, word), _at(-1, word)), (_at(-1, shape), _at(0, shape), _at(1, shape)),
        (_at(-1, code), _at(0, code), _at(1, code)), (_at(-2, code), _at(-1, code), _at(0, code)), (_at(-1, end5), _at(0, first), _at(0, surname)), (_at(-1, cluster), _at(0, code)), (_at(-1, cluster), _at(0, shape)), (_at(-2, cluster), _at(-1, cluster), _at(0, shape)),
        (_at(-1, cluster), _at(0, shape), _at(1, cluster)),
    ]  # fmt: skip
    after = [
        (_at(0, word), _at(1, word)), (_at(0, code), _at(1, word)), (_at(0, code), _at(1, code)), (_at(0, shape), _at(1, end3)),
        (_at(1, word), _at(2, word)), (_at(-1, word), _at(1, word)), (_at(0, first), _at(1, surname), _at(1, shape)),
        (_at(0, shape), _at(1, word)), (_at(0, shape), _at(-1, word)), (_at(-1, first), _at(0, surname), _at(0, shape)),
        (_at(0, code), _at(1, code), _at(2, code)), (_at(0, shape), _at(1, shape), _at(2, shape)), (_at(0, shape), _at(1, cluster)), (_at(0, code), _at(1, cluster)),
        (_at(0, shape), _at(1, cluster), _at(2, cluster)),
    ]  # fmt: skip
    run = [
        (before_word, position), (before_cluster, position), (before_end, position), (after_word, position), (after_cluster, position),
        (before_cluster, after_cluster, position), (last_code, position), (last_end, position), (last_code, _at(0, code)),
        (before_word, last_code, position), (after_word, last_code, position), (position,), (before_word, after_word),
    ]  # fmt: skip
    every = [*alone, *here, *before, *after, *run]
    return np.array([(*template, _ZERO, _ZERO)[:3] for template in every], dtype=np.intp)


_TEMPLATES = _templates()
FEATURES = len(_TEMPLATES)
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_NUMBERED = (np.arange(FEATURES, dtype=np.uint64) + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)
_HALF, _SHIFT = np.uint64(32), np.uint64(64 - BITS)


def feature_ids(sequence: Sequence[Token], chosen: Sequence[int], knowledge: NameKnowledge) -> np.ndarray:
    """The buckets of every feature of the chosen tokens, (candidates, FEATURES)."""
    if not chosen:
        return np.empty((0, FEATURES), dtype=np.int64)
    facts = _facts_around(sequence, chosen, knowledge.facts)
    rows = [
        (*facts[n - 2], *facts[n - 1], *facts[n], *facts[n + 1], *facts[n + 2], *_extra(sequence[n], knowledge), *run, *context, 0)
        for n, run, context in zip(chosen, _run_facts(chosen, facts), _context(sequence, chosen), strict=True)
    ]
    return _mixed(np.array(rows, dtype=np.uint64))


def _facts_around(sequence: Sequence[Token], chosen: Sequence[int], prepared: Mapping[str, tuple[int, ...]]) -> Mapping[int, tuple[int, ...]]:
    """The facts of every token within reach of a candidate, by its number; beyond the ends stand the facts of an edge."""
    memory: dict[str, tuple[int, ...]] = {}
    facts: dict[int, tuple[int, ...]] = {}
    for number in {place for middle in chosen for place in range(middle - _REACH, middle + _REACH + 1)}:
        if 0 <= number < len(sequence):
            token = sequence[number]
            facts[number] = prepared.get(token.text) or memory.get(token.text) or memory.setdefault(token.text, _base(token))
        else:
            facts[number] = _EDGE_FACTS
    return facts


def _mixed(table: np.ndarray) -> np.ndarray:
    mixed = _NUMBERED + table[:, _TEMPLATES[:, 0]] * _MIX[0]
    mixed = (mixed ^ (mixed >> _HALF)) * _MIX[1] + table[:, _TEMPLATES[:, 1]] * _MIX[2]
    mixed = (mixed ^ (mixed >> _HALF)) * _MIX[0] + table[:, _TEMPLATES[:, 2]] * _MIX[1]
    return (((mixed ^ (mixed >> _HALF)) * _MIX[2]) >> _SHIFT).astype(np.int64)
