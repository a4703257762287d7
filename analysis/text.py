"""A cleaned copy of a text, with a map back to the original offsets.

Cleaning undoes what hides words from a rule without changing what a reader sees: decomposed letters
(NFC), zero-width characters, soft hyphens, direction marks, "pynte" letters (Unicode's mathematical,
full-width and circled alphabets), Cyrillic and Greek look-alikes inside Latin words, curly quotes and
the many dashes and spaces. Case is kept. Most texts hold nothing of the kind and are returned as they are.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef\ud800-\udfff\x00-\x08\x0e-\x1f\x7f"
_STYLED = "\u00aa\u00ba\u02b0-\u02b8\u1d00-\u1d6a\u2070-\u209c\u2100-\u214f\u2460-\u24ff\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189"
_SIMPLE = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`\u02bc\u2039\u203a", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-"),
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
    **dict.fromkeys("\r\u0085\u2028\u2029\x0b\x0c", "\n"),
    "\u0130": "I",
}
_LOOKALIKE = dict(zip(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0408\u0405"
    "\u03bf\u03b1\u03bd\u03c1\u03b9\u03ba\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "aeopcyxijshdABEKMHOPCTXIJSoavpikABEZHIKMNOPTYX", strict=True))  # fmt: skip
_ODD = re.compile(
    rf"(?P<accented>[^\W\d_][\u0300-\u036f]+)|(?P<invisible>[{_INVISIBLE}]+)|(?P<styled>[{_STYLED}]+)"
    rf"|(?P<foreign>[\u0370-\u04ff\u0500-\u052f]+)|(?P<simple>[{''.join(_SIMPLE)}])"
)
_ANY_ODD = re.compile(rf"[\u0300-\u036f{_INVISIBLE}{_STYLED}\u0370-\u052f{''.join(_SIMPLE)}]")


@dataclass(frozen=True, slots=True)
class CleanText:
    """`clean` is `original` without disguises; `span` maps offsets in `clean` back to `original`.

    `anchors` holds, per copied or replaced piece, (start in clean, start in original, end in original,
    copied one to one); empty when the two texts are the same.
    """

    original: str
    clean: str
    anchors: tuple[tuple[int, int, int, bool], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the original for offsets into `clean`; ends are exclusive."""
        if not self.anchors:
            return start, end
        return self._start(start), max(self._end(end), self._start(start))

    @property
    def replaced(self) -> list[tuple[int, int, str]]:
        """The pieces that cleaning wrote anew: start and end in `clean`, and the original characters."""
        ends = [anchor[0] for anchor in self.anchors[1:]] + [len(self.clean)]
        pieces = zip(self.anchors, ends, strict=False)
        return [
            (anchor[0], end, self.original[anchor[1] : anchor[2]])
            for anchor, end in pieces
            if self.original[anchor[1] : anchor[2]] != self.clean[anchor[0] : end]
        ]

    def _piece(self, position: int) -> tuple[int, int, int, bool]:
        return self.anchors[max(bisect_right(self.anchors, (position, len(self.original) + 1)) - 1, 0)]

    def _start(self, position: int) -> int:
        clean_start, start, _, copied = self._piece(position)
        return start + (position - clean_start) if copied else start

    def _end(self, position: int) -> int:
        if position <= 0:
            return 0
        clean_start, start, end, copied = self._piece(position - 1)
        return start + (position - clean_start) if copied else end


def clean(text: str) -> CleanText:
    """Return the cleaned copy of `text`. Linear in its length; never fails."""
    if not _ANY_ODD.search(text):
        return CleanText(text, text)
    pieces: list[str] = []
    anchors: list[tuple[int, int, int, bool]] = []
    length = done = 0
    for match in _ODD.finditer(text):
        for piece, start, end, copied in (
            (text[done : match.start()], done, match.start(), True),
            (_replacement(match), match.start(), match.end(), False),
        ):
            if piece:
                pieces.append(piece)
                anchors.append((length, start, end, copied or len(piece) == end - start))
                length += len(piece)
        done = match.end()
    if done < len(text):
        pieces.append(text[done:])
        anchors.append((length, done, len(text), True))
    return CleanText(text, "".join(pieces), tuple(anchors) or ((0, 0, len(text), False),))


def _replacement(match: re.Match[str]) -> str:
    found = match.group()
    match match.lastgroup:
        case "invisible":
            return ""
        case "simple":
            return "" if found == "\r" and match.string[match.end() : match.end() + 1] == "\n" else _SIMPLE[found]
        case "foreign":
            return _latin(match) if _touches_latin(match) else found
        case "accented":
            return unicodedata.normalize("NFC", found)
        case _:
            return unicodedata.normalize("NFKC", found)


def _latin(match: re.Match[str]) -> str:
    return "".join(_LOOKALIKE.get(character, character) for character in match.group())


def _touches_latin(match: re.Match[str]) -> bool:
    """Whether a run of Cyrillic or Greek letters sits inside a word with Latin letters."""
    around = match.string[max(match.start() - 1, 0) : match.start()] + match.string[match.end() : match.end() + 1]
    return any(character.isalpha() and character < "\u0250" for character in around)
