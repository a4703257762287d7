import json

from tests.unit.posts.exports import TEXTS, read, texts

ROW = {"id": "a1", "text": "Det er løgn.", "role": "municipal-manager", "platform": "x", "audience": "open", "published": "2026-01-02"}


def lines(*rows):
    return "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows).encode()


def test_every_field_is_kept_and_the_text_untouched():
    text = "a\u030a\r\nlinje"
    (post,) = read(lines({**ROW, "text": text})).posts
    assert (post.text, post.id, post.role, post.platform, post.audience, post.published_iso) == (text, "a1", "municipal-manager", "x", "open", "2026-01-02")


def test_bad_lines_are_named_and_repeats_kept():
    archive = read(lines(ROW, "ikke json", ROW, {**ROW, "text": " "}, {**ROW, "role": "konge"}, "[1]", "", ROW))
    assert len(archive.posts) == 3
    assert [fault.line for fault in archive.faults] == [2, 4, 5, 6]


def test_one_line_a_bom_and_danish_names():
    assert texts(read(b"\xef\xbb\xbf" + lines(ROW))) == [ROW["text"]]
    (post,) = read(lines({"tekst": "Hej", "dato": "01-05-2026", "kanal": "LinkedIn"})).posts
    assert (post.text, post.published_iso, post.platform) == ("Hej", "2026-05-01", "linkedin")


def test_a_list_of_the_same_objects():
    data = json.dumps([{"dato": "2026-05-01 10:00:00", "tekst": text} for text in TEXTS], ensure_ascii=False, indent=1)
    archive = read(data.encode())
    assert texts(archive) == TEXTS
    assert [post.line for post in archive.posts] == [2, 6, 10]


def test_rows_of_two_files_with_the_same_ids_are_not_the_same():
    archive = read(lines(ROW), lines({**ROW, "text": "Noget andet"}))
    assert len(archive.posts) == 2
