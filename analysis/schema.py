"""The shape of a guideline pack as JSON Schema, for the loader. schema_published.py makes it readable for editors."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import jsonschema

from .model import ALARMS, AUDIENCES, CATEGORIES, PLATFORMS, ROLES

MEASURES = (
    "characters", "words", "sentences", "lix", "words_per_sentence", "longest_sentence", "shouting", "exclamations",
    "hashtags", "emoji", "emoji_run", "longest_hashtag", "fancy_letters", "abbreviations", "emoji_in_word",
)  # fmt: skip
PERSONAL_DATA = ("cpr", "cvr", "phone", "email", "address", "account", "number_plate", "name")
SCOPES = ("negated", "quoted", "reported", "self")
REWRITES = ("sentence_case", "single_mark", "readable_hashtag", "plain_letters")
CHOSEN = ("organisation", "department", "trade")
"""Packs that hold only for those who choose them."""
_LEVELS = ("off", "may", "note", *ALARMS)
_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT, "minItems": 1}
_LIMIT = {
    "anyOf": [
        {"type": "number"},
        {"type": "object", "properties": dict.fromkeys((*PLATFORMS, *ROLES, "default"), {"type": "number"}), "additionalProperties": False},
    ]
}
_CONDITION_REF = {"$ref": "#/$defs/condition"}
_TEST_SETTING = {
    "text": _TEXT, "role": {"enum": list(ROLES)}, "platform": {"enum": list(PLATFORMS)},
    "audience": {"enum": list(AUDIENCES)}, "severity": {"enum": list(_LEVELS)}, "date": {"type": "date"},
}  # fmt: skip
_TESTS = {
    "type": "array",
    "items": {
        "anyOf": [
            _TEXT,
            {"type": "object", "required": ["text"], "properties": _TEST_SETTING, "additionalProperties": False},
        ]
    },
}
_EDGE = {
    "type": "object",
    "required": ["text", "score"],
    "properties": {**_TEST_SETTING, "score": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}},
    "additionalProperties": False,
}
CONDITION = {
    "type": "object",
    "minProperties": 1,
    "properties": {
        "phrases": _TEXTS,
        "class": _TEXT,
        "pattern": {"anyOf": [_TEXT, {"type": "array", "items": {"type": "object"}, "minItems": 1}]},
        "regex": _TEXT,
        "personal_data": {"enum": list(PERSONAL_DATA)},
        "measure": {"enum": list(MEASURES)},
        "above": _LIMIT,
        "below": _LIMIT,
        "together": {"type": "array", "items": _CONDITION_REF, "minItems": 2},
        "within": {"anyOf": [{"enum": ["sentence", "post"]}, {"type": "integer", "minimum": 1}]},
        "absent": _CONDITION_REF,
        "given": _CONDITION_REF,
        "below_fold": _CONDITION_REF,
        "understood": {"enum": list(CATEGORIES[:9])},
        "whole": {"type": "number", "minimum": 0, "maximum": 1},
        "scope": {"type": "array", "items": {"enum": list(SCOPES)}, "minItems": 1},
    },
    "additionalProperties": False,
}
SEVERITY = {
    "anyOf": [
        {"enum": list(_LEVELS)},
        {
            "type": "object",
            "properties": dict.fromkeys(("default", *ROLES), {"enum": list(_LEVELS)}),
            "additionalProperties": False,
        },
    ]
}
_CHANGEABLE = {
    "title": _TEXT,
    "category": {"enum": list(CATEGORIES)},
    "kind": {"enum": ["must", "must_not", "consider", "may"]},
    "severity": SEVERITY,
    "why": _TEXT,
    "advice": _TEXT,
    "role_note": _TEXT,
    "sources": _TEXTS,
    "confidence": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    "when": {
        "type": "object",
        "properties": {
            "platforms": {"type": "array", "items": {"enum": list(PLATFORMS)}},
            "audiences": {"type": "array", "items": {"enum": list(AUDIENCES)}},
            "from": {"type": "date"},
            "until": {"type": "date"},
        },
        "additionalProperties": False,
    },
    "detect": {
        "type": "object",
        "required": ["any"],
        "properties": {
            "any": {"type": "array", "items": _CONDITION_REF, "minItems": 1},
            "unless": {"type": "array", "items": _CONDITION_REF},
        },
        "additionalProperties": False,
    },
    "rewrite": {
        "anyOf": [
            {"enum": list(REWRITES)},
            {
                "type": "object",
                "properties": {"mask": _TEXT, "words": {"type": "object", "additionalProperties": {"type": "string"}}},
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
            },
        ]
    },
    "tests": {
        "type": "object",
        "properties": {"flag": _TESTS, "pass": _TESTS, "edge": {"type": "array", "items": _EDGE}},
        "additionalProperties": False,
    },
}
_ID = {"type": "string", "pattern": r"^[a-z0-9]+([.-][a-z0-9]+)+$"}
RULE = {
    "type": "object",
    "required": ["id", "title", "category", "kind", "why", "advice", "sources", "detect", "tests"],
    "properties": {"id": _ID, **_CHANGEABLE},
    "additionalProperties": False,
}
CHANGE = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": _ID, **_CHANGEABLE, "reason": _TEXT, "since": {"type": "date"}},
    "additionalProperties": False,
}
OFF = {
    "type": "object",
    "required": ["id", "reason"],
    "properties": {"id": _ID, "reason": _TEXT, "since": {"type": "date"}, "from": {"type": "date"}},
    "additionalProperties": False,
}
_SOURCE = {
    "type": "object",
    "required": ["title"],
    "properties": {"title": _TEXT, "url": {"type": "string"}, "seen": {"anyOf": [{"type": "date"}, {"type": "null"}]}, "note": _TEXT},
    "additionalProperties": False,
}
_WORD_CLASS = {
    "type": "object",
    "required": ["entries"],
    "properties": {"gloss": _TEXT, "entries": {"type": "array", "minItems": 1}},
    "additionalProperties": False,
}
PACK = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Kasket: en pakke færdselsregler",
    "type": "object",
    "properties": {
        "pack": _TEXT,
        "title": _TEXT,
        "description": _TEXT,
        "for": {"enum": list(CHOSEN)},
        "extends": {"anyOf": [_TEXT, _TEXTS]},
        "sources": {"type": "object", "additionalProperties": _SOURCE},
        "vocabulary": {"type": "object", "additionalProperties": _WORD_CLASS},
        "off": {"type": "array", "items": {"$ref": "#/$defs/off"}},
        "change": {"type": "array", "items": {"$ref": "#/$defs/change"}},
        "rules": {"type": "array", "items": {"$ref": "#/$defs/rule"}},
    },
    "additionalProperties": False,
    "$defs": {"condition": CONDITION, "rule": RULE, "change": CHANGE, "off": OFF},
}
_TYPES = {
    "string": "tekst", "array": "en liste", "object": "nøgler med værdier", "number": "et tal",
    "integer": "et helt tal", "date": "en dato (2026-11-17)",
}  # fmt: skip
_CHECKER = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine("date", lambda _, value: isinstance(value, date))
_VALIDATOR = jsonschema.validators.extend(jsonschema.Draft202012Validator, type_checker=_CHECKER)
_VALIDATORS = {
    name: _VALIDATOR({**shape, "$defs": PACK["$defs"]})
    for name, shape in {
        "pack": {**PACK, "properties": {**PACK["properties"], **dict.fromkeys(("off", "change", "rules"), {"type": "array"})}},
        "rule": RULE, "change": CHANGE, "off": OFF,
    }.items()
}  # fmt: skip


def faults(name: str, data: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong with `data` as a `pack`, `rule`, `change` or `off`: (path, Danish line)."""
    for error in _VALIDATORS[name].iter_errors(data):
        yield from _explain(error)


