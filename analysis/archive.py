"""Many posts: reviewed in this process or in several, in input order.

What is kept of each review is the caller's choice, and is worked out where the review is made, so that a worker sends
back no more than that.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date, datetime
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from .model import PLATFORMS, Review, Setting
from .posts.post import Fault, Post
from .review import Reviewer
from .serialise import review_json

_CHUNK = 200
_WAITING = 3
"""Chunks that lie ready for each worker."""
Row = dict[str, Any] | Fault
Kept = TypeVar("Kept")
Keep = Callable[[Post, Review], Kept]
"""What is kept of a review."""


def audit(posts: Iterable[Post | Fault], guidelines: Path, defaults: Setting, workers: int = 1) -> Iterator[Row]:
    """A review in JSON form per post, with the post's own fields beside it; faults pass through."""
    return observe(posts, guidelines, defaults, _as_json, workers)


def observe(
    posts: Iterable[Post | Fault],
    guidelines: Path | Reviewer,
    defaults: Setting,
    keeper: Callable[[Reviewer], Keep[Kept]],
    workers: int = 1,
) -> Iterator[Kept | Fault]:
    """What `keeper` keeps of each review, in input order; faults pass through. Stop early by closing the iterator.

    `keeper` is made once a process with its reviewer, and must be a function that other processes can import.
    A Reviewer in place of a directory is used as it is, in this process.
    """
    if workers > 1 and not isinstance(guidelines, Reviewer):
        yield from _in_processes(posts, partial(_observe_all, guidelines=guidelines, defaults=defaults, keeper=keeper), workers)
        return
    reviewer = guidelines if isinstance(guidelines, Reviewer) else Reviewer.load(guidelines)
    keep = keeper(reviewer)
    for post in posts:
        yield _observe(post, reviewer, defaults, keep)


def _in_processes(posts: Iterable[Post | Fault], work: Callable[[list[Post | Fault]], list[Any]], workers: int) -> Iterator[Any]:
    """The rows of every chunk, in order; few chunks wait, and closing the iterator drops them."""
    alone = threading.active_count() == 1
    pool = ProcessPoolExecutor(workers, mp_context=None if alone else get_context("spawn"))  # to fork among threads may hang
    waiting: deque[Future] = deque()
    try:
        for chunk in _chunks(posts):
            waiting.append(pool.submit(work, chunk))
            if len(waiting) >= _WAITING * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _chunks(posts: Iterable[Post | Fault]) -> Iterator[list[Post | Fault]]:
    remaining = iter(posts)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


_LOADED: dict[tuple[Path, Callable], tuple[Reviewer, Keep]] = {}
"""The reviewer of a worker process and what it keeps, made once."""


def _observe_all(posts: list[Post | Fault], guidelines: Path, defaults: Setting, keeper: Callable[[Reviewer], Keep]) -> list:
    if (guidelines, keeper) not in _LOADED:
        reviewer = Reviewer.load(guidelines)
        _LOADED[guidelines, keeper] = reviewer, keeper(reviewer)
    reviewer, keep = _LOADED[guidelines, keeper]
    return [_observe(post, reviewer, defaults, keep) for post in posts]


def _observe(post: Post | Fault, reviewer: Reviewer, defaults: Setting, keep: Keep[Kept]) -> Kept | Fault:
    if isinstance(post, Fault):
        return post
    try:
        return keep(post, reviewer.review(post.text, setting_of(post, defaults)))
    except ValueError as error:
        return Fault(post.file, post.line, str(error))


def setting_of(post: Post, defaults: Setting) -> Setting:
    """Who says a past post, where and to whom; the defaults where the export does not tell."""
    platform = post.platform if post.platform in PLATFORMS else defaults.platform
    return Setting(post.role or defaults.role, platform, post.audience or defaults.audience, _day(post), defaults.organisation)


def _as_json(_: Reviewer) -> Keep[dict[str, Any]]:
    return _review_and_post


def _review_and_post(post: Post, review: Review) -> dict[str, Any]:
    platform = post.platform or review.setting.platform
    about = {"text": post.text, "published": post.published_iso, "platform": platform, "author": post.author}
    return {**review_json(review, post.id), "post": about}


def _day(post: Post) -> date | None:
    """The day a post was published, so that a rule that holds for a period is asked of posts of that period only."""
    return post.published.date() if isinstance(post.published, datetime) else post.published
