"""`audit`: many posts in, a review a line out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from .. import archive, guidelines, posts
from ..cells import for_workbook, harmless, storable
from ..model import BALANCE_CLASSES, Setting
from ..posts import Fault

_ENDINGS = (".jsonl", ".csv", ".xlsx", ".parquet")
_NOTHING_READ = 2


def run(options: argparse.Namespace) -> int:
    out = Path(options.out)
    if out.suffix.lower() not in _ENDINGS:
        raise ValueError(f"{out.name}: vælg en fil, der ender på {', '.join(_ENDINGS)}")
    _require_known(options)
    found = posts.read(map(Path, options.inputs))
    _tell(found)
    if not found.readings:
        return _NOTHING_READ
    setting = Setting(options.role or "union-leader", options.platform or "facebook", options.audience or "open", organisation=options.organisation)
    rows = archive.audit(found.posts, Path(options.guidelines), setting, options.workers)
    progress = tqdm(rows, unit=" opslag", total=len(found.posts), disable=None, file=sys.stderr)
    return _write(_readable(progress), out)


def _tell(found: posts.Archive) -> None:
    """What could not be read, what was left out, and what to mind, in Danish lines."""
    for fault in found.faults:
        print(fault, file=sys.stderr)
    for reading in found.readings:
        for line in reading.lines():
            print(line, file=sys.stderr)


def _require_known(options: argparse.Namespace) -> None:
    """Raises ValueError, in Danish, for an organisation that is in no role; said once, and not for every post."""
    if options.organisation:
        known = [pack.name for pack in guidelines.load(options.guidelines).organisations()]
        if options.organisation not in known:
            raise ValueError(f"»{options.organisation}« findes ikke. Vælg mellem {', '.join(known) or '(ingen)'}.")


def _readable(rows: Iterable[archive.Row]) -> Iterator[dict[str, Any]]:
    """The reviews; what could not be read is told with its line, and the rest goes on."""
    for row in rows:
        if isinstance(row, Fault):
            print(row, file=sys.stderr)
        else:
            yield row


def _write(rows: Iterator[dict[str, Any]], out: Path) -> int:
    if out.suffix.lower() == ".jsonl":
        with out.open("w", encoding="utf-8", errors="backslashreplace") as lines:
            for row in rows:
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        return 0
    frame = pd.DataFrame([{name: storable(cell) for name, cell in _flat(row).items()} for row in rows])
    if out.suffix.lower() == ".csv":
        frame.map(harmless).to_csv(out, index=False, encoding="utf-8-sig")
    elif out.suffix.lower() == ".xlsx":
        frame.map(for_workbook).to_excel(out, index=False)
    else:
        frame.to_parquet(out, index=False)
    return 0


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """One row of a table: the post, the score, the findings by rule, the shares of the balance."""
    alarms = [finding for finding in row["findings"] if finding["severity"] != "note"]
    setting = {name: value for name, value in row["setting"].items() if name != "platform"}
    return {
        "id": row["id"], **row["post"], **setting, "verdict": row["verdict"],
        "knife_edge": row["knife_edge"]["score"],
        "alarms": len(alarms),
        "rules": " ".join(finding["rule"] for finding in alarms),
        "quotes": " | ".join(finding["quote"] for finding in alarms),
        **{label: row["balance"][label] for label in BALANCE_CLASSES},
        "uncertain": row["balance"]["uncertain"], **row["measures"],
    }  # fmt: skip
