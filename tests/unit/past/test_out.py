"""What a leader takes home: tables that open, cells that do not run, a page and a PDF that need no network."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import openpyxl
import pandas as pd
import pytest

from analysis.cells import harmless
from analysis.past.columns import empty
from analysis.past.out import page, pdf, tables
from analysis.past.out.report import Picture, report
from analysis.past.targets import Band, Target
from tests.unit.past.invented import PRIVATE, PROFESSIONAL, alarm, archive

HOSTILE = ["=HYPERLINK(\"http://x\")", "+45 12", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "a\x00b\x07c", "\ud800 halv",
    "x" * 99_000, "a;b\"c\nd", "<script>alert(1)</script>", "blåbær 🎉"]  # fmt: skip
FRAME = archive(*[{"text": text, "author": text[:50], "id": text[:20], "likes": 1234, **PRIVATE} for text in HOSTILE], {"published": None, "dominant": "unsure"})
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><clipPath id="clip1"><path d="M0,0"/></clipPath><g clip-path="url(#clip1)"><text>æøå</text></g></svg>'
MADE = date(2026, 5, 1)


def png() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (200, 100), "white").save(out, "PNG")
    return out.getvalue()


def picture(svg: str = DRAWING) -> Picture:
    return Picture("Over tid", "Fagligt 60 % <b>", svg, png())


def cells_of_csv() -> list[list[str]]:
    data = tables.to_csv(FRAME)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def cells_of_xlsx() -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(tables.to_xlsx(FRAME)))
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    return [list(row) for row in book.active.iter_rows(values_only=True)]


@pytest.mark.parametrize("read", [cells_of_csv, cells_of_xlsx])
def test_no_cell_of_a_table_for_people_runs_as_a_formula(read):
    head, *rows = read()
    assert len(rows) == len(FRAME) and all(len(row) == len(head) == len(FRAME.columns) for row in rows)
    for row in rows:
        for cell in row:
            assert not isinstance(cell, str) or not re.match(r"[\t\r\n]|\s*[=+\-@＝]", cell)
    texts = [row[head.index("tekst")] for row in rows]
    assert texts[0] == f"'{HOSTILE[0]}" and texts[14] == "blåbær 🎉"


def test_csv_is_danish():
    head, first, *_, last = cells_of_csv()
    row = dict(zip(head, first, strict=True))
    assert (row["privat"], row["tidspunkt"], row["mest"], row["åbent spørgsmål"]) == ("0,8", "05-01-2026 09:00", "privat", "nej")
    assert dict(zip(head, last, strict=True))["tidspunkt"] == "" and dict(zip(head, last, strict=True))["mest"] == "ved ikke"


def test_workbook_holds_numbers_and_times_as_such():
    head, first, *_ = cells_of_xlsx()
    row = dict(zip(head, first, strict=True))
    assert row["likes"] == 1234 and row["privat"] == 0.8 and row["tidspunkt"].hour == 9


def test_parquet_and_json_hold_the_frame_as_it_is():
    back = pd.read_parquet(io.BytesIO(tables.to_parquet(FRAME)))
    assert list(back.columns) == list(FRAME.columns) and back["text"].iloc[0] == HOSTILE[0]
    assert back["published"].iloc[0] == FRAME["published"].iloc[0] and back["likes"].iloc[0] == 1234
    rows = json.loads(tables.to_json(FRAME))
    assert rows[0]["text"] == HOSTILE[0] and rows[0]["published"] == "2026-01-05T09:00:00+01:00"
    assert rows[-1]["published"] is None and rows[0]["views"] is None


@pytest.mark.parametrize("write", [tables.to_csv, tables.to_xlsx, tables.to_parquet, tables.to_json])
def test_no_posts_make_a_table_too(write):
    assert write(empty())


@pytest.mark.parametrize(("cell", "expected"), [("tekst", "tekst"), ("a=1", "a=1"), ("=1", "'=1"), (" @x", "' @x"), (-3, -3), (None, None)])
def test_cells(cell, expected):
    assert harmless(cell) == expected


def test_the_page_says_what_the_report_says_and_runs_nothing():
    frame = archive(*[{**PROFESSIONAL, **alarm(), "text": "<img src=x onerror=alert(1)>"}] * 12)
    made = report(frame, MADE, [picture(), picture()], [Target("facebook", Band(0.2, 0.5))], chosen=["p3"], name="Niels <i>")
    written = page.to_html(made)
    assert written.startswith("<!doctype html>\n<html lang=\"da\">") and "default-src 'none'" in written
    assert "12 opslag fra 5. januar 2026 til 16. januar 2026. Lavet den 1. maj 2026." in written
    assert "i træk uden et personligt hvorfor" in written and "Dit mål er 20-50 %" in written
    assert "<img" not in written and "<script" not in written and "<b>" not in written and "<i>" not in written
    assert written.count("onerror") == 1  # the chosen post alone, and escaped
    assert not re.search(r'(?:src|href)\s*=\s*["\']?(?:https?:)?//', written)
    assert set(re.findall(r'\bid="([^"]+)"', written)) == {"d0-clip1", "d1-clip1"} and "url(#d1-clip1)" in written


def test_no_post_is_in_a_report_unless_chosen():
    assert "Et opslag." not in page.to_html(report(archive(*[{}] * 12), MADE))


@pytest.mark.parametrize("svg", [
    "<svg><script>1</script></svg>", '<svg onload="x"/>', '<svg><image href="http://x"/></svg>', '<svg><a xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:1"/></svg>',
    '<svg><g style="fill:url(http://x)"/></svg>', "<svg>", "<svg><foreignObject/></svg>",
])  # fmt: skip
def test_a_picture_that_is_more_than_a_drawing_is_refused(svg):
    with pytest.raises(ValueError):
        page.to_html(report(empty(), MADE, [picture(svg)]))


def test_the_pdf_is_danish_titled_and_the_same_each_time():
    frame = archive(*[{**PROFESSIONAL, "text": text} for text in HOSTILE])
    made = report(frame, MADE, [picture()], [Target("facebook", Band(0.2, 0.5))], chosen=[f"p{number}" for number in range(15)])
    written = pdf.to_pdf(made)
    assert written.startswith(b"%PDF-") and written == pdf.to_pdf(made)
    for part in (b"/Lang (da-DK)", b"/FontFile2", b"/StructTreeRoot", b"/DisplayDocTitle true", b"/Outlines"):
        assert part in written
    assert b"/URI" not in written


def test_a_report_of_nothing():
    made = report(empty(), MADE)
    assert "0 opslag. Lavet den 1. maj 2026." in page.to_html(made) and pdf.to_pdf(made)
