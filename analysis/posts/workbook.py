"""Excel workbooks, .xlsx and .xls, to sheets of rows. Nothing in them is run, fetched or written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any

import openpyxl
import openpyxl.xml
import xlrd

from .limits import LARGEST_INFLATED, MOST_ROWS, SMALL_ENOUGH, STEEPEST_INFLATION
from .outcome import thousands
from .sheet import Row, Sheet

_KINDS = (("word/", "et Word-dokument"), ("ppt/", "en PowerPoint-fil"), ("content.xml", "et OpenDocument"))
_FORBIDDEN = (
    ("vbaProject", "har makroer. Gem den som .xlsx uden makroer eller som CSV"),
    ("externalLinks/", "henter data fra andre filer. Gem den som CSV"),
    ("activeX/", "har aktive kontroller. Gem den som CSV"),
)
_ESCAPED = re.compile(r"_x(000[9AaDd])_")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_xlsx(data: bytes, file: str) -> Iterator[Sheet]:
    """Raises ValueError, in Danish, for a workbook that is damaged, not honest, or no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _inspect(archive)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except ValueError:
        raise
    except Exception as error:  # openpyxl lets through whatever its XML and zip readers raise
        raise ValueError(_damage(error)) from error
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        yield Sheet(file, _guarded(_xlsx_rows(sheet)), encoding="Excel", name=sheet.title)


def read_xls(data: bytes, file: str) -> Iterator[Sheet]:
    """Raises ValueError, in Danish, for a workbook that is damaged, encrypted, or another of Office's old files."""
    if _ENCRYPTED in data:
        raise ValueError("filen er beskyttet med adgangskode; gem den uden, og prøv igen")
    try:
        book = xlrd.open_workbook(file_contents=data, on_demand=True, logfile=io.StringIO())
    except Exception as error:  # xlrd lets through whatever a damaged file leads it to
        raise ValueError(_damage(error)) from error
    for name in book.sheet_names():
        yield Sheet(file, _guarded(_xls_rows(book, name)), encoding="Excel", name=name)


def _damage(error: Exception) -> str:
    if "Entities" in type(error).__name__ or "DTD" in type(error).__name__:
        return "filen har XML-entiteter, som en regneark-fil ikke skal have; den læses ikke"
    if "encrypted" in str(error).lower():
        return "filen er beskyttet med adgangskode; gem den uden, og prøv igen"
    return "filen er ikke et regneark, der kan læses, eller den er beskadiget"


def _inspect(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    for name in archive.namelist():
        if kind := next((kind for start, kind in _KINDS if name.startswith(start)), ""):
            raise ValueError(f"filen er {kind}, ikke et regneark")
        if reason := next((reason for part, reason in _FORBIDDEN if part in name), ""):
            raise ValueError(f"regnearket {reason}")
    if sum(member.file_size for member in members) > LARGEST_INFLATED:
        raise ValueError(f"regnearket pakkes ud til mere end {thousands(LARGEST_INFLATED // 1_000_000)} MB")
    if any(member.file_size > SMALL_ENOUGH + STEEPEST_INFLATION * member.compress_size for member in members):
        raise ValueError("regnearket er pakket så hårdt, at det ligner en zip-bombe; det læses ikke")
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            with archive.open(member) as part:
                if b"<!" in part.read(4096).replace(b"\x00", b"").replace(b"<!--", b""):
                    raise ValueError("filen har XML-entiteter, som en regneark-fil ikke skal have; den læses ikke")


def _guarded(rows: Iterator[Row]) -> Iterator[Row]:
    try:
        yield from islice(rows, MOST_ROWS)
    except Exception as error:  # as above: damage deep in the sheet
        raise ValueError(_damage(error)) from error


def _xlsx_rows(sheet: Any) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        last = next((at for at in range(len(cells), 0, -1) if cells[at - 1] is not None), 0)
        if last:
            yield number, [_unescaped(cell) if isinstance(cell, str) else cell for cell in cells[:last]]


def _unescaped(text: str) -> str:
    """Excel writes a carriage return within a cell as `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x00" in text else text


def _xls_rows(book: xlrd.Book, name: str) -> Iterator[Row]:
    sheet = book.sheet_by_name(name)
    for number in range(sheet.nrows):
        cells = [_xls_value(cell, book.datemode) for cell in sheet.row(number)]
        if any(cell not in (None, "") for cell in cells):
            yield number + 1, cells
    book.unload_sheet(name)


def _xls_value(cell: xlrd.sheet.Cell, mode: int) -> Any:
    match cell.ctype:
        case xlrd.XL_CELL_EMPTY | xlrd.XL_CELL_BLANK | xlrd.XL_CELL_ERROR:
            return None
        case xlrd.XL_CELL_DATE:
            return xlrd.xldate_as_datetime(cell.value, mode)
        case xlrd.XL_CELL_NUMBER if float(cell.value).is_integer():
            return int(cell.value)
        case _:
            return cell.value
