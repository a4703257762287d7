"""Invented archives: posts with a known review, straight into a frame."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from analysis.past.frame import posts_frame
from analysis.past.observing import Observation, dominant
from analysis.posts.post import Engagement, Post

START = datetime(2026, 1, 5, 9, 0)
"""A Monday."""


def observation(shares: tuple[float, float, float, float] = (0.7, 0.2, 0.1, 0.0), **changes: Any) -> Observation:
    kind = changes.pop("dominant", dominant(shares))
    quiet = Observation(*shares, kind, 0, 0, 0, 0, "", "", "", False, 0, 0, 120, 20)
    return quiet._replace(**changes)


def alarm(rule: str = "tone.vulgaert", severity: str = "warn", score: int = 60) -> dict[str, Any]:
    """What one alarm adds to an observation."""
    return {"rules": rule, "categories": rule.partition(".")[0], "severities": severity, severity: 1, "knife_edge": score}


def post(number: int = 0, text: str = "Et opslag.", published: date | str | None = "", **changes: Any) -> Post:
    """A post a day, numbered from the first Monday of 2026."""
    when = START + timedelta(days=number) if published == "" else published
    figures = {name: changes.pop(name) for name in ("likes", "comments", "shares", "views") if name in changes}
    return Post(text, number + 1, published=when, **{"id": f"p{number}", "platform": "facebook", "engagement": Engagement(**figures), **changes})


def archive(*rows: dict[str, Any]) -> pd.DataFrame:
    """A frame with a post a row; a row mixes fields of the post with those of its observation."""
    fields = set(Observation._fields)
    posts, kept = [], []
    for number, row in enumerate(rows):
        shares = row.get("balance", (0.7, 0.2, 0.1, 0.0))
        kept.append(observation(shares, **{name: value for name, value in row.items() if name in fields}))
        posts.append(post(number, **{name: value for name, value in row.items() if name not in fields and name != "balance"}))
    return posts_frame(posts, kept)


PROFESSIONAL, POLITICAL, PERSONAL, PRIVATE = (
    {"balance": shares} for shares in ((0.9, 0.1, 0.0, 0.0), (0.1, 0.9, 0.0, 0.0), (0.1, 0.1, 0.8, 0.0), (0.0, 0.1, 0.1, 0.8))
)
