"""Several leaders together: only those who have said yes, only figures, nobody ranked, and no figure of few.

A group (or platform) with fewer leaders than the named number is hidden. Where what is hidden could be worked out from the
total and the groups shown, the smallest group shown is hidden with it, until at least two are hidden that together hold
enough leaders (complementary suppression). Figures are means of the leaders' own, each leader counting once, in whole
percent, so that one who posts much is not the figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..model import BALANCE_CLASSES
from .columns import counted
from .settings import SETTINGS

HIDDEN = "skjult, fordi der er for få ledere"
TOTAL = "total"
FIGURES = (*BALANCE_CLASSES, "open_questions", "citizens", "with_alarm")
_COLUMNS = ("kind", "name", "leaders", *FIGURES, "note")


@dataclass(frozen=True, slots=True)
class Consent:
    """A leader's own yes, and the day it was given. Raises ValueError, in Danish, for a yes by nobody."""

    leader: str
    day: date
    given: bool = True

    def __post_init__(self) -> None:
        if not self.leader.strip():
            raise ValueError("Et samtykke skal have et navn.")


@dataclass(frozen=True, slots=True, eq=False)
class Contribution:
    """What one leader gives: the frame stays with the leader, and only its means are read."""

    consent: Consent
    frame: pd.DataFrame
    group: str = ""


def overview(contributions: Iterable[Contribution], today: date) -> pd.DataFrame:
    """kind (`total`, `group`, `platform`), name, leaders (NA where hidden), seven shares in whole percent (NA), note.

    Rows in the order of their names, never of their figures. Leaders without a yes by `today`, and with too few posts, are
    left out; a leader who gives twice counts with the latest. Nothing but the total row, hidden, for too few leaders.
    """
    given = {part.consent.leader.strip().casefold(): part for part in contributions if _says_yes(part.consent, today)}
    means = {leader: means for leader, part in given.items() if (means := _means(part.frame)) is not None}
    rows = [_row(TOTAL, TOTAL, set(means), means, len(means) < SETTINGS.fewest_leaders)]
    if len(means) >= SETTINGS.fewest_leaders:
        rows += _table("group", _members((part.group.strip(), leader) for leader, part in given.items()), means)
        rows += _platforms(given, means)
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(dict.fromkeys(("leaders", *FIGURES), "Int64"))


def _says_yes(consent: Consent, today: date) -> bool:
    return consent.given and consent.day <= today


def _means(frame: pd.DataFrame) -> pd.Series | None:
    """One leader's figures (0-1); None for too few posts."""
    own = frame[frame["own_words"]]
    told = counted(own)
    if len(told) < SETTINGS.fewest_posts:
        return None
    shares = told[list(BALANCE_CLASSES)].mean()
    shares["open_questions"] = own["open_question"].mean()
    shares["citizens"] = (own["citizen_words"] > 0).mean()
    shares["with_alarm"] = (own[["stop", "warn", "consider"]].sum(axis=1) > 0).mean()
    return shares


def _members(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = {}
    for name, leader in pairs:
        if name:
            members.setdefault(name, set()).add(leader)
    return members


def _table(kind: str, members: Mapping[str, set[str]], means: Mapping[str, pd.Series]) -> list[tuple]:
    present = {name: leaders & set(means) for name, leaders in members.items()}
    hidden = suppressed(present, set(means))
    return [_row(kind, name, present[name], means, name in hidden) for name in sorted(present) if present[name]]


def _platforms(given: Mapping[str, Contribution], means: Mapping[str, pd.Series]) -> list[tuple]:
    """A row a platform: of the leaders with enough posts on it, from those posts alone."""
    own: dict[str, dict[str, pd.Series]] = {}
    for leader in means:
        for name, posts in given[leader].frame.groupby("platform"):
            if (there := _means(posts)) is not None:
                own.setdefault(str(name), {})[leader] = there
    present = {name: set(leaders) for name, leaders in own.items()}
    hidden = suppressed(present, set(means))
    return [_row("platform", name, present[name], own[name], name in hidden) for name in sorted(own)]


def suppressed(members: Mapping[str, set[str]], everyone: set[str]) -> set[str]:
    """The groups to hide: the small ones, and as many more as it takes that none can be worked out from the total.

    `everyone` are the leaders of the total; those in no group are one that is hidden already, and may be worked out only
    where they are enough.
    """
    sizes = {name: len(leaders) for name, leaders in members.items() if leaders}
    hidden = {name for name, size in sizes.items() if size < SETTINGS.fewest_leaders}
    rest = everyone - set().union(*members.values()) if members else set()
    while hidden or 0 < len(rest) < SETTINGS.fewest_leaders:
        unseen = rest.union(*(members[name] for name in hidden))
        if len(hidden) + bool(rest) >= 2 and len(unseen) >= SETTINGS.fewest_leaders:
            break
        if not (shown := sorted(set(sizes) - hidden, key=lambda name: (sizes[name], name))):
            break
        hidden.add(shown[0])
    return hidden


def _row(kind: str, name: str, leaders: set[str], means: Mapping[str, pd.Series], hide: bool) -> tuple:
    if hide or not leaders:
        return kind, name, pd.NA, *[pd.NA] * len(FIGURES), HIDDEN
    together = pd.DataFrame([means[leader] for leader in sorted(leaders)])[list(FIGURES)].mean()
    return kind, name, len(leaders), *(round(100 * share) for share in together), ""
