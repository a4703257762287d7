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
_UNKNOWN = 0


def word_key(word: str) -> int:
    """32 bits of a word in lower case."""
    return crc32(word.encode("utf-8", "replace"))


@dataclass(frozen=True)
class NameKnowledge:
    """Codes of names and ordinary words by the hash of their lower-case form, and the cluster of words used alike (0 none)."""

    keys: np.ndarray
    codes: np.ndarray
    clusters: np.ndarray

    @cached_property
    def _codes(self) -> Mapping[int, int]:
        return dict(zip(self.keys.tolist(), self.codes.tolist(), strict=True))

    @cached_property
    def _clusters(self) -> Mapping[int, int]:
        known = np.flatnonzero(self.clusters)
        return dict(zip(self.keys[known].tolist(), self.clusters[known].tolist(), strict=True))

    def cluster(self, word: str) -> int:
        """The cluster of a lower-case word; 0 for an unknown one."""
        return self._clusters.get(crc32(word.encode("utf-8", "replace")), 0)

    def code(self, word: str) -> int:
        """The code of a lower-case word as a number; 0 for an unknown one."""
        return self._codes.get(crc32(word.encode("utf-8", "replace")), _UNKNOWN)


class Token(NamedTuple):
    """A token with its place, shape and the code of the word or, in the genitive, of its stem. A tuple, as there are many."""

    text: str
    start: int
    lower: str
    shape: int
    code: int
    genitive: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tokens(text: str, knowledge: NameKnowledge) -> list[Token]:
    """The tokens of a text; those after the first 20,000 are left out."""
    known: dict[str, tuple[str, int, int, bool]] = {}
    found: list[Token] = []
    for match in TOKEN.finditer(text):
        word = match.group()
        facts = known.get(word)
        if facts is None:
            facts = known[word] = _facts(word, knowledge)
        found.append(Token(word, match.start(), *facts))
        if len(found) >= _MOST_TOKENS:
            break
    return found


def _facts(word: str, knowledge: NameKnowledge) -> tuple[str, int, int, bool]:
    lower, shape = word.lower(), _shape(word)
    if shape not in _CAPITALISED and shape != _LOWER:
        return lower, shape, _UNKNOWN, False
    code = knowledge.code(lower)
    if code < _NAMELESS and len(lower) > 3 and lower[-1] in "s'’":
        stem = knowledge.code(lower.rstrip("'’") if lower[-1] != "s" else lower[:-1])
        if stem >= _NAMELESS:
            return lower, shape, stem, True
    if code == _UNKNOWN and "-" in lower:
        code = knowledge.code(lower.split("-")[0])
    return lower, shape, code, False


def _shape(word: str) -> int:
    first = word[0]
    if word.isalpha():
        if word.islower():
            return _LOWER
        if len(word) == 1:
            return _INITIAL
        return _CAPITAL if first.isupper() and word[1:].islower() else _UPPER if word.isupper() else _MIXED
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
    for number, token in enumerate(sequence):
        shape = token.shape
        if shape == _LOWER:
            code = _CODES[token.code]
            wanted = code.capital >= 3 or (code.first >= 2 and code.capital != 1) or (code.capital == 0 and (code.first or code.surname > 1))
            if not wanted and ((code.surname and code.capital != 1) or token.lower in _LINKS):
                wanted = bool(chosen) and chosen[-1] == number - 1 and (token.lower not in _LINKS or _capital_next(sequence, number, count))
        elif shape in (_NUMBER, _NO_SHAPE):
            after = bool(chosen) and chosen[-1] == number - 1
            wanted = after and (shape == _NUMBER or (token.text in _LINKS and _capital_next(sequence, number, count))) and sequence[number - 1].shape in _CAPITALISED
        else:
            wanted = shape in _CAPITALISED or shape in (_HANDLE, _TAG)
        if wanted:
            chosen.append(number)
    return chosen


def _capital_next(sequence: Sequence[Token], number: int, count: int) -> bool:
    return number + 1 < count and sequence[number + 1].shape in _CAPITALISED


_BASE = 10
_EXTRA = 16
_CONTEXT = 4
_RUN = 8
_REACH = 2
_ZERO = (2 * _REACH + 1) * _BASE + _EXTRA + _RUN + _CONTEXT


