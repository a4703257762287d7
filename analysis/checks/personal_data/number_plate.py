"""Danish number plates: two letters and five digits, in the form AB 12 345 or with a word about a car."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from . import context

_PLATE = re.compile(r"(?<![\w/-])(?!OK|EU|KL|NR|TV|DK|KR|PR|FN|SF|BL|EN|IP|ID|HD|MB|GB|MW|KW)[A-HJ-NPR-Z]{2}(?P<gap> ?)(?P<digits>\d{2} ?\d{3})(?![\w-]|[.,]\d)")
_CAR = context.word_test(
    ("bil", "bilen", "biler", "nummerplade*", "nummerpladen", "reg.nr*", "indregistrering*", "kører", "kørte", "parker*", "varevogn*", "knallert*", "motorcykel*",
     "trailer*", "bmw", "audi", "tesla", "ford", "golf", "peugeot", "toyota", "kia", "skoda", "volvo", "mercedes", "stationcar*", "firhjul*", "holdt", "holder")
)  # fmt: skip
_OTHER = context.word_test(("varenr*", "kursus*", "hold", "lokale*", "rum", "model*", "type*", "modul*", "fly*", "rute*", "nr.", "kode*", "version*", "ordre*", "sag*"))


def find(text: str) -> Iterator[Span]:
    """Yield plates: 0.9 with a word about a car near, 0.6 in the exact form AB 12 345 alone."""
    for match in _PLATE.finditer(text):
        near = context.around(text, match.start(), match.end(), 50)
        if _CAR.search(near):
            yield Span(match.start(), match.end(), 0.9, "context")
        elif match["gap"] and " " in match["digits"] and not _OTHER.search(near):
            yield Span(match.start(), match.end(), 0.6, "pattern")
