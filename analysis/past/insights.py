"""The few things worth saying of an archive: true Danish sentences with their figures and the posts behind them.

Each insight is a small function that says nothing unless the posts carry it: enough of them, and a difference that is more
than chance. Texts, limits, sources and weights are in insights.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import yaml

from . import shares, words
from .columns import ALL, counted, public_share
from .edge import findings_by_rule
from .settings import SETTINGS
from .targets import HEADLINE, Target, standing
from .uncertainty import Z, median_interval, wilson

TOLD: Mapping[str, Any] = MappingProxyType(yaml.safe_load(Path(__file__).with_name("insights.yaml").read_text("utf-8")))
_NO_TITLES: Mapping[str, str] = MappingProxyType({})
_NEAR = "consider", "warn", "stop"


@dataclass(frozen=True, slots=True)
class Insight:
    """`figures` are what the sentence was made of; `ids` the posts behind it; `source` a key of guidelines/sources.yaml."""

    key: str
    sentence: str
    figures: Mapping[str, Any]
    ids: tuple[str, ...]
    source: str
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What the insights look at: own posts, and those of them that show a class, in order of time."""

    own: pd.DataFrame
    told: pd.DataFrame
    targets: tuple[Target, ...]
    titles: Mapping[str, str]


def insights(frame: pd.DataFrame, targets: Iterable[Target] = (), titles: Mapping[str, str] = _NO_TITLES) -> tuple[Insight, ...]:
    """At most five insights, the weightiest first; none under the named number of posts. `titles`: of rules, by id."""
    own = frame[frame["own_words"]]
    if len(own) < SETTINGS.fewest_posts:
        return ()
    seen = _Seen(own, counted(own), tuple(targets), titles)
    found = [insight for look in _LOOKS for insight in look(seen)]
    return tuple(sorted(found, key=lambda insight: -insight.weight)[: TOLD["most"]])


def _say(key: str, ids: Iterable[str], strength: float, told: Mapping[str, Any] | None = None, **figures: Any) -> Insight:
    """An insight; `strength` (0-1) weighs how much it matters here, `told` holds figures as the sentence writes them."""
    data = TOLD[key]
    sentence = " ".join(data["text"].format(**{**figures, **(told or {})}).split())
    weight = round(data["weight"] * (0.6 + 0.4 * min(max(strength, 0.0), 1.0)), 4)
    return Insight(key, sentence[0].upper() + sentence[1:], MappingProxyType(figures), tuple(ids), data["source"], weight)


def _posts(number: int) -> str:
    return words.count(number, "opslag", "opslag")


def _streak_without_person(seen: _Seen) -> Iterator[Insight]:
    """The latest posts in a row with next to nothing of the person."""
    limits = TOLD["streak_without_person"]["limits"]
    dated = seen.told[seen.told["published"].notna()]
    with_person = np.flatnonzero((1 - public_share(dated)).to_numpy() >= limits["share"])
    run = len(dated) - 1 - with_person[-1] if len(with_person) else len(dated)
    if run < limits["posts"]:
        return
    key = "before" if len(with_person) else "never"
    day = words.day(dated["published"].iloc[with_person[-1]]) if len(with_person) else ""
    before = TOLD["streak_without_person"][key].format(day=day)
    yield _say("streak_without_person", dated["id"].iloc[-run:], run / 20, {"posts": _posts(run), "before": before}, posts=int(run))


def _outside_target(seen: _Seen) -> Iterator[Insight]:
    """The platform that is farthest from its target, where even the figure's uncertainty is outside."""
    certain = shares.headline(seen.own).set_index("platform")
    table = standing(seen.own, seen.targets)
    best: tuple[float, Any] | None = None
    for row in table[(table["name"] == HEADLINE) & table["place"].isin(["above", "below"])].itertuples():
        clear = certain.loc[row.platform, "low"] > row.high or certain.loc[row.platform, "high"] < row.low
        distance = max(row.low - row.share, row.share - row.high)
        if clear and distance >= TOLD["outside_target"]["limits"]["distance"] and (best is None or distance > best[0]):
            best = distance, row
    if best:
        distance, row = best
        ids = seen.told.loc[(seen.told["platform"] == row.platform) | (row.platform == ALL), "id"]
        figures = {name: getattr(row, name) for name in ("platform", "share", "low", "high", "posts")}
        yield _say("outside_target", ids, distance * 3, {"sentence": row.sentence}, **figures)


def _edge_moved(seen: _Seen) -> Iterator[Insight]:
    """The latest months against those before, counted back from the latest post."""
    data = TOLD["edge_moved"]
    dated = seen.own[seen.own["published"].notna()]
    if dated.empty:
        return
    age = (dated["published"].max() - dated["published"]).dt.days
    days = data["limits"]["days"]
    after, before = dated[age < days], dated[(age >= days) & (age < 2 * days)]
    if min(len(after), len(before)) < SETTINGS.fewest_posts:
        return
    moved = after["knife_edge"].mean() - before["knife_edge"].mean()
    reach = Z * float(np.hypot(after["knife_edge"].sem(), before["knife_edge"].sem()))
    if abs(moved) < data["limits"]["points"] or abs(moved) <= reach:
        return
    figures = {"after": float(after["knife_edge"].mean()), "before": float(before["knife_edge"].mean()), "days": days}
    told = {"direction": data["nearer" if moved > 0 else "farther"], "after": round(figures["after"]), "before": round(figures["before"])}
    yield _say("edge_moved", after["id"], abs(moved) / 40, told, **figures)


