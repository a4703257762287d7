"""Something given that ought to come with something else, which is nowhere in the post."""

from __future__ import annotations

from collections.abc import Iterator

from ..conditions import Absent
from ..language import Document
from ..model import Span


def find(document: Document, condition: Absent, find_part) -> Iterator[Span]:
    given = list(find_part(document, condition.given))
    if given and next(iter(find_part(document, condition.absent)), None) is None:
        yield from given
