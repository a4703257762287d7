"""What columns mean: by their names, in any Danish or English spelling, and where those are silent by their content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from . import dates

_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "ShareCommentary", "text", "tekst", "opslagstekst", "tekst i opslag", "post text", "tweet text", "opslagets tekst",
        "opslagets indhold", "opslagsindhold", "indhold i opslag", "indlægstekst", "indlæggets tekst", "tekstindhold",
        "opslag", "opslaget", "indlæg", "indlægget", "statusopdatering", "besked", "message", "indhold", "content",
        "post content", "post message", "brødtekst", "billedtekst", "caption", "tweet", "commentary", "body", "post",
    ),
    "title": (
        "post title", "opslagets titel", "opslagstitel", "titel på opslag", "indlæggets titel", "indlægstitel", "title",
        "titel", "overskrift", "headline", "beskrivelse", "description", "kommentar", "comment", "status",
    ),
    "published": (
        "publish time", "published", "published at", "udgivelsestidspunkt", "publiceringstidspunkt",
        "offentliggørelsestidspunkt", "tidspunkt for udgivelse", "tidspunkt for offentliggørelse", "udgivet", "publiceret",
        "offentliggjort", "udgivelsesdato", "publiceringsdato", "offentliggørelsesdato", "dato og tid", "dato og tidspunkt",
        "dato/tid", "tidspunkt", "dato", "date", "datetime", "date time", "post date", "posted", "posted at", "posted on",
        "created date", "created at", "created", "creation date", "oprettelsesdato", "oprettet", "oprettet den", "timestamp", "tidsstempel", "slået op",
        "lagt op", "opslagsdato", "dato for opslag", "date posted", "delt den", "time", "tid", "dag",
    ),
    "clock": ("klokkeslæt", "klokken", "kl", "tid", "time", "tidspunkt", "time of day"),
    "url": (
        "permalink", "ShareLink", "post link", "post url", "tweet permalink", "permanent link", "permanentlink",
        "link til opslag", "link til opslaget", "opslagslink", "opslagets link", "url", "link", "webadresse", "adresse",
    ),
    "id": ("post id", "opslags-id", "opslag-id", "opslagets id", "indlægs-id", "tweet id", "id", "nr", "nummer", "løbenummer"),
    "platform": ("platform", "kanal", "medie", "channel", "network", "netværk", "socialt medie", "sociale medier", "some-kanal"),
    "author": (
        "author", "forfatter", "afsender", "skrevet af", "oprettet af", "posted by", "page name", "sidenavn", "sidens navn",
        "account name", "kontonavn", "kontoens navn", "account username", "kontoens brugernavn", "brugernavn", "navn",
        "name", "profil",
    ),
    "role": ("role", "rolle"),
    "audience": ("audience", "publikum", "målgruppe"),
    "likes": (
        "likes", "like", "synes godt om", "antal synes godt om", "synes godt om-markeringer", "reactions", "reaktioner",
        "antal likes", "antal reaktioner", "favorites", "hjerter",
    ),
    "comments": ("comments", "kommentarer", "antal kommentarer", "replies", "svar", "antal svar"),
    "shares": ("shares", "delinger", "antal delinger", "reposts", "retweets", "genopslag", "videredelinger"),
    "views": ("views", "visninger", "antal visninger", "impressions", "eksponeringer", "impressioner", "indtryk"),
    "is share": ("is share", "er deling", "er en deling", "er delt", "deling"),
}  # fmt: skip
"""Meaning to names, the surest first."""
FIGURES = ("likes", "comments", "shares", "views")
_URL = re.compile(r"https?://\S+")
_MARKS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"[-+]?[\d.,\s]+%?")
_DATE_ENOUGH = 0.6
_URL_ENOUGH = 0.8
LONGEST_NAME = 80
"""Characters; the longest name in a known export has 51."""
_TEXT_LENGTH = 12
"""Characters that texts have on average at least; shorter cells are labels."""


@cache
def plain(name: str) -> str:
    """A column's name without case, spaces and marks, so that `Post ID`, `post_id` and `Post-id` are one."""
    name = unicodedata.normalize("NFC", name).casefold()
    return _MARKS.sub("", name.replace("%", "procent"))


_MEANINGS: Mapping[str, tuple[str, ...]] = {meaning: tuple(map(plain, names)) for meaning, names in _NAMES.items()}
_ALL = frozenset(name for names in _MEANINGS.values() for name in names)


def plain_names(cells: Iterable[Any]) -> list[str]:
    return [plain(cell) if isinstance(cell, str) and len(cell) <= LONGEST_NAME else "" for cell in cells]


def could_be_names(cells: Iterable[Any]) -> bool:
    """Whether no cell of a row is too long for the name of a column."""
    return all(_length(cell) <= LONGEST_NAME for cell in cells)


def known_names(cells: Iterable[Any]) -> int:
    """How many cells of a row are names of columns known here."""
    return len(_ALL.intersection(plain_names(cells)))


def by_name(names: Sequence[str]) -> dict[str, int]:
    """Meaning to place by names alone, the sure ones."""
    plain_ones = plain_names(names)
    found = ((meaning, next((plain_ones.index(name) for name in known if name in plain_ones), -1)) for meaning, known in _MEANINGS.items())
    return {meaning: place for meaning, place in found if place >= 0 and meaning != "title"}


