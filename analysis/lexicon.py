"""One automaton over every literal that any rule, word class or pattern looks for.

The cost of a search hardly grows with the number of literals (Aho-Corasick), so ten times as many
phrase rules cost next to nothing, and a rule none of whose literals occurs is never looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick_rs

from .conditions import Condition, Phrases, Regex, TokenPattern, WordPattern
from .words import Literal, phrase_literals, word_literals

Hits = dict[Condition, list[tuple[int, int]]]
"""Per condition, the places of its literals among the folded words; the spaces around are left out."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words` finds literals among folded words; `parts` finds what regular expressions require, anywhere."""

    words: _Index
    parts: _Index

    @classmethod
    def build(cls, conditions: Iterable[Condition]) -> Lexicon:
        """Index the literals of all phrase, class, pattern and regex conditions."""
        conditions = list(conditions)
        words = _Index.build((literal, condition) for condition in conditions for literal in set(_literals(condition)))
        expressions = (condition for condition in conditions if isinstance(condition, Regex))
        parts = _Index.build((Literal(part), condition) for condition in expressions for part in condition.required)
        return cls(words, parts)

    def search(self, folded: str, clean: str) -> Hits:
        """Every literal in the folded words by the condition that looks for it; expressions that may match."""
        hits: Hits = {}
        literals, owners = self.words.literals, self.words.owners
        for index, start, end in self.words.matches(folded):
            literal = literals[index]
            place = (
                folded.rfind(" ", 0, start) + 1 if literal.open_start else start + 1,
                folded.find(" ", end) if literal.open_end else end - 1,
            )
            for owner in owners[index]:
                if owner in hits:
                    hits[owner].append(place)
                else:
                    hits[owner] = [place]
        for index, _, _ in self.parts.matches(clean.lower()):
            for owner in self.parts.owners[index]:
                hits.setdefault(owner, [])
        return hits


@dataclass(frozen=True, slots=True)
class _Index:
    """An automaton over literals, and the conditions that each belongs to."""

    automaton: ahocorasick_rs.AhoCorasick | None
    literals: tuple[Literal, ...]
    owners: tuple[tuple[Condition, ...], ...]

    @classmethod
    def build(cls, pairs: Iterable[tuple[Literal, Condition]]) -> _Index:
        owners: dict[Literal, list[Condition]] = {}
        for literal, condition in pairs:
            owners.setdefault(literal, []).append(condition)
        automaton = ahocorasick_rs.AhoCorasick([literal.text for literal in owners]) if owners else None
        return cls(automaton, tuple(owners), tuple(map(tuple, owners.values())))

    def matches(self, text: str) -> list[tuple[int, int, int]]:
        return self.automaton.find_matches_as_indexes(text, overlapping=True) if self.automaton else []


def _literals(condition: Condition) -> Iterable[Literal]:
    match condition:
        case Phrases(entries=entries):
            return (literal for entry in entries for literal in phrase_literals(entry))
        case WordPattern(triggers=triggers):
            return triggers
        case TokenPattern(triggers=triggers):
            return (literal for word in triggers for literal in word_literals(word))
        case _:
            return ()
