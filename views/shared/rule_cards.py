"""Rules as HTML: a row of the list, and the parts of a rule's own view."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from analysis import validity
from analysis.dismissal_report import as_seen
from analysis.dismissals import Dismissal
from analysis.layers import EffectiveRule, Origin
from analysis.model import ROLES, Source
from analysis.rule_sheet import first_sentence
from analysis.rules import Rule, RuleTest
from analysis.schema_texts import TEXTS
from analysis.workbench.rule_history import RuleChange
from analysis.workbench.store import Version

from . import address, danish
from .highlight import safe

Params = Mapping[str, str]


def level(severity: str, word: str = "") -> str:
    return f'<span class="k-level k-{severity}">{word or danish.SEVERITIES[severity]}</span>'


def rows(rules: Iterable[EffectiveRule], params: Params, titles: Mapping[str, str], day: date, folded: str = "") -> str:
    """A list of rules, each title a link to the rule's own view; behind the words of `folded`, if any."""
    shown = f'<ul class="k-rules">{"".join(_row(one, params, titles, day) for one in rules)}</ul>'
    return f'<details class="k-details"><summary>{html.escape(folded)}</summary>{shown}</details>' if folded else shown


def _row(one: EffectiveRule, params: Params, titles: Mapping[str, str], day: date) -> str:
    rule = one.rule
    severity = "off" if one.off else one.severity
    state = validity.state(rule.when, day)
    told = "" if state == validity.IN_FORCE and not rule.when.until else f" · {validity.told(rule.when, day)}"
    above = [titles.get(name, name) for name in dict.fromkeys(origin.pack for origin in one.origins.values()) if name != "common"]
    where = "".join(f" · {safe(title)}" for title in above)
    return (
        f'<li class="k-row k-{severity}"><strong>{address.link(rule.title, "", {**params, "regel": rule.id})}</strong>'
        f'<span class="k-meta">{level(severity)} <span class="k-small">{danish.CATEGORIES[rule.category]}{told}{where}</span></span>'
        f"<p>{safe(first_sentence(rule.why))}</p></li>"
    )


def head(one: EffectiveRule, day: date) -> str:
    """What the rule says: how severe, of what kind, since when, why, and what to do instead."""
    rule = one.rule
    severity = "off" if one.off else one.severity
    note = f"<dt>Om rollen</dt><dd>{safe(rule.role_note)}</dd>" if rule.role_note else ""
    off = f"<dt>Hvorfor gælder den ikke?</dt><dd>{safe(one.off.reason)}</dd>" if one.off and one.off.reason else ""
    return (
        f'<article class="k-card k-{severity}">{level(severity)} <span class="k-small">{danish.CATEGORIES[rule.category]} · '
        f"{danish.KINDS[rule.kind].lower()} · {validity.told(rule.when, day)}{_only(rule)}</span>"
        f"<dl>{off}<dt>Hvorfor</dt><dd>{safe(rule.why)}</dd><dt>Råd</dt><dd>{safe(rule.advice)}</dd>{note}</dl></article>"
    )


def _only(rule: Rule) -> str:
    only = [*(danish.PLATFORMS[name] for name in rule.when.platforms), *(danish.AUDIENCES[name] for name in rule.when.audiences)]
    return f" · kun: {', '.join(only)}" if only else ""


def severities(rule: Rule, chosen: str) -> str:
    """How severe the rule is in each role; the chosen one in bold."""
    lines = "".join(
        f'<tr{" class=k-chosen" if role == chosen else ""}><th scope="row">{danish.ROLES[role]}</th><td>{level(rule.severity(role))}</td></tr>'
        for role in ROLES
    )
    return _table(("Rolle", "Alvor"), lines, "Alvor efter rolle")


def provenance(one: EffectiveRule, titles: Mapping[str, str]) -> str:
    """Which layer set what, with its reason and day."""
    grouped: dict[Origin, list[str]] = {}
    for key, origin in one.origins.items():
        same = Origin(origin.pack, origin.file, 0, origin.reason, origin.since)
        grouped.setdefault(same, []).append(key)
    most = max(grouped, key=lambda origin: len(grouped[origin]))
    lines = [_origin("Reglen" if origin == most else _keys(keys), origin, titles) for origin, keys in grouped.items()]
    if one.off and one.off.reason and one.off.pack != one.rule.pack:
        lines.append(_origin("Slået fra", one.off, titles))
    return _table(("Hvad", "Sat af", "Hvorfor", "Hvornår"), "".join(lines), "Hvem har sat hvad")


