"""Danish company numbers (CVR): eight digits with the word before them, and a right checksum (python-stdnum)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.dk import cvr

from ...model import Span
from . import context

_NUMBER = re.compile(r"(?<![\d-])(?:DK[- ]?)?(\d{2} ?\d{2} ?\d{2} ?\d{2})(?![\d-])")
_NAMED = context.word_test(("cvr*", "se-nr*", "virksomhedsnummer*", "dk"))


def find(text: str) -> Iterator[Span]:
    """Yield each CVR number that is called one and has a valid checksum."""
    for match in _NUMBER.finditer(text):
        called = match.group().startswith("DK") or _NAMED.search(context.before(text, match.start(), 25))
        if called and cvr.is_valid(match[1]):
            yield Span(match.start(), match.end(), 0.95, "checksum")
