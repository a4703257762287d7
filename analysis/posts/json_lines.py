"""JSONL: one object a line with `text` and, if known, `id`, `role`, `platform`, `audience`, `published`, `author`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from .post import Fault, Post, from_fields


def read(path: Path) -> Iterator[Post | Fault]:
    with path.open("rb") as lines:
        for number, raw in enumerate(lines, 1):
            if raw.strip():
                yield _post(raw, path.name, number)


def _post(raw: bytes, file: str, number: int) -> Post | Fault:
    try:
        fields = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Fault(file, number, "linjen er ikke UTF-8")
    except (json.JSONDecodeError, RecursionError):
        return Fault(file, number, "linjen er ikke JSON")
    if not isinstance(fields, dict):
        return Fault(file, number, "linjen er ikke et JSON-objekt")
    return from_fields(fields, file, number)
