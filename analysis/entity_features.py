"""The numbers of the features by which the tagger of names judges a candidate (analysis.entity_tokens).

Features are hashed into a table of fixed size (Weinberger et al. 2009): each is a mix of up to three facts about the
candidate and its neighbours, and all of a text are worked out together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

import numpy as np

from .entity_tokens import (
    CAPITAL,
    CAPITALISED,
    CODES,
    EDGE,
    ENDS,
    HANDLE,
    LONGEST,
    LOWER,
    TAG,
    UPPER,
    NameKnowledge,
    Token,
    facts_of,
    handle_parts,
)

BITS = 18
BUCKETS = 1 << BITS
_BASE = 10
_EXTRA = 16
_CONTEXT = 4
_RUN = 8
_REACH = 2
_ZERO = (2 * _REACH + 1) * _BASE + _EXTRA + _RUN + _CONTEXT


_EDGE_FACTS = (1, EDGE + 1, 0, 0, 0, 1, 1, EDGE + 1, EDGE + 1, 0)


def _extra(token: Token, knowledge: NameKnowledge) -> list[int]:
    """Facts of a candidate: form, beginnings of 2-5, endings of 1, 2 and 4, shape in full, length, genitive, parts."""
    word, lower = token.text[:LONGEST], token.lower[:LONGEST]
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
    if token.shape in (HANDLE, TAG):
        words = handle_parts(token.text, knowledge)
    elif "-" in token.lower:
        words = token.lower.split("-")
    else:
        return 0, 0, 0, 0
    codes = [CODES[knowledge.code(word.lower())] for word in words] or [CODES[0]]
    first, last = codes[0], codes[-1]
    both = (min(first.first, 5) * 6 + last.surname) * 8 + min(len(codes), 7)
    return first.number + 1, last.number + 1, both + 1, crc32(words[-1].lower().encode("utf-8", "replace")) if words else 0


def _context(sequence: Sequence[Token], chosen: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Of each candidate: start of a sentence, case of the text, the word's case elsewhere, all of them."""
    small = [token.lower for token in sequence if token.shape == LOWER]
    capitals = [number for number in chosen if sequence[number].shape in CAPITALISED]
    upper = sum(sequence[number].shape == UPPER for number in capitals)
    case, small = _case(len(capitals), upper, len(small) + len(capitals)), frozenset(small)
    begins = {number for number in chosen if not number or sequence[number - 1].text in ENDS}
    inside = {sequence[number].lower for number in capitals if sequence[number].shape == CAPITAL and number not in begins}
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
            facts[number] = prepared.get(token.text) or memory.get(token.text) or memory.setdefault(token.text, facts_of(token))
        else:
            facts[number] = _EDGE_FACTS
    return facts


def _mixed(table: np.ndarray) -> np.ndarray:
    mixed = _NUMBERED + table[:, _TEMPLATES[:, 0]] * _MIX[0]
    mixed = (mixed ^ (mixed >> _HALF)) * _MIX[1] + table[:, _TEMPLATES[:, 1]] * _MIX[2]
    mixed = (mixed ^ (mixed >> _HALF)) * _MIX[0] + table[:, _TEMPLATES[:, 2]] * _MIX[1]
    return (((mixed ^ (mixed >> _HALF)) * _MIX[2]) >> _SHIFT).astype(np.int64)
