"""Files made to harm, and files that are no exports: one clear Danish line each, soon, in little memory, nothing on disk."""

import io
import json
import stat
import struct
import time
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import posts
from analysis.posts import NamedBytes, limits, sources
from tests.unit.posts.exports import (
    TEXTS,
    WHOLE,
    bluesky_car,
    danish_table,
    linkedin_shares,
    read,
    texts,
    workbook,
    x_archive,
    zipped,
)  # fmt: skip

DEEP = 100_000
SOON = 20
"""Seconds, with room for a slow machine; each takes under two."""


def refused(*files):
    """The single line that a refused file gets."""
    began = time.monotonic()
    archive = read(*files)
    assert time.monotonic() - began < SOON
    assert archive.posts == ()
    (fault,) = archive.faults
    assert "\n" not in str(fault)
    return str(fault)


def zip_with(change, name="a.csv", data=b"dato;tekst\n01-05-2026;Hej\n"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        change(info)
        archive.writestr(info, data)
    return out.getvalue()


def altered(data, changes):
    """A workbook with parts added or changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, **changes})


SOUND = workbook({"A": [["Dato", "Tekst"], ["01-05-2026", "Hej"]]})
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(("data", "said"), [
    (b"", "filen er tom"),
    (b"\x89PNG\r\n\x1a\n" + bytes(500), "filen er et billede"),
    (b"\xff\xd8\xff\xe0" + bytes(500), "filen er et billede"),
    (b"%PDF-1.7 ...", "filen er en PDF"),
    (bytes(4) + b"ftypisom" + bytes(99), "filen er en film"),
    (b"\x1f\x8b\x08" + bytes(99), "pakket med gzip"),
    (b"dato;tekst\n01-05-2026;Hej\x00du\n", "nultegn"),
    (bytes(100_000), "nultegn"),
    (b"<!DOCTYPE html><html><body>Dine opslag</body></html>", "webside"),
    (b"[" * DEEP, "indlejret for dybt"),
    (b'{"a":' * DEEP, "indlejret for dybt"),
    (b"window.YTD.tweets.part0 = " + b"[" * DEEP, "indlejret for dybt"),
    (b'[{"timestamp": 1, "data": ' + b"[" * DEEP, "indlejret for dybt"),
    (b'{"a": 1}', "ikke en form, som Kasket kender"),
    (b'[{"a": 1, ', "slutter midt i"),
    (b"bare en s\xc3\xa6tning uden tabel", "ingen kolonne med tekster"),
    (b"PK\x03\x04" + bytes(200), "zip-filen er beskadiget"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), "ikke et regneark, der kan læses"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(900), "adgangskode"),
    (zipped({"a.jpg": b"\xff\xd8\xff"}), "ingen opslag"),
    (zipped({}), "ingen opslag"),
    (zip_with(lambda info: None, "../a.csv"), "peger ud af zip-filen"),
    (zip_with(lambda info: None, "/etc/a.csv"), "peger ud af zip-filen"),
    (zip_with(lambda info: None, "C:\\a.csv"), "peger ud af zip-filen"),
    (zip_with(lambda info: None, "a\\..\\..\\b.csv"), "peger ud af zip-filen"),
    (zip_with(lambda info: setattr(info, "external_attr", (stat.S_IFLNK | 0o777) << 16)), "genveje"),
    (altered(SOUND, {"xl/vbaProject.bin": b"x"}), "makroer"),
    (altered(SOUND, {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "andre filer"),
    (altered(SOUND, {"xl/workbook.xml": BOMB}), "XML-entiteter"),
    (altered(SOUND, {"xl/worksheets/sheet1.xml": BOMB}), "XML-entiteter"),
    (altered(SOUND, {"xl/sharedStrings.xml": BOMB.decode().encode("utf-16")}), "XML-entiteter"),
    (altered(SOUND, {"xl/workbook.xml": b"<nej"}), "beskadiget"),
    (altered(SOUND, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"}), "beskadiget"),
    (zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}), "Word-dokument"),
    (bluesky_car()[:100], "slutter midt i en blok"),
])  # fmt: skip
def test_refused_in_one_line(data, said):
    assert said in refused(data)


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path):
    path = tmp_path / "stor.csv"
    with path.open("wb") as stream:
        stream.write(b"dato;tekst\n")
        stream.truncate(2_000_000_000)
    began = time.monotonic()
    (fault,) = posts.read([path]).faults
    assert time.monotonic() - began < 1
    assert "fylder 2.000 MB; der læses højst 200 MB" in fault.message


def test_an_encrypted_zip():
    data = bytearray(zipped({"a.csv": b"dato;tekst\n"}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "adgangskode" in refused(bytes(data))


def bomb(size):
    return zipped({"a.csv": b"dato;tekst\n01-05-2026;" + b"a" * size})


def test_a_zip_bomb():
    assert "zip-bombe" in refused(bomb(100_000_000))


def test_many_files_in_one_zip_share_one_budget(monkeypatch):
    monkeypatch.setattr(sources, "LARGEST_INFLATED", 1_000_000)
    inner = zipped({f"{number}.txt": b"a" * 90_000 for number in range(6)})
    archive = read(zipped({"først.csv": danish_table().encode(), "a.zip": inner, "b.zip": inner}))
    assert texts(archive) == TEXTS
    assert "pakkes ud til mere end 1 MB" in archive.faults[0].message


def test_a_bomb_within_a_zip_within_a_zip():
    assert "zip-bombe" in refused(zipped({"a.zip": zipped({"b.zip": bomb(60_000_000)})}))


def test_too_many_layers():
    data = linkedin_shares()
    for _ in range(limits.DEEPEST_ARCHIVE + 1):
        data = zipped({"a.zip": data})
    assert "lag" in refused(data)


def test_a_member_that_lies_about_its_size():
    data = bytearray(zipped({"a.csv": b"dato;tekst\n" + b"01-05-2026;Hej\n" * 1000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 40)
    archive = read(bytes(data))
    assert len(archive.posts) <= 3


def test_a_damaged_member_does_not_stop_the_others():
    whole = {"a.csv": danish_table().encode(), "b.csv": linkedin_shares()}
    data = bytearray(zipped(whole))
    data[60:90] = bytes(30)
    archive = read(bytes(data))
    assert texts(archive) == TEXTS
    assert "beskadiget" in archive.faults[0].message


def test_links_in_a_folder_are_not_followed(tmp_path):
    (tmp_path / "hemmelig.csv").write_bytes(danish_table().encode())
    (tmp_path / "mappe").mkdir()
    (tmp_path / "mappe" / "genvej.csv").symlink_to(tmp_path / "hemmelig.csv")
    (tmp_path / "mappe" / "ring").symlink_to(tmp_path / "mappe")
    assert posts.read([tmp_path / "mappe"]).posts == ()


def test_a_field_of_ten_megabytes_is_named_and_the_rest_read():
    data = b'dato;tekst\n01-05-2026;Et\n02-05-2026;"' + b"a" * 10_000_000 + b'"\n03-05-2026;Tre\n'
    archive = read(data)
    assert texts(archive) == ["Et", "Tre"]
    (fault,) = archive.faults
    assert (fault.line, "1.000.000 tegn" in fault.message) == (3, True)


def test_a_quotation_mark_that_never_ends_costs_one_row():
    data = "dato;tekst\n" + '01-05-2026;"Uden slut\n' + "02-05-2026;Fin\n" * 60_000
    archive = read(data.encode())
    assert len(archive.posts) == 60_000
    assert [fault.line for fault in archive.faults] == [2]


def test_many_broken_rows_are_few_lines():
    archive = read(("dato;tekst\n" + "01-05-2026;Fin\n" * 900 + "01-05-2026\n" * 5000).encode())
    assert len(archive.posts) == 900
    assert len(archive.faults) == limits.MOST_FAULTS + 1
    assert "4.900 rækker mere" in archive.faults[-1].message


def test_a_file_of_nothing_but_line_ends_ends():
    assert read(b"dato;tekst\n" + b"\n" * 5_000_000).posts == ()


def test_a_car_with_a_broken_block_names_it_and_reads_the_rest():
    data = bytearray(bluesky_car())
    data[data.index(b"Ud i regnen")] ^= 1
    archive = read(bytes(data))
    assert texts(archive) == [TEXTS[0], TEXTS[2]]
    assert "blokken er beskadiget" in archive.faults[0].message


def test_a_sheet_with_a_cell_at_the_far_end():
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>tekst</t></is></c></row><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    began = time.monotonic()
    read(altered(SOUND, {"xl/worksheets/sheet1.xml": sheet}))
    assert time.monotonic() - began < SOON


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, [[]], [None], [{"tweet": 5}], [{"tweet": {"full_text": 5}}], [{"media": [{"uri": 5, "title": 7}]}],
                                   [{"timestamp": "x", "data": [{"post": 5}]}], {"orderedItems": [5, {}, {"object": {"content": 5}}]},
                                   {"records": [5, {"value": 5}]}, {"text_post_app_text_posts": [5, {"media": 5}]}, [{"label_values": [5]}],
                                   [{"timestamp": 1e300, "data": [{"post": "x", "update_timestamp": 1}]}], {"ig_posts": 5}, {"orderedItems": {}}])  # fmt: skip
def test_json_of_odd_shapes_never_raises(value):
    found = read(json.dumps(value).encode(), b"window.YTD.tweets.part0 = " + json.dumps(value).encode())
    assert all(isinstance(post.text, str) for post in found.posts)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"[", b"{", b"window.YTD.tweets.part0 = [", b"\xff\xfe", b"dato;tekst\n", bluesky_car()[:99], SOUND[:2000]]))
def test_no_bytes_raise(data, beginning):
    found = read(beginning + data)
    assert found.readings or found.faults


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_no_damage_raises(form, data):
    whole = bytearray(WHOLE[form][0]())
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    found = read(bytes(whole[: data.draw(st.integers(0, len(whole)))]), zipped({"x": bytes(whole)}))
    assert found.readings or found.faults


def test_nothing_is_written_to_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    read(zipped({"a": x_archive(), "b": SOUND}), *(make() for make, _ in WHOLE.values()))
    assert list(tmp_path.iterdir()) == []


def test_a_checksum_that_does_not_hold():
    data = bytearray(zipped({"a.csv": danish_table().encode()}, zipfile.ZIP_STORED))
    data[data.index(b"Budgettet")] ^= 1
    assert "beskadiget" in refused(NamedBytes("x.zip", bytes(data)))
    assert zlib.crc32(b"") == 0
