"""What a rule can look for, as data. The checks in `analysis.checks` know how to find each.

Conditions compare by identity: two rules that look for the same words stay two conditions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import regex

from .words import Literal


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Words and phrases in the mini-language of guidelines/README.md, or a class of them."""

    entries: tuple[str, ...]
    word_class: str | None = None
    gloss: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class WordPattern:
    """A row of words with gaps and choices; compiled for the folded words of a document."""

    expression: re.Pattern[str]
    triggers: tuple[Literal, ...]
    spells_negation: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class TokenPattern:
    """A spaCy Matcher pattern; `triggers` are words of which one must occur."""

    matcher: Any
    triggers: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Regex:
    """A regular expression; `required` are lower-case strings of which one is in every match."""

    compiled: regex.Pattern[str]
    required: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class PersonalData:
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class MeasureLimit:
    """A measure above or below a limit; a limit may differ by platform."""

    measure: str
    above: float | Mapping[str, float] | None = None
    below: float | Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """All parts within the same sentence, post, or number of words."""

    parts: tuple[Condition, ...]
    within: str | int = "sentence"


@dataclass(frozen=True, slots=True, eq=False)
class Absent:
    """`given` is found, and `absent` is nowhere in the post."""

    absent: Condition
    given: Condition


@dataclass(frozen=True, slots=True, eq=False)
class BelowFold:
    """Found, but only after the platform's "see more" fold."""

    inner: Condition


@dataclass(frozen=True, slots=True, eq=False)
class Understood:
    """What the trained model sees in a post; finds nothing where no model is loaded.

    `above`: the least probability of the category, which may differ by role; `whole`: of anything to stop at in the post.
    """

    category: str
    above: float | Mapping[str, float] = 0.5
    whole: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """Only in `unless`: the finding stands in one of these scopes."""

    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Unless:
    """One entry of `unless`: `condition` found in the finding's sentence, or anywhere in the post."""

    condition: Condition
    within: str = "sentence"


Condition = (
    Phrases | WordPattern | TokenPattern | Regex | PersonalData | MeasureLimit
    | Together | Absent | BelowFold | Understood | Scope
)  # fmt: skip