def names_text(names: Iterable[str]) -> bool:
    """Whether one of the names says that its column holds the texts."""
    return not {*_MEANINGS["text"], *_MEANINGS["title"]}.isdisjoint(names)


def assign(names: Sequence[str], sample: Sequence[Sequence[Any]], first: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Meaning to column: by name (the form's own names `first`), checked against the content; then by content alone."""
    found: dict[str, int] = {}
    for meaning in dict.fromkeys((*_MEANINGS, *first)):
        if meaning != "title":
            sure = _free(map(plain, first.get(meaning, ())), names, found)
            likely = _free(_MEANINGS.get(meaning, ()), names, found)
            fitting = (column for column in (*sure, *likely) if _fits(meaning, _cells(sample, column)))
            _take(found, meaning, chain(sure, fitting) if meaning == "text" else fitting)
    _titles(names, sample, found)
    _by_content(names, sample, found)
    if "text" not in found:
        _take(found, "text", _free(_MEANINGS["text"], names, found))
    return found


def _free(wanted: Iterable[str], names: Sequence[str], found: Mapping[str, int]) -> list[int]:
    """The columns of these names that mean nothing else yet."""
    return [names.index(name) for name in wanted if name in names and names.index(name) not in found.values()]


def _titles(names: Sequence[str], sample: Sequence[Sequence[Any]], found: dict[str, int]) -> None:
    """Columns like Title and Description hold the text where no other does: the fuller one, the other where it is empty."""
    titles = [column for column in _free(_MEANINGS["title"], names, found) if _fits("text", _cells(sample, column))]
    if "text" not in found and titles:
        titles.sort(key=lambda column: -sum(map(_length, _cells(sample, column))))
        found["text"] = titles[0]
        if len(titles) > 1:
            found["text otherwise"] = titles[1]


def _by_content(names: Sequence[str], sample: Sequence[Sequence[Any]], found: dict[str, int]) -> None:
    free = [column for column in range(len(names)) if column not in found.values()]
    contents = {column: cells for column in free if (cells := _cells(sample, column))}
    if "published" not in found:
        _take(found, "published", (c for c, cells in contents.items() if _share(_dated, cells) >= _DATE_ENOUGH))
    if "url" not in found:
        _take(found, "url", (c for c, cells in contents.items() if _share(_is_url, cells) >= _URL_ENOUGH))
    if "text" not in found:
        texts = {c: sum(map(_length, cells)) for c, cells in contents.items() if _fits("text", cells) and _wordy(cells)}
        _take(found, "text", sorted((c for c in texts if c not in found.values()), key=lambda c: -texts[c]))


def _take(found: dict[str, int], meaning: str, columns: Iterable[int]) -> None:
    if (column := next(iter(columns), None)) is not None:
        found[meaning] = column


def _cells(sample: Sequence[Sequence[Any]], column: int) -> list[Any]:
    """The cells of a column that say something."""
    cells = (row[column] for row in sample if column < len(row))
    return [cell for cell in cells if cell is not None and (not isinstance(cell, str) or cell.strip())]


def _fits(meaning: str, cells: Sequence[Any]) -> bool:
    """Whether the content can be what the name says; an empty column can be anything."""
    if not cells:
        return True
    if meaning == "published":
        return _share(_dated, cells) >= _DATE_ENOUGH
    if meaning == "text":
        return _share(_is_data, cells) < 0.5
    if meaning == "url":
        return _share(_is_url, cells) >= _URL_ENOUGH
    if meaning in FIGURES:
        return _share(_is_figure, cells) >= _DATE_ENOUGH
    return meaning != "clock" or _share(_is_clock, cells) >= _DATE_ENOUGH


def _share(holds: Any, cells: Sequence[Any]) -> float:
    return sum(map(holds, cells)) / len(cells)


def _dated(cell: Any) -> bool:
    if isinstance(cell, int | float):
        return 36_000 < cell < 80_000 or 1e9 < cell < 2e12
    return dates.parse(cell) is not None or dates.parse(cell, "mdy") is not None


def _is_url(cell: Any) -> bool:
    return isinstance(cell, str) and _URL.fullmatch(cell.strip()) is not None


def _is_figure(cell: Any) -> bool:
    return isinstance(cell, int | float) or cell.strip() in "-–" or _NUMBER.fullmatch(cell.strip()) is not None


def _is_clock(cell: Any) -> bool:
    return dates.is_clock(cell)


def _is_data(cell: Any) -> bool:
    return not isinstance(cell, str) or _is_url(cell) or _is_figure(cell) or dates.parse(cell) is not None


def _length(cell: Any) -> int:
    return len(cell) if isinstance(cell, str) else 0


def _wordy(cells: Sequence[Any]) -> bool:
    texts = [cell for cell in cells if isinstance(cell, str)]
    spaced = sum(" " in text.strip() for text in texts)
    return bool(texts) and sum(map(len, texts)) / len(texts) >= _TEXT_LENGTH and spaced >= 0.5 * len(texts)


def looks_like_data(cells: Sequence[Any]) -> bool:
    """Whether a first row is no header: one of its cells is a date, an address, a number or a long text."""
    return any(_length(cell) > 80 or (cell not in (None, "") and _is_data(cell)) for cell in cells)
