"""Which row of a table names its columns, and which form the names make it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import (
    columns,
    linkedin_analytics,
    linkedin_comments,
    linkedin_page,
    linkedin_shares,
    meta_business,
    plain_table,
    private_messages,
    x_analytics,
)  # fmt: skip
from .table_form import TableForm

FORMS = (
    private_messages.FORM, linkedin_shares.FORM, linkedin_comments.FORM, linkedin_page.FORM, linkedin_analytics.FORM,
    x_analytics.NEW, x_analytics.OLD, meta_business.FACEBOOK, meta_business.INSTAGRAM, meta_business.OTHER,
)  # fmt: skip
_HEADER_WITHIN = 12
"""Rows in which the names of the columns are looked for: some exports begin with prose."""


@dataclass(frozen=True, slots=True)
class Head:
    """A table's form, its column names and the number of rows before its data."""

    form: TableForm
    names: tuple[str, ...]
    rows: int


def head_of(rows: Sequence[Sequence[Any]]) -> Head | None:
    """None for a table without rows. Prose may stand above the names; a table without any is told by its first row."""
    named = [columns.plain_names(row) if columns.could_be_names(row) else [] for row in rows[:_HEADER_WITHIN]]
    for number, names in enumerate(named):
        following = {cell for cell in rows[number + 1] if isinstance(cell, str)} if number + 1 < len(rows) else set()
        form = next((form for form in FORMS if form.recognises(names, following)), None)
        if form and (form.marks or columns.known_names(rows[number]) or number == 0):
            return Head(form, _labels(rows[number]), number + 1)
    for number, names in enumerate(named):
        if columns.names_text(names) and (number == 0 or columns.known_names(rows[number]) > 1):
            return Head(plain_table.FORM, _labels(rows[number]), number + 1)
    if not rows:
        return None
    if columns.looks_like_data(rows[0]):
        return Head(plain_table.FORM, tuple(f"kolonne {number}" for number in range(1, len(rows[0]) + 1)), 0)
    return Head(plain_table.FORM, _labels(rows[0]), 1)


def _labels(cells: Sequence[Any]) -> tuple[str, ...]:
    """The column names as the file writes them."""
    return tuple(" ".join(str(cell).split())[:80] if cell is not None else "" for cell in cells)
