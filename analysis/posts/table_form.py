"""What sets one form of table apart from another: data, not code."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from .columns import plain
from .outcome import NO_TEXT


def marks(*groups: str) -> tuple[frozenset[str], ...]:
    """Groups of column names, `A + B`; a table of the form has every name of at least one group."""
    return tuple(frozenset(map(plain, group.split(" + "))) for group in groups)


def own_text(text: str) -> str:
    """No reason to leave a text out."""
    return ""


def as_given(texts: Sequence[str]) -> list[str]:
    return list(texts)


@dataclass(frozen=True, slots=True)
class TableForm:
    """`first`: names that go before the common ones. `american`: `/` dates have the month first. `own_ids`: the id
    column, or the number that `id_in_url` finds, is the platform's own. `leave_out`: a reason, or empty, from a text.
    `mend`: texts as written from texts as found. `private`, `figures_only`: no text of it is ever taken in."""

    name: str
    marks: tuple[frozenset[str], ...] = ()
    cells: frozenset[str] = frozenset()
    platform: str = ""
    first: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    american: bool = False
    confirmed: bool = True
    own_ids: bool = False
    id_in_url: re.Pattern[str] | None = None
    empty: str = NO_TEXT
    leave_out: Callable[[str], str] = own_text
    mend: Callable[[Sequence[str]], list[str]] = as_given
    private: bool = False
    figures_only: bool = False

    def recognises(self, names: Collection[str], first_row: Collection[str] = ()) -> bool:
        """Whether a table with these column names (and this first row) is of the form."""
        given = set(names)
        return any(group <= given for group in self.marks) or not self.cells.isdisjoint(first_row)
