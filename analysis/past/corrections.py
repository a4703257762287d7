"""What the leader knows better: the class of a post, or that its words are somebody else's.

A correction is kept by the hash of the text, never the text. It holds for that text, and moves posts that are like it: their
shares are drawn towards the class by as much as they are alike, and the row says why.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pandas as pd

from ..model import BALANCE_CLASSES
from ..posts import dates
from .columns import UNSURE
from .neighbours import Neighbours
from .settings import SETTINGS
from .words import CLASSES, day

NOT_MINE = "not-mine"
"""»Ikke mine ord«: the post counts in nothing."""
VALUES = (*BALANCE_CLASSES, NOT_MINE)
_HEADER = ("opslag (SHA-256)", "rettet til", "dato")
_NAMES = {**{name: CLASSES[name] for name in BALANCE_CLASSES}, NOT_MINE: "ikke mine ord"}
_HASH = re.compile(r"[0-9a-f]{64}")
_SHARES = list(BALANCE_CLASSES)


@dataclass(frozen=True, slots=True)
class Correction:
    """A class of the balance or NOT_MINE for the text of a hash. Raises ValueError, in Danish, for anything else."""

    post: str
    value: str
    day: date

    def __post_init__(self) -> None:
        if not isinstance(self.post, str) or not _HASH.fullmatch(self.post):
            raise ValueError("En rettelse peger på et opslag med 64 hexadecimale tegn (SHA-256).")
        if self.value not in VALUES:
            raise ValueError(f"Ukendt rettelse: »{self.value}«. Vælg mellem {', '.join(_NAMES.values())}.")


def correct(text: str, value: str, on: date) -> Correction:
    """The leader's word on one post. Raises ValueError, in Danish, for an unknown value."""
    return Correction(text_hash(text), value, on)


def text_hash(text: str) -> str:
    """SHA-256 of a text, case and spaces set aside."""
    return hashlib.sha256(" ".join(text.lower().split()).encode("utf-8", "replace")).hexdigest()


def apply(frame: pd.DataFrame, corrections: Iterable[Correction], neighbours: Neighbours | None = None) -> pd.DataFrame:
    """The frame with corrections in force, the latest for each text; `correction` says in Danish why a row is moved.

    `frame` is the one `gather` gave. `neighbours` of its texts, made once and kept by the caller, spare reading them again.
    """
    latest = {made.post: made for made in sorted(corrections, key=lambda made: made.day)}
    if not latest or frame.empty:
        return frame
    made = [latest.get(text_hash(text)) for text in frame["text"]]
    rows = [row for row, correction in enumerate(made) if correction]
    if not rows:
        return frame
    return _moved(frame, made, _teachers(rows, neighbours or Neighbours.of(frame["text"])))


def _teachers(rows: list[int], neighbours: Neighbours) -> tuple[np.ndarray, np.ndarray]:
    """For every post the corrected row it is most like, and how alike they are."""
    likest, cosine = np.full(neighbours.count, -1), np.zeros(neighbours.count)
    for row in rows:
        found = neighbours.cosines(row)
        nearer = found > cosine
        likest[nearer], cosine[nearer] = row, found[nearer]
    return likest, cosine


def _moved(frame: pd.DataFrame, made: list[Correction | None], teachers: tuple[np.ndarray, np.ndarray]) -> pd.DataFrame:
    shares, kinds = frame[_SHARES].to_numpy(copy=True), frame["dominant"].to_list()
    own, reasons = frame["own_words"].to_list(), frame["correction"].to_list()
    ids = frame["id"].to_list()
    for row, (correction, teacher, cosine) in enumerate(zip(made, *teachers, strict=True)):
        weight = 1.0 if correction else float(cosine)
        told = correction or (made[teacher] if weight >= SETTINGS.similar else None)
        if told is None or (told.value == NOT_MINE and weight < SETTINGS.same_words):
            continue
        reasons[row] = _reason(told, None if correction else ids[teacher])
        if told.value == NOT_MINE:
            own[row] = False
            continue
        own[row] = True
        start = np.full(4, 0.25) if kinds[row] == UNSURE else shares[row]
        shares[row] = (1 - weight) * start + weight * (np.array(_SHARES) == told.value)
        kinds[row] = _SHARES[int(shares[row].argmax())]
    columns = {name: shares[:, number] for number, name in enumerate(_SHARES)}
    result = frame.assign(**columns, own_words=own, correction=pd.Series(reasons, index=frame.index, dtype="object"))
    return result.assign(dominant=pd.Series(kinds, index=frame.index, dtype="str"))


def _reason(told: Correction, like: str | None) -> str:
    what = f"»{_NAMES[told.value]}«"
    if like is None:
        return f"som du har rettet til {what} den {day(told.day)}"
    return f"ligner opslaget {like}, som du har rettet til {what} den {day(told.day)}"


def to_csv(corrections: Iterable[Correction]) -> str:
    """A table with `;` between cells, a header in Danish."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(_HEADER)
    table.writerows((made.post, _NAMES[made.value], made.day.isoformat()) for made in corrections)
    return out.getvalue()


def to_json(corrections: Iterable[Correction]) -> str:
    """A JSON list of `post`, `value`, `day`."""
    return json.dumps([{"post": made.post, "value": made.value, "day": made.day.isoformat()} for made in corrections], indent=1)


def read(data: str) -> tuple[Correction, ...]:
    """Corrections of a file that `to_csv` or `to_json` wrote. Raises ValueError, in Danish, naming the line."""
    data = data.removeprefix("\ufeff").strip()
    if data.startswith(("[", "{")):
        return _of_json(data)
    head, *rows = list(csv.reader(io.StringIO(data), delimiter=";")) or [()]
    if tuple(head) != _HEADER:
        raise ValueError(f"Filen har ikke rettelser; den første linje skal være {';'.join(_HEADER)}.")
    values = {name: value for value, name in _NAMES.items()}
    return tuple(_one([row[0], values.get(row[1], row[1]), row[2]] if len(row) == 3 else row, line) for line, row in enumerate(rows, 2) if row)


def _of_json(data: str) -> tuple[Correction, ...]:
    try:
        rows = [[row["post"], row["value"], row["day"]] for row in json.loads(data)]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("Filen har ikke rettelser, som Kasket kan læse; hver har post, value og day.") from None
    return tuple(_one(row, number) for number, row in enumerate(rows, 1))


def _one(row: list[str], line: int) -> Correction:
    """A row as a correction; a spreadsheet may have written the day its own way."""
    try:
        post, value, on = row
        made_on = dates.parse(on)
        if made_on is None:
            raise ValueError
        return Correction(post, value, made_on.date() if isinstance(made_on, datetime) else made_on)
    except (ValueError, TypeError) as fault:
        told = str(fault) if str(fault).startswith(("En ", "Ukendt")) else "den skal have tre felter, det sidste en dato som 2026-05-01."
        raise ValueError(f"Rettelse {line}: {told}") from None
