"""Alarms on Danish that nobody wrote for this: `python -m analysis.training.real_text --sam FILE --dkhate FILE`.

SAM (Kongsbak et al. 2019): sentences with a polarity of -2 to 2; those from 0 up count as harmless. DKHate (Sigurbergsson
& Derczynski 2020): comments labelled OFF or NOT; those labelled NOT count as harmless. The files are not part of Kasket.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model import Setting
from ..review import Reviewer, UnusableText

ROOT = Path(__file__).resolve().parents[2]


def sam(file: Path) -> list[str]:
    """The sentences of SAM that are harmless."""
    with file.open(encoding="utf-8", newline="") as rows:
        return [row[1] for row in csv.reader(rows) if len(row) > 1 and row[0].lstrip("-").isdigit() and int(row[0]) >= 0]


def dkhate(file: Path) -> list[str]:
    """The comments of DKHate that are not offensive."""
    with file.open(encoding="utf-8", newline="") as rows:
        return [row[1] for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) > 2 and row[2] == "NOT"]


def alarms(reviewer: Reviewer, texts: Sequence[str], setting: Setting) -> Iterator[tuple[str, str]]:
    """The verdict of every text that can be reviewed, with the rule that gave it."""
    for text in texts:
        try:
            findings = reviewer.review(text, setting).findings
        except UnusableText:
            continue
        yield (findings[0].severity, findings[0].rule) if findings else ("fine", "")


def line(name: str, verdicts: Sequence[tuple[str, str]]) -> str:
    """Shares of `warn` or above and of any alarm."""
    high = sum(severity in ("warn", "stop") for severity, _ in verdicts) / len(verdicts)
    every = sum(severity in ("consider", "warn", "stop") for severity, _ in verdicts) / len(verdicts)
    return f"{name:<8} {len(verdicts):6} tekster   warn eller over {high:6.2%}   alarm {every:6.2%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sam", type=Path)
    parser.add_argument("--dkhate", type=Path)
    options = parser.parse_args()
    reviewer = Reviewer.load(ROOT / "guidelines")
    for name, file, read in (("SAM", options.sam, sam), ("DKHate", options.dkhate, dkhate)):
        if file:
            print(line(name, list(alarms(reviewer, read(file), Setting("union-leader")))))


if __name__ == "__main__":
    main()
