"""Tables of private messages: they lie in the platforms' archives, and no text of them is ever read in."""

from __future__ import annotations

from .table_form import TableForm, marks

FORM = TableForm(
    "Private beskeder", marks("From + To", "Conversation ID", "Fra + Til", "Sender + Recipient", "Afsender + Modtager"),
    private=True,
)  # fmt: skip
