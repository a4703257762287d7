"""Many posts: reviewed in this process or in several, in input order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from .model import PLATFORMS, Setting
from .posts.post import Fault, Post
from .review import Reviewer
from .serialise import review_json

_CHUNK = 200
Row = dict[str, Any] | Fault


def audit(posts: Iterable[Post | Fault], guidelines: Path, defaults: Setting, workers: int = 1) -> Iterator[Row]:
    """A review in JSON form per post, with the post's own fields beside it; faults pass through."""
    work = partial(_review_all, guidelines=guidelines, defaults=defaults)
    if workers <= 1:
        reviewer = Reviewer.load(guidelines)
        yield from (_review(post, reviewer, defaults) for post in posts)
        return
    with ProcessPoolExecutor(workers) as pool:
        for rows in pool.map(work, _chunks(posts)):
            yield from rows


def _chunks(posts: Iterable[Post | Fault]) -> Iterator[list[Post | Fault]]:
    remaining = iter(posts)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


_LOADED: dict[Path, Reviewer] = {}
"""The reviewer of a worker process, made once."""


def _review_all(posts: list[Post | Fault], guidelines: Path, defaults: Setting) -> list[Row]:
    if guidelines not in _LOADED:
        _LOADED[guidelines] = Reviewer.load(guidelines)
    return [_review(post, _LOADED[guidelines], defaults) for post in posts]


def _review(post: Post | Fault, reviewer: Reviewer, defaults: Setting) -> Row:
    if isinstance(post, Fault):
        return post
    platform = post.platform if post.platform in PLATFORMS else defaults.platform
    try:
        setting = Setting(post.role or defaults.role, platform, post.audience or defaults.audience, _day(post), defaults.organisation)
        review = reviewer.review(post.text, setting)
    except ValueError as error:
        return Fault(post.file, post.line, str(error))
    about = {
        "text": post.text, "published": post.published_iso, "platform": post.platform or platform, "author": post.author,
    }  # fmt: skip
    return {**review_json(review, post.id), "post": about}


def _day(post: Post) -> date | None:
    """The day a post was published, so that a rule that holds for a period is asked of posts of that period only."""
    return post.published.date() if isinstance(post.published, datetime) else post.published
