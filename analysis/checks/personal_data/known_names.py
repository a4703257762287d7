"""First names and surnames, known only as 32-bit hashes (analysis/models/NAMES.md). Remembers nothing it is asked."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cache
from hashlib import blake2b
from pathlib import Path

MODEL = Path(__file__).resolve().parents[2] / "models" / "names.bin"


def name_hash(kind: str, name: str) -> int:
    """32 bits of a first name (`f`) or surname (`s`), lower case."""
    return int.from_bytes(blake2b(f"{kind}:{name}".encode(), digest_size=4).digest(), "big")


def is_first_name(word: str) -> bool:
    return _known("f", word.lower())


def is_surname(word: str) -> bool:
    return _known("s", word.lower())


def without_genitive(word: str) -> str:
    """Lower case, without a genitive s when the name is known only without it: `Tinas`, but `Jens`."""
    low = word.lower()
    return low[:-1] if low.endswith("s") and not is_first_name(low) and is_first_name(low[:-1]) else low


@cache
def _hashes() -> array:
    hashes = array("I")
    hashes.frombytes(MODEL.read_bytes() if MODEL.exists() else b"")
    return hashes


def _known(kind: str, name: str) -> bool:
    hashes, wanted = _hashes(), name_hash(kind, name)
    place = bisect_left(hashes, wanted)
    return place < len(hashes) and hashes[place] == wanted
