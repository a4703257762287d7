"""Which posts are looked at, and how finely: kept in the address, so that a view can be come back to. Never a word of a post."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis.past import words
from analysis.past.columns import ALL

_MONTHS = {"hele perioden": None, "seneste 12 måneder": 12, "seneste 6 måneder": 6, "seneste 3 måneder": 3}
_EVERY = {"måned": "month", "uge": "week"}
_EVERYWHERE = "alle platforme"


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The posts that are looked at; `platform` is one, or ALL; `every` is `week` or `month`."""

    frame: pd.DataFrame
    platform: str
    every: str


def choose(frame: pd.DataFrame) -> View:
    """Three boxes, and the posts they leave."""
    present = {words.platform(name): name for name in sorted(frame["platform"].unique())}
    period, where, pr = st.columns([2, 2, 1])
    months = period.selectbox("Periode", list(_MONTHS), key="periode", bind="query-params", persist_state="session")
    name = where.selectbox(
        "Platform", [_EVERYWHERE, *present], key="sted", bind="query-params", persist_state="session"
    )
    every = pr.selectbox("Pr.", list(_EVERY), key="pr", bind="query-params", persist_state="session")
    platform = present.get(name, ALL)
    return View(within(frame, _MONTHS[months], platform), platform, _EVERY[every])


def within(frame: pd.DataFrame, months: int | None, platform: str = ALL) -> pd.DataFrame:
    """The posts of the last months before the latest post, on one platform or all; undated ones only in the whole period."""
    if platform != ALL:
        frame = frame[frame["platform"] == platform]
    if months is None or frame["published"].isna().all():
        return frame
    return frame[frame["published"] > frame["published"].max() - pd.DateOffset(months=months)]
