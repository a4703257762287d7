"""From posts to the frame, through reviews that are never kept: with progress, and with what is done when stopped."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .. import archive
from ..model import Setting
from ..posts.post import Fault, Post
from ..review import Reviewer
from .frame import posts_frame
from .observing import Observation, keeper

_WORTH_PROCESSES = 10_000
"""Posts from which several processes are faster than one, each having to load the guidelines and the model (10-30 s)."""
_STEP = 50
_STOPPED = "gennemgangen stoppede, fordi en af processerne døde; det, der var færdigt, er med"


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """The frame of the first `done` of `total` posts, and the posts that could not be reviewed."""

    frame: pd.DataFrame
    faults: tuple[Fault, ...]
    done: int
    total: int

    @property
    def complete(self) -> bool:
        return self.done == self.total


def gather(
    posts: Sequence[Post],
    guidelines: Path | Reviewer,
    defaults: Setting,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Gathered:
    """Review posts into a frame. `progress(done, total)` is told every 50 posts; stops, with what is done, once `cancelled`.

    `workers` above 1 needs the guidelines' directory rather than a Reviewer.
    """
    kept: list[Observation | Fault] = []
    faults: list[Fault] = []
    try:
        with closing(archive.observe(posts, guidelines, defaults, keeper, workers)) as observed:
            for seen in observed:
                kept.append(seen)
                if len(kept) % _STEP == 0:
                    if progress:
                        progress(len(kept), len(posts))
                    if cancelled():
                        break
    except BrokenProcessPool:
        faults.append(Fault("", 0, _STOPPED))
    if progress:
        progress(len(kept), len(posts))
    faults += [seen for seen in kept if isinstance(seen, Fault)]
    return Gathered(posts_frame(posts, kept), tuple(faults), len(kept), len(posts))


def sensible_workers(posts: int) -> int:
    """How many processes are worth starting for so many posts on this machine."""
    return min(os.cpu_count() or 1, 8) if posts >= _WORTH_PROCESSES else 1


def rule_titles(reviewer: Reviewer) -> dict[str, str]:
    """The titles of the rules, by id, as summaries and insights write them."""
    return {rule.id: rule.title for rule in reviewer.guidelines.all_rules()}
