"""JSONL: one object a line with `text` and, if known, `id`, `role`, `platform`, `audience`, `published`, `author`, `url`.

The same objects in a JSON list are read too. Names may be Danish (`tekst`, `dato`, `rolle`). Texts stay exactly as given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from . import columns
from .json_form import JsonForm
from .json_text import JsonDocument
from .limits import MOST_ROWS
from .outcome import Item, thousands
from .post import Fault, from_fields

NAME = "JSONL"
LIST = "JSON: liste af opslag"
_KNOWN = ("id", "text", "role", "platform", "audience", "published", "author", "url")


def recognises(data: bytes) -> bool:
    """Whether most of the first lines are an object each, or the only one is a post."""
    lines = [line for line in data[:200_000].removeprefix(b"\xef\xbb\xbf").splitlines()[:50] if line.strip()]
    objects = sum(line.strip().startswith(b"{") and line.strip().endswith(b"}") for line in lines[:20])
    if len(lines) == 1:
        return _is_post(lines[0])
    return objects > 0 and 2 * objects >= min(len(lines), 20) and any(map(_is_object, lines))


def _is_object(raw: bytes) -> bool:
    try:
        return isinstance(json.loads(raw), dict)
    except (ValueError, RecursionError):
        return False


def _is_post(raw: bytes) -> bool:
    return _is_object(raw) and isinstance(named(json.loads(raw)).get("text"), str)


def items(data: bytes, file: str) -> Iterator[Item]:
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    lines = data[start:].splitlines() if start else data.splitlines()
    for number, raw in islice(enumerate(lines, 1), MOST_ROWS):
        if raw.strip():
            yield _post(raw, file, number)
    if len(lines) > MOST_ROWS:
        yield Fault(file, MOST_ROWS + 1, f"der læses højst {thousands(MOST_ROWS)} linjer; resten er ikke læst")


def _post(raw: bytes, file: str, number: int) -> Item:
    try:
        fields = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return Fault(file, number, "linjen er ikke UTF-8")
    except (json.JSONDecodeError, RecursionError):
        return Fault(file, number, "linjen er ikke JSON")
    except ValueError:
        return Fault(file, number, "linjen har et tal, der er for langt")
    if not isinstance(fields, dict):
        return Fault(file, number, "linjen er ikke et JSON-objekt")
    return from_fields(named(fields), file, number, NAME)


def named(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields by the names used here; a Danish or other known name only where the own name is missing."""
    if "text" in fields:
        return fields
    given = list(fields)
    return {meaning: fields[given[at]] for meaning, at in columns.by_name(given).items() if meaning in _KNOWN}


def _is_list(document: JsonDocument) -> bool:
    return any(isinstance(element, dict) and isinstance(named(element).get("text"), str) for element in document.sample)


def _list(document: JsonDocument, file: str) -> Iterator[Item]:
    for line, element in document.of(""):
        known = isinstance(element, dict)
        yield from_fields(named(element), file, line, LIST) if known else Fault(file, line, "er ikke et JSON-objekt")


FORM = JsonForm(LIST, _is_list, _list, (("text", "text"), ("published", "published")))
