"""Each form gives back the three posts word for word: alone, in a zip, in a zip in a zip, in a folder, beside others."""

from datetime import datetime

import pytest

from analysis import posts
from tests.unit.posts.exports import MOMENTS, TEXTS, WHOLE, linkedin_shares, read, texts, x_archive, zipped

FORMS = pytest.mark.parametrize("form", WHOLE)


@FORMS
def test_alone(form):
    make, platform = WHOLE[form]
    archive = read(make())
    assert texts(archive) == TEXTS
    assert {post.platform for post in archive.posts} == {platform}
    assert archive.faults == ()
    assert [reading.read for reading in archive.readings if reading.read] == [3]


@FORMS
def test_times_are_those_of_the_file(form):
    for post, moment in zip(read(WHOLE[form][0]()).posts, MOMENTS, strict=True):
        if isinstance(post.published, datetime):
            assert post.published.replace(tzinfo=None, second=0, microsecond=0) == moment.replace(second=0)
        else:
            assert post.published == moment.date()


@FORMS
def test_in_a_zip_among_pictures_and_in_a_zip_in_a_zip(form):
    inner = zipped({"a/b/c.bin": WHOLE[form][0](), "media/1.jpg": b"\xff\xd8\xff\xe0" + bytes(2000), "om.json": b'{"a": 1}'})
    assert texts(read(inner)) == TEXTS
    assert texts(read(zipped({"min eksport.zip": inner, "tom.txt": b""}))) == TEXTS


@FORMS
def test_in_a_folder(form, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x").write_bytes(WHOLE[form][0]())
    (tmp_path / "billede.png").write_bytes(b"\x89PNG\r\n" + bytes(100))
    archive = posts.read([tmp_path])
    assert texts(archive) == TEXTS
    assert archive.faults == ()


@FORMS
def test_given_twice_the_second_is_counted_as_duplicates(form):
    archive = read(WHOLE[form][0](), WHOLE[form][0]())
    assert texts(archive) == TEXTS
    assert archive.readings[-1].left_out["dubletter"] == 3


def test_every_form_in_one_zip_is_one_archive_without_doubles_per_platform():
    archive = read(zipped({f"{form}.x": make() for form, (make, _) in WHOLE.items()}))
    assert {(post.platform, post.text) for post in archive.posts} == {(platform, text) for _, platform in WHOLE.values() for text in TEXTS}
    assert len(archive.posts) == 3 * len({platform for _, platform in WHOLE.values()})


def test_one_bad_file_does_not_stop_the_rest():
    archive = read(("tom.csv", b""), linkedin_shares(), ("billede.csv", b"\x89PNG\r\n"), x_archive())
    assert texts(archive) == TEXTS * 2
    assert [fault.file for fault in archive.faults] == ["tom.csv", "billede.csv"]


def test_a_source_without_posts_is_said():
    (fault,) = read(("mit.zip", zipped({"a.json": b'{"likes": []}', "b.jpg": b"\xff\xd8\xff"}))).faults
    assert str(fault) == "mit.zip: der er ingen opslag, som Kasket kan læse"


def test_what_is_left_out_is_told_in_danish():
    (reading,) = read(("Shares.csv", linkedin_shares())).readings
    assert list(reading.lines()) == ["Shares.csv: 1 deling uden egne ord er ikke taget med"]
