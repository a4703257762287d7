"""Which conditions to ask of a post: those of rules woken by a hit of the lexicon, and those asked every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .checks import starters
from .checks.understood import likely
from .conditions import Condition, Understood
from .language import Document
from .rules import Rule


@dataclass(frozen=True, slots=True, eq=False)
class Planned:
    """One condition of a rule, and those that must all have a hit before it is asked."""

    rule: Rule
    condition: Condition
    starters: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A role's conditions: those asked on every post, and those woken by a hit."""

    always: tuple[Planned, ...]
    understood: tuple[Planned, ...]
    woken: dict[Condition, tuple[Planned, ...]]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Plan:
        planned = [Planned(rule, condition, starters(condition)) for rule in rules for condition in rule.any]
        woken: dict[Condition, list[Planned]] = {}
        for part in planned:
            for condition in part.starters[:1]:
                woken.setdefault(condition, []).append(part)
        waiting = [part for part in planned if not part.starters]
        always = tuple(part for part in waiting if not isinstance(part.condition, Understood))
        understood = tuple(part for part in waiting if isinstance(part.condition, Understood))
        return cls(always, understood, {condition: tuple(parts) for condition, parts in woken.items()})

    def rules(self, document: Document) -> dict[Rule, list[Condition]]:
        """The conditions to ask, by rule, given what the lexicon found and the model finds likely."""
        asked: dict[Rule, list[Condition]] = {}
        hits = document.hits
        for part in self.understood if document.understanding else ():
            if likely(document, part.condition):
                asked.setdefault(part.rule, []).append(part.condition)
        for part in self.always:
            asked.setdefault(part.rule, []).append(part.condition)
        for hit in hits:
            for part in self.woken.get(hit, ()):
                if len(part.starters) == 1 or all(starter in hits for starter in part.starters):
                    asked.setdefault(part.rule, []).append(part.condition)
        return asked


def conditions_of(rule: Rule) -> Iterator[Condition]:
    """Everything a rule looks for, exceptions included."""
    yield from rule.any
    yield from (exception.condition for exception in rule.unless)
