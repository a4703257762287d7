"""What changed between two sets of guidelines, in words: for whom a rule is new, gone, stricter, looser or off, and what else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from . import layers
from .guidelines import Guidelines
from .layers import EffectiveRule
from .model import ROLES, SEVERITIES
from .rules import Rule

_ROLES = {
    "union-leader": "ledere i en fagforening", "municipal-manager": "kommunale ledere",
    "chief-executive": "kommunaldirektører", "elected-politician": "folkevalgte",
}  # fmt: skip
_TEXTS = {"title": "overskriften", "why": "begrundelsen", "advice": "rådet", "role_note": "rollenoten"}
_PARTS = {"detect": "det, reglen leder efter", "when": "hvor og hvornår den gælder", "rewrite": "omskrivningen",
          "confidence": "sikkerheden", "category": "kategorien", "kind": "slagsen"}  # fmt: skip
Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed in one rule, for some roles (in one organisation, if any), as a Danish sentence.

    `what` is the sentence without for whom.
    `kind`: new, removed, tightened, loosened, off, on, texts, sources, tests, detect, when, rewrite, confidence, category or kind.
    """

    rule: str
    kind: str
    what: str
    message: str
    roles: tuple[str, ...]
    organisation: str | None = None

    def __str__(self) -> str:
        return f"{self.rule}: {self.message}"


def compare(before: Guidelines, after: Guidelines, roles: Sequence[str] = ROLES) -> tuple[Change, ...]:
    """Every change that a reader in one of the roles can meet. What is the same for several roles is said once.

    What holds without an organisation is not said again for each organisation, nor an organisation's for its departments.
    """
    found = list(_between(before, after, [(role, None) for role in roles]))
    said = {(None, change.rule, change.what) for change in found}
    for name, below in _organisations(before, after, roles):
        settings = [(role, name) for role in roles if any(side.holds_for(name, role) for side in (before, after))]
        for change in _between(before, after, settings):
            if not any((lower, change.rule, change.what) in said for lower in (None, *below)):
                found.append(change)
                said.add((name, change.rule, change.what))
    return tuple(found)


def _organisations(before: Guidelines, after: Guidelines, roles: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The packs one can choose on either side, each after those it builds on, with their names."""
    chains = {
        pack.name: layers.chain(side.packs, pack.name)
        for side in (before, after)
        for role in roles
        for pack in side.organisations(role)
    }
    return sorted(((name, below[:-1]) for name, below in chains.items()), key=lambda item: (len(item[1]), item[0]))


def _between(before: Guidelines, after: Guidelines, settings: Sequence[Key]) -> Iterator[Change]:
    old, new = ({key: _effective(side, key) for key in settings} for side in (before, after))
    names = dict.fromkeys(name for side in (old, new) for rules in side.values() for name in rules)
    for name in sorted(names):
        found: dict[tuple[str, str], list[str]] = {}
        for role, organisation in settings:
            one, other = old[role, organisation].get(name), new[role, organisation].get(name)
            for kind, told in _changes(one, other):
                found.setdefault((kind, told), []).append(role)
        organisation = settings[0][1]
        for (kind, told), roles in found.items():
            yield Change(name, kind, told, f"{told} {_for_whom(roles, organisation, after, before)}", tuple(roles), organisation)


def _effective(side: Guidelines, key: Key) -> dict[str, EffectiveRule]:
    role, organisation = key
    if organisation and not side.holds_for(organisation, role):
        organisation = None
    return {one.rule.id: one for one in side.effective(role, organisation)}


def _for_whom(roles: Sequence[str], organisation: str | None, *sides: Guidelines) -> str:
    everyone = set(roles) == set(ROLES)
    whom = "for alle" if everyone else "for " + _listed([_ROLES[role] for role in roles])
    title = next((side.packs[organisation].title for side in sides if organisation in side.packs), None)
    return f"{whom} i {title}" if title else whom


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}"


def _changes(before: EffectiveRule | None, after: EffectiveRule | None) -> Iterator[tuple[str, str]]:
    was, now = (one if one and not one.off else None for one in (before, after))
    if not was and not now:
        return
    if not was:
        kind, told = ("on", "slået til igen") if before and before.off and before.severity != "off" else ("new", "ny regel")
        yield kind, f"{told} (»{now.severity}«)"
    elif not now:
        yield _gone(after)
    else:
        yield from _severity(was, now)
        yield from _parts(was.rule, now.rule)


def _gone(after: EffectiveRule | None) -> tuple[str, str]:
    if after is None:
        return "removed", "fjernet"
    return "off", f"slået fra, fordi: {after.off.reason.rstrip('.')}," if after.off and after.off.reason else "slået fra"


def _severity(was: EffectiveRule, now: EffectiveRule) -> Iterator[tuple[str, str]]:
    if was.severity != now.severity:
        stricter = SEVERITIES.index(now.severity) > SEVERITIES.index(was.severity)
        kind, told = ("tightened", "strammet") if stricter else ("loosened", "løsnet")
        yield kind, f"{told} fra »{was.severity}« til »{now.severity}«"


def _parts(was: Rule, now: Rule) -> Iterator[tuple[str, str]]:
    texts = [danish for key, danish in _TEXTS.items() if getattr(was, key) != getattr(now, key)]
    if texts:
        yield "texts", f"ændret i {_listed(texts)}"
    if {s.key for s in was.sources} != {s.key for s in now.sources}:
        yield "sources", "andre kilder"
    tests = [_tested(rule) for rule in (was, now)]
    if tests[0] != tests[1]:
        yield "tests", f"prøverne er ændret ({len(tests[0])} før, {len(tests[1])} nu)"
    before, after = was.data, now.data
    for key, danish in _PARTS.items():
        if before.get(key) != after.get(key):
            yield key, f"ændret i {danish}"


def _tested(rule: Rule) -> list[tuple[Any, ...]]:
    return [(t.expect, t.text, t.severity, t.score, sorted(t.setting.items(), key=str)) for t in rule.tests]


def change_json(change: Change) -> dict[str, Any]:
    return {"rule": change.rule, "kind": change.kind, "message": change.message, "roles": list(change.roles),
            "organisation": change.organisation}  # fmt: skip


