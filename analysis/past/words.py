"""How what stands in the frames is said to a reader."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from .columns import ALL, UNKNOWN_PLATFORM, UNSURE

CLASSES = MappingProxyType({
    "professional": "fagligt", "political": "politisk", "personal": "personligt", "private": "privat", UNSURE: "ved ikke",
})  # fmt: skip
PLATFORMS = MappingProxyType({
    "facebook": "Facebook", "linkedin": "LinkedIn", "x": "X", "instagram": "Instagram", "threads": "Threads",
    "mastodon": "Mastodon", "bluesky": "Bluesky", UNKNOWN_PLATFORM: "ukendt platform", ALL: "alle platforme",
})  # fmt: skip
CATEGORIES = MappingProxyType({
    "tone": "tone", "privacy": "persondata", "confidentiality": "fortrolighed", "role": "rolle", "loyalty": "loyalitet",
    "election": "valg og parti", "rights": "billeder og rettigheder", "clarity": "klart sprog", "dialogue": "dialog",
    "accuracy": "sandhed", "conflict": "arbejdskamp", "platform": "platform", "balance": "balance",
})  # fmt: skip
ENGAGEMENT = MappingProxyType({"likes": "likes", "comments": "kommentarer", "shares": "delinger", "views": "visninger"})
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
FEW = "for få opslag"
_MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()


def percent(share: float) -> str:
    """`0.825` as `82 %` (half to even, as everywhere)."""
    return f"{round(100 * share)} %"


def decimal(value: float, decimals: int = 1) -> str:
    """`1234.56` as `1.234,6`."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def count(number: int, one: str, many: str) -> str:
    """`1 opslag`, `1.200 dage`."""
    return f"{decimal(number, 0)} {one if number == 1 else many}"


def platform(name: str) -> str:
    return PLATFORMS.get(name, name)


def day(value: date) -> str:
    """`24. november 2026`."""
    return f"{value.day}. {_MONTHS[value.month - 1]} {value.year}"
