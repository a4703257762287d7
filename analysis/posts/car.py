"""A Bluesky repository as CAR v1: blocks of DAG-CBOR in any order, each named by the hash of its bytes.

The frame is read here (https://ipld.io/specs/transport/car/carv1/), the blocks by libipld. The tree that names the
records shortens each key by what it shares with the one before (https://atproto.com/specs/repository).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import libipld

from .bluesky import POST, item
from .outcome import Item
from .post import Fault, Post

NAME = "Bluesky: repo.car"
_HASH = b"\x01\x71\x12\x20"
"""CID v1, DAG-CBOR, SHA-256, 32 bytes."""
_CID = len(_HASH) + 32


class _Broken(ValueError):
    """A frame that ends too early."""


def recognises(head: bytes) -> bool:
    """Whether a file begins as a CAR: a length, and a map with `roots` and `version`."""
    return b"eroots" in head[:20] and b"gversion" in head[:400]


def items(data: bytes, file: str) -> Iterator[Item]:
    """The posts in the order of their keys, which is that of time; a broken block is a fault, its place in `line`."""
    blocks: dict[bytes, tuple[int, Any]] = {}
    for number, (name, body) in enumerate(_blocks(data, file), 1):
        if isinstance(body, Fault):
            yield body
        elif (value := _decoded(name, body)) is None:
            yield Fault(file, number, "blokken er beskadiget og er ikke læst")
        else:
            blocks[name] = number, value
    did = next((value["did"] for _, value in blocks.values() if _is_commit(value)), "")
    keys = dict(_keys(value for _, value in blocks.values()))
    posts = [(keys.get(name, ""), number, value) for name, (number, value) in blocks.items()]
    for key, number, value in sorted(posts, key=lambda entry: entry[:2]):
        found = item(value, did, key.removeprefix(f"{POST}/"), number, file, NAME)
        if isinstance(found, Post) or found:
            yield found


def _blocks(data: bytes, file: str) -> Iterator[tuple[bytes, bytes | Fault]]:
    """Each block's name and bytes; a frame that ends too early is the last."""
    position, number = 0, 0
    try:
        length, position = _varint(data, position)
        position += length
        while position < len(data):
            number += 1
            length, start = _varint(data, position)
            position = start + length
            if length < _CID or position > len(data):
                raise _Broken
            yield data[start : start + _CID], data[start + _CID : position]
    except _Broken:
        yield b"", Fault(file, number, "CAR-filen slutter midt i en blok; resten er ikke læst")


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 63, 7):
        if position >= len(data):
            break
        byte = data[position]
        position += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, position
    raise _Broken


def _decoded(name: bytes, body: bytes) -> Any:
    """The block's value; None when its bytes are not those it is named by, or no DAG-CBOR."""
    if name != _HASH + hashlib.sha256(body).digest():
        return {} if not name.startswith(_HASH) else None
    try:
        return libipld.decode_dag_cbor(body)
    except (ValueError, RecursionError):
        return None


def _is_commit(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("did"), str) and "data" in value


def _keys(values: Iterator[Any]) -> Iterator[tuple[bytes, str]]:
    """Record name to key, from the tree's nodes."""
    for value in values:
        entries = value.get("e") if isinstance(value, dict) else None
        previous = b""
        for entry in entries if isinstance(entries, list) else []:
            if not isinstance(entry, dict) or not isinstance(entry.get("k"), bytes) or not isinstance(entry.get("p"), int):
                break
            previous = previous[: entry["p"]] + entry["k"]
            if isinstance(entry.get("v"), bytes):
                yield entry["v"], previous.decode("ascii", "replace")