def _keys(keys: Sequence[str]) -> str:
    return ", ".join(TEXTS[f"rule.{key}"][0].lower() for key in keys if f"rule.{key}" in TEXTS).capitalize()


def _origin(what: str, origin: Origin, titles: Mapping[str, str]) -> str:
    when = danish.day(origin.since) if origin.since else ""
    return (
        f'<tr><th scope="row">{html.escape(what)}</th><td>{safe(titles.get(origin.pack, origin.pack))}</td>'
        f"<td>{safe(origin.reason)}</td><td>{when}</td></tr>"
    )


def _table(names: Sequence[str], lines: str, caption: str) -> str:
    head_cells = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        f'<div class="k-wide" tabindex="0" role="region" aria-label="{caption}"><table class="k-table"><thead><tr>{head_cells}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def sources(found: Iterable[Source]) -> str:
    return f'<ul class="k-plain">{"".join(f"<li>{_source(source)}</li>" for source in found)}</ul>'


def _source(source: Source) -> str:
    seen = f' <span class="k-small">set {danish.day(date.fromisoformat(source.seen))}</span>' if _is_day(source.seen) else ""
    if not source.url.startswith(("https://", "http://")):
        return safe(source.title) + seen
    return f'<a href="{html.escape(source.url)}" target="_blank" rel="noopener noreferrer">{safe(source.title)}</a>{seen}'


def _is_day(text: str | None) -> bool:
    try:
        return bool(date.fromisoformat(text or ""))
    except ValueError:
        return False


def examples(tests: Iterable[RuleTest]) -> str:
    """Texts of the rule's tests, each with the setting it is meant in."""
    return f'<ul class="k-examples">{"".join(f"<li>»{safe(test.text)}«{_meant(test)}</li>" for test in tests)}</ul>'


def _meant(test: RuleTest) -> str:
    words = {**danish.ROLES, **danish.PLATFORMS, **danish.AUDIENCES}
    told = [words.get(str(value), str(value)).lower() for value in test.setting.values()]
    told += [danish.SEVERITIES[test.severity].lower()] if test.severity else []
    return f' <span class="k-small">({safe(", ".join(told))})</span>' if told else ""


def session(rule_id: str, times: int, made: Sequence[Dismissal]) -> str:
    """How often the rule spoke in this session, how often it fitted, and why it was set aside."""
    spoke = f"Reglen har talt om {danish.plural(times, 'sætning', 'sætninger')}." if times else "Reglen har ikke sagt noget endnu."
    if not made:
        return f"<p>{spoke}</p>"
    lines = "".join(f"<li>{safe(one.reason)} <span class=k-small>{danish.day(one.day)}</span></li>" for one in made)
    (seen,) = as_seen(made, {rule_id: times})
    aside = f"Du har lagt den til side {danish.plural(len(made), 'gang', 'gange')}:"
    return f'<p>{spoke} {aside}</p><ul class=k-plain>{lines}</ul><p class="k-small">{safe(seen.told)}.</p>'


def changes(made: Iterable[RuleChange]) -> str:
    """The rule's saved versions, newest first, each with the lines it changed."""
    return "".join(
        f"<details class=k-details><summary>{version_line(one.version)}</summary>{difference(one.lines)}</details>" for one in made
    )


def version_line(version: Version) -> str:
    return f"{danish.day(version.day)} · {safe(version.author)} · {safe(version.reason)}"


def difference(lines: Iterable[str]) -> str:
    """A diff as text: each line says in words and colour whether it came or went."""
    told = {"+": ("ins", "Ny: "), "-": ("del", "Væk: ")}
    shown = []
    for line in lines:
        tag, word = told.get(line[:1], ("span", ""))
        spoken = f'<span class="k-spoken">{word}</span>' if word else ""
        shown.append(f"<{tag}>{spoken}{safe(line)}</{tag}>")
    return f'<div class="k-diff" tabindex="0" role="region" aria-label="Ændrede linjer">{"".join(shown)}</div>'
