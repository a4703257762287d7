"""What one session holds of a leader's past posts. It ends with the session; nothing of it is stored, logged or shared."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import streamlit as st

from analysis.model import Setting
from analysis.past import corrections
from analysis.past.columns import empty
from analysis.past.corrections import Correction
from analysis.past.gathering import Gathered
from analysis.past.neighbours import Neighbours
from analysis.past.organisation import Contribution
from analysis.past.targets import Target
from analysis.posts import Archive, Interpretation, NamedBytes

from .job import Job


@dataclass(frozen=True, slots=True)
class Behind:
    """Posts that something said on the page is made of, in Danish words and by id."""

    what: str
    ids: tuple[str, ...]


@dataclass(slots=True)
class Kept:
    """`told` is how the user says files are read, by name; it outlives the files. `ticked`: ids whose texts go in the report."""

    sources: tuple[Path | NamedBytes, ...] = ()
    told: dict[str, Interpretation] = field(default_factory=dict)
    archive: Archive | None = None
    setting: Setting = field(default_factory=Setting)
    job: Job | None = None
    gathered: Gathered | None = None
    neighbours: Neighbours | None = None
    corrections: tuple[Correction, ...] = ()
    targets: tuple[Target, ...] = ()
    behind: Behind | None = None
    opened: str = ""
    ticked: frozenset[str] = frozenset()
    fault: str = ""
    contributions: tuple[Contribution, ...] = ()
    in_force: tuple[tuple[Correction, ...], pd.DataFrame] | None = None


def kept() -> Kept:
    """This session's, made on first use."""
    return st.session_state.setdefault("past", Kept())


def start_over(sources: tuple[Path | NamedBytes, ...]) -> None:
    """Other files: what was made of the former ones is gone; corrections, targets and interpretations hold on."""
    mine = kept()
    if mine.job:
        mine.job.cancel()
    mine.sources, mine.archive, mine.fault = sources, None, ""
    forget_result()


def forget_result() -> None:
    mine = kept()
    mine.job = mine.gathered = mine.neighbours = mine.behind = mine.in_force = None
    mine.opened, mine.ticked = "", frozenset()


def frame() -> pd.DataFrame:
    """The posts with the leader's corrections in force, worked out once for each set of corrections."""
    mine = kept()
    if mine.gathered is None:
        return empty()
    if mine.in_force is None or mine.in_force[0] != mine.corrections:
        whole = mine.gathered.frame
        if mine.corrections and mine.neighbours is None:
            mine.neighbours = Neighbours.of(whole["text"])
        mine.in_force = mine.corrections, corrections.apply(whole, mine.corrections, mine.neighbours)
    return mine.in_force[1]
