"""A review of many posts in a thread of its own, so that the page stays usable: how far it is, and a way to stop it."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from analysis.model import Setting
from analysis.past.gathering import Gathered, gather
from analysis.posts import Post
from analysis.review import Reviewer

_UNSEEN = 600
"""Seconds after which a job that no page looks at stops: the window is closed."""


class Job:
    """Begun when made. `result` is what was reached when it was done or stopped; `failed` says in Danish why there is none."""

    def __init__(self, posts: Sequence[Post], reviewer: Reviewer, setting: Setting) -> None:
        self.done, self.total = 0, len(posts)
        self.result: Gathered | None = None
        self.failed = ""
        self._stop = threading.Event()
        self._seen = time.monotonic()
        self._thread = threading.Thread(target=self._run, args=(posts, reviewer, setting), daemon=True)
        self._thread.start()

    @property
    def finished(self) -> bool:
        return not self._thread.is_alive()

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    def cancel(self) -> None:
        """Stop soon, with what is done."""
        self._stop.set()

    def look(self) -> float:
        """How far it is (0-1), and that somebody still wants to know."""
        self._seen = time.monotonic()
        return min(self.done / max(self.total, 1), 1.0)

    def wait(self, seconds: float) -> None:
        """A short archive is done before a page has shown that it is being worked on."""
        self._thread.join(seconds)

    def _run(self, posts: Sequence[Post], reviewer: Reviewer, setting: Setting) -> None:
        try:
            self.result = gather(posts, reviewer, setting, progress=self._note, cancelled=self._is_unwanted)
        except Exception as error:  # whatever happens, the page must say so and keep the posts
            self.failed = f"Gennemgangen gik i stå ({type(error).__name__}). Dine opslag er her stadig; prøv igen."

    def _note(self, done: int, total: int) -> None:
        self.done = done

    def _is_unwanted(self) -> bool:
        return self._stop.is_set() or time.monotonic() - self._seen > _UNSEEN
