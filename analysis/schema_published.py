"""The schema as editors use it: dates as strings, and for every key a title, a line of help and examples in Danish."""

from __future__ import annotations

from typing import Any

from .schema import PACK
from .schema_texts import TEXTS

ADDRESS = "https://json-schema.org/draft/2020-12/schema"
_INSIDE = {
    "pack.sources": "source", "pack.vocabulary": "class", "rule.when": "when", "rule.detect": "detect", "rule.tests": "tests",
    "tests.flag": "test", "tests.pass": "test", "tests.edge": "test",
}  # fmt: skip
"""The shape that the properties inside a key belong to."""
_ELSEWHERE = {"change": ("rule",), "off": ("change", "rule")}
"""Where a key of a shape is explained when not in its own."""


def published() -> dict[str, Any]:
    """The JSON Schema of a pack, for editors (`guidelines schema`, guidelines/schema.json)."""
    shapes = {name: _told(shape, name) for name, shape in PACK["$defs"].items()}
    return {**_told({key: value for key, value in PACK.items() if key != "$defs"}, "pack"), "$defs": shapes}


def _told(shape: Any, inside: str) -> Any:
    """The shape with every property explained; `inside` names the shape that its properties belong to."""
    if isinstance(shape, list):
        return [_told(item, inside) for item in shape]
    if not isinstance(shape, dict):
        return shape
    if shape.get("type") == "date":
        return {**shape, "type": "string", "format": "date"}
    told = {key: _told(value, inside) for key, value in shape.items() if key != "properties"}
    if "properties" in shape:
        told["properties"] = {name: _explained(name, value, inside) for name, value in shape["properties"].items()}
    return told


def _explained(name: str, shape: Any, inside: str) -> dict[str, Any]:
    key = next((f"{where}.{name}" for where in (inside, *_ELSEWHERE.get(inside, ())) if f"{where}.{name}" in TEXTS), "")
    told = _told(shape, _INSIDE.get(key, inside))
    if not key:
        return told
    title, description, examples = TEXTS[key]
    return {"title": title, "description": description, **({"examples": list(examples)} if examples else {}), **told}
