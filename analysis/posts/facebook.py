"""Facebook's »Download your information« as JSON: your_posts…json. Every string is mended on its own (see `mending`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import dates
from .json_form import JsonForm
from .json_text import JsonDocument
from .mending import from_latin_1, tidy
from .outcome import DIRECT, NO_WORDS, Item, LeftOut
from .post import Fault, Post

NAME = "Facebook: dine opslag"


def _is_post(element: Any) -> bool:
    if not isinstance(element, dict) or "timestamp" not in element:
        return False
    return _is_written(element) or "attachments" in element or not {"title"} ^ (element.keys() - {"timestamp", "tags"})


def _is_written(element: Any) -> bool:
    """Whether an element's data have a place for a text."""
    data = element.get("data") if isinstance(element, dict) else None
    parts = data if isinstance(data, list) else []
    return any(isinstance(part, dict) and ("post" in part or "update_timestamp" in part) for part in parts)


def _list(document: JsonDocument) -> str | None:
    """The name of the list that holds the posts; None when there is none."""
    if any(map(_is_post, document.sample)):
        return ""
    return next((key for key in document.lists if key and any(_is_written(element) for _, element in document.of(key))), None)


def _recognises(document: JsonDocument) -> bool:
    return _list(document) is not None


def _items(document: JsonDocument, file: str) -> Iterator[Item]:
    for line, element in document.of(_list(document) or ""):
        if not isinstance(element, dict):
            yield Fault(file, line, "opslaget har ikke den form, som Facebook bruger")
            continue
        text = _text(from_latin_1(element.get("data")))
        if text.strip():
            published = dates.unix(element.get("timestamp"))
            yield Post(tidy(text), line, platform="facebook", published=published, form=NAME, file=file)
        else:
            yield LeftOut(NO_WORDS)


def _text(data: Any) -> str:
    """What the leader wrote: the `post` among the data, which may be missing, empty or hold an empty object."""
    parts = data if isinstance(data, list) else [data]
    texts = (part.get("post") for part in parts if isinstance(part, dict))
    return next((text for text in texts if isinstance(text, str) and text.strip()), "")


def _is_private(document: JsonDocument) -> bool:
    return "messages" in document.lists and "participants" in document.lists


def _private(document: JsonDocument, file: str) -> Iterator[Item]:
    yield from (LeftOut(DIRECT) for _ in document.of("messages"))


FORMS = (
    JsonForm("Meta: private beskeder", _is_private, _private),
    JsonForm(NAME, _recognises, _items, (("text", "data[].post"), ("published", "timestamp"))),
)
