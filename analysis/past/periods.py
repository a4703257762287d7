"""Posts by week or month, platform by platform and all together."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from .columns import ALL

PERIODS = {"week": "W-SUN", "month": "M"}


def start_of(published: pd.Series, every: str) -> pd.Series:
    """The first day of each post's week (Monday) or month, local; NaT for a post without a date. Raises ValueError."""
    if every not in PERIODS:
        raise ValueError(f"every must be one of {', '.join(PERIODS)}")
    return published.dt.tz_localize(None).dt.to_period(PERIODS[every]).dt.start_time.astype("datetime64[us]")


def by_platform(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The columns of every post twice: under its own platform, and under ALL."""
    kept = frame[["platform", *(name for name in columns if name != "platform")]]
    return pd.concat([kept, kept.assign(platform=ALL)], ignore_index=True)


def by_period(frame: pd.DataFrame, every: str, columns: Sequence[str]) -> pd.DataFrame:
    """As `by_platform`, with `period` in place of `published`; undated posts are left out."""
    dated = frame[frame["published"].notna()]
    dated = dated.assign(period=start_of(dated["published"], every))
    return by_platform(dated, ["period", *columns])
