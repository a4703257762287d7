"""Strings of which at least one occurs in every match of a regular expression.

With them an expression is only tried on texts that can match it at all (the idea of RE2's FilteredRE2).
Walks the parse tree of Python's own `re`; what it does not know requires nothing, which is always safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants as op
from re import _parser as parser

_SHORTEST = 3
_MOST = 60
_SYMBOLS = frozenset("*@§€=_/")

Alternatives = frozenset[str]


def required_literals(expression: str) -> Alternatives:
    """Lower-case strings, one of which is in every match; empty when nothing can be promised."""
    try:
        found = _sequence(parser.parse(expression))
    except Exception:  # the expression may use syntax that only the `regex` library knows
        return frozenset()
    return found if found and len(found) <= _MOST else frozenset()


def _sequence(nodes: Iterable) -> Alternatives:
    """The best promise of a row of nodes: the one whose shortest string is longest."""
    promises: list[Alternatives] = []
    run = ""
    for kind, value in nodes:
        if kind is op.LITERAL and chr(value).lower() == chr(value).lower().casefold() and len(chr(value).lower()) == 1:
            run += chr(value).lower()
            continue
        promises.append(frozenset({run}))
        run = ""
        promises.append(_node(kind, value))
    promises.append(frozenset({run}))
    usable = [promise for promise in promises if promise and _rarity(promise) >= _SHORTEST]
    return max(usable, key=lambda promise: (_rarity(promise), -len(promise)), default=frozenset())


def _rarity(promise: Alternatives) -> int:
    """The length of the shortest string; a symbol that posts seldom hold counts as a whole word."""
    return min(_SHORTEST + len(text) if not _SYMBOLS.isdisjoint(text) else len(text) for text in promise)


def _node(kind: object, value: object) -> Alternatives:
    match kind:
        case op.SUBPATTERN:
            return _sequence(value[3])
        case op.BRANCH:
            return _branch(value[1])
        case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT if value[0] >= 1:
            return _sequence(value[2])
        case op.ATOMIC_GROUP:
            return _sequence(value)
        case _:
            return frozenset()


def _branch(branches: Iterable) -> Alternatives:
    """All that the branches promise; nothing when one of them promises nothing."""
    promised = [_sequence(branch) for branch in branches]
    return frozenset().union(*promised) if all(promised) else frozenset()
