"""Something that stands only below the "see more" fold of the platform."""

from __future__ import annotations

from collections.abc import Iterator

from ..conditions import BelowFold
from ..language import Document
from ..model import Span
from ..platforms import PLATFORMS


def find(document: Document, condition: BelowFold, find_part) -> Iterator[Span]:
    fold = PLATFORMS[document.setting.platform].fold
    found = list(find_part(document, condition.inner))
    if found and all(document.original(span.start, span.end)[0] >= fold for span in found):
        yield from found
