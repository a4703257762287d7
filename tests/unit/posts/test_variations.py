"""The tables of the platforms with their columns shuffled, fewer and more, other line ends, no rows and many files."""

import csv
import io
import random

import pytest

from tests.unit.posts.exports import (
    POSTS,
    TEXTS,
    WHOLE,
    facebook,
    linkedin_shares,
    mastodon,
    meta_facebook,
    meta_instagram,
    read,
    table,
    texts,
    x_analytics,
    x_analytics_old,
    x_archive,
    x_script,
    zipped,
)  # fmt: skip

TABLES = {
    "shares": (linkedin_shares, ["ShareCommentary"]),
    "meta facebook": (meta_facebook, ["Title", "Publish time", "Permalink"]),
    "meta instagram": (meta_instagram, ["Description", "Publish time", "Permalink"]),
    "x": (x_analytics, ["Post text", "Date", "Post id"]),
    "x old": (x_analytics_old, ["Tweet text", "time"]),
}
EACH = pytest.mark.parametrize("form", TABLES)


def rows_of(make):
    return list(csv.reader(io.StringIO(make().decode("utf-8-sig"), newline="")))


def with_columns(rows, order):
    return [[row[at] for at in order] for row in rows]


@EACH
@pytest.mark.parametrize("seed", range(4))
def test_columns_in_any_order_and_more_of_them(form, seed):
    rows = [[f"Ekstra {at}" if at == 0 else "7", *row, "ny" if at == 0 else ""] for at, row in enumerate(rows_of(TABLES[form][0]))]
    order = random.Random(seed).sample(range(len(rows[0])), len(rows[0]))
    assert texts(read(table(with_columns(rows, order)).encode())) == TEXTS


@EACH
def test_only_the_columns_that_are_needed(form):
    make, needed = TABLES[form]
    rows = rows_of(make)
    archive = read(table(with_columns(rows, [rows[0].index(name) for name in needed])).encode())
    assert texts(archive) == TEXTS
    assert [post.published.day for post in archive.posts if post.published] in ([1, 3, 4], [])


@EACH
@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_saved_again_by_a_spreadsheet(form, end, delimiter):
    assert texts(read(table(rows_of(TABLES[form][0]), delimiter, end, csv.QUOTE_ALL).encode("utf-8-sig"))) == TEXTS


@EACH
def test_no_rows(form):
    archive = read(table(rows_of(TABLES[form][0])[:1]).encode())
    assert (archive.posts, archive.faults) == ((), ())
    assert archive.readings[0].read == 0


@pytest.mark.parametrize("data", [b"[]", b"window.YTD.tweets.part0 = [ ]", b'{"orderedItems": []}', b'{"records": []}', b'{"text_post_app_text_posts": []}', b'{"ig_reels_media": []}'])
def test_no_elements(data):
    archive = read(data)
    assert (archive.posts, archive.faults, archive.readings[0].read) == ((), (), 0)


@pytest.mark.parametrize("form", WHOLE)
def test_one_post(form):
    if form not in ("Mastodon", "Bluesky list", "Bluesky repository", "LinkedIn Shares.csv, doubled"):
        make = WHOLE[form][0]
        assert texts(read(make(said=POSTS[:1]))) == TEXTS[:1]


def test_a_mixed_zip_of_zips_and_parts():
    inner = zipped({"f/your_posts_1.json": facebook(POSTS[:2]), "f/your_posts_2.json": facebook(POSTS[2:]), "f/1.jpg": b"\xff\xd8\xff"})
    outer = zipped({"fb.zip": inner, "x/tweets.js": x_script("tweets", []), "x/y/tweets-part1.js": x_archive(), "m/outbox.json": mastodon()})
    archive = read(outer)
    assert sorted(texts(archive)) == sorted(TEXTS * 3)
    assert archive.faults == ()