def _late_posts(seen: _Seen) -> Iterator[Insight]:
    """Whether posts of the night have alarms more often than others."""
    limits = TOLD["late_posts"]["limits"]
    timed = seen.own[seen.own["time_known"] & seen.own["published"].notna()]
    hour, alarm = timed["published"].dt.hour, timed[list(_NEAR)].sum(axis=1) > 0
    late = (hour >= limits["from"]) | (hour < limits["to"])
    counts = {"late": int((late & alarm).sum()), "late_posts": int(late.sum()), "other": int((~late & alarm).sum()), "other_posts": int((~late).sum())}
    if min(counts["late_posts"], counts["other_posts"]) < SETTINGS.fewest_posts:
        return
    low, _ = wilson(counts["late"], counts["late_posts"])
    _, high = wilson(counts["other"], counts["other_posts"])
    if low > high:
        yield _say("late_posts", timed.loc[late & alarm, "id"], float(low - high) * 2, limits, **counts)


def _share_of_posts(seen: _Seen, column: pd.Series, few: str, many: str) -> Iterator[Insight]:
    """What few or many posts have, where the interval is clear of the limit."""
    found, posts = int(column.sum()), len(column)
    low, high = map(float, wilson(found, posts))
    if high < TOLD[few]["limits"]["share"]:
        yield _say(few, seen.own.loc[column, "id"], 1 - high / TOLD[few]["limits"]["share"], {"posts": _posts(posts)}, found=found, posts=posts)
    elif low > TOLD[many]["limits"]["share"]:
        yield _say(many, seen.own.loc[column, "id"], low, {"posts": _posts(posts)}, found=found, posts=posts)


def _questions(seen: _Seen) -> Iterator[Insight]:
    yield from _share_of_posts(seen, seen.own["open_question"], "few_questions", "many_questions")


def _citizens(seen: _Seen) -> Iterator[Insight]:
    yield from _share_of_posts(seen, seen.own["citizen_words"] > 0, "few_citizens", "many_citizens")


def _platforms_differ(seen: _Seen) -> Iterator[Insight]:
    """The two platforms that are farthest apart, where the intervals stand clear."""
    table = shares.headline(seen.own)
    table = table[(table["platform"] != ALL) & (table["posts"] >= SETTINGS.fewest_posts)].sort_values("public")
    if len(table) < 2:
        return
    low, high = table.iloc[0], table.iloc[-1]
    apart = float(high["public"] - low["public"])
    if apart < TOLD["platforms_differ"]["limits"]["share"] or low["high"] >= high["low"]:
        return
    ids = seen.told.loc[seen.told["platform"].isin([low["platform"], high["platform"]]), "id"]
    told = {"low": words.platform(low["platform"]), "high": words.platform(high["platform"]),
            "low_share": words.percent(low["public"]), "high_share": words.percent(high["public"])}  # fmt: skip
    figures = {"low": low["platform"], "high": high["platform"], "low_share": float(low["public"]), "high_share": float(high["public"])}
    yield _say("platforms_differ", ids, apart, told, **figures)


def _frequent_rule(seen: _Seen) -> Iterator[Insight]:
    """The rule that most posts set off; nothing where several share the first place."""
    limits = TOLD["frequent_rule"]["limits"]
    table = findings_by_rule(seen.own, seen.titles).sort_values("posts", ascending=False, kind="stable")
    if table.empty or (len(table) > 1 and table["posts"].iloc[1] == table["posts"].iloc[0]):
        return
    top = table.iloc[0]
    if top["posts"] < limits["posts"] or top["share"] < limits["share"]:
        return
    behind = seen.own["rules"].str.split().map(lambda rules: top["rule"] in rules)
    figures = {"found": int(top["posts"]), "posts": len(seen.own), "rule": top["rule"], "title": top["title"]}
    yield _say("frequent_rule", seen.own.loc[behind, "id"], float(top["share"]), {"posts": _posts(len(seen.own))}, **figures)


def _person_engages(seen: _Seen) -> Iterator[Insight]:
    """Whether personal and private posts get more comments or likes, on the platform with most posts."""
    if seen.told.empty:
        return
    platform = seen.told["platform"].mode().iloc[0]
    here = seen.told[seen.told["platform"] == platform]
    person = here["dominant"].isin(["personal", "private"])
    for measure in ("comments", "likes"):
        known = here[measure].notna()
        one, other = (here.loc[known & chosen, measure].astype("float64") for chosen in (person, ~person))
        if min(len(one), len(other)) < SETTINGS.fewest_posts:
            continue
        (middle, low, _), (other_middle, _, high) = median_interval(one), median_interval(other)
        if low > high:
            told = {"platform": words.platform(platform), "measure": words.ENGAGEMENT[measure],
                    "person": words.decimal(middle, 0), "public": words.decimal(other_middle, 0)}  # fmt: skip
            figures = {"platform": platform, "measure": measure, "person": middle, "public": other_middle}
            yield _say("person_engages", here.loc[known & person, "id"], 0.5, told, **figures)
            return


_LOOKS: tuple[Callable[[_Seen], Iterator[Insight]], ...] = (
    _streak_without_person, _outside_target, _edge_moved, _late_posts, _questions, _citizens, _platforms_differ, _frequent_rule,
    _person_engages,
)  # fmt: skip
