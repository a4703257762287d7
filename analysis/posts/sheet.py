"""A table as its file holds it: rows of cells, before anything is known of what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .post import Fault

Row = tuple[int, list[Any]]
"""The line (in a workbook the row), from 1, and the cells."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` is read once. `faults` fills while it is. `legacy`: the encoding has no emoji. `name`: of a workbook's sheet."""

    file: str
    rows: Iterable[Row]
    faults: list[Fault] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""
    warnings: tuple[str, ...] = ()
    legacy: bool = False
    name: str = ""
