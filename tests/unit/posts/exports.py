"""Small export files of every form, made from three invented posts as the platforms write them."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import openpyxl
import xlwt

from analysis import posts
from analysis.posts import Archive, Interpretation, NamedBytes

DID = "did:plc:opdigtet"


class Said(NamedTuple):
    """A post that a leader might have written."""

    moment: datetime
    text: str
    number: int


POSTS = (
    Said(datetime(2026, 5, 1, 10, 0), 'Tak til Åses hold på Ærø 🎉\n\nHun sagde: "Nu går det løs – på ørnens vinger". Se https://eksempel.dk/æøå', 8101),
    Said(datetime(2026, 5, 3, 8, 15, 30), 'Ud i regnen; kaffen er varm ☕️, og "roen" er dyb.', 8102),
    Said(datetime(2026, 5, 4, 19, 42, 7), "Budgettet er 3,5 % mindre, siger de & os: 1) løn 2) pauser <3", 8103),
)
TEXTS = [post.text for post in POSTS]
MOMENTS = [post.moment for post in POSTS]


def read(*files: bytes | tuple[str, bytes], how: Interpretation | None = None) -> Archive:
    """Reads files that lie in memory, under names that say nothing."""
    named = [NamedBytes(*file) if isinstance(file, tuple) else NamedBytes(f"fil{at}", file) for at, file in enumerate(files)]
    return posts.read(named, {name: how for name, _ in named} if how else None)


def texts(archive: Archive) -> list[str]:
    return [post.text for post in archive.posts]


def left_out(archive: Archive) -> dict[str, int]:
    return {reason: number for reading in archive.readings for reason, number in reading.left_out.items()}


def wall_clock(archive: Archive) -> list[datetime]:
    return [post.published.replace(tzinfo=None, microsecond=0) for post in archive.posts]


def zipped(files: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def table(rows: Iterable[Sequence[Any]], delimiter: str = ",", end: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue()


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(out)
    return out.getvalue()


# LinkedIn


def linkedin_shares(said: Sequence[Said] = POSTS, doubled: bool = False) -> bytes:
    write = (lambda text: text.replace('"', '""').replace("\n", '"\n"')) if doubled else str
    url = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{}"
    rows = [[f"{post.moment:%Y-%m-%d %H:%M:%S}", url.format(post.number), write(post.text), "", "", "MEMBER_NETWORK"] for post in said]
    shared = ["2026-05-05 07:00:00", url.format(8104), "", "https://eksempel.dk", "", "MEMBER_NETWORK"]
    return table([["Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl", "Visibility"], *rows, shared]).encode()


def linkedin_comments(comments: Iterable[str]) -> bytes:
    lines = (f'2026-05-02 11:12:13,https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A1,"{escaped}"\n'
             for text in comments if (escaped := text.replace('"', '\\"')))  # fmt: skip
    return ("Date,Link,Message\n" + "".join(lines)).encode()


def linkedin_page(said: Sequence[Said] = POSTS) -> bytes:
    book, out = xlwt.Workbook(encoding="utf-8"), io.BytesIO()
    book.add_sheet("Metrics").write(0, 0, "Aggregated engagement metrics")
    sheet = book.add_sheet("All posts")
    names = ["Post title", "Post link", "Post type", "Posted by", "Created date", "Impressions", "Likes", "Comments", "Reposts"]
    rows = [[post.text, f"https://www.linkedin.com/feed/update/urn:li:activity:{post.number}", "Organic", "Mette Ærø",
             f"{post.moment:%m/%d/%Y}", 1200, 44, 6, 3] for post in said]  # fmt: skip
    for at, row in enumerate([["Engagement metrics for each of your posts"], names, *rows]):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    book.save(out)
    return out.getvalue()


def linkedin_analytics(said: Sequence[Said] = POSTS) -> bytes:
    def url(post: Said) -> str:
        return f"https://www.linkedin.com/feed/update/urn:li:share:{post.number}"

    names = ["Post URL", "Post publish date", "Engagements", None, "Post URL", "Post publish date", "Impressions"]
    pairs = zip(said, reversed(said), strict=True)
    rows = [[url(one), "5/1/2026", 44, None, url(other), "5/1/2026", other.number] for one, other in pairs]
    return workbook({
        "DISCOVERY": [["Overall Performance", "5/1/2026 - 5/7/2026"], ["Impressions", 4321]],
        "TOP POSTS": [["Maximum of 50 posts available to include in this list"], [], names, *rows],
    })  # fmt: skip


# X


def tweet(post: Said, **changes: Any) -> dict[str, Any]:
    return {"tweet": {
        "id_str": str(17 * 10**17 + post.number), "created_at": f"{post.moment:%a %b %d %H:%M:%S} +0000 {post.moment:%Y}",
        "full_text": html.escape(post.text, quote=False), "favorite_count": "7", "retweet_count": "1", "lang": "da", **changes,
    }}  # fmt: skip


def x_script(name: str, elements: Sequence[Any], part: int = 0) -> bytes:
    return f"window.YTD.{name}.part{part} = {json.dumps(elements, ensure_ascii=False, indent=2)}".encode()


def x_note(post: Said) -> dict[str, Any]:
    return {"noteTweet": {"noteTweetId": str(post.number), "createdAt": f"{post.moment:%Y-%m-%dT%H:%M:%S}.000Z", "core": {"text": post.text}}}


def x_archive(said: Sequence[Said] = POSTS) -> bytes:
    others = [
        tweet(Said(MOMENTS[0], "RT @eksempelkommune: Nyt budget vedtaget …", 8104)),
        tweet(Said(MOMENTS[0], "@eksempelkl Tak for svaret", 8105), in_reply_to_status_id_str="1699", in_reply_to_user_id_str="22"),
    ]
    return x_script("tweets", [*map(tweet, said), *others])


def x_analytics(said: Sequence[Said] = POSTS) -> bytes:
    rows = [[17 * 10**17 + post.number, f"{post.moment:%a, %b} {post.moment.day}, {post.moment.year}", post.text,
             f"https://x.com/opdigtet/status/{17 * 10**17 + post.number}", "1,203", 12, 39, 3, 2] for post in said]  # fmt: skip
    return table([["Post id", "Date", "Post text", "Post Link", "Impressions", "Likes", "Engagements", "Reposts", "Replies"], *rows]).encode()


def x_analytics_old(said: Sequence[Said] = POSTS) -> bytes:
    rows = [[17 * 10**17 + post.number, f"https://twitter.com/opdigtet/status/{17 * 10**17 + post.number}", post.text,
             f"{post.moment:%Y-%m-%d %H:%M} +0000", "1203.0", "39.0", "2.0", "3.0", "4.0", "-"] for post in said]  # fmt: skip
    names = ["Tweet id", "Tweet permalink", "Tweet text", "time", "impressions", "engagements", "retweets", "replies", "likes", "promoted likes"]
    return table([names, *rows], quoting=csv.QUOTE_ALL).encode()


# Meta


def scrambled(value: Any) -> Any:
    """As Meta writes JSON: every byte of UTF-8 as a character of its own."""
    if isinstance(value, str):
        return value.encode().decode("latin-1")
    if isinstance(value, list):
        return [scrambled(part) for part in value]
    if isinstance(value, dict):
        return {scrambled(key): scrambled(part) for key, part in value.items()}
    return value


def meta_json(value: Any) -> bytes:
    return json.dumps(scrambled(value), indent=2).encode()


def unix(moment: datetime) -> int:
    return int(moment.replace(tzinfo=UTC).timestamp())


def facebook(said: Sequence[Said] = POSTS) -> bytes:
    written = [{"timestamp": unix(post.moment), "attachments": [], "data": [{"post": post.text}, {"update_timestamp": 5}], "title": "Mette Ærø har opdateret sin status."} for post in said]
    return meta_json([*written, {"timestamp": 1, "attachments": [{"data": []}], "data": [{}], "title": "Mette Ærø tilføjede et billede."},
                      {"timestamp": 2, "attachments": [], "title": "Mette Ærø delte et link."}])  # fmt: skip


def facebook_other_pages(label: str = "Besked", said: Sequence[Said] = POSTS) -> bytes:
    return meta_json([{"timestamp": unix(post.moment), "label_values": [{"label": label, "value": post.text}, {"label": "Mål", "value": "Jørgen Å"}]} for post in said])


def instagram(said: Sequence[Said] = POSTS) -> bytes:
    single = [{"media": [{"uri": "1.jpg", "creation_timestamp": unix(post.moment), "title": post.text}]} for post in said[:2]]
    rows = [{"media": [{"uri": "2a.jpg", "creation_timestamp": 1, "title": ""}], "title": post.text, "creation_timestamp": unix(post.moment)} for post in said[2:]]
    return meta_json(single + rows)


def threads(said: Sequence[Said] = POSTS) -> bytes:
    return meta_json({"text_post_app_text_posts": [{"media": [{"uri": "", "creation_timestamp": unix(post.moment), "title": post.text}]} for post in said]})


def meta_facebook(names: Sequence[str] = ("Post ID", "Page name", "Title", "Description", "Publish time", "Permalink", "Is share", "Date", "Views", "Reactions", "Comments", "Shares"), said: Sequence[Said] = POSTS) -> bytes:
    rows = [[18 * 10**14 + post.number, "FOA Østerå", post.text, "", f"{post.moment:%m/%d/%Y %H:%M}", f"https://www.facebook.com/opdigtet/posts/pfbid0{post.number}",
             0, "Lifetime", 27, 4, 1, 2] for post in said]  # fmt: skip
    share = [18 * 10**14, "FOA Østerå", "", "", "05/05/2026 07:00", "https://www.facebook.com/opdigtet/posts/pfbid09", 1, "Lifetime", 1, 0, 0, 0]
    return b"\xef\xbb\xbf" + table([names, *rows, share]).encode()


def meta_instagram(said: Sequence[Said] = POSTS) -> bytes:
    names = ["Post ID", "Account ID", "Account username", "Account name", "Description", "Publish time", "Permalink", "Date", "Views", "Likes", "Comments", "Shares"]
    rows = [[18 * 10**16 + post.number, 178, "opdigtet", "Mette Ærø", post.text, f"{post.moment:%m/%d/%Y %H:%M}",
             f"https://www.instagram.com/p/D{post.number}/", "Lifetime", 99, 4, 0, 0] for post in said]  # fmt: skip
    return b"\xef\xbb\xbf" + table([names, *rows]).encode()


# Mastodon and Bluesky

_PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ACCOUNT = "https://social.eksempel.dk/users/mette"


def activity(post: Said, to: Sequence[str] = (_PUBLIC,), cc: Sequence[str] = (f"{ACCOUNT}/followers",), **changes: Any) -> dict[str, Any]:
    markup = "".join(f"<p>{html.escape(part, quote=False).replace(chr(10), '<br />')}</p>" for part in post.text.split("\n\n"))
    note = {"id": f"{ACCOUNT}/statuses/{post.number}", "type": "Note", "inReplyTo": None, "attributedTo": ACCOUNT,
            "published": f"{post.moment:%Y-%m-%dT%H:%M:%S}Z", "to": list(to), "cc": list(cc), "content": markup, **changes}  # fmt: skip
    return {"type": "Create", "actor": ACCOUNT, "published": note["published"], "to": list(to), "cc": list(cc), "object": note}


def mastodon(activities: Sequence[dict[str, Any]] | None = None) -> bytes:
    told = list(activities) if activities is not None else [*map(activity, POSTS), {"type": "Announce", "actor": ACCOUNT, "to": [_PUBLIC], "object": "https://andet.eksempel.dk/1"}]
    return json.dumps({"type": "OrderedCollection", "totalItems": len(told), "orderedItems": told}, ensure_ascii=False).encode()


def bluesky_record(post: Said, **changes: Any) -> dict[str, Any]:
    return {"$type": "app.bsky.feed.post", "text": post.text, "createdAt": f"{post.moment:%Y-%m-%dT%H:%M:%S}.482Z", "langs": ["da"], **changes}


def bluesky_list(records: Sequence[dict[str, Any]] | None = None) -> bytes:
    told = records if records is not None else list(map(bluesky_record, POSTS))
    entries = [{"uri": f"at://{DID}/app.bsky.feed.post/3lk{at:04}", "cid": "b", "value": record} for at, record in enumerate(told)]
    return json.dumps({"records": entries, "cursor": "x"}, ensure_ascii=False).encode()


class Cid(bytes):
    """The name of a block."""


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    size = next(size for size in (1, 2, 4, 8) if number < 256**size)
    return bytes([kind << 5 | 24 + size.bit_length() - 1]) + number.to_bytes(size, "big")


def dag_cbor(value: Any) -> bytes:
    """https://ipld.io/specs/codecs/dag-cbor/spec/, as far as these records need it."""
    match value:
        case None:
            return b"\xf6"
        case Cid():
            return b"\xd8\x2a" + dag_cbor(b"\x00" + bytes(value))
        case int():
            return _head(0, value)
        case bytes():
            return _head(2, len(value)) + value
        case str():
            return _head(3, len(value.encode())) + value.encode()
        case list():
            return _head(4, len(value)) + b"".join(map(dag_cbor, value))
        case dict():
            pairs = sorted(value.items(), key=lambda pair: (len(pair[0]), pair[0]))
            return _head(5, len(pairs)) + b"".join(dag_cbor(key) + dag_cbor(part) for key, part in pairs)
    raise TypeError(value)


