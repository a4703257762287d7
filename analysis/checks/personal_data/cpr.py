"""Danish civil registration numbers (CPR), in every spelling people use.

The first six digits must be a calendar day (day + 60 for a replacement number). Modulus 11 was dropped in
2007 (CPR-kontoret): it raises the confidence and never rejects. Journal numbers, EAN, CVR, accounts and
dates are told apart by the words before them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from ...model import Span
from . import context

_SEPARATOR = r"[ ./-]"
_CPR = re.compile(
    rf"(?<![\d])(?<!\d[-./])(?P<day>\d\d){_SEPARATOR}?(?P<month>\d\d){_SEPARATOR}?(?P<year>(?:19|20)?\d\d)"
    rf"(?P<middle>\s?[-./:_]\s?|\s{{1,2}}|\s?(?:løbenr\.?|løbenummer|og de sidste fire(?: er)?|sidste fire(?: er)?)[ :]{{0,2}}|)"
    r"(?P<serial>\d{4}|[xX*]{4}|\d[xX*\d]{3})(?!\d)(?!-\d)"
)
_SPLIT = re.compile(r"(?<!\d)(?:\d(?: \d){9}|\d\d(?: \d\d){4})(?! ?\d)")
_LAST_FOUR = re.compile(r"\b(?:sidste|afsluttende) (?:fire|4)(?: cifre)?(?: er|:)? ?(?P<serial>\d{4})(?!\d)", re.IGNORECASE)
_LONG_ENOUGH = re.compile(r"\d(?:[ ./:_-]{0,3}[\doO]){4}")
_BORN = context.word_test(("født", "f.", "fødselsdato*", "fødselsdag*"))
_LETTER_O = re.compile(r"(?<=\d)[oO](?=[\d-])|(?<![^\W_])[oO](?=\d)")
_NAMED = context.word_test(("cpr*", "personnummer*", "personnr*", "person nr*", "pnr", "p-nr", "erstatningscpr*", "fødselsnummer*"))
_SOMETHING_ELSE = context.word_test(
    (
        "journal*", "j.nr*", "j. nr*", "jnr*", "sagsnr*", "sagsnummer*", "sagsid*", "sags-id*", "sag", "sagen", "sag nr*",
        "esdh*", "acadre*", "sbsys*", "dok*", "dokument*", "ean*", "cvr*", "se-nr*", "konto*", "reg*", "postering*",
        "faktura*", "ordre*", "bestilling*", "dagsorden*", "punkt*", "rekvisition*", "ref*", "reference*", "isbn*", "issn*", "projekt*", "løbenummer på",
        "måler*", "aftagernr*", "pakke*", "track*", "forsendelse*", "varenr*", "varenummer*", "serienummer*", "serienr*",
        "matrikel*", "bfe*", "udbud*", "lokalplan*", "version*", "billet*", "kvittering*", "betaling*", "iban*", "swift*",
        "gironr*", "kreditor*", "medlemsnr*", "medlemsnummer*", "kundenr*", "kundenummer*", "id", "id-nr*", "nøgle*", "tlf*",
        "telefon*", "mobil*", "ring*", "sms*", "mobilepay*", "koordinat*", "artikelnr*", "udgave*", "ansøgningsnr*", "kode*",
        "lånernr*", "kortnr*", "kortnummer*", "produktionsnummer*", "p-nummer*", "pnummer*", "emne*", "titel*", "hændelse*",
    )
)  # fmt: skip
_OTHER_NUMBER = context.word_test(("*nr.", "*nummer", "*nummeret", "ean*", "cvr*", "konto*", "isbn*", "jnr", "matrikel*"))
_PERSON = context.word_test(
    (
        "borger*", "hans", "hendes", "hun", "han", "hendes nr*", "født*", "f.", "fødselsdag*", "patient*", "barn*", "drengen*", "pigen*",
        "medarbejder*", "kollega*", "medlem*", "mor", "far", "søn*", "datter*", "mit", "min", "nummer", "nr*", "fru", "hr", "beboer*", "elev*", "klient*",
    )
)  # fmt: skip
_ABOUT = re.compile(r"\b(?:om|vedr\w*\.?|angående|på)\b", re.IGNORECASE)
"""`sagen om 010190-1234` is about a person; `sag 010190-1234` is a number of its own."""
_CLOCK = re.compile(r"\b(?:kl\.?|dato*|den|d\.|fra|til|mødet?)\s*$", re.IGNORECASE)
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def find(text: str) -> Iterator[Span]:
    """Yield each CPR number; confidence 0.5-0.99 by spelling, words around it and modulus 11."""
    if _LONG_ENOUGH.search(text):
        yield from _numbers(_LETTER_O.sub("0", text))
    for match in _LAST_FOUR.finditer(text):
        said = context.before(text, match.start())
        if _NAMED.search(said) or _BORN.search(said):
            yield Span(match.start(), match.end(), 0.85, "context")


def _numbers(text: str) -> Iterator[Span]:
    for match in _CPR.finditer(text):
        confidence = _confidence(text, match)
        if confidence:
            yield Span(match.start(), match.end(), confidence, "checksum" if confidence > 0.9 else "pattern")
    for match in _SPLIT.finditer(text):
        digits = match.group().replace(" ", "")
        named = _NAMED.search(context.around(text, match.start(), match.end()))
        if named and _is_day(digits[:2], digits[2:4], digits[4:6]):
            yield Span(match.start(), match.end(), 0.9, "context")


def _confidence(text: str, match: re.Match[str]) -> float:
    """How likely the match is a CPR number; 0 for what is something else."""
    day, month, year, serial = match["day"], match["month"], match["year"], match["serial"]
    named = bool(_NAMED.search(context.around(text, match.start(), match.end())))
    masked = not serial.isdigit()
    is_replacement = int(day) > 60
    if not _is_day(f"{int(day) - 60:02}" if is_replacement else day, month, year):
        return 0.6 if named and not masked and _is_plain(match) else 0.0
    if _is_called_another_number(text, match):
        return 0.0
    if masked or is_replacement or len(year) == 4:
        return 0.85 if named else 0.55 if len(year) == 4 and not masked and _has_dash(match) and not _other(text, match) else 0.0
    if named:
        return 0.99
    if _other(text, match) or _is_clock(text, match):
        return 0.0
    return _unnamed(text, match, _modulus_11(day + month + year + serial))


def _unnamed(text: str, match: re.Match[str], checks: bool) -> float:
    """A number with the shape of a CPR number and no word that says what it is."""
    if _has_dash(match):
        return 0.97 if checks else 0.92
    person = bool(_PERSON.search(context.around(text, match.start(), match.end(), 40)))
    if match["middle"].isspace() or match["middle"] == "":
        loose = " " in match.group() and match["middle"] == ""
        return 0.0 if loose and not person else 0.85 if person else 0.7 if checks else 0.5
    return 0.8 if checks or person else 0.5


def _has_dash(match: re.Match[str]) -> bool:
    return match["middle"].strip() == "-" and len(match["middle"]) <= 3


def _is_plain(match: re.Match[str]) -> bool:
    return match["middle"].strip() in ("-", "") and match.group()[:6].isdigit()


def _other(text: str, match: re.Match[str]) -> bool:
    """Whether a word before the number, in its sentence, says that it is something else."""
    said = _ABOUT.split(context.sentence_before(text, match.start(), 40))[-1]
    return bool(_SOMETHING_ELSE.search(said)) or text[max(match.start() - 1, 0) : match.start()] in ("/", "=", "_", "#")


def _is_called_another_number(text: str, match: re.Match[str]) -> bool:
    """`sagsnummeret 240691-0318` is not a CPR number, whatever is said about CPR numbers around it."""
    said = context.sentence_before(text, match.start(), 24)
    named = any(_NAMED.search(word) for word in re.findall(r"\S+", said)[-3:])
    last_words = " ".join(re.findall(r"\S+", said)[-2:])
    return not named and bool(_OTHER_NUMBER.search(last_words) and _SOMETHING_ELSE.search(last_words))


def _is_clock(text: str, match: re.Match[str]) -> bool:
    """`010124 1430` after `den` or with a full date is a day and a time."""
    serial = match["serial"]
    is_time = serial.isdigit() and int(serial[:2]) < 24 and int(serial[2:]) < 60
    return is_time and match["middle"].isspace() and bool(_CLOCK.search(context.before(text, match.start(), 8)))


def _is_day(day: str, month: str, year: str) -> bool:
    """Whether it is a calendar day; 29 February counts when either century has it."""
    if not 1 <= int(month) <= 12:
        return False
    years = [int(year)] if len(year) == 4 else [1900 + int(year), 2000 + int(year)]
    return any(1 <= int(day) <= monthrange(full, int(month))[1] for full in years)


def _modulus_11(digits: str) -> bool:
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
