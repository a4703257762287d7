"""Recognisers of personal data, one file a kind: clean text in, spans out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ...model import Span
from . import account, address, cpr, cvr, email, name, number_plate, phone

RECOGNISERS: Mapping[str, Callable[[str], Iterator[Span]]] = {
    "cpr": cpr.find,
    "cvr": cvr.find,
    "phone": phone.find,
    "email": email.find,
    "address": address.find,
    "account": account.find,
    "number_plate": number_plate.find,
    "name": name.find,
}
FEWEST_DIGITS: Mapping[str, int] = {"cpr": 4, "cvr": 8, "phone": 8, "address": 1, "account": 6, "number_plate": 5}
"""A text with no row of so many digits, separators between them, holds nothing of the kind."""
