"""A past post, and a row that could not be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..model import AUDIENCES, PLATFORMS, ROLES
from . import dates

READ_PLATFORMS = (*PLATFORMS, "threads", "mastodon", "bluesky")
"""Where a past post may come from; rules know fewer."""
_PLATFORM_NAMES = {
    "fb": "facebook", "meta": "facebook", "ig": "instagram", "insta": "instagram", "twitter": "x", "x (twitter)": "x",
    "x/twitter": "x", "twitter/x": "x", "twitter (x)": "x", "x.com": "x", "linked in": "linkedin", "li": "linkedin",
    "bsky": "bluesky", "blue sky": "bluesky",
}  # fmt: skip
_HOST = re.compile(
    r"https?://(?:[\w-]+\.)*(?:(?P<facebook>facebook\.com|fb\.com|fb\.watch)|(?P<instagram>instagram\.com)|(?P<linkedin>linkedin\.com"
    r"|lnkd\.in)|(?P<x>x\.com|twitter\.com)|(?P<threads>threads\.(?:net|com))|(?P<bluesky>bsky\.app))(?:[/?#]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Engagement:
    """What others did with a post, in whole numbers; None where the export does not say."""

    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    views: int | None = None


UNKNOWN = Engagement()


@dataclass(frozen=True, slots=True)
class Post:
    """A text with what its export says about it; an empty field was not given.

    `line` counts from 1 in `file`; in a workbook it is the row. `published` is a datetime, with its time zone where
    the file names one, and a bare date where the file knows no time. `id` is the platform's own where `form` has one.
    """

    text: str
    line: int
    id: str = ""
    role: str = ""
    platform: str = ""
    audience: str = ""
    published: date | None = None
    author: str = ""
    url: str = ""
    engagement: Engagement = UNKNOWN
    form: str = ""
    file: str = ""

    @property
    def published_iso(self) -> str:
        """ISO 8601; empty when not known."""
        return self.published.isoformat() if self.published else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row or a whole file (line 0) that could not be read, in one Danish line."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


def platform_named(name: str) -> str:
    """The platform that a person's name for it means; empty for one not known."""
    value = name.strip().lower()
    value = _PLATFORM_NAMES.get(value, value)
    return value if value in READ_PLATFORMS else ""


def platform_at(url: str) -> str:
    """The platform whose address a URL has; empty for another's."""
    found = _HOST.match(url)
    return found.lastgroup or "" if found else ""


_KNOWN = {"role": ROLES, "platform": READ_PLATFORMS, "audience": AUDIENCES}


def from_fields(fields: Mapping[str, Any], file: str, line: int, form: str = "") -> Post | Fault:
    """A post from named fields; a fault for one without text or with an unknown role, platform or audience."""
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        return Fault(file, line, "rækken har ingen tekst")
    named = {name: str(fields.get(name) or "").strip().lower() for name in _KNOWN}
    named["platform"] = platform_named(named["platform"]) or named["platform"]
    for name, known in _KNOWN.items():
        if named[name] and named[name] not in known:
            return Fault(file, line, f"»{named[name][:40]}« er ikke {name}; vælg mellem {', '.join(known)}")
    kept = {name: str(fields.get(name) or "").strip() for name in ("id", "author", "url")}
    published = dates.parse(fields.get("published"))
    return Post(text, line, **named, **kept, published=published, form=form, file=file)
