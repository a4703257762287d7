"""CSV of every kind to rows with their line numbers: delimiter found, quoted line ends kept, broken rows set aside."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from .columns import could_be_names, known_names
from .decoding import decode
from .limits import LONGEST_FIELD, MOST_ROWS
from .outcome import Interpretation, thousands
from .post import Fault
from .sheet import Row, Sheet

DELIMITERS = (";", ",", "\t", "|")
_LABELS = {"\t": "tabulator"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SEP = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
_BACKSLASHED = re.compile(r'\\"(?=[^";,\t|\r\n])')
"""A quotation mark within a text written as \\" and not at the text's end, where the text may end in a backslash."""
_DOUBLED_INSIDE = re.compile(r'[^\\,;\t|\r\n"]""(?=[^,;\t|\r\n"])')
_SAMPLE_ROWS = 60
_ALIKE = 0.5
"""Share of rows with as many cells as most have; under it the mark splits prose."""
_INNER = "\ue002"
"""A private character that stands for a line feed while rows are told apart."""


def read(data: bytes, file: str, how: Interpretation) -> Sheet:
    """Raises ValueError, in Danish, for bytes that are no table of text."""
    decoded = decode(data, how.encoding)
    text, first = decoded.text, 1
    told = _SEP.match(text)
    if told:
        text, first = text[told.end() :], 2
    if _BACKSLASHED.search(text) and not _DOUBLED_INSIDE.search(text):
        text = text.replace('\\"', '""')
    if inner := _ends_in_returns(text):
        text = text.replace("\n", _INNER)
    delimiter = how.delimiter or (told[1] if told else _delimiter(text))
    if len(delimiter) != 1:
        raise ValueError(f"skilletegnet skal være ét tegn, ikke »{delimiter[:20]}«")
    faults: list[Fault] = []
    rows = _rows(text, delimiter, first, faults, file)
    rows = ((line, [cell.replace(_INNER, "\n") for cell in cells]) for line, cells in rows) if inner else rows
    return Sheet(
        file, rows, faults, decoded.encoding, _LABELS.get(delimiter, delimiter), decoded.warnings, decoded.legacy
    )


def _ends_in_returns(text: str) -> bool:
    """Whether rows end in a carriage return alone, so that a line feed is one within a cell, quoted or not."""
    first = _LINE.match(text)
    return first is not None and first[0].endswith("\r") and "\n" in text and "\r\n" not in text


def _delimiter(text: str) -> str:
    """The mark under which the head of the file reads most like a table with names known here."""
    head = text[:64_000]
    cut = len(text) > len(head)

    def sense(mark: str) -> tuple[int, float, int]:
        rows = [cells for _, cells in islice(_rows(head, mark, 1, [], ""), _SAMPLE_ROWS)]
        rows = rows[:-1] if cut and len(rows) > 1 else rows
        widths = Counter(map(len, rows))
        width, number = widths.most_common(1)[0] if widths else (0, 0)
        alike = round(number / max(1, len(rows)), 1)
        heads = (known_names(row) for row in rows[:10] if could_be_names(row))
        return max(heads, default=0) if alike >= _ALIKE else 0, alike if width > 1 else 0, width

    return max(DELIMITERS, key=sense)


class _Lines:
    """The physical lines of a text; those of the row at hand are kept, so that they can be read again."""

    def __init__(self, text: str, first: int) -> None:
        self._lines = (found.group() for found in _LINE.finditer(text))
        self._again: list[str] = []
        self.number = first - 1
        self.row: list[str] = []
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.number += 1
        self.row.append(line)
        return line

    def begin(self) -> int:
        """The number of the line that a new row begins on."""
        self.row = []
        return self.number + 1

    def keep_only_first(self) -> None:
        """Hands back every line of the row but the first."""
        self._again.extend(reversed(self.row[1:]))
        self.number -= len(self.row) - 1
        self.ended = False


def _rows(text: str, delimiter: str, first: int, faults: list[Fault], file: str) -> Iterator[Row]:
    """Rows of cells with the line each begins on. A broken one becomes a fault, and the line after it a row again."""
    csv.field_size_limit(LONGEST_FIELD)
    lines = _Lines(text, first)
    widths: Counter[int] = Counter()
    reader = csv.reader(lines, delimiter=delimiter)
    for _ in range(MOST_ROWS):
        start = lines.begin()
        try:
            cells = next(reader, None)
        except csv.Error:
            cells, broken = [], f"et felt har mere end {thousands(LONGEST_FIELD)} tegn"
        else:
            broken = "et anførselstegn bliver ikke lukket" if _ran_on(lines.row, cells, widths) else ""
        if broken:
            faults.append(Fault(file, start, broken))
            lines.keep_only_first()
            reader = csv.reader(lines, delimiter=delimiter)
        elif cells is None:
            return
        elif cells:
            widths[len(cells)] += 1
            yield start, cells
    faults.append(Fault(file, lines.number, f"der læses højst {thousands(MOST_ROWS)} rækker; resten er ikke læst"))


def _ran_on(row: list[str], cells: list[str] | None, widths: Counter[int]) -> bool:
    """Whether a row took in the next because its quotation mark has no end: an odd number of them, or other columns."""
    if len(row) < 2 or not cells:
        return False
    usual = max(widths, key=widths.__getitem__, default=len(cells))
    return len(cells) != usual or sum(line.count('"') for line in row) % 2 == 1
