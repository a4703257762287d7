"""Mastodon's outbox.json: an OrderedCollection of activities; texts are HTML.

Direct messages lie in the same file. Their text is never read in: only who an activity is addressed to is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import dates
from .html_text import text_of
from .json_form import JsonForm
from .json_text import JsonDocument
from .mending import tidy
from .outcome import DIRECT, NO_TEXT, REPLY, REPOST, Item, LeftOut
from .post import Fault, Post

NAME = "Mastodon: outbox.json"
_PUBLIC = frozenset(("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"))
_OWN = frozenset(("Note", "Question", "Article", "Page"))


def _recognises(document: JsonDocument) -> bool:
    return "orderedItems" in document.lists


def _items(document: JsonDocument, file: str) -> Iterator[Item]:
    for line, activity in document.of("orderedItems"):
        yield _item(activity, line, file) if isinstance(activity, dict) else _strange(file, line)


def _strange(file: str, line: int) -> Fault:
    return Fault(file, line, "opslaget har ikke den form, som Mastodon bruger")


def _item(activity: dict[str, Any], line: int, file: str) -> Item:
    note = activity.get("object")
    if activity.get("type") == "Announce":
        return LeftOut(REPOST)
    if activity.get("type") in _OWN:
        note = activity
    if not isinstance(note, dict) or not isinstance(note.get("content"), str):
        return _strange(file, line)
    audience = _audience(activity, note)
    if not audience:
        return LeftOut(DIRECT)
    if _answers_others(note):
        return LeftOut(REPLY)
    text = text_of(note["content"])
    return _post(note, activity, tidy(text), audience, line, file) if text.strip() else LeftOut(NO_TEXT)


def _audience(activity: dict[str, Any], note: dict[str, Any]) -> str:
    """`open` for all, `closed` for followers, empty for a message to those named."""
    addressed = {address for part in (activity, note) for key in ("to", "cc") for address in _addresses(part.get(key))}
    if addressed & _PUBLIC:
        return "open"
    return "closed" if any(address.rstrip("/").endswith("/followers") for address in addressed) else ""


def _addresses(value: Any) -> list[str]:
    return [address for address in (value if isinstance(value, list) else [value]) if isinstance(address, str)]


def _answers_others(note: dict[str, Any]) -> bool:
    """Whether a note answers another's; a thread's later parts answer the account itself."""
    answered, account = note.get("inReplyTo"), note.get("attributedTo")
    return bool(answered) and not (isinstance(account, str) and str(answered).startswith(account.rstrip("/") + "/"))


def _post(note: dict[str, Any], activity: dict[str, Any], text: str, audience: str, line: int, file: str) -> Post:
    account = note.get("attributedTo") or activity.get("actor")
    author = account.rstrip("/").rsplit("/", 1)[-1] if isinstance(account, str) else ""
    url = note.get("url") if isinstance(note.get("url"), str) else ""
    published = dates.parse(note.get("published") or activity.get("published"))
    return Post(
        text, line, str(note.get("id") or ""), platform="mastodon", audience=audience, published=published, author=author,
        url=url, form=NAME, file=file,
    )  # fmt: skip


FORM = JsonForm(NAME, _recognises, _items, (("text", "object.content"), ("published", "object.published")))
