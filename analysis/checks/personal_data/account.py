"""Bank accounts (registration and account number), IBAN, payment cards: checked by python-stdnum where it can be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban, luhn

from ...model import Span
from . import context

_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?!\w)")
_CARD = re.compile(r"(?<![\w-])(?:\d{4}[ -]?){3}\d{1,7}(?![\d-])")
_ACCOUNT = re.compile(r"(?<![\d-])(?P<reg>\d{4})[ ./-]{0,3}(?:kto\.?|konto\w*\.?)?:?(?: ?nr\.?)?:?[ ./-]{0,3}(?P<number>\d{6,10}|\d{3} ?\d{3} ?\d{4}|\d{4} \d{6})(?![\d-])")
_BANK = context.word_test(("reg*", "konto", "kontonr*", "kontonummer*", "kto*", "bank*", "overfør*", "indbetal*", "lønkonto*", "nemkonto*"))
_NOT_BANK = context.word_test(("kontoplan*", "postering*", "finanskonto*", "konteres*", "budgetkonto*", "ean*", "faktura*"))


def find(text: str) -> Iterator[Span]:
    """Yield IBANs and cards with a right checksum, and account numbers that are called so."""
    for match in _IBAN.finditer(text):
        if iban.is_valid(match.group()):
            yield Span(match.start(), match.end(), 0.97, "checksum")
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if digits[0] in "3456" and 13 <= len(digits) <= 19 and luhn.is_valid(digits) and not digits.startswith("5798") and len(set(digits)) > 2:
            yield Span(match.start(), match.end(), 0.9, "checksum")
    for match in _ACCOUNT.finditer(text):
        said = context.before(text, match.start(), 40) + match.group()
        if _BANK.search(said) and not _NOT_BANK.search(said):
            yield Span(match.start(), match.end(), 0.85, "context")
