"""Which packs hold for whom, and what is left of a rule when every layer has had its say.

From the bottom up: common, packs beside it, the role, and then only what one has chosen: an organisation,
and in it a department or a trade. A chosen pack may add, change and switch off; it may not loosen a rule
that is `stop`, for there it is law or other people's rights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .model import ROLES
from .pack import Adjustment, Pack
from .rules import Rule

Packs = Mapping[str, Pack]
_WORDING = {"title", "why", "advice", "role_note", "sources", "severity", "tests", "rewrite"}
"""What an organisation may set anew in a rule that is `stop`, as long as it stays `stop`."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which layer set something: the pack, its file and line, and the reason and day it gives."""

    pack: str
    file: str
    line: int
    reason: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class EffectiveRule:
    """A rule as it stands for one role (and organisation), and which layer set each of its keys.

    `off` says which layer switched it off, and why; None where the rule is in force.
    """

    rule: Rule
    severity: str
    origins: Mapping[str, Origin]
    off: Origin | None = None

    @property
    def is_changed(self) -> bool:
        """Whether a layer above the one that wrote the rule has set something anew."""
        return len({(origin.pack, origin.reason) for origin in self.origins.values()}) > 1


@dataclass(frozen=True, slots=True)
class Layered:
    """A rule half-way up: the layers that set it so far, and the one that switched it off."""

    rule: Rule
    steps: tuple[tuple[Pack, Adjustment | None], ...]
    off: tuple[Pack, Adjustment] | None = None


Change = Callable[[Pack, Adjustment, Rule], Rule]


def walk(packs: Packs, names: Sequence[str], changed: Change) -> dict[str, Layered]:
    """Every rule of the packs, by id, after all layers; refusals are reported to the pack's problems."""
    rules: dict[str, Layered] = {}
    for name in names:
        pack = packs[name]
        for key, rule in pack.rules.items():
            lower = rules.get(key)
            if lower and pack.is_chosen:
                told = f"reglen findes allerede i pakken »{lower.rule.pack}«; skriv den under »change« eller giv den et andet navn"
                pack.located.problem(("rules", pack.numbers[rule.id]), told, rule.id)
                continue
            rules[key] = Layered(rule, ((pack, None),))
        for change in pack.changes:
            if (lower := rules.get(change.rule)) and not lower.off:
                rules[change.rule] = _change(pack, change, lower, changed)
        for entry in pack.off:
            if (lower := rules.get(entry.rule)) and not _refused(pack, entry, lower.rule, None):
                rules[entry.rule] = replace(lower, off=(pack, entry))
    return rules


def _change(pack: Pack, change: Adjustment, lower: Layered, changed: Change) -> Layered:
    rule = changed(pack, change, lower.rule)
    if rule is lower.rule or _refused(pack, change, lower.rule, rule):
        return lower
    return Layered(rule, (*lower.steps, (pack, change)))


def _refused(pack: Pack, entry: Adjustment, before: Rule, after: Rule | None) -> bool:
    """Whether a chosen pack loosens what is law; then it is reported and not done."""
    stops = [role for role in ROLES if before.severity(role) == "stop"]
    if not pack.is_chosen or not stops:
        return False
    if after and set(entry.data) <= _WORDING and all(after.severity(role) == "stop" for role in stops):
        return False
    told = "reglen er »stop« (jura eller andres rettigheder) og kan hverken løsnes eller slås fra her; tekster og kilder må gerne ændres"
    pack.located.problem((entry.key, entry.number), told, entry.rule)
    return True


def effective(layered: Layered, role: str) -> EffectiveRule:
    """The rule for a role with the origin of each key."""
    rule, origins = layered.rule, {}
    for pack, change in layered.steps:
        if change is None:
            origins = {key: Origin(pack.name, pack.file, pack.line(rule.id, key)) for key in pack.rules[rule.id].data}
            continue
        for key in change.data:
            line = pack.located.line((change.key, change.number, key))
            origins[key] = Origin(pack.name, pack.file, line, change.reason, change.since)
    return EffectiveRule(rule, rule.severity(role), origins, _why_off(layered, role, origins))


def _why_off(layered: Layered, role: str, origins: Mapping[str, Origin]) -> Origin | None:
    if layered.off:
        pack, entry = layered.off
        return Origin(pack.name, pack.file, entry.line, entry.reason, entry.since)
    if layered.rule.severity(role) == "off":
        origin = origins.get("severity") or origins["id"]
        return replace(origin, reason=origin.reason or "Reglen er ikke skrevet til denne rolle.")
    return None


