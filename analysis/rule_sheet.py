"""The rules of a role as a one-page sheet: what one may, what to think over, what to leave out; the weightiest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from . import validity
from .layers import EffectiveRule
from .model import SEVERITIES

MAY, CONSIDER, AVOID = "may", "consider", "avoid"
COLUMNS = {MAY: "Det må du", CONSIDER: "Det skal du overveje", AVOID: "Det skal du lade være med"}
MOST_LINES = 25
_LINE = 40
"""Characters that a line of a column holds on a sheet of A4 lying down."""


@dataclass(frozen=True, slots=True)
class Item:
    """A rule on the sheet; `why` is the first sentence of its reason, or empty where there was no room."""

    rule: EffectiveRule
    why: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One of the three columns. `left_out`: rules there was no room for."""

    name: str
    items: tuple[Item, ...]
    left_out: int


def sheet(rules: Iterable[EffectiveRule], day: date, categories: Sequence[str], most_lines: int = MOST_LINES) -> tuple[Column, ...]:
    """The three columns of the rules in force on a day. `categories`: the weightiest first, for rules equally severe."""
    grouped: dict[str, list[EffectiveRule]] = {name: [] for name in COLUMNS}
    for one in rules:
        if not one.off and validity.state(one.rule.when, day) == validity.IN_FORCE:
            grouped[column_of(one)].append(one)
    return tuple(_column(name, found, categories, most_lines) for name, found in grouped.items())


def column_of(one: EffectiveRule) -> str:
    """`may`, `consider` or `avoid`: what is never right to share stands under `avoid`, all other advice under `consider`."""
    if one.severity == "may":
        return MAY
    return AVOID if one.severity == "stop" or (one.severity == "warn" and one.rule.kind == "must_not") else CONSIDER


def _column(name: str, rules: list[EffectiveRule], categories: Sequence[str], most_lines: int) -> Column:
    unique = {one.rule.title: one for one in reversed(_by_weight(rules, categories))}
    ordered = list(reversed(unique.values()))
    alarms = [one for one in ordered if one.severity != "note"]
    chosen, used = [], 0
    for one in alarms:
        if used + _lines(one.rule.title) <= most_lines:
            chosen.append(one)
            used += _lines(one.rule.title)
    return Column(name, tuple(_explained(chosen, most_lines - used)), len(rules) - len(chosen))


def _by_weight(rules: list[EffectiveRule], categories: Sequence[str]) -> list[EffectiveRule]:
    """By severity; within it the first rule of each category, then the second of each, so that every field is met."""
    turns: dict[str, int] = {}
    seen: dict[tuple[str, str], int] = {}
    for one in rules:
        key = (one.severity, one.rule.category)
        turns[one.rule.id] = seen[key] = seen.get(key, -1) + 1
    order = {category: number for number, category in enumerate(categories)}
    return sorted(
        rules, key=lambda one: (-SEVERITIES.index(one.severity), turns[one.rule.id], order.get(one.rule.category, len(order)))
    )


def _explained(rules: list[EffectiveRule], room: int) -> Iterable[Item]:
    """The rules, the first of them with their reason as long as there is room."""
    for one in rules:
        why = first_sentence(one.rule.why)
        fits = _lines(why) <= room
        room -= _lines(why) if fits else 0
        yield Item(one, why if fits else "")


def first_sentence(text: str) -> str:
    flat = " ".join(text.split())
    ends = [flat.find(mark) + 1 for mark in (". ", "? ", "! ") if mark in flat]
    return flat[: min(ends)] if ends else flat


def _lines(text: str) -> int:
    return max(1, ceil(len(text) / _LINE))
