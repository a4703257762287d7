"""Meta Business Suite's CSV: Facebook has the text under Title, Instagram under Description.

The English names are Meta's own. No source gives the Danish ones: those here are guesses, and a file with others is
known by its period, the word `Lifetime`, and read by its content.
"""

from __future__ import annotations

from .outcome import NO_TEXT
from .table_form import TableForm, marks

FACEBOOK = TableForm(
    "Meta Business Suite: Facebook",
    marks("Page ID", "Page name + Publish time", "Is share + Publish time", "Title + Publish time", "Caption type + Permalink",
          "Side-id", "Sidenavn + Permalink", "Sidenavn + Udgivelsestidspunkt", "Er deling"),
    platform="facebook", american=True, own_ids=True, empty=NO_TEXT,
    first={"text": ("Title", "Titel"), "text otherwise": ("Description", "Beskrivelse"), "likes": ("Reactions", "Reaktioner")},
)  # fmt: skip
INSTAGRAM = TableForm(
    "Meta Business Suite: Instagram",
    marks("Account username", "Account ID", "Description + Publish time", "Konto-id", "Kontoens brugernavn", "Kontobrugernavn"),
    platform="instagram", american=True, own_ids=True, empty=NO_TEXT,
    first={"text": ("Description", "Beskrivelse"), "text otherwise": ("Title", "Titel")},
)  # fmt: skip
OTHER = TableForm(
    "Meta Business Suite", cells=frozenset(("Lifetime", "Livstid", "Levetid", "Hele levetiden")), american=True, own_ids=True
)  # fmt: skip
