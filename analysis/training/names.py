"""Builds the compact name knowledge: `python -m analysis.training.names --data ../shared/data/names`.

Reads Statistics Denmark's lists of names with bearers (1 January 2014) and keeps only a sorted row of 32-bit
hashes, from which the lists cannot be read back. `--evaluate FILE…` measures the recogniser on NER files.
"""

from __future__ import annotations

import argparse
from array import array
from collections.abc import Iterator
from pathlib import Path

from ..checks.personal_data import name as recogniser
from ..checks.personal_data.known_names import MODEL, name_hash

_FIRST_BEARERS = 25
_SURNAME_BEARERS = 60


def build(data: Path) -> int:
    """Write the hashes of first names and surnames; returns how many."""
    first = {name for file in ("first_names_men_2014.txt", "first_names_women_2014.txt") for name in _names(data / file, _FIRST_BEARERS)}
    last = set(_names(data / "surnames_2014.txt", _SURNAME_BEARERS))
    hashes = sorted({name_hash("f", name) for name in first} | {name_hash("s", name) for name in last})
    MODEL.write_bytes(array("I", hashes).tobytes())
    return len(hashes)


def _names(file: Path, least: int) -> Iterator[str]:
    for line in file.read_text("latin-1").splitlines():
        parts = line.split("\t")
        numbers = [part.replace(".", "") for part in parts if part.replace(".", "").isdigit()]
        words = [part.strip() for part in parts if part.strip() and not part.replace(".", "").isdigit()]
        if numbers and words and int(numbers[-1]) >= least and len(words[0]) > 1 and words[0].isalpha():
            yield words[0].lower()


def evaluate(file: Path) -> tuple[int, int, int]:
    """Persons found, found wrongly, and missed in a NER file (IOB2 in the last or second column)."""
    hits = false = missed = 0
    for text, persons in _sentences(file):
        found = [(span.start, span.end) for span in recogniser.find(text)]
        right = {person for person in persons if any(start < person[1] and person[0] < end for start, end in found)}
        hits += len(right)
        missed += len(persons) - len(right)
        false += sum(not any(start < end_p and start_p < end for start_p, end_p in persons) for start, end in found)
    return hits, false, missed


def _sentences(file: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    tokens: list[tuple[str, str]] = []
    for line in [*file.read_text("utf-8").splitlines(), ""]:
        columns = line.split("\t")
        if line.startswith("#"):
            continue
        if not line.strip():
            if tokens:
                yield _join(tokens)
            tokens = []
        else:
            word = columns[1] if columns[0].isdigit() and len(columns) > 2 else columns[0]
            tag = next((part for part in columns[1:] if part[:2] in ("B-", "I-") or part == "O"), "O")
            tokens.append((word, tag))


def _join(tokens: list[tuple[str, str]]) -> tuple[str, list[tuple[int, int]]]:
    text, persons = "", []
    for word, tag in tokens:
        start = len(text)
        text += f"{word} "
        if tag == "B-PER":
            persons.append((start, start + len(word)))
        elif tag == "I-PER" and persons:
            persons[-1] = (persons[-1][0], start + len(word))
    return text, persons


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--evaluate", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    if options.data:
        print(f"{build(options.data)} hashes, {MODEL.stat().st_size // 1024} kB")
    for file in options.evaluate:
        hits, false, missed = evaluate(file)
        precision, recall = hits / max(hits + false, 1), hits / max(hits + missed, 1)
        print(f"{file.name}: precision {precision:.2f} recall {recall:.2f} ({hits + missed} persons)")


if __name__ == "__main__":
    main()
