import codecs
import csv
from datetime import datetime

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.posts import Interpretation
from analysis.posts.mending import tidy, unscrambled
from analysis.training import corpus
from tests.unit.posts.exports import (
    MOMENTS,
    POSTS,
    TEXTS,
    danish_table,
    left_out,
    read,
    table,
    texts,
    wall_clock,
    workbook,
)

WITHOUT_EMOJI = [text.replace("🎉", "?").replace("☕️", "??") for text in TEXTS]
TO_THE_MINUTE = [moment.replace(second=0) for moment in MOMENTS]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_delimiter_and_line_end(encoding, delimiter, end):
    archive = read(danish_table(delimiter, end).encode(encoding))
    assert texts(archive) == TEXTS
    assert wall_clock(archive) == TO_THE_MINUTE
    assert [post.platform for post in archive.posts] == ["facebook", "instagram", "linkedin"]
    assert archive.posts[0].engagement.likes == 1234
    assert archive.readings[0].warnings == ()


@pytest.mark.parametrize(("encoding", "label", "end"), [("cp1252", "Windows-1252", "\r\n"), ("mac_roman", "Mac Roman", "\r"), ("mac_roman", "Mac Roman", "\r\n"), ("cp1252", "Windows-1252", "\r")])
def test_code_pages_of_old_and_the_emoji_they_lost(encoding, label, end):
    archive = read(danish_table(";", end).encode(encoding, "replace"))
    assert texts(archive) == WITHOUT_EMOJI
    assert archive.readings[0].encoding == label
    assert any("emoji" in warning for warning in archive.readings[0].warnings)


def test_dos_too():
    assert texts(read("Dato;Tekst\r\n01-05-2026;Ærø, Åse og bjørnen går på øen\r\n".encode("cp865"))) == ["Ærø, Åse og bjørnen går på øen"]


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "mac_roman", "sloppy-windows-1252"])
def test_a_file_saved_twice_is_rolled_back_and_said(wrong):
    archive = read(danish_table().encode().decode(wrong, "replace").encode("utf-8-sig"))
    assert texts(archive) == TEXTS
    assert any("forkert tegnsæt" in warning for warning in archive.readings[0].warnings)


def test_a_sound_file_that_speaks_of_mojibake_is_left_alone():
    said = ["Hvorfor står der Ã¦ i stedet for æ?", "Åh nej", "Ønsker alle godt"]
    assert texts(read(table([["tekst"], *([text] for text in said)]).encode())) == said


def test_a_sep_line_with_and_without_bom():
    for mark in ("", "\ufeff"):
        archive = read((mark + "sep=;\r\n" + danish_table()).encode())
        assert texts(archive) == TEXTS
        assert archive.posts[0].line == 3


@settings(max_examples=60)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=80).filter(lambda text: len(text.strip()) > 0), min_size=1, max_size=6),
    st.sampled_from([";", ",", "\t"]), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)  # fmt: skip
def test_any_text_comes_back(said, delimiter, end, encoding):
    rows = [["Dato", "Tekst"], *(["2026-05-01 10:00:00", text] for text in said)]
    written = table(rows, delimiter, end, csv.QUOTE_ALL)
    assume(not unscrambled(written)[1])  # a file of »Â\x80« alone is one that was saved twice, and is mended
    archive = read(written.encode(encoding), how=Interpretation(encoding=encoding, delimiter=delimiter))
    assert texts(archive) == list(map(tidy, said))


@pytest.mark.parametrize(("date", "text"), [
    ("Date", "Text"), ("Published", "Post"), ("dato", "tekst"), ("DATO", "OPSLAG"), ("Udgivet den dag", "Indlæg"), ("Tidspunkt", "Besked"),
    ("Udgivelsesdato", "Opslagstekst"), ("Publiceret", "Indhold"), ("Created at", "Message"), ("Oprettelsesdato", "Opslagets tekst"),
    ("created_at", "post_text"), ("Slået op", "Statusopdatering"), ("Ukendt", "Navnløs"), ("A", "B"), (" Dato ", "\u00a0Tekst"),
])  # fmt: skip
def test_any_spelling_of_the_names_and_unknown_ones_by_content(date, text):
    rows = [["Nr", text, "Rækkevidde", date, "Link"], *([at, post.text, "1.234", f"{post.moment:%d-%m-%Y %H:%M}", f"https://eksempel.dk/{at}"] for at, post in enumerate(POSTS))]
    archive = read(table(rows, ";").encode())
    assert texts(archive) == TEXTS
    assert wall_clock(archive) == TO_THE_MINUTE
    assert archive.readings[0].columns["text"] == " ".join(text.split())
    assert archive.posts[0].url == "https://eksempel.dk/0"


