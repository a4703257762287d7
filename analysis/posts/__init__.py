"""Past posts, one reader per form of export. A reader yields a `Post` or a `Fault` per row, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from . import csv_file, json_lines
from .post import Fault, Post

Reader = Callable[[Path], Iterator[Post | Fault]]
READERS: Mapping[str, Reader] = {".jsonl": json_lines.read, ".ndjson": json_lines.read, ".csv": csv_file.read}


def read(path: Path) -> Iterator[Post | Fault]:
    """The posts of one file, by its ending. Raises ValueError, in Danish, for a form not read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ValueError(f"{path.name}: læses ikke endnu. Brug {', '.join(READERS)}.")
    return reader(path)


__all__ = ["READERS", "Fault", "Post", "read"]
