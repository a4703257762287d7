"""Texts as they were written: line ends, composed letters, and UTF-8 that was once read as something else."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

import ftfy
import ftfy.bad_codecs

_WRONGLY_READ_AS = ("sloppy-windows-1252", "latin-1", "mac_roman")
_TRACE = re.compile("[ÂÃâð√Å][\x80-\xbf\u0152-\u0178\u2013-\u2122\u02c6\u02dc\ufffd¶∏•ÜÖÉ]")
_LOST = "\ufffd"
_HALF = re.compile(rb"[\xc2-\xf4][\x80-\xbf]*\x1a[\x80-\xbf\x1a]*")
"""The bytes of a character of which one was lost (and is kept as 0x1A)."""
_KNOWN_LOSSES = (("ï¸\ufffd", "ï¸\x8f"), ("â€\ufffdð", "â€\x8dð"), ("â€\ufffdâ", "â€\x8dâ"), ("â€\ufffd", "â€\x9d"))
"""cp1252 has no 0x8F, 0x8D, 0x9D: what follows tells which it was (an emoji's style, its joiner, a quotation mark)."""


def tidy(text: str) -> str:
    """Line ends as \\n and letters composed (NFC); nothing else is touched."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def unescaped(text: str) -> str:
    """HTML's entities as characters."""
    return html.unescape(text) if "&" in text else text


def from_latin_1(value: Any) -> Any:
    """JSON of Meta's, where every byte of UTF-8 stands as a character of its own: mended per string and key.

    A string with a character beyond 255, or that is no UTF-8, was never broken and stays.
    """
    if isinstance(value, str):
        return _as_utf8(value, "latin-1") or value
    if isinstance(value, list):
        return [from_latin_1(part) for part in value]
    if isinstance(value, dict):
        return {from_latin_1(key): from_latin_1(part) for key, part in value.items()}
    return value


def unscrambled(text: str) -> tuple[str, bool]:
    """A file's text, rolled back where the file was saved twice; whether it was.

    The whole file must have been misread, or most of its lines with special letters: one line that speaks of »Ã¦«
    in a sound file stays as it is.
    """
    if not _TRACE.search(text):
        return text, False
    mended = _rolled_back(text)
    if mended is None:
        mended = _line_by_line(text)
    if mended is None:
        return text, False
    again = _rolled_back(mended) if _TRACE.search(mended) else None
    return again or mended, True


def _rolled_back(text: str) -> str | None:
    for codec in _WRONGLY_READ_AS:
        if (mended := _as_utf8(text, codec)) is not None:
            return mended
    return None


def _as_utf8(text: str, codec: str) -> str | None:
    """The text whose UTF-8 was read in the codec; None when that cannot be."""
    if text.isascii():
        return None
    if lossy := _LOST in text:
        for lost, found in _KNOWN_LOSSES:
            text = text.replace(lost, found)
        text = text.replace(_LOST, "\x1a")
    try:
        raw = text.encode(codec)
        mended = (_HALF.sub(_LOST.encode(), raw) if lossy else raw).decode("utf-8")
        return mended.replace("\x1a", _LOST) if lossy else mended
    except UnicodeError:
        return None


def _line_by_line(text: str) -> str | None:
    lines = text.splitlines(keepends=True)
    special = [number for number, line in enumerate(lines) if not line.isascii()]
    mended = {number: better for number in special if (better := _rolled_back(lines[number])) is not None}
    if 2 * len(mended) <= len(special):
        return None
    rest = (number for number in special if number not in mended and _TRACE.search(lines[number]))
    mended |= {number: ftfy.fix_encoding(lines[number]) for number in rest}
    return "".join(mended.get(number, line) for number, line in enumerate(lines))