def _explain(error: jsonschema.ValidationError) -> Iterator[tuple[tuple[str | int, ...], str]]:
    path = tuple(error.absolute_path)
    where = f"»{path[-1]}« " if path and isinstance(path[-1], str) else ""
    match error.validator:
        case "anyOf" if error.context:
            deepest = max(error.context, key=lambda inner: (len(inner.absolute_path), inner.validator != "type"))
            yield from _explain(deepest)
        case "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            yield path, "mangler " + ", ".join(f"»{key}«" for key in missing)
        case "additionalProperties":
            for key in set(error.instance) - set(error.schema.get("properties", {})):
                yield (*path, key), f"ukendt nøgle »{key}«" + suggestion(key, error.schema.get("properties", {}))
        case "enum":
            options = [str(option) for option in error.validator_value]
            yield path, f"{where}kan ikke være »{error.instance}«; vælg mellem {', '.join(options)}"
        case "type":
            yield path, f"{where}skal være {_TYPES.get(error.validator_value, error.validator_value)}"
        case "minItems" | "minLength" | "minProperties":
            yield path, f"{where}er tom"
        case "pattern":
            yield path, f"»{error.instance}« er ikke et regelnavn: små bogstaver a-z, tal, punktum og bindestreg"
        case _:
            yield path, f"{where}har en værdi, der ikke passer"


def suggestion(key: str, known: Iterable[str]) -> str:
    """`; mente du …?` with the known word most like the key, or nothing."""
    near = difflib.get_close_matches(key, list(known), n=1)
    return f"; mente du »{near[0]}«?" if near else ""
