"""YAML read as plain data together with the line of every value.

Stricter than YAML: no aliases, no tags, no duplicate keys, at most 2 MB and 20 levels deep; `on`, `off`,
`yes` and `no` are words. A syntax error in one list entry is reported and the others are still read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
KeyPath = tuple[str | int, ...]
_PLAIN = {"str", "int", "float", "bool", "null", "map", "seq", "timestamp"}
_SAYINGS = {
    "cannot start any token": "et tegn, som en tekst ikke kan begynde med (% @ ` eller tabulator); sæt teksten i anførselstegn",
    "found a tab character": "der står et tabulatortegn; ryk ind med mellemrum",
    "mapping values are not allowed": "et kolon midt i en tekst; sæt teksten i anførselstegn",
    "while scanning a quoted scalar": "et anførselstegn mangler sin makker",
    "did not find expected": "indrykning eller tegn passer ikke med linjerne før",
    "could not find expected ':'": "der mangler et kolon efter nøglen",
    "control characters are not allowed": "der står et ulovligt tegn",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a guideline file, as one Danish line."""

    file: str
    line: int
    message: str
    rule: str = ""

    def __str__(self) -> str:
        about = f" (regel {self.rule})" if self.rule else ""
        return f"{self.file}:{self.line}: {self.message}{about}"


@dataclass(slots=True)
class Located:
    """Plain data, the line of each value by its path, and what could not be read."""

    file: str
    data: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: KeyPath) -> int:
        """The line of a value, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: KeyPath, message: str, rule: str = "") -> None:
        self.problems.append(Problem(self.file, self.line(path), message, rule))


def load(path: Path, name: str | None = None) -> Located:
    """Read one file. Never raises for its content; the problems say what is wrong."""
    located = Located(name or str(path))
    try:
        raw = path.read_bytes()
    except OSError as error:
        located.problem((), f"filen kan ikke læses ({error.strerror})")
        return located
    if len(raw) > MAX_BYTES:
        located.problem((), f"filen fylder mere end {MAX_BYTES // 1_000_000} MB")
        return located
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        located.problem((), f"filen er ikke UTF-8 (byte {error.start}); gem den som UTF-8")
        return located
    return parse(text, located)


def parse(text: str, located: Located) -> Located:
    """Fill `located` from YAML text; list entries with a syntax error are left out one by one."""
    for _ in range(500):
        if _too_deep(text):
            located.problem((), f"filen er dybere end {MAX_DEPTH} niveauer")
            return located
        try:
            node = yaml.compose(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            line = _blamed(error)
            located.problems.append(Problem(located.file, line + 1, _say(error)))
            shorter = _without_entry(text, line)
            if shorter is None:
                return located
            text = shorter
        except (yaml.YAMLError, ValueError, RecursionError):
            located.problem((), "filen kan ikke læses som YAML")
            return located
        else:
            located.data = _build(node, (), located, set()) if node else None
            return located
    return located


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _too_deep(text: str) -> bool:
    """Flow brackets or indentation nested beyond all reason, before the parser recurses into it."""
    flow = re.sub(r"[^\[\]{}]", "", text)
    depth = deepest = 0
    for character in flow:
        depth += 1 if character in "[{" else -1
        deepest = max(deepest, depth)
    dashes = re.search(rf"^\s*(?:- ){{{MAX_DEPTH},}}", text, re.MULTILINE)
    return deepest > MAX_DEPTH * 5 or dashes is not None


def _blamed(error: yaml.MarkedYAMLError) -> int:
    quoted = error.context and "quoted scalar" in error.context
    mark = error.context_mark if quoted and error.context_mark else error.problem_mark or error.context_mark
    return mark.line if mark else 0


def _say(error: yaml.MarkedYAMLError) -> str:
    said = f"{error.context or ''} {error.problem or ''}"
    return next((danish for english, danish in _SAYINGS.items() if english in said), f"YAML-fejl: {error.problem}")


def _without_entry(text: str, line: int) -> str | None:
    """The text with the rule around `line` blanked, so that line numbers stay; None where there is none."""
    lines = text.split("\n")
    starts = [number for number, content in enumerate(lines) if re.match(r"\s*- +(?:\"?id\"?\s*:|\{\s*id\b)", content)]
    before = [start for start in starts if start <= line]
    if not before:
        return None
    first = before[-1]
    last = next((start for start in starts if start > first), len(lines))
    return "\n".join([*lines[:first], *[""] * (last - first), *lines[last:]])


def _build(node: yaml.Node, path: KeyPath, located: Located, seen: set[int]) -> Any:
    located.lines[path] = node.start_mark.line + 1
    if id(node) in seen:
        located.problem(path, "aliaser (& og *) bruges ikke i pakker; skriv teksten ud")
        return None
    seen.add(id(node))
    if len(path) > MAX_DEPTH:
        located.problem(path, f"dybere end {MAX_DEPTH} niveauer")
        return None
    kind = node.tag.rpartition(":")[2]
    if not node.tag.startswith("tag:yaml.org,2002:") or kind not in _PLAIN:
        located.problem(path, f"mærket {node.tag} bruges ikke i pakker")
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*path, index), located, seen) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, located, seen)
    return _scalar(node.value, kind)


def _mapping(node: yaml.MappingNode, path: KeyPath, located: Located, seen: set[int]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in built:
            located.lines[(*path, key)] = key_node.start_mark.line + 1
            located.problem((*path, key), f"nøglen »{key}« står to gange")
        built[key] = _build(value_node, (*path, key), located, seen)
        located.lines[(*path, key)] = key_node.start_mark.line + 1
    return built


def _scalar(value: str, kind: str) -> Any:
    try:
        match kind:
            case "int":
                return int(value.replace("_", ""), 0) if len(value) < 20 else value
            case "float":
                return float(value)
            case "bool":
                return value.lower() == "true" if value.lower() in {"true", "false"} else value
            case "null":
                return None
            case "timestamp":
                return date.fromisoformat(value[:10])
    except ValueError:
        pass
    return value
