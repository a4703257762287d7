"""Annotated sentences for the tagger of names, and Statistics Denmark's names to put into them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PLACES, ORGANISATIONS = (Path(__file__).with_name(file) for file in ("places.txt", "organisations.txt"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an annotated sentence: its tag (O, B-PER, I-PER …) and whether a space follows."""

    text: str
    tag: str
    space: bool = True


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text and the entities in it as (start, end, label)."""

    text: str
    entities: tuple[tuple[int, int, str], ...]


Sentence = tuple[Word, ...]


def annotated(sentence: Sequence[Word]) -> Annotated:
    """The sentence as one text with its entities."""
    text, entities = "", []
    for word in sentence:
        start = len(text)
        text += word.text
        if word.tag.startswith("B-"):
            entities.append([start, len(text), word.tag[2:]])
        elif word.tag.startswith("I-") and entities:
            entities[-1][1] = len(text)
        text += " " if word.space else ""
    return Annotated(text.rstrip(" "), tuple((start, end, label) for start, end, label in entities))


def read(file: Path) -> list[Sentence]:
    """The sentences of a file of UNER (`.iob2`) or DaN+ (`.tsv`), tags without the layers below the first.

    Parts of words count as the whole word, as UNER has it (`SID-huset` is an organisation); derivations (`dansk`) as none.
    """
    return [sentence for block in _blocks(file) if (sentence := _sentence(block))]


def _blocks(file: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*file.read_text("utf-8").splitlines(), ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []


def _sentence(block: Sequence[str]) -> Sentence:
    text = next((line[9:] for line in block if line.startswith("# text = ")), None)
    rows = [line.split("\t") for line in block if not line.startswith("# ")]
    if not rows[0][0].isdigit() or len(rows[0]) < 4:
        return tuple(Word(row[0], _tag(row[1])) for row in rows)
    return tuple(_spaced([(row[1], _tag(row[3].split("#")[0])) for row in rows], text or ""))


def _tag(raw: str) -> str:
    """`B-LOCpart` as `B-LOC`; derivations, and parts of works and events, as `O`."""
    if raw.endswith(("deriv", "MISCpart")):
        return "O"
    return raw.removesuffix("part")


def _spaced(words: Sequence[tuple[str, str]], text: str) -> Iterator[Word]:
    place = 0
    for word, tag in words:
        place = text.find(word, place) + len(word)
        yield Word(word, tag, text[place : place + 1] in (" ", ""))


@dataclass(frozen=True)
class Names:
    """Names with their bearers as chances to be drawn; `bearers` by lower-case name."""

    first: tuple[str, ...]
    first_chance: np.ndarray
    surnames: tuple[str, ...]
    surname_chance: np.ndarray
    municipalities: tuple[str, ...]
    near_places: tuple[str, ...]
    far_places: tuple[str, ...]
    organisations: tuple[str, ...]
    first_bearers: dict[str, int]
    surname_bearers: dict[str, int]

    def draw_first(self, generator: np.random.Generator) -> str:
        return self.first[int(np.searchsorted(self.first_chance, generator.random()))]

    def draw_surname(self, generator: np.random.Generator) -> str:
        return self.surnames[int(np.searchsorted(self.surname_chance, generator.random()))]


_FLATTEN = 0.75
"""A name is drawn by its bearers to this power, so that rare names are seen as well."""


def read_names(folder: Path) -> Names:
    """Statistics Denmark's lists: first names of both sexes together, surnames, municipalities without `Kommune`; places.txt; organisations.txt."""
    first = _bearers(folder / "first_names_men_2014.txt", folder / "first_names_women_2014.txt")
    surnames = _bearers(folder / "surnames_2014.txt")
    places = [line.rsplit(" ", 1)[0].strip() for line in (folder / "municipalities.txt").read_text("utf-8").splitlines() if line.strip()]
    near, far = map(_listed, PLACES.read_text("utf-8").split("\n\n"))
    organisations = _listed(ORGANISATIONS.read_text("utf-8"))
    return Names(
        tuple(map(_title, first)), _chances(first), tuple(map(_title, surnames)), _chances(surnames), tuple(places), near, far, organisations, first, surnames
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def _bearers(*files: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for file in files:
        for line in file.read_text("latin-1").splitlines():
            name, _, number = line.strip().rpartition("\t")
            number = number.replace(".", "").strip()
            name = name.strip().lower()
            if number.isdigit() and len(name) > 1 and name.replace("-", "").isalpha():
                found[name] = found.get(name, 0) + int(number)
    return found


def _chances(bearers: dict[str, int]) -> np.ndarray:
    weights = np.array(list(bearers.values()), dtype=float) ** _FLATTEN
    return np.cumsum(weights / weights.sum())


def _title(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))
