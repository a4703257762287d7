"""Numbers, dates and words as a Danish reader expects them."""

from __future__ import annotations

from datetime import date

ROLES = {
    "union-leader": "Leder i en fagforening",
    "municipal-manager": "Leder i en kommune",
    "chief-executive": "Kommunaldirektør eller direktion",
    "elected-politician": "Folkevalgt",
}
PLATFORMS = {"facebook": "Facebook", "linkedin": "LinkedIn", "x": "X", "instagram": "Instagram"}
AUDIENCES = {"open": "Alle kan se det", "closed": "En lukket gruppe"}
_MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()


def number(value: float, decimals: int = 0) -> str:
    """`63206` as `63.206`, `41.25` as `41,3`."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def day(value: date) -> str:
    """`24. november 2026`."""
    return f"{value.day}. {_MONTHS[value.month - 1]} {value.year}"


def plural(count: int, one: str, many: str) -> str:
    """`1 sted`, `2 steder`."""
    return f"{number(count)} {one if count == 1 else many}"
