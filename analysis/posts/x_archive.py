"""X's archive: `window.YTD.tweets.part0 = [ {"tweet": {…}} ]` in tweets.js, tweet.js and parts; long posts in note-tweet.js.

The files are JavaScript, read as JSON from the first `=` on and never run. `full_text` is HTML-escaped, a note's text not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from . import dates
from .counts import count
from .json_form import JsonForm
from .json_text import BrokenJson, JsonDocument
from .mending import tidy, unescaped
from .outcome import DELETED, DIRECT, NO_TEXT, REPLY, REPOST, Item, LeftOut
from .post import UNKNOWN, Engagement, Fault, Post

TWEETS = "X: arkiv (tweets.js)"
NOTES = "X: arkiv (note-tweet.js)"
_GLOBAL = re.compile(r"YTD\.(\w+)\.part\d+")
_REPOST = re.compile(r"RT @\w")


def _kind(document: JsonDocument) -> str:
    found = _GLOBAL.search(document.name)
    return found[1] if found else ""


def _holds(document: JsonDocument, key: str) -> bool:
    return any(isinstance(element, dict) and isinstance(element.get(key), dict) for element in document.sample)


def _is_tweets(document: JsonDocument) -> bool:
    kind = _kind(document)
    return kind in ("tweets", "tweet", "community_tweet", "deleted_tweets") or (not kind and _holds(document, "tweet"))


def _is_notes(document: JsonDocument) -> bool:
    return _kind(document) == "note_tweet" or (not _kind(document) and _holds(document, "noteTweet"))


def _is_private(document: JsonDocument) -> bool:
    return _kind(document).startswith("direct_message") or _holds(document, "dmConversation")


def _tweets(document: JsonDocument, file: str) -> Iterator[Item]:
    """The newest may come first, so what answers the account itself is known only at the end."""
    own: set[str] = set()
    found: list[tuple[Item, str]] = []
    broken = None
    try:
        found.extend(_told(document, file, own))
    except BrokenJson as error:
        broken = error
    yield from (
        LeftOut(REPLY) if answered and answered not in own and isinstance(item, Post) else item for item, answered in found
    )
    if broken:
        raise broken


def _told(document: JsonDocument, file: str, own: set[str]) -> Iterator[tuple[Item, str]]:
    """Each tweet with the id that it answers; `own` gets the ids of all."""
    deleted = _kind(document) == "deleted_tweets"
    for line, element in document.of(""):
        tweet = element.get("tweet", element) if isinstance(element, dict) else None
        if not isinstance(tweet, dict) or not isinstance(text := tweet.get("full_text", tweet.get("text")), str):
            yield Fault(file, line, "opslaget har ikke den form, som X bruger"), ""
            continue
        own.add(_id(tweet))
        reason = DELETED if deleted else _reason(tweet, text)
        yield LeftOut(reason) if reason else _post(tweet, text, line, file), _answered(tweet)


def _answered(tweet: dict[str, Any]) -> str:
    """The id of the post that a tweet answers, or something that is no id where only the account is told."""
    status = tweet.get("in_reply_to_status_id_str") or tweet.get("in_reply_to_status_id")
    return str(status or ("@" if tweet.get("in_reply_to_user_id_str") or tweet.get("in_reply_to_user_id") else ""))


def _reason(tweet: dict[str, Any], text: str) -> str:
    """Why a tweet has no words of one's own; empty when it has."""
    if _REPOST.match(text) or tweet.get("retweeted_status"):
        return REPOST
    return "" if text.strip() else NO_TEXT


def _id(tweet: dict[str, Any]) -> str:
    return str(tweet.get("id_str") or tweet.get("id") or "")


def _post(tweet: dict[str, Any], text: str, line: int, file: str) -> Post:
    likes, shares = count(tweet.get("favorite_count")), count(tweet.get("retweet_count"))
    engagement = UNKNOWN if likes is None and shares is None else Engagement(likes, None, shares)
    number = _id(tweet)
    url = f"https://x.com/i/web/status/{number}" if number else ""
    return Post(
        tidy(unescaped(text)), line, number, platform="x", published=dates.parse(tweet.get("created_at")), url=url,
        engagement=engagement, form=TWEETS, file=file,
    )  # fmt: skip


def _notes(document: JsonDocument, file: str) -> Iterator[Item]:
    for line, element in document.of(""):
        note = element.get("noteTweet", element) if isinstance(element, dict) else {}
        core = note.get("core") if isinstance(note, dict) else None
        text = core.get("text") if isinstance(core, dict) else None
        if not isinstance(text, str):
            yield Fault(file, line, "det lange opslag har ikke den form, som X bruger")
        elif text.strip():
            published = dates.parse(note.get("createdAt"))
            number = str(note.get("noteTweetId") or "")
            yield Post(tidy(text), line, number, platform="x", published=published, form=NOTES, file=file)
        else:
            yield LeftOut(NO_TEXT)


def _private(document: JsonDocument, file: str) -> Iterator[Item]:
    for _, element in document.of(""):
        conversation = element.get("dmConversation") if isinstance(element, dict) else None
        messages = conversation.get("messages") if isinstance(conversation, dict) else None
        yield from (LeftOut(DIRECT) for _ in messages or ())


FORMS = (
    JsonForm("X: private beskeder", _is_private, _private),
    JsonForm(TWEETS, _is_tweets, _tweets, (("text", "full_text"), ("published", "created_at"), ("id", "id_str"))),
    JsonForm(NOTES, _is_notes, _notes, (("text", "core.text"), ("published", "createdAt"), ("id", "noteTweetId"))),
)
