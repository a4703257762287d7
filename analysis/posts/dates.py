"""Times as exports write them: numeric in any order, worded in Danish or English, ISO 8601, Unix time, Excel's serial.

A time keeps the zone the file gives it, and gets none where the file gives none; a date without a time stays a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

ORDERS = ("dmy", "mdy", "ymd")
_LABELS = {"dmy": "dag-måned-år", "mdy": "måned/dag/år", "ymd": "år-måned-dag", "": "skrevet ud", "excel": "Excels dato"}

_CLOCK = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z\b|UTC|GMT|CES?T\b|(?:UTC|GMT)?[+-]\d{2}:?(?:\d{2})?)?"
)
_NUMERIC = re.compile(
    rf"(?P<a>\d{{1,4}})\s?(?P<mark>[-./])\s?(?P<b>\d{{1,2}})\s?(?P=mark)\s?(?P<c>\d{{1,4}})(?:(?:T|[\s,]+(?:kl\.?\s*)?){_CLOCK})?\s*",
    re.IGNORECASE,
)
_CLOCK_ALONE = re.compile(_CLOCK, re.IGNORECASE)
_TIME_OF_DAY = re.compile(rf"\s*(?:kl\.?\s*)?{_CLOCK}\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_UNIX = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_SERIAL = re.compile(r"[3-7]\d{4}(?:[.,]\d+)?")
_COMPACT = re.compile(r"(?:19|20)\d{6}(?:T\d{4,6}Z?)?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan januar january", "feb februar february", "mar marts march", "apr april", "maj may", "jun juni june",
         "jul juli july", "aug august", "sep sept september", "okt oct oktober october", "nov november",
         "dec december"), 1)
    for name in names.split()
}  # fmt: skip
_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "CET": 60, "CEST": 120}
_EXCEL_DAY_0 = datetime(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class DateForm:
    """How a column writes its dates. `ambiguous`: day and month could both be meant."""

    order: str = ""
    ambiguous: bool = False

    @property
    def label(self) -> str:
        """In Danish, for the user."""
        return _LABELS[self.order]


def parse(value: Any, order: str = "dmy") -> date | None:
    """The moment or day a cell names, or None. `order` says what 05/01/2026 is."""
    if isinstance(value, datetime):
        return _to_the_second(value)
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = f"{value:.6f}".rstrip("0").rstrip(".")
    if not isinstance(value, str):
        return None
    try:
        return _parse(value.strip(), order)
    except (ValueError, OverflowError, OSError):
        return None


def unix(seconds: Any) -> datetime | None:
    """A Unix time in seconds or milliseconds, as UTC; None for what is not one."""
    try:
        number = float(seconds)
        return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC) if number > 0 else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def with_time(day: date | None, clock: Any) -> date | None:
    """A day with the time of day from a column of its own."""
    if day is None or (isinstance(day, datetime) and day.time() != time()):
        return day
    if isinstance(clock, datetime):
        clock = clock.time()
    if isinstance(clock, time):
        return datetime.combine(day, clock)
    found = _TIME_OF_DAY.fullmatch(clock) if isinstance(clock, str) else None
    return _moment(day.year, day.month, day.day, found) if found else day


def form_of(values: Iterable[Any], american: bool = False) -> DateForm:
    """Which order a column's numeric dates have: what the numbers allow, else the custom of the mark.

    Day first for `-` and `.`; month first for `/` in exports known to be American. Where neither the numbers nor the
    export tell, the order in which the dates lie closest together is taken, and it is said to be ambiguous.
    """
    values = list(values)
    parts = [found.group("a", "mark", "b", "c") for value in values if (found := _numeric(value))]
    numeric = [(int(a), mark, int(b), int(c)) for a, mark, b, c in parts if len(a) < 3]
    if not numeric:
        return DateForm("ymd" if parts else "excel" if any(isinstance(value, date) for value in values) else "")
    if any(a > 12 for a, *_ in numeric):
        return DateForm("dmy")
    if any(b > 12 for _, _, b, _ in numeric):
        return DateForm("mdy")
    slashed = all(mark == "/" for _, mark, _, _ in numeric)
    ambiguous = slashed and any(a != b for a, _, b, _ in numeric)
    if american and slashed:
        return DateForm("mdy", ambiguous)
    return DateForm(_closest(numeric) if slashed else "dmy", ambiguous)


def _numeric(value: Any) -> re.Match[str] | None:
    return _NUMERIC.match(value.strip()) if isinstance(value, str) else None


def _closest(numeric: list[tuple[int, str, int, int]]) -> str:
    """The order that lays the dates within the fewest days; day first where both do."""

    def days(month: int, day: int) -> int:
        numbers = [row[3] * 372 + row[month] * 31 + row[day] for row in numeric]
        return max(numbers) - min(numbers)

    return "mdy" if days(0, 2) < days(2, 0) else "dmy"


def _parse(value: str, order: str) -> date | None:
    if value[4:5] == "-" and value[7:8] == "-":
        try:
            return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError:
            pass
    if found := _NUMERIC.fullmatch(value):
        return _from_numbers(found, order)
    if _COMPACT.fullmatch(value):
        return date.fromisoformat(value) if len(value) == 8 else datetime.fromisoformat(value)
    if _UNIX.fullmatch(value):
        return unix(value)
    if _SERIAL.fullmatch(value):
        return _EXCEL_DAY_0 + timedelta(seconds=round(float(value.replace(",", ".")) * 86_400))
    return _worded(value)


def _from_numbers(found: re.Match[str], order: str) -> date:
    a, b, c = (int(found[name]) for name in "abc")
    if len(found["a"]) == 4 or (order == "ymd" and len(found["c"]) < 4):
        year, month, day = a, b, c
    elif order == "mdy":
        month, day, year = a, b, c
    else:
        day, month, year = a, b, c
    return _moment(year + 2000 if year < 100 else year, month, day, found)


def _worded(value: str) -> date | None:
    """A date with the month as a word, in any order: `Fri, May 1, 2026`, `1. maj 2026 kl. 10.00`, `Sun Mar 21 … 2021`."""
    month = next((_MONTHS[word] for word in _WORD.findall(value.lower()) if word in _MONTHS), 0)
    if not month or len(value) > 60:
        return None
    clock = _CLOCK_ALONE.search(value)
    rest = value[: clock.start()] + " " + value[clock.end() :] if clock else value
    year, day = _YEAR.search(rest), _DAY.search(rest)
    return _moment(int(year[1]), month, int(day[1]), clock) if year and day else None


def _moment(year: int, month: int, day: int, clock: re.Match[str] | None) -> date:
    if clock is None or clock["hour"] is None:
        return date(year, month, day)
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
    micro = int((clock["fraction"] or "0")[:6].ljust(6, "0"))
    return datetime(
        year, month, day, hour, int(clock["minute"]), int(clock["second"] or 0), micro, _zone(clock["zone"])
    )


def _zone(name: str | None) -> timezone | None:
    if not name:
        return None
    if name.upper() in _ZONES:
        minutes = _ZONES[name.upper()]
    else:
        sign, digits = name.lstrip("UTCGMutcgm")[0], re.sub(r"\D", "", name).ljust(4, "0")
        minutes = (int(digits[:2]) * 60 + int(digits[2:])) * (-1 if sign == "-" else 1)
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def _to_the_second(moment: datetime) -> datetime:
    """Excel keeps a time as a fraction of a day; what lies within a millisecond of a second is that second."""
    near = moment + timedelta(microseconds=500)
    return near.replace(microsecond=0) if near.microsecond < 1000 else moment


def is_clock(value: Any) -> bool:
    """Whether a cell is a time of day."""
    return isinstance(value, time) or (isinstance(value, str) and _TIME_OF_DAY.fullmatch(value) is not None)
