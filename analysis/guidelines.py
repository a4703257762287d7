"""Packs of rules from YAML files, layered: a role's pack builds on `common`, and so on.

One bad rule is reported with file and line, and left out; everything else loads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from . import located_yaml
from .conditions import Phrases
from .located_yaml import Located, Problem
from .model import ROLES, Source
from .rule_parser import Shelf, parse_rule
from .rules import Rule
from .schema import faults

SOURCES = "sources.yaml"
VOCABULARY = "vocabulary"


@dataclass(frozen=True, slots=True)
class Pack:
    """One YAML file. `data` is kept so that a pack on top may change a rule."""

    name: str
    title: str
    extends: tuple[str, ...]
    rules: Mapping[str, Rule]
    data: Mapping[str, Mapping[str, Any]]
    changes: tuple[Mapping[str, Any], ...]
    off: Mapping[str, str]
    located: Located


@dataclass(frozen=True, slots=True)
class Guidelines:
    """All packs of a directory (or single files) and what is wrong with them."""

    packs: Mapping[str, Pack]
    shelf: Shelf
    problems: tuple[Problem, ...]
    _changed: dict[tuple[str, int], Rule | None] = field(default_factory=dict)

    @property
    def sources(self) -> Mapping[str, Source]:
        return self.shelf.sources

    def rules(self, role: str) -> dict[str, Rule]:
        """The rules in force for a role, by id, with every layer applied and those that are off left out."""
        effective: dict[str, Rule] = {}
        for name in self._stack(role):
            pack = self.packs[name]
            effective.update(pack.rules)
            for number, change in enumerate(pack.changes):
                if change["id"] in effective:
                    effective[change["id"]] = self._change(pack, number, effective[change["id"]])
            for rule_id in pack.off:
                effective.pop(rule_id, None)
        return {rule_id: rule for rule_id, rule in effective.items() if rule.severity(role) != "off"}

    def all_rules(self) -> list[Rule]:
        """Every rule that any role can meet, changed versions included."""
        met = [rule for role in ROLES for rule in self.rules(role).values()]
        written = [rule for pack in self.packs.values() for rule in pack.rules.values()]
        return list(dict.fromkeys(met + written))

    def _stack(self, role: str) -> list[str]:
        """Pack names from the bottom up: the role's own, what it extends, and packs beside them."""
        base = role if role in self.packs else "common" if "common" in self.packs else None
        order = self._chain(base) if base else []
        for name in self.packs:
            if name in ROLES or name in order or self._is_extended_by_role(name):
                continue
            chain = self._chain(name)
            if self._stands_beside(chain, role, order):
                order += [part for part in chain if part not in order]
        return order

    @staticmethod
    def _stands_beside(chain: list[str], role: str, order: list[str]) -> bool:
        """Whether a pack on its own or above this role's packs holds for the role, and for no other."""
        fits = len(chain) == 1 or any(part in (role, "common") for part in chain)
        return fits and not any(part in ROLES and part not in order for part in chain)

    def _is_extended_by_role(self, name: str) -> bool:
        return any(name in self._chain(role) for role in ROLES if role in self.packs)

    def _chain(self, name: str, above: tuple[str, ...] = ()) -> list[str]:
        """A pack after everything it extends; a circle or a missing pack is passed over (and reported)."""
        if name in above or name not in self.packs:
            return []
        chain: list[str] = []
        for lower in self.packs[name].extends:
            chain += [part for part in self._chain(lower, (*above, name)) if part not in chain]
        return [*chain, name]

    def _change(self, pack: Pack, number: int, rule: Rule) -> Rule:
        key = (f"{pack.name}/{rule.version}", number)
        if key not in self._changed:
            change = {key: value for key, value in pack.changes[number].items() if key not in ("id", "reason")}
            data = {**self._data(rule), **change}
            self._changed[key] = parse_rule(data, ("change", number), pack.located, self.shelf, pack.name)
        return self._changed[key] or rule

    def _data(self, rule: Rule) -> Mapping[str, Any]:
        return self.packs[rule.pack].data[rule.id]


