"""The columns of the frame of past posts: one row a post, in the order of `published`.

`published` is local time in Copenhagen; where an export knows the day only, the time is midnight and `time_known` is
False. `dominant` is a balance class or UNSURE. `rules`, `categories` and `severities` name the alarms of a post, one word
a place, separated by spaces and in the same order. Engagement is NA where the export does not say.
"""

from __future__ import annotations

from types import MappingProxyType

import pandas as pd

from ..model import BALANCE_CLASSES

ZONE = "Europe/Copenhagen"
UNSURE = "unsure"
"""The dominant class of a post that shows none: »ved ikke«."""
UNKNOWN_PLATFORM = "unknown"
ALL = "all"
"""The name of all platforms together."""
DOMINANT = (*BALANCE_CLASSES, UNSURE)
ENGAGEMENT = ("likes", "comments", "shares", "views")
PUBLIC_PART = ("professional", "political")
"""The classes of the headline; the other two are the person."""

COLUMNS = MappingProxyType({
    "id": "object", "published": f"datetime64[us, {ZONE}]", "time_known": "bool", "platform": "str", "author": "object",
    "text": "object", "professional": "float64", "political": "float64", "personal": "float64", "private": "float64",
    "dominant": "str", "knife_edge": "int64", "stop": "int64", "warn": "int64", "consider": "int64",
    "rules": "str", "categories": "str", "severities": "str", "open_question": "bool", "citizen_words": "int64",
    "emoji": "int64", "characters": "int64", "words": "int64",
    "likes": "Int64", "comments": "Int64", "shares": "Int64", "views": "Int64",
    "own_words": "bool", "correction": "object",
})  # fmt: skip
"""Every column with its dtype. Texts are the very strings of the posts, so that each is held once."""


def empty() -> pd.DataFrame:
    """A frame of no posts."""
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in COLUMNS.items()})


def counted(frame: pd.DataFrame) -> pd.DataFrame:
    """The posts that tell who the leader is: own words, with a class."""
    return frame[frame["own_words"] & (frame["dominant"] != UNSURE)]


def public_share(frame: pd.DataFrame) -> pd.Series:
    """How professional and political each post is (0-1); the rest is the person."""
    return frame[list(PUBLIC_PART)].sum(axis=1)
