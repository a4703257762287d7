"""The values that everything else passes around: settings, findings, reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ROLES = ("union-leader", "municipal-manager", "chief-executive", "elected-politician")
PLATFORMS = ("facebook", "linkedin", "x", "instagram")
AUDIENCES = ("open", "closed")
CATEGORIES = (
    "tone", "privacy", "confidentiality", "role", "loyalty", "election", "rights",
    "clarity", "dialogue", "accuracy", "conflict", "platform", "balance",
)
SEVERITIES = ("may", "note", "consider", "warn", "stop")
"""Weakest first; `may` is a permission and never an alarm."""
ALARMS = ("consider", "warn", "stop")
BALANCE_CLASSES = ("professional", "political", "personal", "private")


@dataclass(frozen=True, slots=True)
class Setting:
    """Who says it, where and to whom. Raises ValueError, in Danish, for an unknown word.

    `organisation`: the pack of the organisation, department or trade whose rules hold besides; None for none.
    """

    role: str = "union-leader"
    platform: str = "facebook"
    audience: str = "open"
    date: date | None = None
    organisation: str | None = None

    def __post_init__(self) -> None:
        for name, value, known in (
            ("rolle", self.role, ROLES),
            ("platform", self.platform, PLATFORMS),
            ("publikum", self.audience, AUDIENCES),
        ):
            if value not in known:
                raise ValueError(f"Ukendt {name}: {value!r}. Vælg mellem {', '.join(known)}.")


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text, end exclusive, with how sure the check is (0-1).

    `spells_negation`: the rule itself asks for a "not" in it, which then negates nothing.
    """

    start: int
    end: int
    confidence: float | None = None
    evidence: str = "phrase"
    spells_negation: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    key: str
    title: str
    url: str
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule at one span. `also` holds weaker findings of the same category that it overlaps.

    `because` and `resembles`: what carried a finding of the model, and the examples of the open corpus it is most like.
    """

    rule: str
    category: str
    severity: str
    start: int
    end: int
    quote: str
    title: str
    why: str
    advice: str
    replacement: str | None
    confidence: float
    evidence: str
    sources: tuple[Source, ...] = ()
    rule_version: str = ""
    role_note: str = ""
    because: str = ""
    resembles: tuple[str, ...] = ()
    also: tuple[Finding, ...] = ()

    @property
    def is_alarm(self) -> bool:
        return self.severity in ALARMS

    @property
    def also_told(self) -> tuple[Finding, ...]:
        """The weaker findings worth a reader's time; what the model is sure of it need not also doubt."""
        return tuple(other for other in self.also if not (other.evidence == self.evidence == "understood"))


@dataclass(frozen=True, slots=True)
class Driver:
    rule: str
    points: int


@dataclass(frozen=True, slots=True)
class BestChange:
    rule: str
    score_after: int


@dataclass(frozen=True, slots=True)
class KnifeEdge:
    """How near the edge a post is, 0-100; the drivers' points sum to the score. `understood`: the model's part, 0-1."""

    score: int
    drivers: tuple[Driver, ...] = ()
    best_change: BestChange | None = None
    understood: float = 0.0


@dataclass(frozen=True, slots=True)
class SentenceClass:
    start: int
    end: int
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Balance:
    """Shares of the four classes, summing to 1; `uncertain` when the text gives no ground."""

    professional: float
    political: float
    personal: float
    private: float
    uncertain: bool
    sentences: tuple[SentenceClass, ...] = ()


@dataclass(frozen=True, slots=True)
class Measures:
    characters: int
    words: int
    sentences: int
    lix: float


@dataclass(frozen=True, slots=True)
class Review:
    """Everything Kasket has to say about one post.

    `findings` run from the most to the least severe, then by place; `notices` are Danish lines
    about the text itself (not Danish, hidden characters).
    """

    text: str
    setting: Setting
    findings: tuple[Finding, ...]
    permissions: tuple[Finding, ...]
    knife_edge: KnifeEdge
    balance: Balance
    measures: Measures
    notices: tuple[str, ...] = ()

    @property
    def alarms(self) -> tuple[Finding, ...]:
        """The findings that are more than a hint."""
        return tuple(finding for finding in self.findings if finding.is_alarm)

    @property
    def verdict(self) -> str:
        """The strongest severity found: `stop`, `warn`, `consider`, `note` or `fine`."""
        return self.findings[0].severity if self.findings else "fine"
