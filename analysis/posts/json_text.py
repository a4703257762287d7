"""JSON to its elements with their lines: a list, or an object's lists, element by element; a broken end loses no beginning."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from .decoding import decode

_ASSIGNMENT = re.compile(r"\s*(?:window\.|var\s+|const\s+|let\s+)?([\w.$\[\]\"']+)\s*=\s*(?=[\[{])")
_SPACE = re.compile(r"\s*")
_SAMPLE = 20
_AT = "\x00"
"""Under this key, which no export has, stands where the list just read ended."""
_DECODER = json.JSONDecoder()
Element = tuple[int, Any]
"""The line an element begins on, from 1, and its value."""


class BrokenJson(ValueError):
    """JSON that ends or errs at a line; the message is Danish."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class JsonDocument:
    """`name`: of the JavaScript variable it is given to. `fields`: of an object. `lists`: a bare list is called "".

    `sample`: the first elements of a bare list; `lists[""]` has them too, is read once, and raises BrokenJson where it
    breaks. `broken`: where an object breaks.
    """

    name: str
    encoding: str
    fields: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, Iterator[Element] | list[Element]] = field(default_factory=dict)
    sample: tuple[Any, ...] = ()
    broken: BrokenJson | None = None

    def of(self, *keys: str) -> list[Element] | Iterator[Element]:
        """The elements of the first of these lists that is there."""
        return next((self.lists[key] for key in keys if key in self.lists), [])


def document(data: bytes, encoding: str = "") -> JsonDocument | None:
    """None for what does not begin as JSON. Raises BrokenJson for what does and is not; ValueError for no text."""
    decoded = decode(data, encoding)
    text = decoded.text
    assigned = _ASSIGNMENT.match(text)
    start = _SPACE.match(text, assigned.end() if assigned else 0).end()
    name = assigned[1] if assigned else ""
    if text[start : start + 1] == "[":
        sample = _first(iter(_Walk(text, start)))
        whole = chain(sample, islice(_Walk(text, start), len(sample), None))
        return JsonDocument(name, decoded.encoding, lists={"": whole}, sample=tuple(value for _, value in sample))
    if text[start : start + 1] == "{":
        return _object(text, start, name, decoded.encoding)
    return None


def _first(elements: Iterator[Element]) -> list[Element]:
    """The first elements, fewer where the list breaks; raises BrokenJson where it breaks at once."""
    found: list[Element] = []
    try:
        for element in islice(elements, _SAMPLE):
            found.append(element)
    except BrokenJson:
        if not found:
            raise
    return found


def _object(text: str, start: int, name: str, encoding: str) -> JsonDocument:
    """An object key by key, so that the elements of its lists keep their lines and a broken end loses no beginning."""
    fields: dict[str, Any] = {}
    lists: dict[str, Iterator[Element] | list[Element]] = {}
    broken = None
    try:
        for key, position in _members(text, start, fields):
            lists[key] = found = []
            walk = _Walk(text, position)
            for element in walk:
                found.append(element)
            fields[_AT] = walk.position
    except BrokenJson as error:
        if not any(lists.values()):
            raise
        broken = error
    fields.pop(_AT, None)
    return JsonDocument(name, encoding, fields, lists, broken=broken)


def _members(text: str, start: int, fields: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """The lists of an object, by key and place; the other members go to `fields`. The caller says where a list ended."""
    position = _skip(text, start + 1)
    while text[position : position + 1] != "}":
        key, position = _value(text, position)
        position = _skip(text, position)
        if not isinstance(key, str) or text[position : position + 1] != ":":
            raise _broken(text, position)
        position = _skip(text, position + 1)
        if text[position : position + 1] == "[":
            yield key, position
            position = fields[_AT]
        else:
            fields[key], position = _value(text, position)
        position = _skip(text, position)
        if text[position : position + 1] == ",":
            position = _skip(text, position + 1)
        elif text[position : position + 1] != "}":
            raise _broken(text, position)


class _Walk:
    """A list's elements, one by one; `position` is where the list ended."""

    def __init__(self, text: str, position: int) -> None:
        self._text = text
        self.position = position
        self._line, self._counted = text.count("\n", 0, position) + 1, position

    def __iter__(self) -> Iterator[Element]:
        text, position = self._text, _skip(self._text, self.position + 1)
        while text[position : position + 1] != "]":
            self._line += text.count("\n", self._counted, position)
            self._counted = position
            value, position = _value(text, position)
            yield self._line, value
            position = _skip(text, position)
            if text[position : position + 1] == ",":
                position = _skip(text, position + 1)
            elif text[position : position + 1] != "]":
                raise _broken(text, position)
        self.position = position + 1


def _skip(text: str, position: int) -> int:
    return _SPACE.match(text, position).end()


def _value(text: str, position: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, position)
    except RecursionError:
        raise BrokenJson(text.count("\n", 0, position) + 1, "JSON-filen er indlejret for dybt") from None
    except json.JSONDecodeError as error:
        raise _broken(text, error.pos, error.msg.startswith("Unterminated")) from None
    except ValueError:
        raise _broken(text, position) from None


def _broken(text: str, position: int, unended: bool = False) -> BrokenJson:
    line = text.count("\n", 0, position) + 1
    if unended or position >= len(text.rstrip()):
        return BrokenJson(line, "JSON-filen slutter midt i det hele; resten mangler")
    return BrokenJson(line, "JSON-filen er i stykker her; resten er ikke læst")
