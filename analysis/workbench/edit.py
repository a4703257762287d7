"""Changes to the text of a pack that leave every other line as it is, comments and order included.

The lines of one rule (or of one key of the pack) are cut out, changed with ruamel.yaml, which keeps comments,
and put back. Each change is read again: had anything else moved, it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from ..located_yaml import Located, checked
from . import splice


class CannotEdit(ValueError):
    """The text cannot be changed as asked; the message is one Danish line."""


def set_rule(text: str, rule: Mapping[str, Any] | str) -> str:
    """The pack with a rule added or, where its id is there, replaced. A rule is plain data or the YAML text of one.

    From data, only the lines of keys that change are written anew. Raises CannotEdit, in Danish, for YAML that cannot be read.
    """
    data = _read_rule(rule) if isinstance(rule, str) else dict(rule)
    if not isinstance(data.get("id"), str):
        raise CannotEdit("Reglen mangler et navn (id).")
    located = _located(text)
    number = _number(located, data["id"])
    if number is None:
        return _checked(located, _appended(text, _block(rule, data)), data["id"], data)
    start, end, indent = _place(text, located, number)
    lines = text.split("\n")
    whole = [*lines[:start], *_indented(_block(rule, data), indent), *lines[end:]]
    if isinstance(rule, str):
        return _checked(located, "\n".join(whole), data["id"], data)
    try:
        kept = splice.spliced(lines, located, ("rules", number), (start, end), data)
        return _checked(located, "\n".join(kept), data["id"], data)
    except (ValueError, KeyError):
        return _checked(located, "\n".join(whole), data["id"], data)


def set_key(text: str, rule_id: str, key: str, value: Any) -> str:
    """The pack with one key of one rule set, or taken away where `value` is None."""
    located = _located(text)
    number = _number(located, rule_id)
    if number is None:
        raise CannotEdit(f"Reglen »{rule_id}« står ikke i pakken.")
    data = {**located.data["rules"][number], key: value}
    return set_rule(text, {name: one for name, one in data.items() if one is not None})


def remove_rule(text: str, rule_id: str) -> str:
    """The pack without a rule; comments right above it stay."""
    located = _located(text)
    number = _number(located, rule_id)
    if number is None:
        raise CannotEdit(f"Reglen »{rule_id}« står ikke i pakken.")
    start, end, _ = _place(text, located, number)
    lines = text.split("\n")
    after = lines[end + 1 :] if end < len(lines) and not lines[end].strip() else lines[end:]
    rest = [*lines[:start], *after]
    if len(located.data["rules"]) == 1:
        rest = [re.sub(r"^rules:\s*$", "rules: []", line) for line in rest]
    return _checked(located, "\n".join(rest), rule_id, None)


def set_top(text: str, key: str, value: Any) -> str:
    """The pack with one of its own keys (title, extends, off, change, sources …) set, or taken away where it is None."""
    located = _located(text)
    lines = text.split("\n")
    block = [] if value is None else splice.dump(CommentedMap({key: splice.styled(value)})).rstrip("\n").split("\n")
    if key in (located.data or {}):
        start = located.lines[(key,)] - 1
        end = next((n for n in range(start + 1, len(lines)) if re.match(r"[^\s#\-]", lines[n])), len(lines))
        while end > start + 1 and not lines[end - 1].strip():
            end -= 1
    else:
        start = end = located.lines.get(("rules",), len(lines) + 1) - 1
        block += [""] if block and start < len(lines) else []
    edited = _with_one_newline("\n".join([*lines[:start], *block, *lines[end:]]))
    after = _located(edited).data
    expected = {name: one for name, one in {**located.data, key: value}.items() if one is not None}
    if after != expected:
        raise CannotEdit(f"»{key}« kan ikke sættes uden at røre ved resten af filen. Ret den i teksten.")
    return edited


def _located(text: str) -> Located:
    located = checked(text, "")
    if not isinstance(located.data, dict):
        raise CannotEdit("Filen er ikke en pakke: " + (str(located.problems[0]) if located.problems else "den er tom."))
    return located


def _number(located: Located, rule_id: str) -> int | None:
    rules = located.data.get("rules") or []
    return next((n for n, rule in enumerate(rules) if isinstance(rule, dict) and rule.get("id") == rule_id), None)


def _place(text: str, located: Located, number: int) -> tuple[int, int, str]:
    """First and last-plus-one line of a rule (from 0), and how far its dash is indented."""
    lines = text.split("\n")
    start = located.lines[("rules", number)] - 1
    dash = re.match(r"(\s*)- +\S", lines[start])
    if not dash:
        raise CannotEdit("Reglerne står ikke på hver deres linje med en bindestreg foran. Ret den i teksten.")
    indent = dash[1]
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or re.match(rf"{indent}\s", lines[end])):
        end += 1
    while not lines[end - 1].strip() or (re.match(r"\s*#", lines[end - 1]) and end - 1 > start):
        end -= 1
    return start, end, indent


def _read_rule(text: str) -> dict[str, Any]:
    located = checked(text, "")
    data = located.data[0] if isinstance(located.data, list) and len(located.data) == 1 else located.data
    if located.problems or not isinstance(data, dict):
        raise CannotEdit(f"Reglen kan ikke læses: {located.problems[0].message if located.problems else 'skriv »id:« og resten'}")
    return data


def _block(rule: Mapping[str, Any] | str, data: Mapping[str, Any]) -> str:
    """The lines of a rule as a list of one: the author's own where there are any."""
    if not isinstance(rule, str):
        return _undented(splice.dump(CommentedSeq([splice.styled(data)])))
    written = "\n".join(line.rstrip() for line in rule.strip("\n").split("\n"))
    if re.match(r"\s*- ", written):
        return _undented(written)
    return "- " + _undented(written).replace("\n", "\n  ")


def _undented(text: str) -> str:
    lines = text.rstrip("\n").split("\n")
    depth = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[depth:] for line in lines)


def _indented(block: str, indent: str) -> list[str]:
    return [f"{indent}{line}" if line.strip() else "" for line in block.split("\n")]


def _appended(text: str, block: str) -> str:
    """The text with a rule after the last one; a pack without `rules` gets it."""
    located = _located(text)
    rules = located.data.get("rules")
    if not rules:
        base = re.sub(r"(?m)^rules:\s*(\[\s*\]|null|~)?\s*$\n?", "", text).rstrip("\n")
        return "\n".join([*filter(None, [base]), "rules:", *_indented(block, "  "), ""])
    _, end, indent = _place(text, located, len(rules) - 1)
    lines = text.split("\n")
    return "\n".join([*lines[:end], "", *_indented(block, indent), *(lines[end:] or [""])])


def _checked(before: Located, edited: str, rule_id: str, rule: Mapping[str, Any] | None) -> str:
    """The edited text, when it says what was asked and nothing else has changed."""
    edited = _with_one_newline(edited)
    after = _located(edited)
    had, has = ({r.get("id"): r for r in side.data.get("rules") or [] if isinstance(r, dict)} for side in (before, after))
    rest = [{k: v for k, v in side.data.items() if k != "rules"} for side in (before, after)]
    wanted = {**had, rule_id: dict(rule)} if rule is not None else {k: v for k, v in had.items() if k != rule_id}
    if has != wanted or rest[0] != rest[1]:
        raise CannotEdit("Ændringen kan ikke skrives uden at røre ved resten af filen. Ret den i teksten.")
    return edited


def _with_one_newline(text: str) -> str:
    """The text with the line ends of Windows throughout, where it has any."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in text else text
