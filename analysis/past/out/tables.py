"""The posts with everything Kasket makes of them, as CSV, XLSX, Parquet and JSON.

CSV and XLSX are for people: Danish headings, decimal comma, local times, and no cell that runs as a formula. Parquet and JSON
are for programs: the frame's own names and types, and the texts as they are.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from ...cells import for_workbook, harmless, storable
from ..words import CLASSES, PLATFORMS

HEADINGS: Mapping[str, str] = {
    "id": "id", "published": "tidspunkt", "time_known": "klokkeslæt kendes", "platform": "platform", "author": "forfatter",
    "text": "tekst", "professional": "fagligt", "political": "politisk", "personal": "personligt", "private": "privat",
    "dominant": "mest", "knife_edge": "knivsæg (0-100)", "stop": "stop op", "warn": "over kanten", "consider": "på kanten",
    "rules": "regler", "categories": "emner", "severities": "alvor", "open_question": "åbent spørgsmål",
    "citizen_words": "ord om borgere og medlemmer", "emoji": "emoji", "characters": "tegn", "words": "ord", "likes": "likes",
    "comments": "kommentarer", "shares": "delinger", "views": "visninger", "own_words": "egne ord", "correction": "rettelse",
}  # fmt: skip
_SHEET = "Opslag"
_MOST_ROWS = 1_048_575
"""What a sheet holds under its headings."""


def to_csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 with BOM, `;` between cells, decimal comma: opens with a double click in Danish Excel."""
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(HEADINGS[name] for name in frame)
    table.writerows(_rows(frame, _csv_cell))
    return out.getvalue().encode("utf-8-sig", "replace")


def to_xlsx(frame: pd.DataFrame) -> bytes:
    """A workbook with one sheet, its headings frozen and with a filter. Raises ValueError, in Danish, for too many rows."""
    if len(frame) > _MOST_ROWS:
        raise ValueError("Et regneark har ikke plads til så mange opslag. Vælg CSV eller Parquet.")
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_SHEET)
    sheet.freeze_panes = "A2"
    head = [WriteOnlyCell(sheet, HEADINGS[name]) for name in frame]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in _rows(frame, _workbook_cell):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def to_parquet(frame: pd.DataFrame) -> bytes:
    """The frame as it is, but for lone surrogates in texts."""
    out = io.BytesIO()
    frame.assign(text=frame["text"].map(storable).astype("str")).to_parquet(out, index=False)
    return out.getvalue()


def to_json(frame: pd.DataFrame) -> bytes:
    """A JSON list with an object a post: times in ISO 8601 with their offset, null where something is not known."""
    names = list(frame)
    rows = [dict(zip(names, row, strict=True)) for row in _rows(frame, _json_cell)]
    return json.dumps(rows, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def _rows(frame: pd.DataFrame, cell: Callable[[str, Any], Any]) -> Iterator[list[Any]]:
    names = list(frame)
    for values in zip(*(frame[name].astype("object") for name in names), strict=True):
        yield [cell(name, value) for name, value in zip(names, values, strict=True)]


def _told(name: str, value: Any) -> Any:
    """A value in words a reader knows; None where it is not known."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if name == "dominant":
        return CLASSES[value]
    if name == "platform":
        return PLATFORMS.get(value, value)
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return value.tz_localize(None).to_pydatetime() if isinstance(value, pd.Timestamp) else value


def _csv_cell(name: str, value: Any) -> str:
    told = _told(name, value)
    if told is None:
        return ""
    if isinstance(told, float):
        return f"{told:.3f}".rstrip("0").rstrip(".").replace(".", ",")
    return harmless(told.replace("\x00", "")) if isinstance(told, str) else f"{told:%d-%m-%Y %H:%M}" if name == "published" else str(told)


def _workbook_cell(name: str, value: Any) -> Any:
    return for_workbook(_told(name, value))


def _json_cell(_: str, value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    return value.isoformat() if isinstance(value, pd.Timestamp) else storable(value)
