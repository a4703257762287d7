"""Which saved versions of a pack touched one rule, and what changed in it, line by line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import store
from .store import Version


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One saved version in which a rule's lines differ. `lines` run as in a diff: each begins with `+`, `-` or a space."""

    version: Version
    lines: tuple[str, ...]


def changes_of(file: Path, rule_id: str) -> tuple[RuleChange, ...]:
    """Every version that touched the rule, newest first."""
    made = [version for version in store.history(file) if version.was_done]
    after = [*(version.text_before for version in made[1:]), store.read(file)[0]] if made else []
    found = _changes(made, after, rule_id)
    return tuple(reversed(list(found)))


def _changes(made: Sequence[Version], after: Sequence[str], rule_id: str) -> Iterator[RuleChange]:
    for version, text in zip(made, after, strict=True):
        lines = difference(lines_of(version.text_before, rule_id), lines_of(text, rule_id))
        if lines:
            yield RuleChange(version, lines)


def lines_of(text: str, rule_id: str) -> list[str]:
    """The lines of a rule in the text of a pack (also under `change` and `off`); empty where it is not there."""
    lines, found = text.splitlines(), []
    for start, line in enumerate(lines):
        opened = re.match(rf"(\s*)- +\{{?\s*id:\s*['\"]?{re.escape(rule_id)}['\"]?\s*([,}}#].*)?$", line)
        if opened:
            end = next((n for n in range(start + 1, len(lines)) if not _is_inside(lines[n], opened[1])), len(lines))
            found += [one[len(opened[1]) :].rstrip() for one in lines[start:end] if one.strip()]
    return found


def _is_inside(line: str, indent: str) -> bool:
    return not line.strip() or line.startswith(indent + " ")


def difference(before: Sequence[str], after: Sequence[str], around: int = 1) -> tuple[str, ...]:
    """The lines that differ, with a few around them; nothing where they are the same."""
    lines = list(difflib.unified_diff(before, after, lineterm="", n=around))[2:]
    return tuple(line for line in lines if not line.startswith("@@"))
