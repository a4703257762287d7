from datetime import UTC

from tests.unit.posts.exports import (
    MOMENTS,
    POSTS,
    TEXTS,
    Said,
    left_out,
    read,
    texts,
    tweet,
    wall_clock,
    x_analytics,
    x_analytics_old,
    x_archive,
    x_note,
    x_script,
    zipped,
)  # fmt: skip


def test_reposts_and_replies_are_counted_and_escapes_undone():
    archive = read(x_archive())
    assert left_out(archive) == {"genopslag af andres opslag": 1, "svar til andre": 1}
    assert texts(archive) == TEXTS
    assert wall_clock(archive) == MOMENTS
    assert archive.posts[0].published.tzinfo is UTC
    assert (archive.posts[0].engagement.likes, archive.posts[0].engagement.shares) == (7, 1)


def test_a_thread_of_ones_own_is_ones_own_whichever_comes_first():
    first, second = tweet(POSTS[0]), tweet(POSTS[1])
    second["tweet"]["in_reply_to_status_id_str"] = first["tweet"]["id_str"]
    assert texts(read(x_script("tweets", [second, first]))) == [TEXTS[1], TEXTS[0]]


def test_parts_of_an_archive_in_one_zip():
    parts = {"data/tweets.js": x_script("tweets", [tweet(POSTS[0])]), "data/tweets-part1.js": x_script("tweets", [tweet(POSTS[1]), tweet(POSTS[2])], 1)}
    assert texts(read(zipped(parts))) == TEXTS


def test_the_older_name_of_the_variable():
    assert texts(read(x_script("tweet", list(map(tweet, POSTS))))) == TEXTS


def test_a_long_post_takes_the_place_of_its_cut_self():
    whole = Said(MOMENTS[0], "Lang tale om arbejdet på sygehuset. " * 20, 9)
    cut = Said(MOMENTS[0], whole.text[:270] + "… https://t.co/abc", 8)
    archive = read(x_script("tweets", [tweet(cut), tweet(POSTS[1])]), x_script("note_tweet", [x_note(whole)]))
    assert texts(archive) == [whole.text, TEXTS[1]]


def test_a_long_post_without_a_cut_self_stands_alone():
    assert texts(read(x_script("note_tweet", [x_note(POSTS[2])]))) == [TEXTS[2]]


def test_private_messages_and_likes_are_not_read():
    messages = x_script("direct_messages", [{"dmConversation": {"messages": [{"messageCreate": {"text": "hemmeligt"}}] * 4}}])
    likes = x_script("like", [{"like": {"tweetId": "1", "fullText": "En andens ord"}}])
    archive = read(zipped({"data/direct-messages.js": messages, "data/like.js": likes, "data/tweets.js": x_archive()}))
    assert texts(archive) == TEXTS
    assert left_out(archive)["private beskeder"] == 4


def test_analytics_of_both_ages():
    new, old = read(x_analytics()), read(x_analytics_old())
    assert new.posts[0].published_iso == "2026-05-01"
    assert old.posts[1].published_iso == "2026-05-03T08:15:00+00:00"
    assert [post.engagement.views for post in (*new.posts, *old.posts)] == [1203] * 6
    assert new.posts[0].id == old.posts[0].id


def test_archive_and_analytics_together_are_each_post_once_with_all_that_is_known():
    archive = read(x_analytics(), x_archive())
    assert texts(archive) == TEXTS
    assert archive.posts[1].published_iso == "2026-05-03T08:15:30+00:00"
    assert archive.posts[0].engagement.views == 1203


def test_a_broken_end_loses_no_beginning():
    data = x_archive()
    archive = read(data[: data.rindex(b"RT @")])
    assert texts(archive) == TEXTS
    (fault,) = archive.faults
    assert fault.line > 20
    assert "mangler" in fault.message
