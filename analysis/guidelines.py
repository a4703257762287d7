"""Packs of rules from YAML files, layered: a role's pack builds on `common`, an organisation's on both.

One bad rule is reported with file and line, and left out; everything else loads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from . import layers, located_yaml, shelf
from .layers import EffectiveRule, Layered
from .located_yaml import Located, Problem
from .model import ROLES, Source
from .pack import ORGANISATIONS, Adjustment, Pack, pack_of
from .rule_parser import Shelf, parse_rule
from .rules import Rule


@dataclass(frozen=True, slots=True)
class Guidelines:
    """All packs of a directory (or single files) and what is wrong with them."""

    packs: Mapping[str, Pack]
    shelf: Shelf
    problems: tuple[Problem, ...]
    lying: Shelf
    """The shelf without what stands inside packs."""
    elsewhere: tuple[Problem, ...] = ()
    """Problems outside the packs: in sources, vocabulary, and files that are none."""
    _changed: dict[tuple[str, str, int], Rule | None] = field(default_factory=dict)

    @property
    def sources(self) -> Mapping[str, Source]:
        return self.shelf.sources

    def rules(self, role: str, organisation: str | None = None) -> dict[str, Rule]:
        """The rules in force for a role, by id, with every layer applied and those that are off left out."""
        layered = self._layered(role, organisation)
        return {name: one.rule for name, one in layered.items() if not one.off and one.rule.severity(role) != "off"}

    def effective(self, role: str, organisation: str | None = None) -> tuple[EffectiveRule, ...]:
        """Every rule the role can meet, those that are off included, with the layer that set each key.

        Raises ValueError, in Danish, for an organisation that does not hold for the role.
        """
        return tuple(layers.effective(one, role) for one in self._layered(role, organisation).values())

    def organisations(self, role: str | None = None) -> tuple[Pack, ...]:
        """The packs one can choose (in a role): organisations, departments and trades."""
        roles = (role,) if role else ROLES
        chosen = (pack for pack in self.packs.values() if pack.is_chosen)
        return tuple(pack for pack in chosen if any(self.holds_for(pack.name, one) for one in roles))

    def holds_for(self, organisation: str, role: str) -> bool:
        """Whether an organisation (or department, or trade) can be chosen in this role."""
        return layers.holds_for(self.packs, organisation, role)

    def settings(self) -> list[tuple[str, str | None]]:
        """Every role alone, and every role with every organisation that holds for it."""
        chosen = [(role, pack.name) for role in ROLES for pack in self.organisations(role)]
        return [*((role, None) for role in ROLES), *chosen]

    def all_rules(self) -> list[Rule]:
        """Every rule that any role in any organisation can meet, changed versions included."""
        met = [rule for role, organisation in self.settings() for rule in self.rules(role, organisation).values()]
        written = [rule for pack in self.packs.values() for rule in pack.rules.values()]
        return list(dict.fromkeys(met + written))

    def _layered(self, role: str, organisation: str | None) -> dict[str, Layered]:
        return layers.walk(self.packs, layers.stack(self.packs, role, organisation), self._change)

    def _change(self, pack: Pack, change: Adjustment, rule: Rule) -> Rule:
        key = (pack.name, rule.version, change.number)
        if key not in self._changed:
            data, path = _changed(rule.data, change.data), (change.key, change.number)
            self._changed[key] = parse_rule(data, path, pack.located, self.shelf, pack.name)
        return self._changed[key] or rule


def _changed(data: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """A rule's data with some keys set anew. A severity for some roles leaves the others as they were.

    Where the severity is changed, the tests below still say what is flagged, but no longer how hard.
    """
    changed = {**data, **change}
    before, after = data.get("severity"), change.get("severity")
    if isinstance(after, dict) and "default" not in after:
        lower = {"default": before} if isinstance(before, str) else before or {}
        changed["severity"] = {**lower, **after}
    if "severity" in change and "tests" not in change:
        tests = {expect: list(map(_without_severity, data["tests"].get(expect, ()))) for expect in ("flag", "pass")}
        changed["tests"] = tests
    return changed


def _without_severity(test: Any) -> Any:
    return {key: value for key, value in test.items() if key != "severity"} if isinstance(test, dict) else test


def load(paths: Path | str | Iterable[Path | str]) -> Guidelines:
    """Load a guidelines directory, or single pack files with the shelf of the directory they lie in."""
    given = [Path(paths)] if isinstance(paths, (str, Path)) else [Path(path) for path in paths]
    missing = [Problem(str(path), 1, "mappen eller filen findes ikke") for path in given if not path.exists()]
    given = [path for path in given if path.exists()]
    contents = {file: located_yaml.load(file) for path in given for file in pack_files(path)}
    lying, problems = shelf.read_shelf(sorted({path if path.is_dir() else path.parent for path in given}))
    if given and not contents:
        missing.append(Problem(str(given[0]), 1, "her er ingen pakker med færdselsregler"))
    return assemble(contents, lying, (*problems, *missing))


def pack_files(path: Path) -> list[Path]:
    """The packs of a directory, organisations last; a file is itself."""
    if not path.is_dir():
        return [path]
    lying = sorted(file for file in path.glob("*.y*ml") if file.name != shelf.SOURCES)
    return lying + sorted((path / ORGANISATIONS).glob("*.y*ml"))


def assemble(contents: Mapping[Path, Located], lying: Shelf, problems: Iterable[Problem] = ()) -> Guidelines:
    """Guidelines from files already read: the shelf of the packs, their rules, and how they are layered."""
    whole = shelf.with_packs(lying, contents.values())
    packs: dict[str, Pack] = {}
    for file, content in contents.items():
        pack = pack_of(file, content, whole)
        if pack.name in packs:
            content.problem(("pack",), f"pakken »{pack.name}« findes også i {packs[pack.name].file}")
            problems = (*problems, *content.problems)
        else:
            packs[pack.name] = pack
    return link(packs, whole, lying, tuple(problems))


def link(packs: Mapping[str, Pack], whole: Shelf, lying: Shelf, problems: tuple[Problem, ...] = ()) -> Guidelines:
    """Guidelines from packs: every layer tried for every role, so that each bad one is reported."""
    packs = {name: pack.linkable() for name, pack in packs.items()}
    layers.check(packs)
    guidelines = Guidelines(packs, whole, (), lying, problems)
    for role, organisation in guidelines.settings():
        guidelines.rules(role, organisation)
    found = [*problems, *(problem for pack in packs.values() for problem in located_yaml.capped(pack.located.problems))]
    return replace(guidelines, problems=tuple(dict.fromkeys(found)))


def with_text(before: Guidelines, file: Path, text: str | None) -> Guidelines:
    """The guidelines as they would be with another text in one file (None: without it). Reads and writes nothing."""
    others = {name: pack for name, pack in before.packs.items() if pack.file != str(file)}
    if text is None:
        return link(others, before.shelf, before.lying, before.elsewhere)
    content = located_yaml.checked(text, str(file))
    old = next((pack for pack in before.packs.values() if pack.file == str(file)), None)
    if not shelf.same_shelf(old and old.located, content):
        contents = {Path(pack.file): located_yaml.again(pack.located) for pack in others.values()}
        return assemble({**contents, file: content}, before.lying, before.elsewhere)
    known = {rule.version: rule for rule in old.rules.values()} if old else {}
    pack = pack_of(file, content, before.shelf, known)
    if pack.name in others:
        content.problem(("pack",), f"pakken »{pack.name}« findes også i {others[pack.name].file}")
        return link(others, before.shelf, before.lying, (*before.elsewhere, *content.problems))
    order = {name: others.get(name, pack) for name in before.packs if name in others or (old and name == old.name)}
    packs = {one.name: one for one in [*order.values(), pack]}
    return link(packs, before.shelf, before.lying, before.elsewhere)


def of_rules(rules: Iterable[Rule], lying: Shelf) -> Guidelines:
    """Guidelines of just these rules, as they stand, for every role. Two versions of one rule may stand side by side."""
    named = {f"{rule.id} {rule.version}": rule for rule in rules}
    pack = Pack("common", "", "", (), named, {}, (), (), Located(""))
    return Guidelines({"common": pack}, lying, (), lying)