def stack(packs: Packs, role: str, organisation: str | None = None) -> list[str]:
    """Pack names from the bottom up. Raises ValueError, in Danish, for an organisation that does not hold for the role."""
    order = _base(packs, role)
    if organisation is None:
        return order
    if not holds_for(packs, organisation, role):
        known = [name for name in packs if packs[name].is_chosen and holds_for(packs, name, role)]
        raise ValueError(f"»{organisation}« gælder ikke for rollen {role}. Vælg mellem {', '.join(known) or '(ingen)'}.")
    lower = [part for part in chain(packs, organisation) if part not in order]
    return order + [part for part in lower if packs[part].is_chosen or _stands_beside(packs, part, role, order)]


def holds_for(packs: Packs, name: str, role: str) -> bool:
    """Whether a pack that one chooses can be chosen in this role: the roles that it names, or all when it names none."""
    if name not in packs or not packs[name].is_chosen:
        return False
    base = _base(packs, role)
    named = [[lower for lower in packs[part].extends if lower in ROLES] for part in chain(packs, name) if packs[part].is_chosen]
    return all(not roles or any(lower in base for lower in roles) for roles in named)


def _base(packs: Packs, role: str) -> list[str]:
    """The role's own pack, what it extends, and packs beside them."""
    base = role if role in packs else "common" if "common" in packs else None
    order = [part for part in chain(packs, base) if not packs[part].is_chosen] if base else []
    for name, pack in packs.items():
        if pack.is_chosen or name in ROLES or name in order or _is_extended_by_role(packs, name):
            continue
        parts = chain(packs, name)
        if _stands_beside(packs, name, role, order) and not any(packs[part].is_chosen for part in parts):
            order += [part for part in parts if part not in order]
    return order


def _stands_beside(packs: Packs, name: str, role: str, order: Sequence[str]) -> bool:
    """Whether a pack on its own or above this role's packs holds for the role, and for no other."""
    parts = chain(packs, name)
    fits = len(parts) == 1 or any(part in (role, "common") for part in parts)
    return fits and not any(part in ROLES and part not in order for part in parts)


def _is_extended_by_role(packs: Packs, name: str) -> bool:
    return any(name in chain(packs, role) for role in ROLES if role in packs)


def chain(packs: Packs, name: str, above: tuple[str, ...] = ()) -> list[str]:
    """A pack after everything it extends; a circle or a missing pack is passed over (and reported by `check`)."""
    if name in above or name not in packs:
        return []
    parts: list[str] = []
    for lower in packs[name].extends:
        parts += [part for part in chain(packs, lower, (*above, name)) if part not in parts]
    return [*parts, name]


def check(packs: Packs) -> None:
    """Report packs that are missing or go in a circle, and rules that nobody below has written."""
    known = {rule_id for pack in packs.values() for rule_id in pack.rules}
    for pack in packs.values():
        for message in _links(packs, pack):
            pack.located.problem(("extends",), message)
        below = _known_below(packs, pack) if pack.is_chosen else known
        for entry in (*pack.changes, *pack.off):
            if entry.rule not in known:
                pack.located.problem((entry.key, entry.number), f"reglen »{entry.rule}« findes ikke i nogen pakke")
            elif entry.rule not in below:
                pack.located.problem((entry.key, entry.number), f"reglen »{entry.rule}« findes ikke i det, pakken bygger på")
            for role in _idle_roles(packs, pack, entry):
                told = f"pakken gælder ikke for rollen {role}, så den har ingen virkning her"
                pack.located.problem((entry.key, entry.number, "severity", role), told, entry.rule)


def _idle_roles(packs: Packs, pack: Pack, entry: Adjustment) -> list[str]:
    """The roles whose severity a chosen pack sets without holding for them."""
    severity = entry.data.get("severity")
    named = severity if pack.is_chosen and isinstance(severity, Mapping) else {}
    return [role for role in named if role in ROLES and not holds_for(packs, pack.name, role)]


def _links(packs: Packs, pack: Pack) -> Iterator[str]:
    for lower in pack.extends:
        if lower not in packs:
            yield f"pakken »{lower}« findes ikke her; resten gælder uden den"
        elif packs[lower].is_chosen and not pack.is_chosen:
            yield f"»{pack.name}« gælder alle og kan ikke bygge på »{lower}«, som man vælger; skriv »for: organisation«"
        elif ring := _ring(packs, lower, (pack.name,)):
            yield f"pakkerne bygger på hinanden i ring ({' → '.join(ring)}); hver læses kun én gang"


def _ring(packs: Packs, name: str, above: tuple[str, ...]) -> tuple[str, ...] | None:
    if name in above:
        return (*above, name) if name == above[0] else None
    lower = packs[name].extends if name in packs else ()
    return next((ring for part in lower if (ring := _ring(packs, part, (*above, name)))), None)


def _known_below(packs: Packs, pack: Pack) -> set[str]:
    parts = {part for role in ROLES if holds_for(packs, pack.name, role) for part in stack(packs, role, pack.name)}
    return {rule_id for part in parts | set(chain(packs, pack.name)) for rule_id in packs[part].rules}
