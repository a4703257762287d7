"""How professional, political, personal and private: over time, in total, platform by platform, and through the week.

A share is the mean of the posts' shares. Posts that show no class, and posts that are not the leader's own words, are not
in any share; `unsure` tells how many of the former there are.
"""

from __future__ import annotations

import pandas as pd

from ..model import BALANCE_CLASSES
from .columns import ENGAGEMENT, UNSURE, counted, public_share
from .periods import by_period, by_platform
from .uncertainty import mean_interval

_SHARES = list(BALANCE_CLASSES)


def mean_shares(frame: pd.DataFrame) -> pd.DataFrame:
    """platform, balance_class, share (0-1), posts; the four shares of a platform sum to 1."""
    grouped = by_platform(counted(frame), _SHARES).groupby("platform")
    return _long(grouped[_SHARES].mean(), grouped.size(), ["platform"])


def shares_over_time(frame: pd.DataFrame, every: str = "month") -> pd.DataFrame:
    """period, platform, balance_class, share (0-1), posts; only periods with posts. `every` is `week` or `month`."""
    grouped = by_period(counted(frame), every, _SHARES).groupby(["period", "platform"])
    return _long(grouped[_SHARES].mean(), grouped.size(), ["period", "platform"])


def _long(means: pd.DataFrame, sizes: pd.Series, keys: list[str]) -> pd.DataFrame:
    wide = means.assign(posts=sizes).reset_index()
    long = wide.melt([*keys, "posts"], _SHARES, "balance_class", "share")
    order = pd.Categorical(long["balance_class"], _SHARES, ordered=True)
    long = long.assign(_order=order).sort_values([*keys, "_order"], ignore_index=True)
    return long.astype({"posts": "int64", "balance_class": "str"})[[*keys, "balance_class", "share", "posts"]]


def headline(frame: pd.DataFrame) -> pd.DataFrame:
    """platform, public (professional and political, 0-1), person (personal and private), posts, unsure, low, high.

    `low` and `high` are the 95 % interval of `public`.
    """
    own = frame[frame["own_words"]]
    unsure = by_platform(own.assign(unsure=own["dominant"] == UNSURE), ["unsure"]).groupby("platform")["unsure"].sum()
    told = counted(frame)
    grouped = by_platform(told.assign(public=public_share(told)), ["public"]).groupby("platform")["public"]
    result = pd.DataFrame({"public": grouped.mean(), "person": 1 - grouped.mean(), "posts": grouped.size(), "unsure": unsure})
    result = result.fillna({"posts": 0, "unsure": 0}).astype({"posts": "int64", "unsure": "int64"})
    result["low"], result["high"] = mean_interval(result["public"], grouped.std(), result["posts"])
    return result.reset_index()


def headline_over_time(frame: pd.DataFrame, every: str = "month") -> pd.DataFrame:
    """period, platform, public (0-1), person, posts."""
    told = counted(frame)
    grouped = by_period(told.assign(public=public_share(told)), every, ["public"]).groupby(["period", "platform"])["public"]
    means = grouped.mean()
    return pd.DataFrame({"public": means, "person": 1 - means, "posts": grouped.size()}).reset_index()


def platforms(frame: pd.DataFrame) -> pd.DataFrame:
    """platform, posts, the four shares, knife_edge (mean), with_alarm, open_questions, citizens (shares of posts),
    characters, emoji (medians), and the median of each engagement figure (NA where no post has it).
    """
    own = frame[frame["own_words"]]
    both = by_platform(own.assign(
        with_alarm=own[["stop", "warn", "consider"]].sum(axis=1) > 0, open_questions=own["open_question"], citizens=own["citizen_words"] > 0,
        **{name: own[name].astype("Float64") for name in ENGAGEMENT},
    ), ["knife_edge", "with_alarm", "open_questions", "citizens", "characters", "emoji", *ENGAGEMENT])  # fmt: skip
    grouped = both.groupby("platform")
    rates = grouped[["knife_edge", "with_alarm", "open_questions", "citizens"]].mean()
    middles = grouped[["characters", "emoji", *ENGAGEMENT]].median()
    shares = by_platform(counted(frame), _SHARES).groupby("platform")[_SHARES].mean()
    return pd.concat([grouped.size().rename("posts"), shares.reindex(rates.index), rates, middles], axis=1).reset_index()


def rhythm(frame: pd.DataFrame) -> pd.DataFrame:
    """weekday (0 Monday to 6), hour (0-23, local), posts, knife_edge (mean); posts whose time of day is not known are left out."""
    known = frame[frame["time_known"] & frame["published"].notna() & frame["own_words"]]
    grouped = known.groupby([known["published"].dt.day_of_week.rename("weekday"), known["published"].dt.hour.rename("hour")])["knife_edge"]
    return pd.DataFrame({"posts": grouped.size(), "knife_edge": grouped.mean()}).reset_index()


