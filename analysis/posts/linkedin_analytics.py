"""LinkedIn's personal statistics: an .xlsx of addresses and figures, without texts; joined to Shares.csv by the id."""

from __future__ import annotations

from .linkedin_shares import ID_IN_URL
from .table_form import TableForm, marks

FORM = TableForm(
    "LinkedIn: personlig statistik", marks("Post URL + Post publish date", "Post URL + Engagements", "Post URL + Impressions"),
    platform="linkedin", american=True, id_in_url=ID_IN_URL, figures_only=True,
)  # fmt: skip
