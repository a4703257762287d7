"""Private telephone numbers. A main line, a duty phone or "ring til os" is no one's private number.

`phonenumbers` also sees dates and case numbers, so it only says whether eight digits can be a Danish
number; the words around decide the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from ...model import Span
from . import context
from .known_names import is_first_name

_NUMBER = re.compile(
    r"(?<![\d.,/:-])(?<!\d )(?P<country>(?:\+|00)45[ -]?)?"
    r"(?P<digits>[2-9]\d(?:[ .-]?\d{2}){3}|[2-9]\d{3}[ -]\d{4}|[2-9]\d{2}[ -]\d{3}[ -]\d{2})(?![\d]|[ .,/-]\d)"
    r"|(?<![\d])(?P<foreign>(?:\+|00)(?!45)[1-9]\d{0,2}[ -]?\d(?:[ -]?\d){6,11})(?!\d)"
)
_PRIVATE = context.word_test(
    (
        "hans", "hendes", "deres", "privat*", "hjemme", "hjemmenummer*", "derhjemme", "privaten", "hans nummer", "hendes nummer", "ring til ham",
        "ring til hende", "ring hende", "ring ham", "skriv til ham", "skriv til hende", "sms til ham", "sms til hende", "giv ham",
        "giv hende", "naboens", "borgerens", "kollegaens", "medlemmets", "mit private", "mit eget", "fat i ham", "fat i hende",
        "sig det til ham", "sig det til hende", "chefens", "direktørens", "formandens", "lærerens", "sagsbehandlerens",
        "moderens", "faderens", "morens", "farens", "min mands", "min kones", "min datters", "min søns", "hemmeligt", "hemmelig",
    )
)  # fmt: skip
_OFFICIAL = context.word_test(
    (
        "hovednummer*", "omstilling*", "kommune*", "borgerservice*", "*vagt*", "*afdeling*", "*kontor*", "sekretariat*",
        "ring til os", "kontakt os", "ring til mig på arbejdet", "åbningstid*", "hverdage*", "telefontid*", "åbent", "rådgivning*", "hotline*",
        "linje*", "akut*", "pressen", "pressetelefon*", "bestil*", "tilmeld*", "tid på", "reception*", "jobcent*", "center*", "centret*",
        "lægevagt*", "sygehus*", "hospital*", "skole*", "bibliotek*", "forbund*", "fagforening*", "a-kasse*", "plejehjem*", "hallen", "billet*",
        "driftsvagt*", "vejvagt*", "politi*", "livlinie*", "livlinje*", "tilsyn*", "firma*", "turistbureau*", "teknik*", "miljø*", "vej", "park",
        "tilmelding*", "arbejdsnummer*", "arbejdstelefon*", "arbejdsmobil*", "direkte nummer", "digital post", "ydelse*", "forvaltning*",
        "medlemstelefon*", "vagttelefon*", "mødested*", "book*", "hjemmeside*", "station*", "leder", "chef", "konsulent*", "koordinator*", "tillidsrepræsentant*", "sekretær*", "bestyrelse*", "færge*", "museum*", "kirke*", "institution*",
    )
)  # fmt: skip
_OTHER_NUMBER = context.word_test(
    (
        "cvr*", "ean*", "konto*", "reg*", "sag*", "journal*", "faktura*", "ordre*", "kr", "kroner", "dkk", "ref*", "medlemsnr*",
        "medlemsnummer*", "id", "kode*", "isbn*", "matrikel*", "postnr*", "varenr*", "vare*", "projekt*", "p-nummer*", "nr.", "version*",
        "borgere", "indbyggere", "stemmer", "følgere", "besøgende", "kvadratmeter", "år", "årene", "mobilepay*", "betal*", "lokalplan*", "pin*",
    )
)  # fmt: skip
_CALLED = context.word_test(("tlf*", "telefon*", "mobil*", "ring*", "nummer*", "nr*", "sms*", "kald*", "fat i", "kontakt*", "opkald*", "privat*", "skriv til*"))
_SERVICE = ("70", "80", "90")
_DATE = re.compile(r"[0-3]\d[.-][01]\d[.-](?:19|20)\d{2}")
_NAME_BEFORE = re.compile(r"\b([A-ZÆØÅ][a-zæøå]+)(?: [A-ZÆØÅ][a-zæøå]+)? (?:har )?(?:på|tlf\.?|(?:mobil|telefon)\.?|nummer|nr\.?|:)[ :]*(?:er )?(?:på )?$")


def find(text: str) -> Iterator[Span]:
    """Yield numbers that a word or a name says are private (0.8-0.95); official and unmarked ones are left out."""
    for match in _NUMBER.finditer(text):
        confidence = _confidence(text, match)
        if confidence:
            yield Span(match.start(), match.end(), confidence, "context")


def _confidence(text: str, match: re.Match[str]) -> float:
    before = context.before(text, match.start(), 70)
    after = context.after(text, match.end(), 45)
    explicit = bool(match["country"] or match["foreign"] or _CALLED.search(before[-35:]))
    if _DATE.fullmatch(match.group()) or not _possible(match) or (_OTHER_NUMBER.search(before[-22:]) and not explicit):
        return 0.0
    if re.match(r"\s*(?:kr|kroner|borgere|indbyggere|stemmer|følgere|m2|%)", after):
        return 0.0
    if _PRIVATE.search(f"{before} \u241e {after}") and not _office_is_nearer(before):
        return 0.95 if explicit else 0.85
    if _OFFICIAL.search(f"{before} \u241e {after}") or (match["digits"] or "").startswith(_SERVICE):
        return 0.0
    called = _NAME_BEFORE.search(before)
    return 0.8 if called and is_first_name(called[1]) else 0.0


def _possible(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match["digits"] or match["foreign"])
    number = f"+45{digits}" if match["digits"] else f"+{digits.removeprefix('00')}"
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False


def _office_is_nearer(before: str) -> bool:
    """Whether the last word before the number that tells the two apart is an office's."""
    office, person = (max((found.end() for found in test.finditer(before)), default=-1) for test in (_OFFICIAL, _PRIVATE))
    return office > person
