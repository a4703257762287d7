"""One pack file as data and rules: its own rules, what it changes and switches off in the packs below, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .located_yaml import Located, Problem
from .rule_parser import Shelf, parse_rule
from .rules import Rule
from .schema import CHOSEN, faults

ORGANISATIONS = "organisations"
"""The folder of the packs that hold only for those who choose them."""
NOTHING: Mapping[str, Rule] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One entry of `change` or `off`. `data` holds the keys that are set anew; empty for `off`."""

    rule: str
    key: str
    number: int
    line: int
    reason: str
    since: date | None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pack:
    """One YAML file. `numbers`: the place of each rule under `rules`.

    `kind`: empty for packs that hold by themselves; `organisation`, `department` or `trade` for those one chooses.
    """

    name: str
    title: str
    kind: str
    extends: tuple[str, ...]
    rules: Mapping[str, Rule]
    numbers: Mapping[str, int]
    changes: tuple[Adjustment, ...]
    off: tuple[Adjustment, ...]
    located: Located
    problems: tuple[Problem, ...] = ()
    """What is wrong in the file itself; how packs fit together is added to `located.problems` by `linkable`."""

    @property
    def is_chosen(self) -> bool:
        """Whether the pack holds only for those who choose it."""
        return bool(self.kind)

    @property
    def file(self) -> str:
        return self.located.file

    def linkable(self) -> Pack:
        """The same pack with only its own problems, ready to be layered (again)."""
        return replace(self, located=replace(self.located, problems=list(self.problems)))

    def line(self, rule_id: str, key: str) -> int:
        """The line of one key of a rule that the pack writes."""
        return self.located.line(("rules", self.numbers[rule_id], key))


def pack_of(file: Path, content: Located, shelf: Shelf, known: Mapping[str, Rule] = NOTHING) -> Pack:
    """The pack in a file; what is wrong with it is added to `content.problems`, and the rest still holds.

    `known`: rules by version that were read before with the same shelf, which need not be checked again.
    """
    data = content.data if isinstance(content.data, dict) else {}
    if not isinstance(content.data, dict) and not content.problems:
        content.problem((), "filen er ikke en pakke; den skal begynde med »pack:« og »rules:«")
    for path, message in faults("pack", data):
        content.problem(path, message)
    name = data["pack"] if isinstance(data.get("pack"), str) else file.stem
    kind = _kind(file, data)
    rules, numbers = _rules(data, content, shelf, name, known)
    extends = data.get("extends") or ()
    title = data["title"] if isinstance(data.get("title"), str) else name
    pack = Pack(
        name=name,
        title=title,
        kind=kind,
        extends=(extends,) if isinstance(extends, str) else tuple(map(str, extends)),
        rules=rules,
        numbers=numbers,
        changes=tuple(_adjustments("change", data, content, bool(kind))),
        off=tuple(_adjustments("off", data, content, bool(kind))),
        located=content,
    )
    return replace(pack, problems=tuple(content.problems))


def _kind(file: Path, data: Mapping[str, Any]) -> str:
    stated = data.get("for")
    return stated if stated in CHOSEN else CHOSEN[0] if file.parent.name == ORGANISATIONS else ""


def _rules(
    data: dict[str, Any], content: Located, shelf: Shelf, name: str, known: Mapping[str, Rule]
) -> tuple[dict[str, Rule], dict[str, int]]:
    rules: dict[str, Rule] = {}
    numbers: dict[str, int] = {}
    for number, entry in enumerate(data.get("rules") if isinstance(data.get("rules"), list) else []):
        rule = parse_rule(entry, ("rules", number), content, shelf, name, known)
        if rule is None:
            continue
        if rule.id in rules:
            content.problem(("rules", number), f"regelnavnet står også i linje {rules[rule.id].line}", rule.id)
            continue
        rules[rule.id], numbers[rule.id] = rule, number
    return rules, numbers


def _adjustments(key: str, data: dict[str, Any], content: Located, is_chosen: bool) -> Iterator[Adjustment]:
    for number, entry in enumerate(data.get(key) if isinstance(data.get(key), list) else []):
        name = str(entry.get("id", "")) if isinstance(entry, dict) else ""
        found = [*faults(key, entry), *(_unsigned(entry) if is_chosen and isinstance(entry, dict) else ())]
        for path, message in found:
            content.problem((key, number, *path), message, name)
        if not found:
            since = entry.get("since") or entry.get("from")
            kept = {name: value for name, value in entry.items() if name not in ("id", "reason", "since", "from")}
            yield Adjustment(entry["id"], key, number, content.line((key, number)), entry.get("reason", ""), since, kept)


def _unsigned(entry: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """An organisation that changes a rule says why and from when."""
    if "reason" not in entry:
        yield (), "mangler »reason«: hvorfor gælder reglen anderledes her?"
    if "since" not in entry and "from" not in entry:
        yield (), "mangler »since«: datoen, hvor det blev besluttet (fx since: 2026-05-01)"
