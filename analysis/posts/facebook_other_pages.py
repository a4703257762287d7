"""Facebook's posts_on_other_pages_and_profiles.json: labels and values, the labels in the account's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from . import dates
from .columns import plain
from .json_form import JsonForm
from .json_text import JsonDocument
from .mending import from_latin_1, tidy
from .outcome import NO_WORDS, Item, LeftOut
from .post import Fault, Post

NAME = "Facebook: opslag på andres sider"
_TEXT = frozenset(map(plain, ("Message", "Besked", "Meddelelse", "Post", "Opslag", "Text", "Tekst", "Content", "Indhold")))
_NOT_TEXT = frozenset(map(plain, (
    "Target", "Mål", "Modtager", "Name", "Navn", "Title", "Titel", "URL", "Link", "Place", "Sted", "Page", "Side", "Group",
    "Gruppe", "Author", "Forfatter", "Tags", "Privacy", "Privatliv", "Published", "Udgivet", "Profile", "Profil",
)))  # fmt: skip
_URL = re.compile(r"https?://\S+")


def _recognises(document: JsonDocument) -> bool:
    return any(isinstance(element, dict) and isinstance(element.get("label_values"), list) for element in document.sample)


def _items(document: JsonDocument, file: str) -> Iterator[Item]:
    for line, element in document.of(""):
        if not isinstance(element, dict):
            yield Fault(file, line, "opslaget har ikke den form, som Facebook bruger")
            continue
        pairs = _pairs(from_latin_1(element.get("label_values")))
        if text := _text(pairs):
            url = next((value for _, value in pairs if _URL.fullmatch(value)), "")
            published = dates.unix(element.get("timestamp"))
            yield Post(tidy(text), line, platform="facebook", published=published, url=url, form=NAME, file=file)
        else:
            yield LeftOut(NO_WORDS)


def _pairs(labelled: Any) -> list[tuple[str, str]]:
    parts = [part for part in labelled if isinstance(part, dict)] if isinstance(labelled, list) else []
    texts = [(plain(str(part.get("label", ""))), part.get("value")) for part in parts]
    return [(label, value) for label, value in texts if isinstance(value, str) and value.strip()]


def _text(pairs: list[tuple[str, str]]) -> str:
    """The value under a label for text; under labels in a language not known here the longest that has words."""
    if named := next((value for label, value in pairs if label in _TEXT), ""):
        return named
    unknown = [value for label, value in pairs if label not in _NOT_TEXT and " " in value and not _URL.fullmatch(value)]
    return max(unknown, key=len, default="")


FORM = JsonForm(NAME, _recognises, _items, (("text", "label_values: Message"), ("published", "timestamp")))
