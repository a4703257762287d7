"""One automaton over every literal that any rule, word class or pattern looks for.

The cost of a search hardly grows with the number of literals (Aho-Corasick), so ten times as many
phrase rules cost next to nothing, and a rule none of whose literals occurs is never looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick_rs

from .conditions import Condition, Phrases, TokenPattern, WordPattern
from .words import Literal, phrase_literals, word_literals

Hits = dict[Condition, list[tuple[int, int]]]
"""Per condition, the places of its literals among the folded words; the spaces around are left out."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    automaton: ahocorasick_rs.AhoCorasick | None
    literals: tuple[Literal, ...]
    owners: tuple[tuple[Condition, ...], ...]

    @classmethod
    def build(cls, conditions: Iterable[Condition]) -> Lexicon:
        """Index the literals of all phrase, class and pattern conditions."""
        owners: dict[Literal, list[Condition]] = {}
        for condition in conditions:
            for literal in set(_literals(condition)):
                owners.setdefault(literal, []).append(condition)
        automaton = ahocorasick_rs.AhoCorasick([literal.text for literal in owners]) if owners else None
        return cls(automaton, tuple(owners), tuple(map(tuple, owners.values())))

    def search(self, folded: str) -> Hits:
        """Every literal in the folded words, by the condition that looks for it."""
        hits: Hits = {}
        if self.automaton is None:
            return hits
        for index, start, end in self.automaton.find_matches_as_indexes(folded, overlapping=True):
            literal = self.literals[index]
            start = folded.rfind(" ", 0, start) + 1 if literal.open_start else start + 1
            end = folded.find(" ", end) if literal.open_end else end - 1
            for owner in self.owners[index]:
                hits.setdefault(owner, []).append((start, end))
        return hits


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
