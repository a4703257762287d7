"""Findings a leader has set aside, each with a reason. Never the draft's own words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from .cells import harmless
from .model import Finding

REASONS = (
    "Reglen passer ikke her",
    "Personen har sagt ja",
    "Det er allerede offentligt",
    "Jeg har talt med en anden om det",
    "Det er et bevidst valg",
)
_SENTENCE_END = re.compile(r"[.!?…\n]")


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Which rule, in which version, at which sentence (SHA-256), why and when."""

    rule: str
    rule_version: str
    sentence: str
    reason: str
    day: date

    HEADER: ClassVar = ("regel", "regelversion", "sætning (SHA-256)", "begrundelse", "dato")

    def row(self) -> tuple[str, ...]:
        """A row of a table; a reason that looks like a formula is made harmless."""
        return self.rule, self.rule_version, self.sentence, harmless(self.reason), self.day.isoformat()


def dismiss(finding: Finding, text: str, reason: str, day: date) -> Dismissal:
    """Set a finding aside. Raises ValueError, in Danish, without a reason."""
    if not reason.strip():
        raise ValueError("Skriv, hvorfor fundet ikke passer her.")
    return Dismissal(finding.rule, finding.rule_version, sentence_hash(finding, text), reason, day)


def is_dismissed(finding: Finding, text: str, dismissals: Iterable[Dismissal]) -> bool:
    """Whether this rule, in this version, is set aside for this very sentence."""
    key = (finding.rule, finding.rule_version, sentence_hash(finding, text))
    return any((made.rule, made.rule_version, made.sentence) == key for made in dismissals)


def sentence_hash(finding: Finding, text: str) -> str:
    """SHA-256 of the sentence around a finding, case and spaces set aside."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, finding.start)]
    after = _SENTENCE_END.search(text, finding.end)
    sentence = text[ends[-1] if ends else 0 : after.start() if after else len(text)]
    return hashlib.sha256(" ".join(sentence.lower().split()).encode("utf-8", "replace")).hexdigest()
