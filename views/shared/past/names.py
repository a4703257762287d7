"""The names of a table's columns, for the user to choose among. Only for tables that were uploaded as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from analysis.posts import Interpretation, NamedBytes, delimited, workbook
from analysis.posts.header import head_of
from analysis.posts.sources import OLE, ZIP

_SAMPLE = 30


def column_names(sources: Iterable[Path | NamedBytes], name: str, how: Interpretation) -> list[str]:
    """Every column's name in its order; none for a file that is no table, or lies within a zip."""
    source = next((one for one in sources if isinstance(one, NamedBytes) and one.name == name), None)
    if source is None:
        return []
    try:
        return list(dict.fromkeys(_names(source, how)))
    except Exception:  # a file that cannot be read has no names; why it cannot is told elsewhere
        return []


def _names(source: NamedBytes, how: Interpretation) -> Iterator[str]:
    for sheet in _sheets(source, how):
        head = head_of([cells for _, cells in islice(sheet.rows, _SAMPLE)])
        yield from filter(None, head.names if head else ())


def _sheets(source: NamedBytes, how: Interpretation):
    if source.data.startswith(ZIP):
        return workbook.read_xlsx(source.data, source.name)
    if source.data.startswith(OLE):
        return workbook.read_xls(source.data, source.name)
    return [delimited.read(source.data, source.name, how)]
