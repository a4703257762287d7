"""What reading gives: the posts, how each file was read, and what could not be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from .limits import MOST_FAULTS
from .post import Engagement, Fault, Post

NO_WORDS = "delinger uden egne ord"
NO_TEXT = "opslag uden tekst"
REPOST = "genopslag af andres opslag"
REPLY = "svar til andre"
DIRECT = "private beskeder"
DELETED = "slettede opslag"
DUPLICATE = "dubletter"
_ONE = {
    NO_WORDS: "deling uden egne ord", REPOST: "genopslag af en andens opslag", DIRECT: "privat besked",
    DELETED: "slettet opslag", DUPLICATE: "dublet",
}  # fmt: skip


class NamedBytes(NamedTuple):
    """A file that lies in memory, as an upload does."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How the user says a file is to be read; what is empty is found out.

    `encoding` is a name Python knows, `delimiter` one character, `date_order` one of `dmy`, `mdy`, `ymd`;
    `columns` goes from a meaning (`text`, `published`, `url` …) to the column's name in the file.
    """

    encoding: str = ""
    delimiter: str = ""
    date_order: str = ""
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no post of the leader's own words, and why; the reason is Danish, in the plural."""

    reason: str


@dataclass(frozen=True, slots=True)
class Figures:
    """A post's engagement from a file that holds no texts, to be joined by the platform's id."""

    platform: str
    id: str
    engagement: Engagement


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know about the file; Danish."""

    message: str


Item = Post | LeftOut | Fault | Figures | Notice


@dataclass(frozen=True, slots=True)
class Reading:
    """How one file, or one sheet of it, was read: to be shown before anything is computed. `columns`: meaning to name."""

    file: str
    form: str
    encoding: str = ""
    delimiter: str = ""
    date_form: str = ""
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    read: int = 0
    left_out: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[str, ...] = ()
    sheet: str = ""

    def lines(self) -> Iterator[str]:
        """What was left out and what to mind, in Danish lines."""
        place = f"{self.file} [{self.sheet}]" if self.sheet else self.file
        for reason, number in self.left_out.items():
            words = _ONE.get(reason, reason) if number == 1 else reason
            yield f"{place}: {thousands(number)} {words} er ikke taget med"
        yield from (f"{place}: {warning}" for warning in self.warnings)


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that was read from the sources, in their order."""

    posts: tuple[Post, ...] = ()
    readings: tuple[Reading, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class Outcome:
    """One file's yield, while it is still being joined with the others'."""

    reading: Reading
    posts: list[Post] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)

    def add(self, items: Iterable[Item]) -> Outcome:
        """Sorts what a reader gives into posts, faults and counts."""
        for item in items:
            match item:
                case Post():
                    self.posts.append(item)
                case LeftOut():
                    self.dropped[item.reason] += 1
                case Fault():
                    self.faults.append(item)
                case Figures():
                    self.figures.append(item)
                case Notice():
                    self.warnings.append(item.message)
        return self

    def finished(self) -> Reading:
        return replace(
            self.reading, read=len(self.posts), left_out=dict(self.dropped), warnings=tuple(dict.fromkeys(self.warnings))
        )


def few(faults: list[Fault]) -> list[Fault]:
    """The first faults of a file, and how many more there are."""
    if len(faults) <= MOST_FAULTS:
        return faults
    more = Fault(faults[0].file, 0, f"og {thousands(len(faults) - MOST_FAULTS)} rækker mere, der ikke kan læses")
    return [*faults[:MOST_FAULTS], more]


def thousands(number: int) -> str:
    """A whole number the Danish way: 12.345."""
    return f"{number:,}".replace(",", ".")
