import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.posts.exports import (
    MOMENTS,
    POSTS,
    TEXTS,
    Said,
    left_out,
    linkedin_analytics,
    linkedin_comments,
    linkedin_page,
    linkedin_shares,
    read,
    texts,
)  # fmt: skip

WORDS = st.text(st.sampled_from('ab æØ",;\n💪\''), min_size=1, max_size=40).filter(lambda text: text.strip('" \n\\'))
"""Texts with words: a text of nothing but quotation marks cannot be told from a doubled empty one."""


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_shares_come_back_word_for_word(said):
    posts = [POSTS[0], *(Said(MOMENTS[0], text, number) for number, text in enumerate(said))]
    assert texts(read(linkedin_shares(posts))) == [TEXTS[0], *said]


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_doubled_shares_come_back_word_for_word(said):
    posts = [POSTS[0], *(Said(MOMENTS[0], text, number) for number, text in enumerate(said))]
    assert texts(read(linkedin_shares(posts, doubled=True))) == [TEXTS[0], *said]


def test_pure_shares_are_counted():
    archive = read(linkedin_shares())
    assert left_out(archive) == {"delinger uden egne ord": 1}
    assert [post.id for post in archive.posts] == ["8101", "8102", "8103"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_shares_in_every_line_end_with_and_without_bom(end, mark):
    data = mark + linkedin_shares().decode().replace("\n", end)
    assert texts(read(data.encode())) == TEXTS


def test_comments_with_backslashed_quotation_marks():
    said = ['Helt enig. "Tillid" er ordet', '"Sådan"', "Uden tegn, men med komma"]
    archive = read(linkedin_comments(said))
    assert texts(archive) == said
    assert archive.readings[0].form.startswith("LinkedIn: kommentarer")


def test_page_has_figures_and_asks_about_its_dates():
    archive = read(linkedin_page())
    assert archive.posts[0].engagement.likes == 44
    assert archive.posts[0].author == "Mette Ærø"
    assert any("to måder" in warning for warning in archive.readings[0].warnings)


def test_personal_analytics_have_no_texts_and_say_so():
    archive = read(linkedin_analytics())
    assert archive.posts == archive.faults == ()
    assert "Shares.csv" in archive.readings[0].warnings[0]


def test_personal_analytics_are_joined_to_shares_by_id():
    archive = read(linkedin_analytics(), linkedin_shares())
    assert [post.engagement.views for post in archive.posts] == [post.number for post in POSTS]
    assert "koblet på 3 opslag" in archive.readings[0].warnings[0]


def test_private_messages_of_the_archive_are_never_read():
    head = "CONVERSATION ID,CONVERSATION TITLE,FROM,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
    archive = read((head + "1,,Mette,Jens,2026-05-01 10:00:00 UTC,,Hemmeligt ord mellem os,INBOX\n").encode())
    assert texts(archive) == []
    assert left_out(archive) == {"private beskeder": 1}
