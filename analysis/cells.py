"""Cells of tables that others open: nothing a user wrote runs as a formula, and nothing breaks the file."""

from __future__ import annotations

import re
from typing import Any

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MOST_CHARACTERS = 32_000
"""What a cell of a workbook takes, with room for what is put before it (Excel: 32,767)."""


def storable(cell: Any) -> Any:
    """A cell without lone surrogates, which no file format can hold."""
    return cell.encode("utf-8", "replace").decode("utf-8") if isinstance(cell, str) and not cell.isascii() else cell


def harmless(cell: Any) -> Any:
    """A cell that a spreadsheet will not run as a formula: an apostrophe stands before what could be one."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def for_workbook(cell: Any) -> Any:
    """A harmless cell that a workbook can hold: no control characters, and cut where it is too long."""
    if not isinstance(cell, str):
        return cell
    cell = harmless(_CONTROLS.sub("", storable(cell)))
    return cell if len(cell) <= MOST_CHARACTERS else f"{cell[:MOST_CHARACTERS]}…"
