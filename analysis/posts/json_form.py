"""What sets one form of JSON apart from another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .json_text import JsonDocument
from .outcome import Item


@dataclass(frozen=True, slots=True)
class JsonForm:
    """`recognises` looks at names and first elements only; `items` reads. `texts`: meaning to where the file has it."""

    name: str
    recognises: Callable[[JsonDocument], bool]
    items: Callable[[JsonDocument, str], Iterable[Item]]
    columns: tuple[tuple[str, str], ...] = ()
