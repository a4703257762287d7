"""What every row of the comparison of model families learns from and answers: a split of the corpus by writers."""

from __future__ import annotations

import pickle
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np

from .corpus import LabelledPost
from .figures import Judged, macro_micro, separation
from .understanding import writer_groups

Kept = TypeVar("Kept")
GROUPS, HELD = 12, 2
"""The writers are dealt into so many groups; the first so many are held out, and the next one tells when to stop."""


@dataclass(frozen=True, eq=False)
class Split:
    """Posts, and which are `held` out for judging or set apart on `trial` to tell a network when to stop; masks of posts."""

    posts: Sequence[LabelledPost]
    held: np.ndarray
    trial: np.ndarray
    folder: Path
    """Data that is not part of Kasket."""

    @cached_property
    def targets(self) -> np.ndarray:
        return np.array([post.targets for post in self.posts], dtype=float)

    @cached_property
    def texts(self) -> list[str]:
        """The posts with their setting before them as three words, so that a model of text knows what the shipped one knows."""
        return [setting_words(post) + post.text for post in self.posts]

    @property
    def learned(self) -> np.ndarray:
        return ~self.held

    def judged(self, mask: np.ndarray, scores: np.ndarray) -> Judged:
        return Judged([self.posts[number] for number in np.flatnonzero(mask)], self.targets[mask], scores)


@dataclass(frozen=True)
class Answer:
    """What a model says of the held-out posts (posts, outputs), the CPU seconds its training took, and its size in MB."""

    scores: np.ndarray
    seconds: float
    megabytes: float


def split(posts: Sequence[LabelledPost], folder: Path) -> Split:
    """The first groups of writers held out, the next one on trial."""
    writers = np.array([post.writer for post in posts])
    groups = writer_groups(writers, GROUPS)
    held = [name for group in groups[:HELD] for name in group]
    return Split(posts, np.isin(writers, held), np.isin(writers, groups[HELD]), folder)


def setting_words(post: LabelledPost) -> str:
    return " ".join(word.replace("-", "") for word in (post.setting.role, post.setting.platform, post.setting.audience)) + "\n"


def megabytes(*weights: object) -> float:
    """Size when packed as the shipped file is: floats in half precision, compressed."""
    return len(zlib.compress(pickle.dumps([_half(part) for part in weights]), 1)) / 1e6


def _half(part: object) -> object:
    return part.astype(np.float16) if isinstance(part, np.ndarray) and part.dtype.kind == "f" else part


def quality(judged: Judged) -> float:
    """What tells a network when to stop: the mean of macro-F1 and AUC."""
    return (macro_micro(judged)[0] + separation(judged)["AUC"]) / 2


def best_of(epoch: Callable[[], None], score: Callable[[], float], snapshot: Callable[[], Kept], epochs: int, seconds: float, patience: int = 2) -> Kept:
    """Run epochs until they are over, or the CPU seconds, or no better score in so many; the snapshot of the best."""
    start, best, kept, worse = time.process_time(), -np.inf, None, 0
    for number in range(epochs):
        epoch()
        found = score()
        print(f"  {number + 1}: {found:.3f} {time.process_time() - start:.0f} s", flush=True)
        worse = 0 if found > best else worse + 1
        if found > best:
            best, kept = found, snapshot()
        if worse >= patience or time.process_time() - start > seconds:
            break
    return kept


