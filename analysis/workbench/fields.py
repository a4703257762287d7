"""A rule as a form holds it: texts, and lists with one entry a line. What the form has no field for stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from ..located_yaml import checked
from ..model import ROLES
from .edit import CannotEdit

PREFIXES = {
    "tone": "tone", "privacy": "persondata", "confidentiality": "fortrolig", "role": "rolle", "loyalty": "loyalitet",
    "election": "politik", "rights": "rettigheder", "clarity": "klarsprog", "dialogue": "dialog", "accuracy": "sandhed",
    "conflict": "arbejdskamp", "platform": "platform", "balance": "balance",
}  # fmt: skip
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "o", "ä": "a"})


@dataclass(frozen=True, slots=True)
class Fields:
    """`severity` for each role; `phrases`, `exceptions`, `flag` and `passing` one a line; `other…` are YAML lists.

    `scopes` in alphabetical order.
    """

    title: str = ""
    category: str = "tone"
    kind: str = "consider"
    severity: tuple[str, ...] = ("consider",) * len(ROLES)
    why: str = ""
    advice: str = ""
    role_note: str = ""
    phrases: str = ""
    other: str = ""
    exceptions: str = ""
    scopes: tuple[str, ...] = ()
    other_unless: str = ""
    sources: tuple[str, ...] = ()
    flag: str = ""
    passing: str = ""


def new_id(title: str, prefix: str, taken: Iterable[str]) -> str:
    """A rule's name from its title: `tone.spydig-tak`. Never one that is taken."""
    words = re.findall(r"[a-z0-9]+", title.lower().translate(_LETTERS))
    base = f"{prefix}.{'-'.join(words[:6]) or 'ny-regel'}"
    names = set(taken)
    return next(name for name in (base, *(f"{base}-{n}" for n in range(2, len(names) + 3))) if name not in names)


def fields_of(rule: Mapping[str, Any]) -> Fields:
    """The fields of a rule's plain data, which may be half written or wrong."""
    detect = _mapping(rule.get("detect"))
    some, unless = _entries(detect.get("any")), _entries(detect.get("unless"))
    phrases, scope, exceptions = _own(some, "phrases"), _own(unless, "scope"), _own(unless, "phrases")
    tests = _mapping(rule.get("tests"))
    return Fields(
        **{key: str(rule.get(key) or "").strip() for key in ("title", "why", "advice", "role_note")},
        category=str(rule.get("category") or "tone"),
        kind=str(rule.get("kind") or "consider"),
        severity=tuple(_severity(rule, role) for role in ROLES),
        phrases=_lines(phrases and phrases["phrases"]),
        other=_dump([one for one in some if one is not phrases]),
        exceptions=_lines(exceptions and exceptions["phrases"]),
        scopes=tuple(sorted(map(str, scope["scope"]))) if scope else (),
        other_unless=_dump([one for one in unless if one is not scope and one is not exceptions]),
        sources=tuple(map(str, _entries(rule.get("sources")))),
        flag=_lines(_plain(tests.get("flag"))),
        passing=_lines(_plain(tests.get("pass"))),
    )


def rule_of(fields: Fields, before: Mapping[str, Any]) -> dict[str, Any]:
    """The rule's data with the fields in place; empty ones are left out, so that the checks say what is missing.

    What has not been changed in the form stays exactly as it was written. Raises CannotEdit, in Danish, for the YAML lists.
    """
    old = fields_of(before)
    new: dict[str, Any] = dict(before)
    for key in ("title", "category", "kind", "why", "advice", "role_note"):
        same = key in before and getattr(fields, key) == getattr(old, key)
        _put(new, key, before[key] if same else getattr(fields, key).strip())
    if (fields.severity, fields.kind) != (old.severity, old.kind) or ("severity" not in before and fields.kind != "may"):
        _put(new, "severity", _severity_data(fields))
    if fields.sources != old.sources:
        _put(new, "sources", list(fields.sources))
    _put(new, "detect", _detect(fields, old, _mapping(before.get("detect"))))
    _put(new, "tests", _tests(fields, old, _mapping(before.get("tests"))))
    return new


