"""YAML that is no YAML: what is wrong in Danish, and how to read the rest of the file without it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

_DEEP_LINE = re.compile(r"^[ \t?:-]{250,}", re.MULTILINE)
"""Depth costs columns: a line that starts further in than this is deeper than the parser should follow."""
_DEEP_BRACKETS = 100
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SAYINGS = {
    "cannot start any token": "et tegn, som en tekst ikke kan begynde med (% @ ` eller tabulator); sæt teksten i anførselstegn",
    "found a tab character": "der står et tabulatortegn; ryk ind med mellemrum",
    "mapping values are not allowed": "et kolon midt i en tekst; sæt teksten i anførselstegn",
    "while scanning a quoted scalar": "et anførselstegn mangler sin makker",
    "did not find expected": "indrykning eller tegn passer ikke med linjerne før",
    "could not find expected ':'": "der mangler et kolon efter nøglen",
    "control characters are not allowed": "der står et ulovligt tegn",
    "unreadable": "filen kan ikke læses som YAML",
    "undefined alias": "aliaser (& og *) bruges ikke i pakker; skriv teksten ud",
    "expected a single document": "filen har flere dokumenter (---); brug kun ét",
}
_MOST_BROKEN = 150
"""Entries that are no YAML before the rest of a file is given up."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(text: str) -> tuple[yaml.Node | None, yaml.MarkedYAMLError | None]:
    """The tree of a text, or why there is none."""
    try:
        return yaml.compose(text, Loader=_LOADER), None
    except yaml.MarkedYAMLError as error:
        return None, error
    except (yaml.YAMLError, ValueError, RecursionError):
        return None, yaml.MarkedYAMLError(problem="unreadable")


def refusal(text: str, most: int) -> str | None:
    """Why a text should not even reach the parser, which follows depth and knows no end."""
    if "\x00" in text:
        return "der står nultegn i filen (er den gemt som UTF-16?); gem den som UTF-8"
    if control := _CONTROL.search(text):
        return f"der står et ulovligt tegn i linje {text.count(chr(10), 0, control.start()) + 1}"
    depth = deepest = 0
    for character in re.sub(r"[^\[\]{}]", "", text):
        depth = depth + 1 if character in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    if deepest > _DEEP_BRACKETS or _DEEP_LINE.search(text):
        return f"filen er dybere end {most} niveauer"
    return None


def blamed(error: yaml.MarkedYAMLError) -> int:
    """The line to look at, from 0."""
    quoted = error.context and "quoted scalar" in error.context
    mark = error.context_mark if quoted and error.context_mark else error.problem_mark or error.context_mark
    return mark.line if mark else 0


def say(error: yaml.MarkedYAMLError) -> str:
    """What is wrong, in Danish."""
    said = f"{error.context or ''} {error.problem or ''}"
    return next((danish for english, danish in _SAYINGS.items() if english in said), f"YAML-fejl: {error.problem}")


def without_broken_entries(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text with each entry that is no YAML blanked, so that lines stay; the line (from 0) and fault of each."""
    lines, problems = text.split("\n"), []
    for first, last in _entries(lines):
        if len(problems) == _MOST_BROKEN:
            problems.append((first, f"{_MOST_BROKEN} regler før denne er ikke YAML; resten af filen er ikke læst"))
            return "\n".join(lines[:first]), problems
        _, error = compose("\n".join(lines[first:last]))
        if error:
            problems.append((first + blamed(error), say(error)))
            lines[first:last] = [""] * (last - first)
    return "\n".join(lines), problems


def _entries(lines: list[str]) -> Iterator[tuple[int, int]]:
    """First and last-plus-one line of each list entry with an id; it ends before the next, or where less is indented."""
    starts = [(n, len(m[1])) for n, line in enumerate(lines) if (m := _ENTRY.match(line))]
    after = [*(first for first, _ in starts[1:]), len(lines)]
    for (first, indent), following in zip(starts, after, strict=False):
        ends = (n for n in range(first + 1, following) if _ends(lines[n], indent))
        yield first, next(ends, following)


_ENTRY = re.compile(r"(\s*)- +(?:\"?id\"?\s*:|\{\s*id\b)")


def _ends(line: str, indent: int) -> bool:
    return bool(re.match(r"[a-z_]+:(?:\s|$)", line.lstrip(" "))) and len(line) - len(line.lstrip(" ")) <= indent
