"""Bytes to text: a byte order mark, then strict UTF-8, then the code page whose Danish letters make sense."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from .mending import unscrambled

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 med BOM"), (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"), (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)  # fmt: skip
_CODE_PAGES = (
    ("sloppy-windows-1252", "Windows-1252"), ("mac_roman", "Mac Roman"), ("cp865", "DOS (cp865)"),
)  # fmt: skip
_DANISH = re.compile(r"[A-Za-zæøå][æøå]|[æøå][a-zæøå]|\b[ÆØÅ][a-zæøåA-Z]|[A-Z][ÆØÅ]|[ a-zæøå][éü–]|\b[æøå]\b")
_STRANGE = "¾¿ŒÂÊÄÎÏÔÒ≈∆¯ÿ‹›†‡°¢£¥ƒ¬╬╗█▄▌▐│┤µ±╣║╝╚╩╦╠═■²³τΦΘΩδ∞φ"
_ODD = re.compile(f"[{_STRANGE}][A-Za-zæøå]|[A-Za-zæøå][{_STRANGE}]")
"""Letters as Danish has them beside others, and characters that Danish has beside none."""
_SAMPLE = 300_000
_MANY = 10
"""Sound characters per broken one from which a file is taken for damaged UTF-8."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text; `encoding` is the name users know. `legacy`: the encoding has no emoji, so they are lost."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()
    legacy: bool = False


def decode(data: bytes, encoding: str = "") -> Decoded:
    """Raises ValueError, in Danish, for an encoding that does not exist or does not fit, and for bytes that are no text."""
    decoded = _as_told(data, encoding) if encoding else _as_found(data)
    if "\x00" in decoded.text:
        raise ValueError("filen er ikke en tekstfil (den indeholder nultegn)")
    text, mended = unscrambled(decoded.text)
    warnings = decoded.warnings
    if mended:
        warnings += ("filen er gemt med forkert tegnsæt undervejs (»Ã¦« for »æ«); det er rettet, hvor det kunne lade sig gøre",)
    return Decoded(text, decoded.encoding, warnings, decoded.legacy)


def _as_told(data: bytes, encoding: str) -> Decoded:
    name = {"cp1252": "sloppy-windows-1252", "windows-1252": "sloppy-windows-1252", "mac roman": "mac_roman"}
    label = dict(_CODE_PAGES)
    try:
        codec = name.get(encoding.lower(), encoding)
        text = data.decode(codec).removeprefix("\ufeff")
    except (LookupError, TypeError) as error:
        raise ValueError(f"tegnsættet »{encoding[:40]}« findes ikke") from error
    except UnicodeError as error:
        raise ValueError(f"filen er ikke i tegnsættet »{encoding[:40]}«") from error
    return Decoded(text, label.get(codec, encoding), (), codec in label)


def _as_found(data: bytes) -> Decoded:
    for mark, codec, label in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(codec, "replace"), label)
    if wide := _wide(data[:4096]):
        return Decoded(data.decode(wide, "replace"), "UTF-16")
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        return _damaged(data) or _code_page(data)


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of Western text is nought."""
    even, odd = head[0::2], head[1::2]
    if len(head) >= 8 and odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if len(head) >= 8 and even.count(0) > 0.6 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return ""


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8 with a broken character here and there."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(not character.isascii() for character in text[:_SAMPLE]) - text[:_SAMPLE].count("\ufffd")
    if sound < _MANY * max(1, text[:_SAMPLE].count("\ufffd")):
        return None
    return Decoded(text, "UTF-8", (f"{broken} tegn er ødelagt i filen og vises som »\ufffd«",))


def _code_page(data: bytes) -> Decoded:
    sample = data[:_SAMPLE]
    mac_first = b"\r" in sample and b"\n" not in sample.replace(b"\r\n", b"").replace(b'\n\n', b"")[:1000] and b"\r\n" not in sample

    def sense(page: tuple[str, str]) -> float:
        text = sample.decode(page[0], "replace")
        return len(_DANISH.findall(text)) - 2 * len(_ODD.findall(text)) + 0.5 * (mac_first and page[0] == "mac_roman")

    codec, label = max(_CODE_PAGES, key=sense)
    return Decoded(data.decode(codec, "replace"), label, (), True)