def _varint(number: int) -> bytes:
    return bytes([number]) if number < 128 else bytes([number & 127 | 128]) + _varint(number >> 7)


def _block(value: Any) -> tuple[Cid, bytes]:
    body = dag_cbor(value)
    return Cid(b"\x01\x71\x12\x20" + hashlib.sha256(body).digest()), body


def bluesky_car(records: Sequence[dict[str, Any]] | None = None, order: Callable[[list], list] = list) -> bytes:
    told = records if records is not None else list(map(bluesky_record, POSTS))
    blocks = [_block(record) for record in told]
    keys = [f"app.bsky.feed.post/3lk{at:04}".encode() for at in range(len(told))]
    shared = [0, *(len(keys[0]) - 1 for _ in keys[1:])]
    entries = [{"p": skip, "k": key[skip:], "v": cid, "t": None} for skip, key, (cid, _) in zip(shared, keys, blocks, strict=True)]
    tree = _block({"l": None, "e": entries})
    commit = _block({"did": DID, "version": 3, "data": tree[0], "rev": "z", "prev": None, "sig": b"\x00" * 64})
    head = dag_cbor({"roots": [commit[0]], "version": 1})
    framed = (_varint(len(cid) + len(body)) + cid + body for cid, body in order([commit, tree, *blocks]))
    return _varint(len(head)) + head + b"".join(framed)


