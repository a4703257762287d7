"""A report as a PDF for a meeting: Danish language and title, bookmarks, charts with a text, a font that is inside."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from fpdf import FPDF, ViewerPreferences, XPos, YPos
from fpdf.fonts import FontFace

from ...cells import storable
from .report import Picture, Report, Table

_FONTS = Path(__file__).with_name("fonts")
_NAME = "DejaVu"
_MARGIN, _WIDTH = 20, 170
_MOST_TEXT = 6_000
"""Characters of one chosen post that are printed."""


class _Page(FPDF):
    """A4 with the page's number at the foot."""

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font(_NAME, size=8)
        self.cell(0, 8, f"Side {self.page_no()}", align="C")


def to_pdf(report: Report) -> bytes:
    """The report as PDF. The same report gives the same bytes."""
    page = _opened(report)
    _title(page, report)
    if report.sentences:
        _heading(page, "Det ser vi")
        for sentence in report.sentences:
            _paragraph(page, f"• {sentence}")
    for table in report.tables:
        _table(page, table)
    for picture in report.pictures:
        _picture(page, picture)
    if report.posts:
        _heading(page, "Opslag, du har valgt")
        for post in report.posts:
            _paragraph(page, ", ".join(filter(None, (post.when, post.note))), bold=True)
            _paragraph(page, post.text if len(post.text) <= _MOST_TEXT else f"{post.text[:_MOST_TEXT]}…")
    _paragraph(page, report.foot, size=8)
    return bytes(page.output())


def _opened(report: Report) -> _Page:
    page = _Page(format="A4")
    page.set_lang("da-DK")
    page.set_title(storable(report.title))
    page.set_creator("Kasket")
    page.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))
    page.viewer_preferences = ViewerPreferences(display_doc_title=True)
    page.set_margin(_MARGIN)
    page.set_auto_page_break(True, _MARGIN)
    page.add_font(_NAME, fname=_FONTS / "DejaVuSans.ttf")
    page.add_font(_NAME, style="B", fname=_FONTS / "DejaVuSans-Bold.ttf")
    page.add_page()
    return page


def _title(page: _Page, report: Report) -> None:
    page.set_font(_NAME, "B", 18)
    _write(page, report.title, 9)
    _paragraph(page, report.subtitle)


def _heading(page: _Page, text: str) -> None:
    if page.will_page_break(30):
        page.add_page()
    page.ln(4)
    page.set_font(_NAME, "B", 13)
    page.start_section(_printable(page, text))
    _write(page, text, 7)
    page.ln(1)


def _paragraph(page: _Page, text: str, bold: bool = False, size: int = 10) -> None:
    page.set_font(_NAME, "B" if bold else "", size)
    _write(page, text, size * 0.55)
    page.ln(1.5)


def _write(page: _Page, text: str, height: float) -> None:
    page.multi_cell(0, height, _printable(page, text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT, wrapmode="WORD")


def _printable(page: _Page, text: str) -> str:
    """What the font can draw; emoji and odd signs it lacks are left out."""
    known = page.current_font.cmap
    return "".join(sign for sign in storable(text).replace("\t", " ") if sign == "\n" or ord(sign) in known)


def _table(page: _Page, table: Table) -> None:
    _heading(page, table.title)
    page.set_font(_NAME, size=9)
    with page.table(headings_style=FontFace(emphasis="BOLD"), borders_layout="HORIZONTAL_LINES", line_height=6, text_align="LEFT") as grid:
        for cells in (table.head, *table.rows):
            row = grid.row()
            for cell in cells:
                row.cell(_printable(page, cell))


def _picture(page: _Page, picture: Picture) -> None:
    if page.will_page_break(95):
        page.add_page()
    _heading(page, picture.title)
    page.image(BytesIO(picture.png), w=_WIDTH, h=0, alt_text=picture.text, title=picture.title)
    page.ln(1)
    _paragraph(page, picture.text, size=8)
