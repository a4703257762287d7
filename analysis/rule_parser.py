"""From the plain data of one rule to a `Rule`. Every fault is reported in Danish with its line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from . import conditions as c
from .checks.patterns import token_pattern, word_pattern
from .checks.regular_expression import compile_regex
from .located_yaml import KeyPath, Located
from .model import ROLES, Source
from .rules import Rule, RuleTest, When
from .schema import faults, suggestion
from .words import check_phrase

_KEYS = {
    "phrases": (), "class": (), "pattern": (), "regex": (), "personal_data": (), "measure": ("above", "below"),
    "together": ("within",), "absent": ("given",), "below_fold": (), "understood": ("above", "whole"), "scope": (),
}  # fmt: skip
_DEFAULT_CONFIDENCE = 0.8
_HINTS_ONLY = ("platform", "balance")


class Fault(Exception):
    """Something wrong at a path inside a rule."""

    def __init__(self, path: KeyPath, message: str) -> None:
        super().__init__(message)
        self.path, self.message = path, message


@dataclass(frozen=True, slots=True)
class Shelf:
    """What rules refer to by name: sources and word classes."""

    sources: Mapping[str, Source]
    classes: Mapping[str, c.Phrases]


def parse_rule(
    data: Any, path: KeyPath, located: Located, shelf: Shelf, pack: str, known: Mapping[str, Rule] | None = None
) -> Rule | None:
    """The rule at `path`; None, with its problems reported, when anything is wrong with it.

    `known`: rules by version, read before with the same shelf; such a rule is only given its new place.
    """
    if known and isinstance(data, dict) and (same := known.get(version(data))):
        tests = tuple(_tests(data, path, located))
        return replace(same, tests=tests, pack=pack, file=located.file, line=located.line(path), data=data)
    name = str(data.get("id", "uden id")) if isinstance(data, dict) else "uden id"
    found = [*faults("rule", data)]
    if not found:
        try:
            return _rule(data, path, located, shelf, pack)
        except Fault as fault:
            found = [(fault.path, fault.message)]
    for where, message in found:
        located.problem((*path, *where), message, name)
    return None


def _rule(data: dict[str, Any], path: KeyPath, located: Located, shelf: Shelf, pack: str) -> Rule:
    return Rule(
        id=data["id"],
        title=data["title"],
        category=data["category"],
        kind=data["kind"],
        severities=_severities(data),
        why=data["why"].strip(),
        advice=data["advice"].strip(),
        role_note=data.get("role_note", "").strip(),
        sources=_sources(data, shelf),
        confidence=data.get("confidence", _DEFAULT_CONFIDENCE),
        when=_when(data.get("when", {})),
        any=tuple(
            _condition(entry, ("detect", "any", number), shelf) for number, entry in enumerate(data["detect"]["any"])
        ),
        unless=tuple(
            _unless(entry, ("detect", "unless", number), shelf)
            for number, entry in enumerate(data["detect"].get("unless", []))
        ),
        rewrite=data.get("rewrite"),
        tests=tuple(_tests(data, path, located)),
        pack=pack,
        file=located.file,
        line=located.line(path),
        version=version(data),
        data=data,
    )


def version(data: Mapping[str, Any]) -> str:
    """Ten characters that change when anything in a rule does."""
    written = json.dumps(data, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
    return hashlib.sha256(written).hexdigest()[:10]


def _severities(data: dict[str, Any]) -> dict[str, str]:
    """The severity per role, with `default`; permissions are `may` or `off` throughout."""
    permission = data["kind"] == "may"
    stated = data.get("severity", "may" if permission else None)
    if stated is None:
        raise Fault((), "mangler »severity«")
    severities = {"default": stated} if isinstance(stated, str) else dict(stated)
    if "default" not in severities and set(ROLES) - set(severities):
        raise Fault(("severity",), "mangler »default« for de roller, der ikke er nævnt")
    levels = set(severities.values()) - {"off"}
    if permission and levels - {"may", "note"}:
        raise Fault(("severity",), "en tilladelse (kind: may) kan kun være »may« eller »off«")
    if not permission and "may" in levels:
        raise Fault(("severity",), "»may« er kun for tilladelser (kind: may)")
    if data["category"] in _HINTS_ONLY and levels - {"note", "may"}:
        raise Fault(("severity",), f"regler i {data['category']} er hints og kan kun være »note«")
    return severities


def _sources(data: dict[str, Any], shelf: Shelf) -> tuple[Source, ...]:
    for number, key in enumerate(data["sources"]):
        if key not in shelf.sources:
            raise Fault(("sources", number), f"kilden »{key}« står hverken i pakken eller i sources.yaml" + suggestion(key, shelf.sources))
    return tuple(shelf.sources[key] for key in data["sources"])


def _when(data: dict[str, Any]) -> When:
    start, until = data.get("from"), data.get("until")
    if start and until and start > until:
        raise Fault(("when",), "»from« ligger efter »until«")
    return When(tuple(data.get("platforms", ())), tuple(data.get("audiences", ())), start, until)


def _unless(data: dict[str, Any], path: KeyPath, shelf: Shelf) -> c.Unless:
    within = data.get("within", "sentence")
    if "together" in data:
        return c.Unless(_condition(data, path, shelf), "sentence")
    rest = {key: value for key, value in data.items() if key != "within"}
    return c.Unless(_condition(rest, path, shelf), str(within))


def _condition(data: dict[str, Any], path: KeyPath, shelf: Shelf) -> c.Condition:
    kinds = [key for key in _KEYS if key in data]
    if len(kinds) != 1:
        raise Fault(path, "hvert punkt skal have netop én slags: " + ", ".join(_KEYS))
    kind = kinds[0]
    if extra := set(data) - {kind, *_KEYS[kind]}:
        raise Fault((*path, min(extra)), f"»{min(extra)}« hører ikke sammen med »{kind}«")
    if kind == "scope" and "unless" not in path:
        raise Fault(path, "»scope« kan kun stå under »unless«")
    try:
        return _build(kind, data, path, shelf)
    except ValueError as error:
        raise Fault((*path, kind), str(error)) from None


def _build(kind: str, data: dict[str, Any], path: KeyPath, shelf: Shelf) -> c.Condition:
    value = data[kind]
    match kind:
        case "phrases":
            for entry in value:
                check_phrase(str(entry))
            return c.Phrases(tuple(map(str, value)))
        case "class":
            return _word_class(value, shelf)
        case "pattern":
            return word_pattern(value) if isinstance(value, str) else token_pattern(value)
        case "regex":
            return compile_regex(value)
        case "personal_data":
            return c.PersonalData(value)
        case "measure":
            return _measure(data)
        case "understood":
            return c.Understood(value, data.get("above", 0.5), float(data.get("whole", 0)))
        case "scope":
            return c.Scope(tuple(value))
        case _:
            return _composed(kind, data, path, shelf)


def _composed(kind: str, data: dict[str, Any], path: KeyPath, shelf: Shelf) -> c.Condition:
    value = data[kind]
    if kind == "together":
        parts = tuple(_condition(part, (*path, kind, number), shelf) for number, part in enumerate(value))
        return c.Together(parts, data.get("within", "sentence"))
    inner = _condition(value, (*path, kind), shelf)
    if kind == "below_fold":
        return c.BelowFold(inner)
    if "given" not in data:
        raise ValueError("»absent« skal have et »given«")
    return c.Absent(inner, _condition(data["given"], (*path, "given"), shelf))


def _word_class(name: str, shelf: Shelf) -> c.Phrases:
    if name not in shelf.classes:
        raise ValueError(f"ordklassen »{name}« findes ikke i vocabulary/")
    return shelf.classes[name]


def _measure(data: dict[str, Any]) -> c.MeasureLimit:
    if "above" not in data and "below" not in data:
        raise ValueError("et mål skal have »above« eller »below«")
    return c.MeasureLimit(data["measure"], data.get("above"), data.get("below"))


def _tests(data: dict[str, Any], path: KeyPath, located: Located) -> Iterator[RuleTest]:
    for expect in ("flag", "pass"):
        if not data["tests"].get(expect):
            raise Fault(("tests",), f"mangler en prøve under »{expect}«")
    for expect in ("flag", "pass", "edge"):
        for number, test in enumerate(data["tests"].get(expect, [])):
            entry = {"text": test} if isinstance(test, str) else dict(test)
            yield RuleTest(
                expect,
                entry.pop("text"),
                located.line((*path, "tests", expect, number)),
                severity=entry.pop("severity", None),
                score=tuple(entry.pop("score", ())) or None,
                setting=entry,
            )