def _base(token: Token, knowledge: NameKnowledge) -> tuple[int, ...]:
    """Facts of any token: word, shape, first name, surname, capital, ending of 3 and of 5, all codes with shape, cluster, place."""
    code, lower = _CODES[token.code], token.lower
    word = crc32(_DIGIT.sub("0", lower).encode("utf-8", "replace")) if not lower.isalpha() else crc32(lower.encode("utf-8", "replace"))
    return (
        word, token.shape + 1, code.first + 1, code.surname + 1, code.capital + 1,
        crc32(lower[-3:].encode("utf-8", "replace")), crc32(lower[-5:].encode("utf-8", "replace")), token.code * 16 + token.shape + 1,
        knowledge.cluster(lower) * 16 + token.shape + 1, code.place + 1,
    )  # fmt: skip


_EDGE_FACTS = (1, _EDGE + 1, 0, 0, 0, 1, 1, _EDGE + 1, _EDGE + 1, 0)


def _extra(token: Token, knowledge: NameKnowledge) -> list[int]:
    """Facts of a candidate: form, beginnings of 2-5, endings of 1, 2 and 4, shape in full, length, genitive, parts."""
    word, lower = token.text[:_LONGEST], token.lower[:_LONGEST]
    parts = _parts(token, knowledge)
    pieces = (word, lower[:2], lower[:3], lower[:4], lower[:5], lower[-1:], lower[-2:], lower[-4:], _full_shape(word))
    facts = [crc32(piece.encode("utf-8", "replace")) for piece in pieces]
    return [*facts, min(len(word), 12), int(token.genitive) + 1, *parts, (min(len(word), 6) * 16 + token.shape) + 1]


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


def _context(sequence: Sequence[Token], chosen: Sequence[int]) -> np.ndarray:
    """Facts of a candidate's surroundings: start of a sentence, case of the text, the word's case elsewhere, run of capitals."""
    words = [token for token in sequence if token.shape in _CAPITALISED or token.shape == _LOWER]
    capitals = sum(token.shape != _LOWER for token in words)
    upper = sum(token.shape == _UPPER for token in words)
    case = 0 if not capitals else 1 if capitals * 25 < len(words) else 4 if upper * 2 > len(words) else 3 if capitals * 2 > len(words) else 2
    inside = {token.lower for place, token in enumerate(sequence) if token.shape == _CAPITAL and place and sequence[place - 1].text not in _ENDS}
    small = {token.lower for token in words if token.shape == _LOWER}
    rows = []
    for number in chosen:
        token = sequence[number]
        starts = not number or sequence[number - 1].text in _ENDS
        elsewhere = 1 + (token.lower in small) + 2 * (token.lower in inside)
        rows.append((1 + starts, case + 1, elsewhere, (1 + starts) * 64 + (case * 4 + elsewhere)))
    return np.array(rows, dtype=np.uint64).reshape(-1, _CONTEXT)


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
    memory: dict[str, tuple[int, ...]] = {}
    facts: dict[int, tuple[int, ...]] = {}
    for number in {place for middle in chosen for place in range(middle - _REACH, middle + _REACH + 1)}:
        if 0 <= number < len(sequence):
            token = sequence[number]
            known = memory.get(token.text)
            facts[number] = known if known is not None else memory.setdefault(token.text, _base(token, knowledge))
        else:
            facts[number] = _EDGE_FACTS
    rows = [[*facts[n - 2], *facts[n - 1], *facts[n], *facts[n + 1], *facts[n + 2], *_extra(sequence[n], knowledge), *run] for n, run in zip(chosen, _run_facts(chosen, facts), strict=True)]
    table = np.zeros((len(chosen), _ZERO + 1), dtype=np.uint64)
    if rows:
        table[:, : _ZERO - _CONTEXT] = rows
        table[:, _ZERO - _CONTEXT : _ZERO] = _context(sequence, chosen)
    return _mixed(table)


def _mixed(table: np.ndarray) -> np.ndarray:
    mixed = _NUMBERED + table[:, _TEMPLATES[:, 0]] * _MIX[0]
    mixed = (mixed ^ (mixed >> _HALF)) * _MIX[1] + table[:, _TEMPLATES[:, 1]] * _MIX[2]
    mixed = (mixed ^ (mixed >> _HALF)) * _MIX[0] + table[:, _TEMPLATES[:, 2]] * _MIX[1]
    return (((mixed ^ (mixed >> _HALF)) * _MIX[2]) >> _SHIFT).astype(np.int64)
