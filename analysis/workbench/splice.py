"""Replaces the lines of just those keys of a mapping whose values change; every other line stays as it was written."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from ..located_yaml import KeyPath, Located

_WIDE = 4096
_RESOLVER = yaml.resolver.Resolver()
Edit = tuple[int, int, list[str]]
"""First and last-plus-one line (from 0), and the lines that take their place."""


def spliced(lines: list[str], located: Located, path: KeyPath, place: tuple[int, int], new: Mapping[str, Any]) -> list[str]:
    """The lines with the mapping at `path`, which fills `place`, made into `new`. Raises ValueError where it cannot be told apart."""
    old: Any = located.data
    for part in path:
        old = old[part]
    edits = sorted(_edits(lines, located, path, place, old, new), key=lambda edit: edit[0], reverse=True)
    for start, end, block in edits:
        lines = [*lines[:start], *block, *lines[end:]]
    return lines


def _edits(lines: list[str], located: Located, path: KeyPath, place: tuple[int, int], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:
    starts = {key: located.lines[(*path, key)] - 1 for key in old}
    ends = dict(zip(starts, [*list(starts.values())[1:], place[1]], strict=True))
    column = max(_column(lines[start], key) for key, start in starts.items())
    for key, start in starts.items():
        end = _without_comments(lines, start, ends[key])
        if key not in new:
            yield start, end, []
        elif old[key] != new[key]:
            if isinstance(old[key], dict) and isinstance(new[key], dict) and all(k in old[key] for k in new[key]) and _is_block(located, path, key, start):
                yield from _edits(lines, located, (*path, key), (start, end), old[key], new[key])
            else:
                yield start, end, _replaced(lines[start:end], key, new[key], _column(lines[start], key))
    added = {key: value for key, value in new.items() if key not in old}
    if added:
        last = _without_comments(lines, place[0], place[1])
        yield last, last, _shifted(dump(CommentedMap({key: styled(value) for key, value in added.items()})), column)


def _column(line: str, key: str) -> int:
    found = re.match(rf"(\s*(?:- +)?)['\"]?{re.escape(key)}['\"]?\s*:", line)
    if not found:
        raise ValueError(f"»{key}« står ikke på sin egen linje")
    return len(found[1])


def _is_block(located: Located, path: KeyPath, key: str, start: int) -> bool:
    """Whether the keys of a mapping each stand on a line of their own under it."""
    inner = [line for where, line in located.lines.items() if where[:-1] == (*path, key)]
    return len(set(inner)) == len(inner) and min(inner, default=0) > start + 1


def _without_comments(lines: list[str], start: int, end: int) -> int:
    """The end of a stretch without the blank lines and comments after it."""
    while end - 1 > start and re.match(r"\s*(#|$)", lines[end - 1]):
        end -= 1
    return end


def _replaced(block: list[str], key: str, value: Any, column: int) -> list[str]:
    """The lines of one key with another value; a comment beside a short one stays."""
    before = block[0][:column]
    try:
        content = parser().load("\n".join([" " * column + block[0][column:], *block[1:]]))
        content[key] = styled(value)
    except (YAMLError, TypeError):
        content = CommentedMap({key: styled(value)})
    first, *rest = _shifted(dump(content), column)
    return [before + first[column:], *rest]


def _shifted(text: str, column: int) -> list[str]:
    lines = text.rstrip("\n").split("\n")
    depth = len(lines[0]) - len(lines[0].lstrip())
    return [f"{' ' * column}{line[depth:]}" if line.strip() else "" for line in lines]


def parser() -> YAML:
    """A reader and writer that keeps comments, quotes and order."""
    made = YAML(typ="rt")
    made.preserve_quotes = True
    made.width = _WIDE
    made.indent(mapping=2, sequence=4, offset=2)
    return made


def dump(data: Any) -> str:
    out = io.StringIO()
    parser().dump(data, out)
    return out.getvalue()


def styled(value: Any) -> Any:
    """Plain data as it is best written: long texts as blocks, words that YAML would read as something else in quotes."""
    if isinstance(value, Mapping):
        return CommentedMap({key: styled(one) for key, one in value.items()})
    if isinstance(value, list | tuple):
        return CommentedSeq([styled(one) for one in value])
    if isinstance(value, str) and "\n" in value.strip("\n"):
        return LiteralScalarString(value) if value == value.strip() else DoubleQuotedScalarString(value)
    if isinstance(value, str) and not _RESOLVER.resolve(yaml.ScalarNode, value, (True, False)).endswith(":str"):
        return DoubleQuotedScalarString(value)
    return value
