"""LinkedIn's archive: Comments.csv, with quotation marks written as \\" (which the CSV reader takes back)."""

from __future__ import annotations

from .table_form import TableForm, marks

FORM = TableForm(
    "LinkedIn: kommentarer (Comments.csv)", marks("Date + Link + Message"), platform="linkedin",
    first={"text": ("Message",), "url": ("Link",), "published": ("Date",)},
)  # fmt: skip
"""The link is to the post commented on, so it is no id of the comment."""
