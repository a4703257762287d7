"""Whether a rule is coming, in force or past on a day. The core has no clock; the day is always given."""

from __future__ import annotations

from datetime import date

from .rules import When

COMING, IN_FORCE, PAST = "coming", "in-force", "past"
STATES = {COMING: "kommer", IN_FORCE: "gælder", PAST: "er udløbet"}
"""The states with the word a reader sees."""
_MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()


def state(when: When, day: date) -> str:
    """`coming` before the rule's first day, `past` after its last, otherwise `in-force`; both days included."""
    if when.start and day < when.start:
        return COMING
    return PAST if when.until and day > when.until else IN_FORCE


def told(when: When, day: date) -> str:
    """The same as a few Danish words: »kommer 1. september 2026«, »gælder til 17. november 2026«, »gælder«."""
    match state(when, day):
        case "coming":
            return f"kommer {_written(when.start)}"
        case "past":
            return f"udløb {_written(when.until)}"
        case _:
            return f"gælder til {_written(when.until)}" if when.until else "gælder"


def _written(day: date | None) -> str:
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}" if day else ""
