"""LinkedIn's statistics of a page: an .xls whose sheet of all posts has the text under »Post title«."""

from __future__ import annotations

from .linkedin_shares import ID_IN_URL
from .outcome import NO_WORDS
from .table_form import TableForm, marks

FORM = TableForm(
    "LinkedIn: sidens opslag",
    marks("Post title + Post link", "Post title + Created date", "Post title + Post type", "Post title + Impressions"),
    platform="linkedin", american=True, confirmed=False, own_ids=True, id_in_url=ID_IN_URL, empty=NO_WORDS,
    first={"text": ("Post title",), "url": ("Post link",), "published": ("Created date",), "author": ("Posted by",),
           "likes": ("Likes",), "shares": ("Reposts",), "views": ("Impressions",)},
)  # fmt: skip
