"""How often the leader asks something open, and how often citizens or members are in the post."""

from __future__ import annotations

import pandas as pd

from .periods import by_period, by_platform
from .uncertainty import wilson

MEASURES = ("open_question", "citizens")


def dialogue(frame: pd.DataFrame) -> pd.DataFrame:
    """platform, measure (`open_question` or `citizens`), posts, found, share (0-1), low, high (Wilson's 95 %)."""
    return _shares(by_platform(_marked(frame), MEASURES), ["platform"])


def dialogue_over_time(frame: pd.DataFrame, every: str = "month") -> pd.DataFrame:
    """As `dialogue`, with `period` first."""
    return _shares(by_period(_marked(frame), every, MEASURES), ["period", "platform"])


def _marked(frame: pd.DataFrame) -> pd.DataFrame:
    own = frame[frame["own_words"]]
    return own.assign(citizens=own["citizen_words"] > 0)


def _shares(both: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    grouped = both.groupby(keys)
    found = grouped[list(MEASURES)].sum().assign(posts=grouped.size()).reset_index()
    long = found.melt([*keys, "posts"], list(MEASURES), "measure", "found").astype({"found": "int64", "posts": "int64", "measure": "str"})
    long["share"] = long["found"] / long["posts"]
    long["low"], long["high"] = wilson(long["found"], long["posts"])
    return long.sort_values([*keys, "measure"], ignore_index=True)[[*keys, "measure", "posts", "found", "share", "low", "high"]]
