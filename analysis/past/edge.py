"""Where the leader walks the edge: the knife-edge score over time with the posts behind it, and what was found."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..model import ALARMS
from .columns import ALL
from .periods import by_period, start_of
from .settings import SETTINGS


def edge_over_time(frame: pd.DataFrame, every: str = "month") -> pd.DataFrame:
    """period, platform, mean, highest (0-100), near (posts at or above the named score), posts, ids (a tuple, sharpest first)."""
    own = frame[frame["own_words"]].sort_values("knife_edge", ascending=False, kind="stable")
    both = by_period(own.assign(near=own["knife_edge"] >= SETTINGS.edge), every, ["knife_edge", "near", "id"])
    grouped = both.groupby(["period", "platform"])
    result = pd.DataFrame({
        "mean": grouped["knife_edge"].mean(), "highest": grouped["knife_edge"].max(), "near": grouped["near"].sum(),
        "posts": grouped.size(), "ids": grouped["id"].agg(tuple),
    })  # fmt: skip
    return result.reset_index()


def posts_behind(frame: pd.DataFrame, period: pd.Timestamp, every: str = "month", platform: str = ALL) -> pd.DataFrame:
    """The rows behind one point of `edge_over_time`, sharpest first."""
    here = frame["own_words"] & (start_of(frame["published"], every) == period)
    if platform != ALL:
        here &= frame["platform"] == platform
    return frame[here].sort_values("knife_edge", ascending=False, kind="stable")


def findings(frame: pd.DataFrame) -> pd.DataFrame:
    """Every alarm a row: id, published, platform, rule, category, severity."""
    kept = frame.loc[frame["own_words"] & (frame["rules"] != ""), ["id", "published", "platform", "rules", "categories", "severities"]]
    lists = kept.assign(**{name: kept[name].str.split(" ") for name in ("rules", "categories", "severities")})
    long = lists.explode(["rules", "categories", "severities"], ignore_index=True)
    names = {"rules": "rule", "categories": "category", "severities": "severity"}
    return long.rename(columns=names).astype(dict.fromkeys(names.values(), "str"))


def findings_by_category(frame: pd.DataFrame) -> pd.DataFrame:
    """category, severity, findings, posts, share (of all posts, 0-1); most findings first."""
    return _counted(frame, ["category", "severity"])


def findings_by_rule(frame: pd.DataFrame, titles: Mapping[str, str]) -> pd.DataFrame:
    """rule, category, title, findings, posts, share (of all posts, 0-1); most findings first. `titles`: by rule."""
    result = _counted(frame, ["rule", "category"])
    result.insert(2, "title", [titles.get(rule, rule) for rule in result["rule"]])
    return result


def _counted(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    grouped = findings(frame).groupby(keys)["id"]
    result = pd.DataFrame({"findings": grouped.size(), "posts": grouped.nunique()}).reset_index()
    result["share"] = result["posts"] / max(int(frame["own_words"].sum()), 1)
    return result.sort_values(["findings", *keys], ascending=[False, *(True for _ in keys)], ignore_index=True)


def tone(frame: pd.DataFrame) -> pd.Series:
    """The strongest severity of each post; `fine` where there is no alarm."""
    result = pd.Series("fine", index=frame.index, dtype="str")
    for severity in ALARMS:
        result[frame[severity] > 0] = severity
    return result
