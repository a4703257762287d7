"""Tidy frames as tables to read: Danish headings, percent, dates; every cell a text."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.model import BALANCE_CLASSES
from analysis.past import words
from analysis.past.out.report import Table
from views.shared import danish
from views.shared.highlight import safe

_SHORT = "jan feb mar apr maj jun jul aug sep okt nov dec".split()
_LEVELS = {"stop": "stop op", "warn": "over kanten", "consider": "på kanten", "fine": "ingen fund"}
_MEASURES = {"open_question": "åbent spørgsmål", "citizens": "borgere eller medlemmer"}
_PLACES = {"below": "under", "within": "inden for", "above": "over", "": "intet mål"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a frame, its Danish heading, and how a value is written."""

    name: str
    heading: str
    said: Callable[[Any], str]


def month(value: pd.Timestamp) -> str:
    """`maj 2026`."""
    return f"{_SHORT[value.month - 1]} {value.year}"


def week(value: pd.Timestamp) -> str:
    """`4. maj 2026`, the Monday."""
    return f"{value.day}. {_SHORT[value.month - 1]} {value.year}"


def percent(value: float) -> str:
    return "-" if pd.isna(value) else words.percent(value)


def whole(value: float) -> str:
    return "-" if pd.isna(value) else danish.number(value)


def one_decimal(value: float) -> str:
    return "-" if pd.isna(value) else danish.number(value, 1)


def period(every: str) -> Column:
    return Column("period", "Ugen fra" if every == "week" else "Måned", week if every == "week" else month)


PLATFORM = Column("platform", "Platform", words.platform)
POSTS = Column("posts", "Opslag", whole)
SHARES = tuple(Column(name, words.CLASSES[name].capitalize(), percent) for name in BALANCE_CLASSES)
PUBLIC = (
    Column("public", "Fagligt og politisk", percent), Column("person", "Personligt og privat", percent),
    Column("low", "Mål fra", percent), Column("high", "Mål til", percent), Column("place", "I forhold til målet", lambda place: _PLACES[place]),
)  # fmt: skip
HEADLINE = (
    *PUBLIC[:2],
    Column("low", "Usikkerhed fra", percent),
    Column("high", "til", percent),
    POSTS,
    Column("unsure", "Ved ikke", whole),
)
RHYTHM = (
    Column("weekday", "Ugedag", lambda day: words.WEEKDAYS[day]), Column("hour", "Klokken", str), POSTS,
    Column("knife_edge", "Knivsæg i snit", one_decimal),
)  # fmt: skip
EDGE = (
    Column("mean", "I snit", one_decimal),
    Column("highest", "Højest", whole),
    Column("near", "På 50 eller mere", whole),
    POSTS,
)
CATEGORIES = (
    Column("category", "Emne", lambda name: words.CATEGORIES.get(name, name)), Column("severity", "Alvor", lambda name: _LEVELS.get(name, name)),
    Column("findings", "Fund", whole), POSTS, Column("share", "Af opslagene", percent),
)  # fmt: skip
RULES = (
    Column("title", "Regel", str), Column("category", "Emne", lambda name: words.CATEGORIES.get(name, name)),
    Column("findings", "Fund", whole), POSTS, Column("share", "Af opslagene", percent),
)  # fmt: skip
DIALOGUE = (
    Column("measure", "Med", lambda name: _MEASURES[name]), Column("share", "Andel", percent), Column("low", "Usikkerhed fra", percent),
    Column("high", "til", percent), Column("found", "Opslag med", whole), POSTS,
)  # fmt: skip
THEMES = (
    Column("theme", "Tema", str), Column("share", "Andel", percent), Column("low", "Usikkerhed fra", percent), Column("high", "til", percent), POSTS, *SHARES,
)  # fmt: skip
ENGAGEMENT = (
    Column("group", "Gruppe", lambda name: {**words.CLASSES, **_LEVELS}[name]), Column("median", "I midten", one_decimal),
    Column("low", "Usikkerhed fra", one_decimal), Column("high", "til", one_decimal), POSTS, Column("note", "", str),
)  # fmt: skip


def table(frame: pd.DataFrame, columns: tuple[Column, ...], title: str = "") -> Table:
    """The rows of a frame as texts, in the frame's order."""
    rows = zip(*([column.said(value) for value in frame[column.name]] for column in columns), strict=True)
    return Table(title, tuple(column.heading for column in columns), tuple(rows))


def wide(shares: pd.DataFrame, key: str) -> pd.DataFrame:
    """A row a period or platform with the four shares beside one another; `shares` is long, as charts take it."""
    pivoted = shares.pivot(index=[key, "posts"], columns="balance_class", values="share").reset_index()
    return pivoted.reindex(columns=[key, "posts", *BALANCE_CLASSES])


def as_html(told: Table, label: str = "") -> str:
    """The table on the page; a narrow window scrolls it, by keyboard too."""
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in told.head)
    rows = "".join(_row(cells) for cells in told.rows)
    name = f' role="region" aria-label="{html.escape(label or told.title)}" tabindex="0"'
    return f'<div class="k-wide k-tall"{name}><table class="k-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _row(cells: tuple[str, ...]) -> str:
    first, *rest = cells
    return f'<tr><th scope="row">{safe(first)}</th>{"".join(f"<td>{safe(cell)}</td>" for cell in rest)}</tr>'


LEVELS: Mapping[str, str] = _LEVELS
