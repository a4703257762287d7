"""Dismissals in a file, only when the user asks for it. Of the draft it holds a hash, never a word."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from .dismissals import Dismissal


def append(path: Path, dismissals: Iterable[Dismissal]) -> None:
    """Add dismissals to a file, a line each; what is there stays as it is."""
    lines = [json.dumps({**asdict(made), "day": made.day.isoformat()}, ensure_ascii=False) for made in dismissals]
    if not lines:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        file.seek(max(file.seek(0, os.SEEK_END) - 1, 0))
        torn = file.read(1) not in (b"", b"\n")
        file.write((b"\n" if torn else b"") + ("\n".join(lines) + "\n").encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> tuple[Dismissal, ...]:
    """The dismissals of a file; lines that are none are passed over. Empty where there is no file."""
    if not path.exists():
        return ()
    made = (_dismissal(line) for line in path.read_bytes().split(b"\n") if line.strip())
    return tuple(one for one in made if one)


def _dismissal(line: bytes) -> Dismissal | None:
    try:
        fields = json.loads(line)
        made = Dismissal(**{**fields, "day": date.fromisoformat(fields["day"])})
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return made if all(isinstance(getattr(made, name), str) for name in ("rule", "rule_version", "sentence", "reason")) else None
