"""One file to its posts: what it is is told from its bytes, never from its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import (
    bluesky,
    car,
    delimited,
    facebook,
    facebook_other_pages,
    instagram,
    json_lines,
    mastodon,
    tables,
    threads,
    workbook,
    x_archive,
)  # fmt: skip
from .json_form import JsonForm
from .json_text import BrokenJson, JsonDocument, document
from .outcome import Interpretation, Item, Outcome, Reading
from .post import Fault
from .sources import OLE, ZIP, SourceFile

JSON_FORMS: tuple[JsonForm, ...] = (
    *x_archive.FORMS, mastodon.FORM, bluesky.FORM, threads.FORM, *facebook.FORMS, facebook_other_pages.FORM, instagram.FORM,
    json_lines.FORM,
)  # fmt: skip
_PAGE = (b"<!doctype html", b"<html", b"<?xml")
_UNKNOWN_JSON = "JSON-filen har ikke en form, som Kasket kender"
FIGURES_ALONE = "filen har tal, men ingen tekster. Læg Shares.csv fra LinkedIns arkiv ved, så kobles tallene på opslagene"


def read_file(file: SourceFile, how: Interpretation) -> Iterator[Outcome]:
    """The yield of each table or document in a file; one with a fault where the file is refused.

    A file that the user did not choose himself, and that holds no posts, yields nothing.
    """
    try:
        yield from _read(file, how)
    except BrokenJson as error:
        yield _fault(file, str(error), error.line)
    except ValueError as error:
        if file.alone or file.data.startswith((ZIP, OLE)):
            yield _fault(file, str(error))
    except Exception as error:  # one file of an odd make must not stop the rest
        yield _fault(file, f"filen har en form, der ikke kan læses ({type(error).__name__})")


def _fault(file: SourceFile, message: str, line: int = 0) -> Outcome:
    return Outcome(Reading(file.name, ""), faults=[Fault(file.name, line, message)])


def _read(file: SourceFile, how: Interpretation) -> Iterator[Outcome]:
    data = file.data
    if data.startswith(ZIP):
        yield from _sheets(workbook.read_xlsx(data, file.name), file, how)
    elif data.startswith(OLE):
        yield from _sheets(workbook.read_xls(data, file.name), file, how)
    elif car.recognises(data[:400]):
        yield _outcome(car.items(data, file.name), Reading(file.name, car.NAME, "DAG-CBOR", columns={"text": "text"}))
    elif data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE):
        raise ValueError("filen er en webside (HTML). Bed platformen om dine oplysninger i formatet JSON")
    elif json_lines.recognises(data):
        columns = {"text": "text", "published": "published"}
        yield _outcome(json_lines.items(data, file.name), Reading(file.name, json_lines.NAME, "UTF-8", columns=columns))
    elif (found := document(data, how.encoding)) is not None and (outcome := _json(found, file)) is not None:
        yield outcome
    elif found is None:
        yield from _sheets([delimited.read(data, file.name, how)], file, how)
    elif file.alone:
        raise ValueError(_UNKNOWN_JSON)


def _json(found: JsonDocument, file: SourceFile) -> Outcome | None:
    form = next((form for form in JSON_FORMS if form.recognises(found)), None)
    if form is None and file.alone and found.lists.keys() == {""} and not found.sample:
        form = json_lines.FORM
    if form is None or (form is json_lines.FORM and found.name):
        return None
    date_form = "sekunder siden 1970" if any(name.endswith("timestamp") for _, name in form.columns) else "ISO 8601"
    reading = Reading(file.name, form.name, found.encoding, date_form=date_form, columns=dict(form.columns))
    outcome = _outcome(form.items(found, file.name), reading)
    if found.broken:
        outcome.faults.append(Fault(file.name, found.broken.line, str(found.broken)))
    return outcome


def _outcome(items: Iterable[Item], reading: Reading) -> Outcome:
    """What was read until the file broke, if it does."""
    outcome = Outcome(reading)
    try:
        return outcome.add(items)
    except BrokenJson as error:
        outcome.faults.append(Fault(reading.file, error.line, str(error)))
        return outcome


def _sheets(sheets: Iterable, file: SourceFile, how: Interpretation) -> Iterator[Outcome]:
    """Every table with posts; in a file the user chose, it is said when there is none."""
    found, unread = False, []
    for sheet in sheets:
        if outcome := tables.read(sheet, how, file.alone):
            found = True
            yield outcome
        else:
            unread += [fault.message for fault in sheet.faults if not fault.line]
    if not found and file.alone:
        raise ValueError(next(iter(unread), tables.NO_TEXTS))
