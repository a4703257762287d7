"""What others did with the posts, by class and by tone, with how little one can be sure of."""

from __future__ import annotations

import pandas as pd

from .columns import DOMINANT, ENGAGEMENT
from .edge import tone
from .settings import SETTINGS
from .uncertainty import median_interval
from .words import FEW

GROUPS = {"dominant": DOMINANT, "tone": ("fine", "consider", "warn", "stop")}


def engagement_by(frame: pd.DataFrame, by: str = "dominant", platform: str | None = None) -> pd.DataFrame:
    """measure, group, posts, median, low, high (95 %), note; a row for every pair that has posts.

    `by` is `dominant` or `tone`. Figures differ much between platforms, so name one where there are several. Under the named
    number of posts the figures are NaN and `note` says »for få opslag«. Raises ValueError for an unknown `by`.
    """
    if by not in GROUPS:
        raise ValueError(f"by must be one of {', '.join(GROUPS)}")
    own = frame[frame["own_words"]]
    own = own if platform is None else own[own["platform"] == platform]
    groups = own["dominant"] if by == "dominant" else tone(own)
    rows = []
    for measure in ENGAGEMENT:
        figures = own[measure].dropna().astype("float64")
        for group in GROUPS[by]:
            values = figures[groups.loc[figures.index] == group]
            if len(values):
                rows.append((measure, group, len(values), *_middle(values)))
    return pd.DataFrame(rows, columns=["measure", "group", "posts", "median", "low", "high", "note"])


def _middle(values: pd.Series) -> tuple[float, float, float, str]:
    if len(values) < SETTINGS.fewest_posts:
        return (*(float("nan"),) * 3, FEW)
    return (*median_interval(values), "")


def differ(table: pd.DataFrame, measure: str, one: str, other: str) -> bool:
    """Whether two groups' intervals stand clear of one another; False where either has too few posts."""
    rows = table[table["measure"] == measure].set_index("group")
    if not {one, other} <= set(rows.index) or rows.loc[[one, other], "note"].any():
        return False
    return bool(rows.loc[one, "low"] > rows.loc[other, "high"] or rows.loc[other, "low"] > rows.loc[one, "high"])