# Danish tables


def danish_table(delimiter: str = ";", end: str = "\r\n", names: Sequence[str] = ("Dato", "Kanal", "Opslag", "Synes godt om", "Engagement (%)"), said: Sequence[Said] = POSTS) -> str:
    channels = ("Facebook", "Instagram", "LinkedIn")
    rows = [[f"{post.moment:%d-%m-%Y %H:%M}", channels[at % 3], post.text, "1.234", "3,14"] for at, post in enumerate(said)]
    return table([names, *rows], delimiter, end)


WHOLE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "LinkedIn Shares.csv": (linkedin_shares, "linkedin"),
    "LinkedIn Shares.csv, doubled": (lambda: linkedin_shares(doubled=True), "linkedin"),
    "LinkedIn page": (linkedin_page, "linkedin"),
    "X archive": (x_archive, "x"),
    "X analytics": (x_analytics, "x"),
    "X analytics, old": (x_analytics_old, "x"),
    "Facebook": (facebook, "facebook"),
    "Facebook, other pages": (facebook_other_pages, "facebook"),
    "Instagram": (instagram, "instagram"),
    "Threads": (threads, "threads"),
    "Meta, Facebook": (meta_facebook, "facebook"),
    "Meta, Instagram": (meta_instagram, "instagram"),
    "Mastodon": (mastodon, "mastodon"),
    "Bluesky list": (bluesky_list, "bluesky"),
    "Bluesky repository": (bluesky_car, "bluesky"),
}
"""Forms that give back the three posts word for word, and their platform."""
