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
from ..model import BALANCE_CLASSES, Setting
from ..posts import Fault

_ENDINGS = (".jsonl", ".csv", ".xlsx", ".parquet")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def run(options: argparse.Namespace) -> int:
    out = Path(options.out)
    if out.suffix.lower() not in _ENDINGS:
        raise ValueError(f"{out.name}: vælg en fil, der ender på {', '.join(_ENDINGS)}")
    inputs = [Path(name) for name in options.inputs]
    missing = next((path for path in inputs if not path.is_file()), None)
    if missing:
        raise FileNotFoundError(2, "findes ikke", str(missing))
    _require_known(options)
    given = (post for path in inputs for post in posts.read(path))
    setting = Setting(options.role or "union-leader", options.platform or "facebook", options.audience or "open", organisation=options.organisation)
    rows = archive.audit(given, Path(options.guidelines), setting, options.workers)
    return _write(_readable(tqdm(rows, unit=" opslag", disable=None, file=sys.stderr)), out)


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
            print(str(row) if row.file else f"linje {row.line}: {row.message}", file=sys.stderr)
        else:
            yield row


def _write(rows: Iterator[dict[str, Any]], out: Path) -> int:
    if out.suffix.lower() == ".jsonl":
        with out.open("w", encoding="utf-8", errors="backslashreplace") as lines:
            for row in rows:
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        return 0
    frame = pd.DataFrame([{name: _storable(cell) for name, cell in _flat(row).items()} for row in rows])
    if out.suffix.lower() == ".csv":
        frame.map(_harmless).to_csv(out, index=False, encoding="utf-8-sig")
    elif out.suffix.lower() == ".xlsx":
        frame.map(_harmless).to_excel(out, index=False)
    else:
        frame.to_parquet(out, index=False)
    return 0


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """One row of a table: the post, the score, the findings by rule, the shares of the balance."""
    alarms = [finding for finding in row["findings"] if finding["severity"] != "note"]
    return {
        "id": row["id"], **row["post"], **row["setting"], "verdict": row["verdict"],
        "knife_edge": row["knife_edge"]["score"],
        "alarms": len(alarms),
        "rules": " ".join(finding["rule"] for finding in alarms),
        "quotes": " | ".join(finding["quote"] for finding in alarms),
        **{label: row["balance"][label] for label in BALANCE_CLASSES},
        "uncertain": row["balance"]["uncertain"], **row["measures"],
    }  # fmt: skip


def _storable(cell: Any) -> Any:
    """A cell without lone surrogates, which no file format can hold."""
    return cell.encode("utf-8", "replace").decode("utf-8") if isinstance(cell, str) else cell


def _harmless(value: Any) -> Any:
    """A cell that a spreadsheet will not run as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
