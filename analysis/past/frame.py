"""Posts and what is kept of their reviews as one frame; the columns are in columns.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from ..model import Review
from ..posts.post import Fault, Post
from .columns import COLUMNS, ENGAGEMENT, UNKNOWN_PLATFORM, ZONE, empty
from .observing import Observation, observation

_LOCAL = ZoneInfo(ZONE)


def posts_frame(posts: Iterable[Post], reviews: Iterable[Observation | Review | Fault]) -> pd.DataFrame:
    """One row a post in order of time, undated last; posts whose review is a fault, or that have none, are left out."""
    pairs = [
        (post, observation(review) if isinstance(review, Review) else review)
        for post, review in zip(posts, reviews, strict=False)
        if not isinstance(review, Fault)
    ]
    if not pairs:
        return empty()
    data = {**_of_posts([post for post, _ in pairs]), **_of_reviews([review for _, review in pairs])}
    data |= {"own_words": [True] * len(pairs), "correction": [""] * len(pairs)}
    frame = pd.DataFrame({name: pd.Series(data.pop(name), dtype=dtype) for name, dtype in COLUMNS.items()}, copy=False)
    return frame.sort_values("published", kind="stable", ignore_index=True)


def _of_posts(posts: list[Post]) -> dict[str, Any]:
    figures = {name: [_whole(getattr(post.engagement, name)) for post in posts] for name in ENGAGEMENT}
    return {
        "id": _distinct(posts),
        "published": pd.to_datetime([moment(post.published) for post in posts], utc=True).as_unit("us").tz_convert(ZONE),
        "time_known": [isinstance(post.published, datetime) for post in posts],
        "platform": [post.platform or UNKNOWN_PLATFORM for post in posts],
        "author": [_storable(post.author) for post in posts],
        "text": [post.text for post in posts],
        **figures,
    }


def _of_reviews(kept: list[Observation]) -> dict[str, Any]:
    return dict(zip(Observation._fields, zip(*kept, strict=True), strict=True))


def moment(published: date | None) -> datetime | None:
    """The instant (UTC) of a post; a time without a zone, and a bare day's midnight, are Copenhagen's. None: not known."""
    if published is None:
        return None
    if not isinstance(published, datetime):
        published = datetime(published.year, published.month, published.day)
    try:
        return (published if published.tzinfo else published.replace(tzinfo=_LOCAL)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _distinct(posts: list[Post]) -> list[str]:
    """The posts' own ids, told apart where they are missing or shared."""
    met: Counter[str] = Counter()
    names = []
    for post in posts:
        name = _storable(post.id) or f"{_storable(post.file) or 'opslag'}:{post.line}"
        met[name] += 1
        names.append(name if met[name] == 1 else f"{name} ({met[name]})")
    return names


def _whole(figure: Any) -> Any:
    """A count, or NA for what is none."""
    return pd.NA if figure is None or figure != figure else int(figure)


def _storable(text: str) -> str:
    """A text without lone surrogates, which no file can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