def test_no_names_at_all():
    rows = [[f"{post.moment:%d.%m.%Y}", "Facebook", post.text] for post in POSTS]
    assert texts(read(table(rows, ";").encode())) == TEXTS


@pytest.mark.parametrize(("written", "iso"), [
    ("2026-05-01", "2026-05-01"), ("2026-05-01 10:00", "2026-05-01T10:00:00"), ("2026-05-01T10:00:00Z", "2026-05-01T10:00:00+00:00"),
    ("2026-05-01T10:00:00.482+02:00", "2026-05-01T10:00:00.482000+02:00"), ("2026-05-01 10:00:00 UTC", "2026-05-01T10:00:00+00:00"),
    ("01-05-2026 10.00", "2026-05-01T10:00:00"), ("1.5.2026", "2026-05-01"), ("01.05.26", "2026-05-01"), ("1. maj 2026 kl. 10.00", "2026-05-01T10:00:00"),
    ("fredag den 1. maj 2026 kl. 10:00:05", "2026-05-01T10:00:05"), ("Fri, May 1, 2026", "2026-05-01"), ("May 1, 2026 10:00 PM", "2026-05-01T22:00:00"),
    ("Fri May 01 10:00:00 +0000 2026", "2026-05-01T10:00:00+00:00"), ("Fri, 01 May 2026 10:00:00 +0200", "2026-05-01T10:00:00+02:00"),
    ("2026/05/01", "2026-05-01"), ("1777629600", "2026-05-01T10:00:00+00:00"), ("1777629600000", "2026-05-01T10:00:00+00:00"), ("46143,4166667", "2026-05-01T10:00:00"),
    ("20260501", "2026-05-01"), ("31/05/2026 12:00 AM", "2026-05-31T00:00:00"), ("05/31/2026", "2026-05-31"), ("1-maj-2026", "2026-05-01"),
    ("01-05-2026 kl. 10:00", "2026-05-01T10:00:00"), ("2026-05-01 10:00:00 CEST", "2026-05-01T10:00:00+02:00"),
])  # fmt: skip
def test_dates_as_people_and_programs_write_them(written, iso):
    (post,) = read(table([["dato", "tekst"], [written, "Hej"]], ";").encode()).posts
    assert post.published_iso == iso


def test_a_date_that_is_none_is_said_and_the_text_read():
    archive = read(b"dato;tekst\n01-05-2026;Et\n02-05-2026;To\n99-99-2026;Tre\n")
    assert texts(archive) == ["Et", "To", "Tre"]
    assert archive.posts[2].published is None
    assert any("linje 4" in warning for warning in archive.readings[0].warnings)


def test_slashed_dates_are_asked_about_unless_one_decides():
    asked, told = read(b"dato;tekst\n03/04/2026;Et\n"), read(b"dato;tekst\n03/04/2026;Et\n25/04/2026;To\n")
    assert any("to måder" in warning for warning in asked.readings[0].warnings)
    assert told.readings[0].warnings == ()
    assert told.posts[0].published_iso == "2026-04-03"
    month_first = read(b"dato;tekst\n03/04/2026;Et\n", how=Interpretation(date_order="mdy"))
    assert month_first.posts[0].published_iso == "2026-03-04"


def test_time_of_day_in_a_column_of_its_own():
    (post,) = read("Dato;Klokkeslæt;Tekst\n01-05-2026;10.15;Hej\n".encode()).posts
    assert post.published == datetime(2026, 5, 1, 10, 15)


def test_what_the_user_says_goes_before_what_is_guessed():
    data = "dato;note;tekst\n01-05-2026;Det rigtige;Det forkerte\n".encode("mac_roman")
    archive = read(data, how=Interpretation(encoding="mac_roman", columns={"text": "note"}))
    assert texts(archive) == ["Det rigtige"]
    wrong = read(data, how=Interpretation(columns={"text": "findes ikke"}))
    assert "ingen kolonne hedder »findes ikke«" in str(wrong.faults[0])
    assert "findes ikke" in str(read(data, how=Interpretation(encoding="klingon")).faults[0])


