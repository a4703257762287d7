"""X's statistics as CSV, the new and the old form."""

from __future__ import annotations

import re

from .outcome import REPLY, REPOST
from .table_form import TableForm, marks

_REPOST = re.compile(r"RT @\w")
_REPLY = re.compile(r"@\w{1,15}\b")
_ID = re.compile(r"/status(?:es)?/(\d+)")


def not_own(text: str) -> str:
    """Why a text is not the account's own post, told from how it begins; empty when it is."""
    if _REPOST.match(text):
        return REPOST
    return REPLY if _REPLY.match(text) else ""


NEW = TableForm(
    "X: statistik", marks("Post text + Post id", "Post text + Post Link", "Post text + Impressions", "Post text + Bookmarks"),
    platform="x", american=True, own_ids=True, id_in_url=_ID, leave_out=not_own,
    first={"text": ("Post text",), "url": ("Post Link",), "published": ("Date",), "shares": ("Reposts",),
           "comments": ("Replies",), "views": ("Impressions",)},
)  # fmt: skip
OLD = TableForm(
    "X: statistik (ældre)", marks("Tweet text"), platform="x", own_ids=True, id_in_url=_ID, leave_out=not_own,
    first={"text": ("Tweet text",), "url": ("Tweet permalink",), "published": ("time",), "shares": ("retweets",),
           "comments": ("replies",), "views": ("impressions",)},
)  # fmt: skip
