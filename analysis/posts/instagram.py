"""Instagram's posts_1.json (and reels): the text is the single picture's title, or the title above a row of pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import dates
from .json_form import JsonForm
from .json_text import Element, JsonDocument
from .mending import from_latin_1, tidy
from .outcome import DELETED, NO_TEXT, Item, LeftOut
from .post import Fault, Post

NAME = "Instagram: dine opslag"


def has_media(element: Any) -> bool:
    """Whether an element is a post of Instagram's or Threads': media with a time or an address."""
    media = element.get("media") if isinstance(element, dict) else None
    return isinstance(media, list) and any(
        isinstance(part, dict) and ("creation_timestamp" in part or "uri" in part) for part in media
    )


def _list(document: JsonDocument) -> str | None:
    """The name of the list that holds the posts; None when there is none."""
    if any(map(has_media, document.sample)):
        return ""
    named = (key for key, elements in document.lists.items() if key.startswith("ig_") and "stories" not in key
             and (not elements or any(has_media(value) for _, value in elements)))  # fmt: skip
    return next(named, "media" if has_media({"media": [value for _, value in document.of("media")]}) else None)


def _recognises(document: JsonDocument) -> bool:
    return _list(document) is not None


def _items(document: JsonDocument, file: str) -> Iterator[Item]:
    name = _list(document)
    if name == "media":
        yield read_element((1, {**document.fields, "media": [value for _, value in document.of("media")]}), file, NAME, "instagram")
        return
    for element in document.of(name or ""):
        yield LeftOut(DELETED) if "deleted" in (name or "") else read_element(element, file, NAME, "instagram")


def read_element(numbered: Element, file: str, form: str, platform: str) -> Item:
    """A post from an element with media: its own title and time go before those of the first medium that has one."""
    line, element = numbered
    if not isinstance(element, dict):
        return Fault(file, line, "opslaget har ikke den form, som Instagram bruger")
    media = element.get("media")
    parts = [element, *(part for part in (media if isinstance(media, list) else []) if isinstance(part, dict))]
    titles = (from_latin_1(part.get("title")) for part in parts)
    text = next((title for title in titles if isinstance(title, str) and title.strip()), "")
    if not text:
        return LeftOut(NO_TEXT)
    published = next((moment for part in parts if (moment := dates.unix(part.get("creation_timestamp")))), None)
    return Post(tidy(text), line, platform=platform, published=published, form=form, file=file)


FORM = JsonForm(NAME, _recognises, _items, (("text", "title"), ("published", "creation_timestamp")))
