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
CATEGORIES = {
    "tone": "Tone", "privacy": "Privatliv og persondata", "confidentiality": "Fortrolighed", "role": "Rolle og kasket",
    "loyalty": "Loyalitet", "election": "Valg og partipolitik", "rights": "Billeder, gaver og ophavsret",
    "dialogue": "Dialog", "accuracy": "Sandhed og tal", "conflict": "Arbejdskamp", "clarity": "Klart sprog",
    "platform": "Platformen", "balance": "Balance mellem fag og person",
}  # fmt: skip
"""The weightiest first; lists of rules run in this order."""
KINDS = {"may": "Det må du gerne", "must": "Det skal du", "consider": "Det kan du overveje", "must_not": "Det skal du lade være med"}
SEVERITIES = {
    "may": "Det må du gerne", "stop": "Stop op", "warn": "Over kanten", "consider": "På kanten", "note": "Hint",
    "off": "Gælder ikke",
}  # fmt: skip
LAYERS = {"": "Gælder alle i rollen", "organisation": "Organisation", "department": "Afdeling", "trade": "Fag"}
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
