"""A rule and its parts, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .conditions import Condition, Unless
from .model import Setting, Source


@dataclass(frozen=True, slots=True)
class When:
    """Where and when a rule holds; empty means everywhere and always."""

    platforms: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    start: date | None = None
    until: date | None = None

    def holds(self, setting: Setting) -> bool:
        """A setting without a date is checked as if every period were open."""
        return (
            (not self.platforms or setting.platform in self.platforms)
            and (not self.audiences or setting.audience in self.audiences)
            and (setting.date is None or self.start is None or setting.date >= self.start)
            and (setting.date is None or self.until is None or setting.date <= self.until)
        )


@dataclass(frozen=True, slots=True)
class RuleTest:
    """A text a rule must `flag`, must `pass`, or whose score must lie in `score` (edge)."""

    expect: str
    text: str
    line: int
    setting: Mapping[str, Any]
    severity: str | None = None
    score: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    id: str
    title: str
    category: str
    kind: str
    severities: Mapping[str, str]
    why: str
    advice: str
    role_note: str
    sources: tuple[Source, ...]
    confidence: float
    when: When
    any: tuple[Condition, ...]
    unless: tuple[Unless, ...]
    rewrite: str | Mapping[str, Any] | None
    tests: tuple[RuleTest, ...]
    pack: str
    file: str
    line: int
    version: str
    data: Mapping[str, Any]
    """The rule as plain data, every layer applied; what a layer above changes."""

    def severity(self, role: str) -> str:
        """The severity for a role, `off` where the rule does not apply."""
        return self.severities.get(role) or self.severities.get("default", "off")
