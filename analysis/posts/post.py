"""A past post, and a row that could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..model import AUDIENCES, PLATFORMS, ROLES


@dataclass(frozen=True, slots=True)
class Post:
    """A text with what its export says about it; an empty field was not given. `line` counts from 1."""

    text: str
    line: int
    id: str = ""
    role: str = ""
    platform: str = ""
    audience: str = ""
    published: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that could not be read, in one Danish line."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


_KNOWN = {"role": ROLES, "platform": PLATFORMS, "audience": AUDIENCES}


def from_fields(fields: Mapping[str, Any], file: str, line: int) -> Post | Fault:
    """A post from named fields; a fault for one without text or with an unknown role, platform or audience."""
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        return Fault(file, line, "rækken har ingen tekst")
    for name, known in _KNOWN.items():
        value = str(fields.get(name) or "").strip().lower()
        if value and value not in known:
            return Fault(file, line, f"»{value[:40]}« er ikke {name}; vælg mellem {', '.join(known)}")
    named = {name: str(fields.get(name) or "").strip().lower() for name in _KNOWN}
    kept = {name: str(fields.get(name) or "").strip() for name in ("id", "published", "author")}
    return Post(text, line, **named, **kept)
