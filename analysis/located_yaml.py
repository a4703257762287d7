"""YAML read as plain data together with the line of every value.

Stricter than YAML: no aliases, no tags, no duplicate keys, at most 2 MB and 20 levels deep; `on`, `off`,
`yes` and `no` are words. A syntax error in one list entry is reported and the others are still read.
"""

from __future__ import annotations

import errno
import stat
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from . import yaml_syntax as syntax

MAX_BYTES = 2_000_000
"""Ten times the largest pack that Kasket ships; more is no pack that anybody has written."""
TOO_BIG = f"filen fylder mere end {MAX_BYTES // 1_000_000} MB; del den i flere pakker"
MAX_DEPTH = 20
_MOST_PROBLEMS = 200
"""Problems told of one file; more of them help nobody."""
KeyPath = tuple[str | int, ...]
_PLAIN = {"str", "int", "float", "bool", "null", "map", "seq", "timestamp"}


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
    unread: tuple[Problem, ...] = ()
    """Those of the problems that are of reading, before any rule is looked at."""

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
        raw = _bytes(path)
    except OSError as error:
        located.problem((), f"filen kan ikke læses ({_REASONS.get(error.errno or 0, 'den svarer ikke')})")
        return located
    if len(raw) > MAX_BYTES:
        located.problem((), TOO_BIG)
        return located
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        located.problems.append(Problem(located.file, line, f"filen er ikke UTF-8{_looks_like(raw)}; gem den som UTF-8"))
        return located
    return parse(text, located)


_REASONS = {
    errno.EACCES: "der er ikke adgang til den", errno.EPERM: "der er ikke adgang til den", errno.EISDIR: "den er en mappe",
    errno.ELOOP: "den peger på sig selv", errno.ENOENT: "den findes ikke", errno.ENXIO: "den er ikke en almindelig fil",
}  # fmt: skip


def _bytes(path: Path) -> bytes:
    """The content of a plain file, and no more of it than is needed to see that it is too big."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise OSError(errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO, "not a plain file")
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _looks_like(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return " (det ligner UTF-16)"
    return " (det ligner Windows-1252)" if any(letter in raw for letter in (b"\xe6", b"\xf8", b"\xe5")) else ""


def checked(text: str, name: str) -> Located:
    """Read a text that is not (yet) a file, as strictly as a file."""
    located = Located(name)
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        located.problem((), TOO_BIG)
        return located
    return parse(text, located)


def again(located: Located) -> Located:
    """The same content with only what could not be read, for another round of checks."""
    return Located(located.file, located.data, located.lines, list(located.unread), located.unread)


def parse(text: str, located: Located) -> Located:
    """Fill `located` from YAML text; list entries with a syntax error are left out one by one."""
    if refusal := syntax.refusal(text, MAX_DEPTH):
        located.problem((), refusal)
    else:
        _read(text, located)
    located.problems = capped(located.problems)
    located.unread = tuple(located.problems)
    return located


def capped(problems: list[Problem]) -> list[Problem]:
    """The first problems, and how many more there are."""
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    next_one = problems[_MOST_PROBLEMS]
    return [*problems[:_MOST_PROBLEMS], Problem(next_one.file, next_one.line, f"og {len(problems) - _MOST_PROBLEMS} fejl mere")]


def _read(text: str, located: Located) -> None:
    node, error = syntax.compose(text)
    if error:
        whole = error
        text, found = syntax.without_broken_entries(text)
        located.problems += [Problem(located.file, line + 1, told) for line, told in found]
        node, error = syntax.compose(text)
        if error:
            located.problems.append(Problem(located.file, syntax.blamed(error) + 1, syntax.say(error)))
        elif not found:
            located.problems.append(Problem(located.file, syntax.blamed(whole) + 1, syntax.say(whole)))
    if node:
        located.data = _build(node, (), located, set())


def _build(node: yaml.Node, path: KeyPath, located: Located, seen: set[int]) -> Any:
    located.lines[path] = node.start_mark.line + 1
    if id(node) in seen:
        if not any("aliaser" in problem.message for problem in located.problems):
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
        return _list(node, path, located, seen)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, located, seen)
    return _scalar(node.value, kind)


def _list(node: yaml.SequenceNode, path: KeyPath, located: Located, seen: set[int]) -> list[Any]:
    """The entries; of aliases, which may be there by the million, only the first is told and none is kept."""
    told = [child for child in node.value if id(child) not in seen]
    if len(told) < len(node.value) or len({id(child) for child in told}) < len(told):
        _build(next(child for child in node.value), (*path, 0), located, {id(child) for child in node.value})
        return []
    return [_build(child, (*path, index), located, seen) for index, child in enumerate(node.value)]


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
