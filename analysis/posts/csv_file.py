"""Simple CSV with a header: comma, semicolon or tab; UTF-8 or Windows-1252; Danish or English column names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from .post import Fault, Post, from_fields

_COLUMNS = {
    "text": ("text", "tekst", "opslag", "indhold", "besked", "message", "content", "post"),
    "id": ("id", "nr", "nummer"),
    "role": ("role", "rolle"),
    "platform": ("platform", "kanal", "medie"),
    "audience": ("audience", "publikum", "målgruppe"),
    "published": ("published", "dato", "date", "tidspunkt", "udgivet", "publiceret"),
    "author": ("author", "forfatter", "afsender", "navn"),
}
_LONGEST_FIELD = 10_000_000


def read(path: Path) -> Iterator[Post | Fault]:
    """Raises ValueError, in Danish, when no column holds texts."""
    csv.field_size_limit(_LONGEST_FIELD)
    text = _decode(path.read_bytes())
    if "\x00" in text:
        raise ValueError(f"{path.name}: filen er ikke CSV (den indeholder nultegn).")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header = _header(next(rows, []), path.name)
    before = rows.line_num
    for row in rows:
        if any(cell.strip() for cell in row):
            yield from_fields(dict(zip(header, row, strict=False)), path.name, before + 1)
        before = rows.line_num


def _decode(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _delimiter(text: str) -> str:
    """The separator that splits the first line most often."""
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _header(names: list[str], file: str) -> list[str]:
    known = {alias: column for column, aliases in _COLUMNS.items() for alias in aliases}
    header = [known.get(name.strip().lower(), "") for name in names]
    if "text" not in header:
        raise ValueError(f"{file}: ingen kolonne hedder »text« eller »tekst«. Kolonnerne er: {', '.join(names)[:200]}")
    return header
