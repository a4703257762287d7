"""The draft as HTML with its findings marked. The only way a draft's words reach the page as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.model import SEVERITIES, Finding
from analysis.serialise import SEVERITY_WORDS

_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding with the number it has in the list; `muted` when the user has set it aside."""

    number: int
    finding: Finding
    muted: bool = False


def safe(text: str) -> str:
    """Text as HTML: escaped, and with what turns or breaks the line of reading shown as a box."""
    return html.escape(_CONTROLS.sub("\u2423", text))


def highlight(text: str, marks: Sequence[Mark]) -> str:
    """The text with a `<mark>` per finding, each a link to its entry `#fund-N`."""
    places = sorted({0, len(text), *(edge for mark in marks for edge in (mark.finding.start, mark.finding.end))})
    pieces, begun = [], set()
    for start, end in pairwise(places):
        covering = [mark for mark in marks if mark.finding.start <= start and mark.finding.end >= end]
        pieces.append(_piece(text[start:end], covering, begun))
    return f'<div class="k-text" dir="ltr" lang="da">{"".join(pieces)}</div>'


def _piece(words: str, covering: Sequence[Mark], begun: set[int]) -> str:
    if not covering:
        return safe(words)
    strongest = min(covering, key=_weakness)
    fresh = [mark for mark in covering if mark.number not in begun]
    begun.update(mark.number for mark in fresh)
    label = html.escape(f"Fund {strongest.number}, {SEVERITY_WORDS[strongest.finding.severity]}: {strongest.finding.title}")
    numbers = "".join(_number(mark) for mark in fresh)
    identity = f' id="sted-{fresh[0].number}"' if fresh else ""
    kind = "muted" if strongest.muted else strongest.finding.severity
    return (
        f'<mark class="k-mark k-{kind}"><a{identity} href="#fund-{strongest.number}" title="{label}">{safe(words)}</a>'
        f"{numbers}</mark>"
    )


def _weakness(mark: Mark) -> tuple[bool, int, int]:
    finding = mark.finding
    return mark.muted, -SEVERITIES.index(finding.severity), finding.end - finding.start


def _number(mark: Mark) -> str:
    anchor = f'<span id="sted-{mark.number}-nr"></span>'
    return f'<sup class="k-number"><a href="#fund-{mark.number}" aria-label="Gå til fund {mark.number}">{mark.number}</a></sup>{anchor}'
