"""The two invented archives: each is read back whole, word for word, in the shape its platform exports."""

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from analysis.posts import read

ARCHIVES = Path(__file__).parents[2] / "sample_posts" / "archives"
FACEBOOK = next((ARCHIVES / "naestformand").rglob("your_posts*.json"))
SHARES = ARCHIVES / "teamleder" / "Shares.csv"
COMMENTS = ARCHIVES / "teamleder" / "Comments.csv"
WITHOUT_WORDS = "delinger uden egne ord"


def days(archive):
    """The first and the last day with a post."""
    published = [post.published.date() for post in archive.posts]
    return min(published), max(published)


@pytest.mark.parametrize(
    ("file", "posts", "left_out", "first", "last"),
    [
        (FACEBOOK, 135, {WITHOUT_WORDS: 11}, date(2025, 11, 2), date(2026, 10, 29)),
        (SHARES, 88, {WITHOUT_WORDS: 6}, date(2025, 11, 3), date(2026, 10, 30)),
        (COMMENTS, 10, {}, date(2025, 11, 13), date(2026, 10, 30)),
    ],
    ids=["facebook", "shares", "comments"],
)
def test_an_archive_is_read_whole(file, posts, left_out, first, last):
    archive = read([file])
    [reading] = archive.readings
    assert (reading.read, reading.left_out, reading.warnings, archive.faults) == (posts, left_out, (), ())
    assert days(archive) == (first, last)


@pytest.mark.parametrize(("folder", "posts"), [("naestformand", 135), ("teamleder", 98)])
def test_a_folder_is_read_as_its_files_are(folder, posts):
    archive = read([ARCHIVES / folder])
    assert len(archive.posts) == posts and not archive.faults


def test_facebook_comes_back_word_for_word():
    raw = FACEBOOK.read_text(encoding="ascii")
    written = json.loads(raw.encode("ascii"), object_hook=mended)
    said = [(moment(post), part["post"]) for post in written for part in post.get("data", []) if "post" in part]
    assert [(post.published, post.text) for post in read([FACEBOOK]).posts] == said
    assert {post["title"].split(" har ")[0] for post in written if " har " in post["title"]} == {"Tinna Rørbæk Østerby"}


def mended(element):
    return {
        key: value.encode("latin-1").decode("utf-8") if isinstance(value, str) else value for key, value in element.items()
    }


def moment(post):
    return datetime.fromtimestamp(post["timestamp"], UTC)


@pytest.mark.parametrize(
    ("file", "column", "quoting"),
    [(SHARES, "ShareCommentary", {}), (COMMENTS, "Message", {"escapechar": "\\", "doublequote": False})],
    ids=["shares", "comments"],
)
def test_linkedin_comes_back_word_for_word(file, column, quoting):
    with file.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream, **quoting) if row[column]]
    said = [(datetime.fromisoformat(row["Date"]), row[column]) for row in rows]
    assert [(post.published, post.text) for post in read([file]).posts] == said


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (FACEBOOK, "Første vinterbad i år. 7 grader i fjorden og Bølle stod på stranden og gøede"),
        (FACEBOOK, "på Store Torv i Holstebro!!! ✊✊✊ TAK."),
        (FACEBOOK, "Valgdag! 🗳️ Husk kortet"),
        (FACEBOOK, 'Hun spurgte om jeg ville sige tak videre. Det gør jeg så her uden navne. Tak. 💛'),
        (SHARES, 'Hun spurgte til værkstedet, før hun spurgte til trapperne. Da hun gik, sagde han, at hun var "en, man'),
        (SHARES, "Ord, der kom ind: du, vi, fordi."),
        (SHARES, "telt og alt for meget pasta. Vi ses tirsdag 🚴"),
        (COMMENTS, "Æøå og det hele."),
        (COMMENTS, '"Hvem er det, der taler?" er nu et fast spørgsmål hjemme hos os 😄'),
    ],
)
def test_letters_emoji_and_quotation_marks_are_intact(file, words):
    assert sum(words in post.text for post in read([file]).posts) == 1


@pytest.mark.parametrize("file", [FACEBOOK, SHARES])
def test_every_post_is_said_once_and_has_a_believable_length(file):
    texts = [post.text for post in read([file]).posts]
    assert len(set(texts)) == len(texts)
    assert all(40 <= len(text) <= 1_200 and text == text.strip() for text in texts)
