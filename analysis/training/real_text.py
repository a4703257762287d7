"""Alarms on Danish that nobody wrote for this: `python -m analysis.training.real_text --sam FILE --dkhate FILE --texts FILE…`.

SAM (Kongsbak et al. 2019): sentences with a polarity of -2 to 2; those from 0 up count as harmless. DKHate (Sigurbergsson
& Derczynski 2020): comments labelled OFF or NOT; those labelled NOT count as harmless. `--texts` are whole texts, one a file. The files are not
part of Kasket. `--read` writes out every alarm of `warn` or above, to be read and judged.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model import ALARMS, Setting
from ..review import Reviewer, UnusableText

ROOT = Path(__file__).resolve().parents[2]
_HIGH = ("warn", "stop")


def sam(file: Path) -> list[str]:
    """The sentences of SAM that are harmless."""
    with file.open(encoding="utf-8", newline="") as rows:
        return [row[1] for row in csv.reader(rows) if len(row) > 1 and row[0].lstrip("-").isdigit() and int(row[0]) >= 0]


def dkhate(file: Path) -> list[str]:
    """The comments of DKHate that are not offensive."""
    with file.open(encoding="utf-8", newline="") as rows:
        return [row[1] for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) > 2 and row[2] == "NOT"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The strongest finding of a text, with its rule and quote; `fine` where there is none."""

    severity: str
    rule: str
    quote: str
    text: str


def verdicts(reviewer: Reviewer, texts: Sequence[str], setting: Setting) -> Iterator[Verdict]:
    """The verdict of every text that can be reviewed."""
    for text in texts:
        try:
            findings = reviewer.review(text, setting).findings
        except UnusableText:
            continue
        first = findings[0] if findings else None
        yield Verdict(first.severity, first.rule, first.quote, text) if first else Verdict("fine", "", "", text)


def line(name: str, found: Sequence[Verdict]) -> str:
    """Shares of `warn` or above and of any alarm."""
    high = sum(verdict.severity in _HIGH for verdict in found) / len(found)
    every = sum(verdict.severity in ALARMS for verdict in found) / len(found)
    return f"{name:<8} {len(found):6} tekster   warn eller over {high:6.2%}   alarm {every:6.2%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sam", type=Path)
    parser.add_argument("--dkhate", type=Path)
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="whole texts, one a file")
    parser.add_argument("--read", type=Path, help="where to write the alarms of warn or above, as tab-separated lines")
    options = parser.parse_args()
    reviewer = Reviewer.load(ROOT / "guidelines")
    collections = {"SAM": options.sam and sam(options.sam), "DKHate": options.dkhate and dkhate(options.dkhate)}
    collections["tekster"] = [file.read_text("utf-8") for file in options.texts]
    rows = []
    for name, texts in collections.items():
        if texts:
            found = list(verdicts(reviewer, texts, Setting("union-leader")))
            print(line(name, found))
            rows += [(name, verdict.severity, verdict.rule, verdict.quote, verdict.text) for verdict in found if verdict.severity in _HIGH]
    if options.read:
        with options.read.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, delimiter="\t").writerows(rows)


if __name__ == "__main__":
    main()
