import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.posts.exports import (
    MOMENTS,
    POSTS,
    TEXTS,
    Said,
    facebook,
    facebook_other_pages,
    instagram,
    left_out,
    meta_facebook,
    meta_instagram,
    meta_json,
    read,
    texts,
    threads,
    wall_clock,
)  # fmt: skip


@given(st.lists(st.text(min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=4))
def test_any_text_survives_metas_mojibake(said):
    from analysis.posts.mending import tidy

    archive = read(facebook([Said(MOMENTS[0], text, 1) for text in said]))
    assert texts(archive) == list(map(tidy, said))


def test_a_file_without_mojibake_stays_as_it_is():
    data = json.dumps([{"timestamp": 1777629600, "data": [{"post": text}]} for text in TEXTS], ensure_ascii=False)
    assert texts(read(data.encode())) == TEXTS


def test_posts_without_words_are_counted():
    archive = read(facebook())
    assert left_out(archive) == {"delinger uden egne ord": 2}
    assert archive.posts[0].published_iso == "2026-05-01T10:00:00+00:00"


@pytest.mark.parametrize("label", ["Message", "Besked", "Meddelelse", "Viesti"])
def test_other_pages_in_any_language(label):
    archive = read(facebook_other_pages(label))
    assert texts(archive) == TEXTS


def test_groups_under_a_name_of_their_own():
    data = meta_json({"group_posts_v2": [{"timestamp": 1777629600, "data": [{"post": TEXTS[0]}], "title": "Mette skrev i en gruppe"}]})
    assert texts(read(data)) == TEXTS[:1]


def test_instagram_single_and_row_and_one_alone():
    assert wall_clock(read(instagram())) == MOMENTS
    alone = meta_json({"media": [{"uri": "1.jpg", "creation_timestamp": 1777629600, "title": TEXTS[0]}]})
    assert texts(read(alone)) == TEXTS[:1]


def test_threads_have_times_and_no_ids():
    archive = read(threads())
    assert wall_clock(archive) == MOMENTS
    assert {post.id for post in archive.posts} == {""}


def test_private_messages_are_counted_and_not_read():
    data = meta_json({"participants": [{"name": "Jørgen"}], "messages": [{"sender_name": "Jørgen", "content": "hemmeligt"}] * 3})
    archive = read(data)
    assert texts(archive) == []
    assert left_out(archive) == {"private beskeder": 3}


def test_business_suite_reads_month_first_and_counts_shares():
    archive = read(meta_facebook())
    assert [post.published for post in archive.posts] == [moment.replace(second=0) for moment in MOMENTS]
    assert left_out(archive) == {"delinger uden egne ord": 1}
    assert (archive.posts[0].engagement.views, archive.posts[0].engagement.likes, archive.posts[0].id) == (27, 4, "1800000000008101")
    assert archive.readings[0].warnings == ()


@pytest.mark.parametrize("names", [
    ("Opslags-id", "Sidenavn", "Titel", "Beskrivelse", "Udgivelsestidspunkt", "Permalink", "Er deling", "Dato", "Visninger", "Reaktioner", "Kommentarer", "Delinger"),
    ("Opslagets id", "Sidens navn", "Opslagets titel", "Opslagets beskrivelse", "Tidspunkt for offentliggørelse", "Permanent link", "Deling", "Dato", "Visninger", "Reaktioner", "Kommentarer", "Delinger"),
    ("Beitrags-ID", "Seitenname", "Titre", "Beskr.", "Veröffentlicht", "Adr", "Teilen?", "Zeitraum", "Sicht", "Reakt.", "Komm.", "Tlg"),
])  # fmt: skip
def test_business_suite_in_danish_and_in_a_language_not_known(names):
    archive = read(meta_facebook(names))
    assert texts(archive) == TEXTS
    assert [post.published.day for post in archive.posts] == [1, 3, 4]
    assert {post.platform for post in archive.posts} == {"facebook"}


def test_instagram_of_business_suite_has_its_text_under_description():
    archive = read(meta_instagram())
    assert archive.readings[0].columns["text"] == "Description"
    assert archive.posts[0].author == "Mette Ærø"


def test_a_day_by_day_export_has_each_post_once():
    rows = meta_facebook().decode("utf-8-sig").splitlines(keepends=True)
    twice = "".join(rows) + "".join(rows[1:])
    assert texts(read(twice.encode())) == [post.text for post in POSTS]
