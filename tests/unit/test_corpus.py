"""The open corpus keeps its own rules: exact quotes, whole shares, pairs by one writer, nothing written twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from analysis.model import CATEGORIES
from analysis.training import corpus

RUN = 12
"""Words in a row that two posts do not share, unless they mirror each other."""


@pytest.fixture(scope="module")
def posts():
    return corpus.read()


def words(text):
    return re.findall(r"\w+", text.lower())


def test_size_and_kinds(posts):
    kinds = Counter(post.kind for post in posts)
    assert len(posts) >= 6329 + 1500
    assert set(kinds) == {"violation", "near-miss", "clean"}
    assert min(kinds.values()) > 1500


def test_ids_and_texts_are_unique(posts):
    assert max(Counter(post.id for post in posts).values()) == 1
    assert max(Counter(" ".join(words(post.text)) for post in posts).values()) == 1


def test_labels_are_of_the_guide_and_only_violations_have_them(posts):
    for post in posts:
        assert (post.kind == "violation") == bool(post.labels), post.id
        assert all(label.category in CATEGORIES[:9] and label.severity in ("stop", "warn", "consider") for label in post.labels), post.id
        assert all(label.quote.strip() and label.quote in post.text for label in post.labels), post.id
        assert abs(sum(post.balance) - 1) < 0.02 and min(post.balance) >= 0, post.id


def test_a_pair_is_by_one_writer(posts):
    writers = defaultdict(set)
    for post in posts:
        if post.pair:
            writers[post.pair].add(post.writer)
    assert {pair: found for pair, found in writers.items() if len(found) > 1} == {}


def test_posts_share_no_long_row_of_words_but_with_their_mirror_image(posts):
    seen: dict[tuple[str, ...], tuple[str, str]] = {}
    shared = set()
    for post in posts:
        family = post.pair or post.id
        row = words(post.text)
        for start in range(len(row) - RUN + 1):
            key = tuple(row[start : start + RUN])
            other = seen.setdefault(key, (family, post.writer))
            if other[0] != family and other[1] != post.writer:
                shared.add((other[1], post.id))
    assert sorted(shared) == []


def test_openings_of_the_full_posts_vary(posts):
    full = [post for post in posts if post.writer[0] in "KLMNOPQR"]
    openings = Counter((post.writer, *words(post.text)[:4]) for post in full if not post.pair)
    assert [opening for opening, count in openings.items() if count > 2] == []