def test_a_broken_row_is_named_and_the_rest_read():
    rows = ['1;2026-05-01;"God linje\nmed to"', '2;2026-05-02;"Uden slut', "3;2026-05-03;Fin", '4;2026-05-04;"Også; fin"', "5;2026-05-05", "6;2026-05-06;en;for;mange", "7;2026-05-07;Slut"]
    archive = read(("nr;dato;tekst\n" + "\n".join(rows)).encode())
    assert texts(archive) == ["God linje\nmed to", "Fin", "Også; fin", "Slut"]
    assert [fault.line for fault in archive.faults] == [4, 7, 8]


def test_rows_without_text_are_counted_and_empty_rows_are_none():
    archive = read(b"dato;tekst\n01-05-2026;\n;;\n\n02-05-2026;Hej\n")
    assert texts(archive) == ["Hej"]
    assert left_out(archive) == {"opslag uden tekst": 1}


def test_no_rows_and_one_row():
    assert read(b"dato;tekst\n").faults == ()
    assert read(b"dato;tekst\n").readings[0].read == 0
    assert texts(read(b"tekst\nHej med jer")) == ["Hej med jer"]


def test_a_table_without_texts_is_refused():
    (fault,) = read(("tal.csv", b"a;b\n1;2\n3;4\n")).faults
    assert "ingen kolonne med tekster" in fault.message
    assert fault.message.endswith("Kolonnerne er: a, b")


def test_excel_with_dates_prose_above_and_several_sheets():
    rows = [["Oversigt over opslag"], [], ["Dato", "Kanal", "Opslag"], *([post.moment, "Facebook", post.text] for post in POSTS)]
    archive = read(workbook({"Forside": [["Velkommen"], ["Til os"]], "2026": rows}))
    assert texts(archive) == TEXTS
    assert [post.published for post in archive.posts] == MOMENTS
    assert archive.posts[0].line == 4
    assert [(reading.file, reading.sheet) for reading in archive.readings] == [("fil0", "2026")]


def test_excel_with_whole_days_has_no_times():
    archive = read(workbook({"A": [["Dato", "Tekst"], [datetime(2026, 5, 1), "Hej"], [datetime(2026, 5, 2), 42]]}))
    assert archive.posts[0].published_iso == "2026-05-01"
    assert texts(archive) == ["Hej", "42"]


def test_nfd_becomes_nfc_and_lines_end_alike():
    import unicodedata

    data = codecs.BOM_UTF8 + unicodedata.normalize("NFD", danish_table()).encode()
    assert texts(read(data)) == TEXTS


def test_the_workbook_library_reads_xml_with_its_guard():
    assert openpyxl.DEFUSEDXML


def test_line_ends_that_excel_escapes():
    assert texts(read(workbook({"A": [["Tekst"], ["En_x000D_\nto"]]}))) == ["En\nto"]


def test_a_danish_table_of_x_leaves_reposts_and_replies_out():
    rows = [["Opslagstekst", "Link til opslag"], *([text, "https://x.com/opdigtet/status/1"] for text in ("RT @kl: Nyt", "@kl Tak", "Mit eget @kl"))]
    archive = read(table(rows).encode())
    assert texts(archive) == ["Mit eget @kl"]
    assert left_out(archive) == {"genopslag af andres opslag": 1, "svar til andre": 1}


@pytest.mark.parametrize("names", [("Dato", "Tekst"), ("X1", "X2")])
@pytest.mark.parametrize(("encoding", "delimiter", "end"), [("utf-8", ",", "\n"), ("cp1252", ";", "\r\n"), ("mac_roman", ";", "\r"), ("cp865", "\t", "\n"), ("utf-16-le", "|", "\r\n")])
def test_real_lengths_of_text_come_back_from_every_guess(encoding, delimiter, end, names):
    said = [post.text.encode(encoding, "replace").decode(encoding) for post in corpus.read()[::80]]
    rows = [names, *(("04-05-2026 10:00", text) for text in said)]
    assert texts(read(table(rows, delimiter, end).encode(encoding))) == list(map(tidy, said))


def test_rows_that_end_in_returns_may_have_unquoted_line_feeds():
    assert texts(read(b"dato;tekst\r01-05-2026;En\n\nto\r02-05-2026;Tre\r")) == ["En\n\nto", "Tre"]