def with_test(rule: Mapping[str, Any], expect: str, text: str) -> dict[str, Any]:
    """The rule's data with one test more (`flag` or `pass`); nothing where it stands there already."""
    tests = dict(_mapping(rule.get("tests")))
    there = _entries(tests.get(expect))
    return {**rule, "tests": {**tests, expect: there if text in there else [*there, text]}}


def _put(data: dict[str, Any], key: str, value: Any) -> None:
    if value in ("", None, [], {}):
        data.pop(key, None)
    else:
        data[key] = value


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _entries(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _own(entries: Sequence[Any], key: str) -> dict[str, Any] | None:
    """The first entry that holds nothing but a list under this key."""
    return next((one for one in entries if isinstance(one, dict) and list(one) == [key] and isinstance(one[key], list)), None)


def _plain(tests: Any) -> list[str]:
    return [test for test in _entries(tests) if isinstance(test, str) and "\n" not in test]


def _lines(entries: Iterable[Any] | None) -> str:
    return "\n".join(map(str, entries or ()))


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _severity(rule: Mapping[str, Any], role: str) -> str:
    told = rule.get("severity")
    if isinstance(told, dict):
        return str(told.get(role) or told.get("default") or "off")
    return str(told or ("may" if rule.get("kind") == "may" else "consider"))


def _severity_data(fields: Fields) -> Any:
    """One word where it is the same for all, otherwise the most common as `default` and the others by role."""
    weight = {"off": "off"} if fields.kind == "may" else {"may": "consider"}
    levels = [weight.get(one, "may" if fields.kind == "may" else one) for one in fields.severity]
    default = max(levels, key=levels.count)
    if levels.count(default) == len(levels):
        return "" if default == "may" else default
    return {"default": default, **{role: one for role, one in zip(ROLES, levels, strict=True) if one != default}}


def _detect(fields: Fields, old: Fields, before: Mapping[str, Any]) -> dict[str, Any]:
    some, unless = _entries(before.get("any")), _entries(before.get("unless"))
    new = {**before}
    if (fields.phrases, fields.other) != (old.phrases, old.other):
        phrases = _own(some, "phrases")
        rest = [one for one in some if one is not phrases] if fields.other == old.other else _list(fields.other, "Mønstre og andet")
        place = some.index(phrases) if phrases else 0
        own = [{"phrases": _split(fields.phrases)}] if _split(fields.phrases) else []
        _put(new, "any", [*rest[:place], *own, *rest[place:]])
    if (fields.exceptions, fields.scopes, fields.other_unless) != (old.exceptions, old.scopes, old.other_unless):
        _put(new, "unless", _unless(fields, old, unless))
    return new


def _unless(fields: Fields, old: Fields, before: list[Any]) -> list[Any]:
    known = (_own(before, "phrases"), _own(before, "scope"))
    rest = [one for one in before if not any(one is own for own in known)]
    if fields.other_unless != old.other_unless:
        rest = _list(fields.other_unless, "Andre undtagelser")
    own = [{"phrases": _split(fields.exceptions)}] if _split(fields.exceptions) else []
    return [*([{"scope": list(fields.scopes)}] if fields.scopes else []), *own, *rest]


def _tests(fields: Fields, old: Fields, before: Mapping[str, Any]) -> dict[str, Any]:
    new = {**before}
    for expect, now, was in (("flag", fields.flag, old.flag), ("pass", fields.passing, old.passing)):
        if now != was:
            kept = [test for test in _entries(before.get(expect)) if test not in _plain(before.get(expect))]
            _put(new, expect, [*_split(now), *kept])
    return new


def _dump(entries: list[Any]) -> str:
    if not entries:
        return ""
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=10_000).rstrip("\n")


def _list(text: str, field: str) -> list[Any]:
    if not text.strip():
        return []
    located = checked(text, field)
    if located.problems:
        raise CannotEdit(f"»{field}«, linje {located.problems[0].line}: {located.problems[0].message}")
    if not isinstance(located.data, list):
        raise CannotEdit(f"»{field}«, linje 1: skriv en liste, hvor hver linje begynder med en bindestreg, fx »- pattern: jeg|vi lover«")
    return located.data
