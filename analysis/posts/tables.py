"""A table to posts: what its columns mean, in which order its dates are, what is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from ..model import AUDIENCES, ROLES
from . import columns, dates, plain_table, x_analytics
from .counts import count
from .header import Head, head_of
from .mending import tidy
from .outcome import DIRECT, NO_WORDS, Figures, Interpretation, Item, LeftOut, Notice, Outcome, Reading, thousands
from .post import UNKNOWN, Engagement, Fault, Post, platform_at, platform_named
from .sheet import Row, Sheet
from .table_form import TableForm

NO_TEXTS = "der er ingen kolonne med tekster i filen. Kald den »tekst«, eller vælg den selv"
_SAMPLE = 300
_ENOUGH = 5
_RAGGED = 0.35
"""Of at least `_ENOUGH` rows, the share that does not fit the header in prose with commas; a table has a few."""
_LOST_EMOJI = re.compile(r"(?:^|[\s.!,;:)])\?+(?=$|[\s.!,;:)])|\?\?")
_YES = frozenset(("1", "1.0", "true", "yes", "ja", "sand"))


@dataclass(frozen=True, slots=True)
class _Raw:
    """The cells of one row that mean something."""

    line: int
    cells: Mapping[str, Any]


def read(sheet: Sheet, how: Interpretation, alone: bool) -> Outcome | None:
    """The posts of a table; None when it holds none. Rows are taken one by one, and only cells that mean something kept."""
    rows = iter(sheet.rows)
    sample = list(islice(rows, _SAMPLE))
    head = head_of([cells for _, cells in sample])
    if head is None:
        return None
    found = columns.assign(
        columns.plain_names(head.names), [cells for _, cells in sample[head.rows :]], head.form.first
    ) | _told(head.names, how)  # fmt: skip
    if head.form.figures_only:
        found = _beside(found, columns.plain_names(head.names))
    if not (head.form.private or head.form.figures_only or _has_texts(head, found, how)):
        names = ", ".join(filter(None, head.names))[:300]
        sheet.faults.append(Fault(sheet.file, 0, f"{NO_TEXTS}. Kolonnerne er: {names}"))
        return None
    if sheet.delimiter and _is_ragged([cells for _, cells in sample[head.rows :]], len(head.names), found.get("text", 0)):
        return None
    if not alone and head.form is plain_table.FORM and not _is_kept_for_posts(head, found):
        return None
    raws = list(_picked(chain(sample[head.rows :], rows), found, head, sheet))
    order = dates.DateForm(how.date_order) if how.date_order else _order(raws, head.form)
    outcome = Outcome(_reading(sheet, head, found, order), faults=sheet.faults, warnings=list(sheet.warnings))
    return outcome.add(_items(raws, head.form, order, sheet))


def _told(names: Sequence[str], how: Interpretation) -> dict[str, int]:
    """The columns that the user named. Raises ValueError, in Danish, for one that is not there."""
    told = {}
    for meaning, name in how.columns.items():
        if name not in names:
            raise ValueError(f"ingen kolonne hedder »{name[:60]}«. Kolonnerne er: {', '.join(filter(None, names))[:200]}")
        told[meaning] = names.index(name)
    return told


def _has_texts(head: Head, found: Mapping[str, int], how: Interpretation) -> bool:
    """Whether a column is known to hold the texts, by its name or the user's word; a guess needs times beside it."""
    if "text" not in found:
        return False
    sure = "text" in how.columns or columns.names_text(columns.plain_names(head.names)) or head.form is not plain_table.FORM
    return sure or "published" in found


def _beside(found: dict[str, int], names: Sequence[str]) -> dict[str, int]:
    """Where two tables stand side by side, the addresses that belong to the figures: the nearest before them."""
    addresses = [at for at, name in enumerate(names) if name == names[found.get("url", 0)] and at < found.get("views", 0)]
    return found | ({"url": addresses[-1]} if addresses else {})


def _is_kept_for_posts(head: Head, found: Mapping[str, int]) -> bool:
    """Whether a table that lies among others in an archive is one of posts: it has times or channels, and is none of the others."""
    names = frozenset(columns.plain_names(head.names))
    told = not {"published", "platform", "role"}.isdisjoint(found)
    return told and not any(group <= names for group in plain_table.OTHER_THINGS)


def _picked(rows: Iterable[Row], found: Mapping[str, int], head: Head, sheet: Sheet) -> Iterator[_Raw]:
    """The meaningful cells of each row; a row too short for its text, or with more cells than there are names, is a fault."""
    width, needed = len(head.names), found.get("text", 0)
    for line, cells in rows:
        if not any(map(_says_something, cells)):
            continue
        if sheet.delimiter and (fault := _misfit(cells, width, needed)):
            sheet.faults.append(Fault(sheet.file, line, fault))
        else:
            yield _Raw(line, {meaning: cells[column] for meaning, column in found.items() if column < len(cells)})


def _is_ragged(rows: Sequence[Sequence[str]], width: int, needed: int) -> bool:
    """Whether so many rows do not fit the names that the text is no table."""
    return len(rows) >= _ENOUGH and sum(bool(_misfit(row, width, needed)) for row in rows) > _RAGGED * len(rows)


def _misfit(cells: Sequence[str], width: int, needed: int) -> str:
    """What is wrong with the number of cells in a row of CSV; empty when nothing is."""
    if len(cells) <= needed:
        return f"rækken har kun {len(cells)} af {width} felter"
    if any(map(_says_something, cells[width:])):
        return f"rækken har {len(cells)} felter, men der er {width} kolonner; mangler der anførselstegn?"
    return ""