def load(paths: Path | str | Iterable[Path | str]) -> Guidelines:
    """Load a guidelines directory, or single pack files with the shelf of the directory they lie in."""
    given = [Path(paths)] if isinstance(paths, (str, Path)) else [Path(path) for path in paths]
    missing = [Problem(str(path), 1, "mappen eller filen findes ikke") for path in given if not path.exists()]
    given = [path for path in given if path.exists()]
    files = [file for path in given for file in _pack_files(path)]
    located = [located_yaml.load(file) for file in files]
    shelf, problems = _shelf({path if path.is_dir() else path.parent for path in given})
    problems += missing
    packs: dict[str, Pack] = {}
    for file, content in zip(files, located, strict=True):
        pack = _pack(file, content, shelf)
        if pack.name in packs:
            content.problem(("pack",), f"pakken »{pack.name}« findes også i {packs[pack.name].located.file}")
        else:
            packs[pack.name] = pack
    _check_links(packs)
    if given and not packs:
        problems.append(Problem(str(given[0]), 1, "her er ingen pakker med færdselsregler"))
    guidelines = Guidelines(packs, shelf, ())
    for role in ROLES:
        guidelines.rules(role)
    problems += [problem for content in located for problem in content.problems]
    return replace(guidelines, problems=tuple(dict.fromkeys(problems)))


def _pack_files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.glob("*.y*ml") if file.name != SOURCES)
    return [path]


def _shelf(directories: Iterable[Path]) -> tuple[Shelf, list[Problem]]:
    """Sources and word classes of the directories; those that Kasket ships stand in where one has none."""
    shipped = Path(__file__).resolve().parent.parent / "guidelines"
    sources: dict[str, Source] = {}
    classes: dict[str, Phrases] = {}
    problems: list[Problem] = []
    for directory in [shipped, *directories]:
        if (directory / SOURCES).exists():
            content = located_yaml.load(directory / SOURCES)
            sources.update(_sources(content))
            problems += content.problems
        for file in sorted((directory / VOCABULARY).glob("*.y*ml")):
            content = located_yaml.load(file)
            classes.update(_classes(content))
            problems += content.problems
    return Shelf(sources, classes), problems


def _sources(content: Located) -> Iterator[tuple[str, Source]]:
    entries = content.data.get("sources") if isinstance(content.data, dict) else None
    for key, entry in (entries if isinstance(entries, dict) else {}).items():
        if isinstance(entry, dict) and isinstance(entry.get("title"), str):
            yield key, Source(key, entry["title"], str(entry.get("url") or ""), str(entry.get("seen") or "") or None)
        else:
            content.problem(("sources", key), f"kilden »{key}« mangler »title«")


def _classes(content: Located) -> Iterator[tuple[str, Phrases]]:
    for name, entry in (content.data if isinstance(content.data, dict) else {}).items():
        if isinstance(entry, dict) and isinstance(entry.get("entries"), list) and entry["entries"]:
            yield name, Phrases(tuple(map(str, entry["entries"])), name, str(entry.get("gloss") or ""))
        else:
            content.problem((name,), f"ordklassen »{name}« mangler »entries«")


def _pack(file: Path, content: Located, shelf: Shelf) -> Pack:
    data = content.data if isinstance(content.data, dict) else {}
    if not isinstance(content.data, dict) and not content.problems:
        content.problem((), "filen er ikke en pakke; den skal begynde med »pack:« og »rules:«")
    for path, message in faults("pack", data):
        content.problem(path, message)
    entries = data.get("rules") if isinstance(data.get("rules"), list) else []
    name = data["pack"] if isinstance(data.get("pack"), str) else file.stem
    rules, raw = {}, {}
    for number, entry in enumerate(entries):
        rule = parse_rule(entry, ("rules", number), content, shelf, name)
        if rule is None:
            continue
        if rule.id in rules:
            content.problem(("rules", number), f"regelnavnet står også i linje {rules[rule.id].line}", rule.id)
            continue
        rules[rule.id], raw[rule.id] = rule, entry
    extends = data.get("extends") or ()
    title = data["title"] if isinstance(data.get("title"), str) else name
    lower = (extends,) if isinstance(extends, str) else tuple(map(str, extends))
    return Pack(name, title, lower, rules, raw, tuple(_valid("change", data, content)), _off(data, content), content)


def _valid(key: str, data: dict[str, Any], content: Located) -> Iterator[Mapping[str, Any]]:
    for number, entry in enumerate(data.get(key) if isinstance(data.get(key), list) else []):
        found = list(faults(key, entry))
        for path, message in found:
            content.problem((key, number, *path), message)
        if not found:
            yield entry


def _off(data: dict[str, Any], content: Located) -> dict[str, str]:
    return {entry["id"]: entry["reason"] for entry in _valid("off", data, content)}


def _check_links(packs: Mapping[str, Pack]) -> None:
    known = {rule_id for pack in packs.values() for rule_id in pack.rules}
    for pack in packs.values():
        for lower in pack.extends:
            if lower not in packs:
                pack.located.problem(("extends",), f"pakken »{lower}« findes ikke her; resten gælder uden den")
        for rule_id in [*pack.off, *(change["id"] for change in pack.changes)]:
            if rule_id not in known:
                pack.located.problem(("off",), f"reglen »{rule_id}« findes ikke i nogen pakke")
