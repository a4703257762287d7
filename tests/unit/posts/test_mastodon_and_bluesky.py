import random

from hypothesis import given
from hypothesis import strategies as st

from analysis.posts.html_text import text_of
from tests.unit.posts.exports import (
    ACCOUNT,
    DID,
    MOMENTS,
    POSTS,
    TEXTS,
    activity,
    bluesky_car,
    bluesky_list,
    bluesky_record,
    left_out,
    mastodon,
    read,
    texts,
    wall_clock,
)  # fmt: skip

REPLY = {"reply": {"root": {"uri": "at://did:plc:en-anden/app.bsky.feed.post/1"}, "parent": {"uri": "at://did:plc:en-anden/app.bsky.feed.post/1"}}}


def test_mastodon_skips_boosts_and_never_reads_direct_messages():
    direct = activity(POSTS[0], to=["https://andet.eksempel.dk/users/kl"], cc=[])
    reply = activity(POSTS[1], inReplyTo="https://andet.eksempel.dk/users/kl/statuses/5")
    thread = activity(POSTS[1], inReplyTo=f"{ACCOUNT}/statuses/8101")
    followers = activity(POSTS[2], to=[f"{ACCOUNT}/followers"], cc=[])
    archive = read(mastodon([direct, reply, thread, followers, {"type": "Announce", "object": "https://x"}]))
    assert texts(archive) == TEXTS[1:]
    assert [post.audience for post in archive.posts] == ["open", "closed"]
    assert left_out(archive) == {"private beskeder": 1, "svar til andre": 1, "genopslag af andres opslag": 1}


def test_mastodon_author_and_address():
    post = read(mastodon()).posts[0]
    assert (post.author, post.id) == ("mette", f"{ACCOUNT}/statuses/8101")


def test_html_to_text():
    link = '<a href="https://eksempel.dk/lang"><span class="invisible">https://</span><span class="ellipsis">eksempel.dk/l</span><span class="invisible">ang</span></a>'
    assert text_of(f"<p>Se {link}<br>og &lt;3</p>\n<p>Hilsen\n  mig</p>") == "Se https://eksempel.dk/lang\nog <3\n\nHilsen mig"
    assert text_of('<p><span class="h-card"><a href="#">@<span>kl</span></a></span> hej</p>') == "@kl hej"
    assert text_of("<p>Punkter:</p><ul><li>et</li><li>to</li></ul><script>x()</script>") == "Punkter:\n\n- et\n- to"


@given(st.text(max_size=400))
def test_any_html_gives_a_text(markup):
    assert isinstance(text_of(markup), str)


def test_bluesky_replies_and_reposts_are_counted_in_both_forms():
    records = [bluesky_record(POSTS[0]), bluesky_record(POSTS[1], **REPLY), {"$type": "app.bsky.feed.repost", "createdAt": "x"},
               {"$type": "app.bsky.feed.like"}, bluesky_record(POSTS[2], text="")]  # fmt: skip
    for archive in (read(bluesky_list(records)), read(bluesky_car(records))):
        assert texts(archive) == TEXTS[:1]
        assert left_out(archive) == {"svar til andre": 1, "genopslag af andres opslag": 1, "opslag uden tekst": 1}


def test_a_thread_of_ones_own_is_read():
    own = {"reply": {"parent": {"uri": f"at://{DID}/app.bsky.feed.post/3lk0000"}}}
    assert texts(read(bluesky_car([bluesky_record(POSTS[0]), bluesky_record(POSTS[1], **own)]))) == TEXTS[:2]


def test_blocks_in_any_order_give_posts_in_theirs():
    for seed in range(5):
        archive = read(bluesky_car(order=lambda blocks, seed=seed: random.Random(seed).sample(blocks, len(blocks))))
        assert texts(archive) == TEXTS
        assert archive.posts[0].id == f"at://{DID}/app.bsky.feed.post/3lk0000"


def test_list_and_repository_together_are_each_post_once():
    archive = read(bluesky_list(), bluesky_car())
    assert texts(archive) == TEXTS
    assert wall_clock(archive) == MOMENTS