def _says_something(cell: Any) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _order(raws: Sequence[_Raw], form: TableForm) -> dates.DateForm:
    found = dates.form_of((raw.cells.get("published") for raw in raws), form.american)
    return dates.DateForm(found.order, found.ambiguous and not (form.american and form.confirmed))


def _reading(sheet: Sheet, head: Head, found: Mapping[str, int], order: dates.DateForm) -> Reading:
    named = {meaning: head.names[column] for meaning, column in found.items()}
    label = order.label if "published" in found else ""
    return Reading(sheet.file, head.form.name, sheet.encoding, sheet.delimiter, label, named, sheet=sheet.name)


def _items(raws: Sequence[_Raw], form: TableForm, order: dates.DateForm, sheet: Sheet) -> Iterator[Item]:
    if form.private:
        yield from (LeftOut(DIRECT) for _ in raws)
        return
    if form.figures_only:
        yield from _figures(raws, form)
        return
    texts = form.mend([_text(raw) for raw in raws])
    whole_days = _are_whole_days(raws)
    undated: list[int] = []
    strange: Counter[str] = Counter()
    for raw, text in zip(raws, texts, strict=True):
        reason = _reason(raw, text, form)
        if reason:
            yield LeftOut(reason)
            continue
        published = _published(raw, order.order or "dmy", whole_days)
        if published is None and _says_something(raw.cells.get("published")):
            undated.append(raw.line)
        yield _post(raw, tidy(text), published, form, sheet.file, strange)
    yield from _notices(order, undated, strange, texts, sheet)


def _text(raw: _Raw) -> str:
    text = raw.cells.get("text")
    if not _says_something(text):
        text = raw.cells.get("text otherwise")
    return text if isinstance(text, str) else "" if text is None else str(text)


def _reason(raw: _Raw, text: str, form: TableForm) -> str:
    """Why a row is left out; empty when it is a post."""
    if text.strip():
        on_x = form is plain_table.FORM and platform_at(_word(raw.cells.get("url"))) == "x"
        return x_analytics.not_own(text) if on_x else form.leave_out(text)
    return NO_WORDS if str(raw.cells.get("is share", "")).strip().lower() in _YES else form.empty


def _are_whole_days(raws: Sequence[_Raw]) -> bool:
    """Whether a workbook's column of times holds nothing but midnights: it knows days only."""
    moments = [raw.cells.get("published") for raw in raws]
    return all(not isinstance(moment, dates.datetime) or moment.time() == dates.time() for moment in moments)


def _published(raw: _Raw, order: str, whole_days: bool) -> dates.date | None:
    cell = raw.cells.get("published")
    moment = dates.parse(cell, order)
    if whole_days and isinstance(cell, dates.datetime):
        moment = cell.date()
    return dates.with_time(moment, raw.cells["clock"]) if "clock" in raw.cells else moment


def _post(raw: _Raw, text: str, published: dates.date | None, form: TableForm, file: str, strange: Counter[str]) -> Post:
    cells = raw.cells
    url = _word(cells.get("url"))
    platform = platform_named(channel := _word(cells.get("platform"))) or platform_at(url) or form.platform
    if channel and not platform:
        strange[channel[:40]] += 1
    return Post(
        text, raw.line, _identity(cells, url, form), _known(cells.get("role"), ROLES), platform,
        _known(cells.get("audience"), AUDIENCES), published, _word(cells.get("author")), url,
        _engagement(cells), form.name, file,
    )  # fmt: skip


def _identity(cells: Mapping[str, Any], url: str, form: TableForm) -> str:
    if form.id_in_url and form.own_ids and (found := form.id_in_url.search(url)):
        return found[1]
    return _word(cells.get("id"))


def _known(cell: Any, known: Sequence[str]) -> str:
    value = _word(cell).lower()
    return value if value in known else ""


def _word(cell: Any) -> str:
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _engagement(cells: Mapping[str, Any]) -> Engagement:
    figures = [count(cells.get(name)) for name in columns.FIGURES]
    return Engagement(*figures) if any(figure is not None for figure in figures) else UNKNOWN


def _figures(raws: Sequence[_Raw], form: TableForm) -> Iterator[Item]:
    """What a table without texts says about posts told of elsewhere."""
    for raw in raws:
        found = form.id_in_url.search(_word(raw.cells.get("url"))) if form.id_in_url else None
        if found:
            yield Figures(form.platform, found[1], _engagement(raw.cells))


def _notices(
    order: dates.DateForm, undated: Sequence[int], strange: Mapping[str, int], texts: Sequence[str], sheet: Sheet
) -> Iterator[Notice]:
    if order.ambiguous:
        yield Notice(f"datoerne kan læses på to måder; de er læst som {order.label}. Ret det, hvis det er forkert")
    if undated:
        yield Notice(f"datoen kan ikke læses i {thousands(len(undated))} rækker (den første på linje {undated[0]})")
    for channel, number in list(strange.items())[:5]:
        yield Notice(f"kanalen »{channel}« kendes ikke ({thousands(number)} opslag)")
    if broken := sum("\ufffd" in text for text in texts):
        yield Notice(f"tegn er gået tabt i {thousands(broken)} opslag (»\ufffd«)")
    if sheet.legacy and (lost := sum(bool(_LOST_EMOJI.search(text)) for text in texts)):
        yield Notice(f"emoji ser ud til at være gået tabt i {thousands(lost)} opslag: de står som »?« i filen")
