"""Private e-mail addresses, told from role mailboxes (post@, borgerservice@) by domain and name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from . import context

_AT = r"(?:@|\s?[(\[]\s?(?:at|snabel-?a)\s?[)\]]\s?|\s+snabel-?a\s+)"
_DOT = r"(?:\.|\s?[(\[]\s?(?:dot|punktum)\s?[)\]]\s?|\s+(?:dot|punktum)\s+)"
_ADDRESS = re.compile(
    rf"(?<![\w@.+-])(?P<name>[\w][\w.+-]{{0,63}}){_AT}(?P<domain>[\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,4}})", re.IGNORECASE
)
_WEBMAIL = re.compile(
    r"^(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|proton|protonmail|jubii|ofir|mail|"
    r"sol|stofanet|tdcadsl|tdc|youmail|privat|post\d|fiberpost|webspeed|get2net|email)\b",
    re.IGNORECASE,
)
_ROLES = (
    "post", "info", "kontakt", "mail", "hej", "kommune", "borger", "service", "plan", "vej", "park", "bygge", "teknik", "miljø",
    "miljoe", "job", "skole", "bibliotek", "presse", "press", "kommunikation", "redaktion", "sekretariat", "admin", "support", "hr",
    "loen", "løn", "faktura", "bogholderi", "salg", "ordre", "booking", "tilmeld", "event", "valg", "byraad", "byråd", "udvalg",
    "afdeling", "kreds", "klub", "medlem", "tr", "raad", "råd", "hjælp", "hjaelp", "sundhed", "ældre", "aeldre", "social", "center",
    "digital", "it", "data", "dpo", "whistle", "klage", "hoering", "høring", "no-reply", "noreply", "web", "nyhed", "kultur", "turist",
    "museum", "kirke", "vagt", "drift", "affald", "genbrug", "renovation", "bolig", "ung", "familie", "boern", "børn", "dagtilbud",
    "fagforening", "formand", "naestformand", "borgmester", "direktion", "ledelse", "frivillig", "projekt",
)  # fmt: skip
_INVITED = context.word_test(
    (
        "kontakt*", "tilmeld*", "spørgsmål*", "henvend*", "presse*", "hører gerne", "fat i mig",
        "formand*", "næstformand*", "chef*", "leder*", "konsulent*", "ansøgning*", "vh", "hilsen*", "rsvp", "su",
    )
)  # fmt: skip


def find(text: str) -> Iterator[Span]:
    """Yield private addresses (0.9) and a named person's work address (0.4); role mailboxes and contacts given as such are left out."""
    if "@" not in text and "snabel" not in text.lower() and "at)" not in text.lower() and "at]" not in text.lower():
        return
    for match in _ADDRESS.finditer(text):
        confidence = _confidence(match["name"].lower(), match["domain"].lower())
        if confidence < 0.5 and _INVITED.search(context.before(text, match.start())):
            continue
        if confidence:
            yield Span(match.start(), match.end(), confidence, "pattern")


def _confidence(name: str, domain: str) -> float:
    if _WEBMAIL.search(domain):
        return 0.5 if _is_role(name) else 0.9
    if _is_role(name):
        return 0.0
    return 0.4 if re.fullmatch(r"[a-zæøå]{2,}[._][a-zæøå.]{2,}|[a-zæøå]{2,4}\d{0,2}", name) else 0.0


def _is_role(name: str) -> bool:
    parts = re.split(r"[._+-]", name)
    return any(part.startswith(role) if len(role) > 3 else part == role for part in parts for role in _ROLES)
