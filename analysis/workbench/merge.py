"""Two changes of one pack made at the same time, laid together key by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..located_yaml import checked
from .edit import CannotEdit, remove_rule, set_rule, set_top


@dataclass(frozen=True, slots=True)
class Merged:
    """Their text with my changes in it. `contested`: (rule, key) that both changed, each its own way; mine stands."""

    text: str
    contested: tuple[tuple[str, str], ...]


def merge(begun: str, mine: str, theirs: str) -> Merged:
    """What I changed since `begun`, put into `theirs`. Raises CannotEdit, in Danish, where it cannot be done by itself."""
    before, own, other = (_pack(text) for text in (begun, mine, theirs))
    text, contested = theirs, []
    for key in dict.fromkeys([*own, *before]):
        if key != "rules" and own.get(key) != before.get(key):
            contested += [("", key)] if other.get(key) not in (before.get(key), own.get(key)) else []
            text = set_top(text, key, own.get(key))
    was, now, there = (_rules(pack) for pack in (before, own, other))
    for name in dict.fromkeys([*now, *was]):
        if now.get(name) != was.get(name):
            text, both = _rule(text, name, was.get(name), now.get(name), there.get(name))
            contested += [(name, key) for key in both]
    return Merged(text, tuple(contested))


def _rule(text: str, name: str, was: Any, now: Any, there: Any) -> tuple[str, list[str]]:
    """One rule that I changed, wrote or took away."""
    if now is None:
        return (remove_rule(text, name), []) if there == was else (text, ["id"] if there else [])
    was, there = was or {}, there or {}
    changed = [key for key in dict.fromkeys([*now, *was]) if now.get(key) != was.get(key)]
    both = [key for key in changed if there.get(key) not in (was.get(key), now.get(key))]
    new = {**there, **{key: now.get(key) for key in changed}} if there else dict(now)
    return set_rule(text, {key: value for key, value in new.items() if value is not None}), both


def _pack(text: str) -> Mapping[str, Any]:
    located = checked(text, "") if text.strip() else None
    data = located.data if located else {}
    if not isinstance(data, dict) or (located and located.problems):
        raise CannotEdit("En af de to udgaver kan ikke læses. Ret den først, eller vælg en af dem.")
    return data


def _rules(pack: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    rules = pack.get("rules") or []
    return {str(rule.get("id")): rule for rule in rules if isinstance(rule, dict)}
