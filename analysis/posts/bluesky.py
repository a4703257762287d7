"""Bluesky's posts, `app.bsky.feed.post`: from `listRecords` as JSON, and from a repository's blocks (see `car`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import dates
from .json_form import JsonForm
from .json_text import JsonDocument
from .mending import tidy
from .outcome import NO_TEXT, REPLY, REPOST, Item, LeftOut
from .post import Fault, Post

NAME = "Bluesky: listRecords"
POST = "app.bsky.feed.post"
_REPOST = "app.bsky.feed.repost"


def item(record: Any, did: str, key: str, line: int, file: str, form: str) -> Item | None:
    """What one record is; None for what is neither a post nor a repost (a like, a follow, a profile)."""
    kind = record.get("$type") if isinstance(record, dict) else None
    if kind == _REPOST:
        return LeftOut(REPOST)
    if kind != POST:
        return None
    if _answers_others(record, did):
        return LeftOut(REPLY)
    text = record.get("text")
    if not isinstance(text, str):
        return Fault(file, line, "opslaget har ingen tekst")
    if not text.strip():
        return LeftOut(NO_TEXT)
    url = f"https://bsky.app/profile/{did}/post/{key}" if did and key else ""
    return Post(
        tidy(text), line, f"at://{did}/{POST}/{key}" if key else "", platform="bluesky",
        published=dates.parse(record.get("createdAt")), author=did, url=url, form=form, file=file,
    )  # fmt: skip


def _answers_others(record: dict[str, Any], did: str) -> bool:
    """Whether a post answers another's; a thread's later parts answer the account itself."""
    reply = record.get("reply")
    parent = reply.get("parent") if isinstance(reply, dict) else None
    address = str(parent.get("uri", "")) if isinstance(parent, dict) else ""
    return bool(reply) and not (did and address.startswith(f"at://{did}/"))


def _recognises(document: JsonDocument) -> bool:
    if "records" in document.lists:
        return any(isinstance(value, dict) and "value" in value for _, value in document.of("records")) or not document.of("records")
    return any(isinstance(element, dict) and str(element.get("uri", "")).startswith("at://") for element in document.sample)


def _items(document: JsonDocument, file: str) -> Iterator[Item]:
    for line, entry in document.of("records", ""):
        if not isinstance(entry, dict) or not isinstance(entry.get("value"), dict):
            yield Fault(file, line, "opslaget har ikke den form, som Bluesky bruger")
            continue
        parts = str(entry.get("uri", "")).removeprefix("at://").split("/")
        did, key = (parts[0], parts[-1]) if len(parts) == 3 else ("", "")
        if found := item(entry["value"], did, key, line, file, NAME):
            yield found


FORM = JsonForm(NAME, _recognises, _items, (("text", "value.text"), ("published", "value.createdAt")))
