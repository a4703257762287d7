"""LinkedIn's archive: Shares.csv. Newer archives quote each line of a text once more; that is taken back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .outcome import NO_WORDS
from .table_form import TableForm, marks

ID_IN_URL = re.compile(r"(?:share|activity|ugcPost)(?::|%3A)(\d+)", re.IGNORECASE)
_QUOTED_END = re.compile('"\r?\n"|"\r"')
_ODD_QUOTES = re.compile('(?<!")"(?:"")*(?!")')


def unquoted(texts: Sequence[str]) -> list[str]:
    """Texts where a line end reads `"⏎"` and a quotation mark `""`, as written; others as they are.

    The whole file is quoted so or none of it: every line end has its marks, and the rest come in pairs.
    """
    marked = [text for text in texts if '"' in text or "\n" in text or "\r" in text]
    if not marked or not all(map(_is_doubled, marked)):
        return list(texts)
    return ["" if text == '""' else _QUOTED_END.sub("\n", text).replace('""', '"') for text in texts]


def _is_doubled(text: str) -> bool:
    rest = _QUOTED_END.sub("", text)
    return "\n" not in rest and "\r" not in rest and not _ODD_QUOTES.search(rest)


FORM = TableForm(
    "LinkedIn: delinger (Shares.csv)", marks("ShareCommentary", "ShareLink + Date", "ShareLink + SharedUrl"),
    platform="linkedin", own_ids=True, id_in_url=ID_IN_URL, empty=NO_WORDS, mend=unquoted,
    first={"text": ("ShareCommentary",), "url": ("ShareLink",), "published": ("Date",)},
)  # fmt: skip
