"""Threads' threads_and_replies.json: Instagram's form under a name of its own, without ids and addresses."""

from __future__ import annotations

from collections.abc import Iterator

from .instagram import read_element
from .json_form import JsonForm
from .json_text import JsonDocument
from .outcome import Item

NAME = "Threads: dine opslag"
_LIST = "text_post_app_text_posts"


def _recognises(document: JsonDocument) -> bool:
    return _LIST in document.lists


def _items(document: JsonDocument, file: str) -> Iterator[Item]:
    return (read_element(element, file, NAME, "threads") for element in document.of(_LIST))


FORM = JsonForm(NAME, _recognises, _items, (("text", "media[].title"), ("published", "creation_timestamp")))
