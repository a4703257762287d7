"""The workbench's answers as HTML: what is wrong, how the tests come out, what a change does to posts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence

from analysis.guideline_diff import Change
from analysis.located_yaml import Problem
from analysis.schema_texts import TEXTS
from analysis.workbench.draft import Tested
from analysis.workbench.effect import GONE, NEW, PostEffect
from analysis.workbench.near_misses import Suggestion
from analysis.workbench.overlaps import Overlap

from . import danish
from .highlight import safe

_AROUND = 160
_FIELDS = {"phrases": "Ord og vendinger", "flag": "Det skal reglen fange", "pass": "Det skal have lov", "any": "Ord og vendinger"}
_ROLES = re.compile("|".join(danish.ROLES))


def status(line: str, is_good: bool) -> str:
    """One line about how the rule stands, announced when it changes."""
    return f'<p class="k-status {"k-good" if is_good else "k-bad"}" role="status">{safe(line)}</p>'


def problems(found: Sequence[Problem], text: str, first: int = 1, in_form: bool = False) -> str:
    """Each problem with its line (counted from `first`) and what stands there; in the form by the field's name instead."""
    lines = text.splitlines()
    shown = "".join(f"<li>{_problem(one, lines, first, in_form)}</li>" for one in found[:20])
    more = f"<li>… og {len(found) - 20} mere</li>" if len(found) > 20 else ""
    return f'<ul class="k-problems">{shown}{more}</ul>'


def _problem(one: Problem, lines: Sequence[str], first: int, in_form: bool) -> str:
    if in_form:
        return safe(_named(one.message))
    quoted = lines[one.line - 1].strip()[:120] if 0 < one.line <= len(lines) else ""
    code = f"<code>{safe(quoted)}</code>" if quoted else ""
    return f"<strong>Linje {one.line - first + 1}:</strong> {safe(one.message)} {code}"


def _named(message: str) -> str:
    """The keys of a message by the names of the form's fields, with a capital first."""
    names = {**{key.split(".")[1]: texts[0] for key, texts in TEXTS.items() if key.startswith("rule.")}, **_FIELDS}
    told = re.sub("»([a-z_]+)«", lambda found: f"»{names.get(found[1], found[1])}«", message)
    return told[:1].upper() + told[1:]


def tests(made: Iterable[Tested]) -> str:
    """Every test with a word for how it came out."""
    return f'<ul class="k-tests">{"".join(map(_test, made))}</ul>'


def _test(one: Tested) -> str:
    word = {"flag": "skal fanges", "pass": "skal have lov", "edge": "knivsæg"}[one.test.expect]
    fault = f" <strong>{safe(_spoken(one.failure.message))}</strong>" if one.failure else ""
    mark, look = ("Holder ikke", "k-bad") if one.failure else ("Holder", "k-good")
    return f'<li class="{look}"><span class="k-outcome">{mark}</span> <span class="k-small">{word}</span> »{safe(one.test.text)}«{fault}</li>'


def changes(found: Iterable[Change], titles: Mapping[str, str]) -> str:
    """What saving would change for readers, in words."""
    lines = (f"<li>»{safe(titles.get(one.rule, one.rule))}«: {safe(_spoken(one.message))}</li>" for one in found)
    return f'<ul class="k-plain">{"".join(lines)}</ul>'


def _spoken(message: str) -> str:
    """A failure in words: roles and severities as readers know them."""
    told = _ROLES.sub(lambda found: danish.ROLES[found[0]].lower(), message)
    return re.sub("»([a-z]+)«", lambda found: f"»{danish.SEVERITIES.get(found[1], found[1])}«", told)


def effects(rows: Iterable[PostEffect]) -> str:
    """Posts in which something changes, each with the place marked."""
    return f'<ul class="k-effects">{"".join(map(_effect, rows))}</ul>'


def _effect(row: PostEffect) -> str:
    post = row.post
    where = " · ".join(filter(None, (danish.ROLES.get(post.role, ""), danish.PLATFORMS.get(post.platform, ""), post.id)))
    severity = row.after or row.before
    change = f"{danish.SEVERITIES[row.before]} → {danish.SEVERITIES[row.after]}" if row.before and row.after else danish.SEVERITIES[severity]
    start, end = _excerpt(post.text, row.start, row.end)
    words = re.sub(r"\s", " ", post.text[start:end])
    cut = f"{'… ' if start else ''}{_marked(words, row.start - start, row.end - start, severity)}{' …' if end < len(post.text) else ''}"
    whole = f"<details class=k-details><summary>Hele opslaget</summary><div class=k-post>{_marked(post.text, row.start, row.end, severity)}</div></details>"
    return f'<li><span class="k-level k-{severity}">{change}</span> <span class="k-small">{safe(where)}</span><p>{cut}</p>{whole}</li>'


def _excerpt(text: str, start: int, end: int) -> tuple[int, int]:
    """Where to cut a post around a place, between words."""
    first = max(start - _AROUND, 0)
    last = min(end + _AROUND, len(text))
    first = first and min(text.find(" ", first, start) + 1 or first, start)
    return first, last if last == len(text) else max(text.rfind(" ", end, last), end)


def _marked(text: str, start: int, end: int, severity: str) -> str:
    return f'{safe(text[:start])}<mark class="k-place k-{severity}">{safe(text[start:end])}</mark>{safe(text[end:])}'


def summary(counts: dict[str, int], posts: int) -> str:
    """How many posts change, in one line."""
    told = [f"{danish.number(counts[kind])} {words}" for kind, words in ((NEW, "fanges nu"), (GONE, "fanges ikke længere")) if counts.get(kind)]
    if other := sum(counts.values()) - counts.get(NEW, 0) - counts.get(GONE, 0):
        told.append(f"{danish.number(other)} får en anden alvor")
    said = ", ".join(told) or "ingen forskel fra det, der er gemt"
    return f'<p class="k-status" role="status">{danish.plural(posts, "opslag", "opslag")} læst: {said}.</p>'


def meetings(found: Iterable[Overlap]) -> str:
    """Other rules that this one meets."""
    lines = (f"<li>{safe(one.message)} {_examples(one)}</li>" for one in found)
    return f'<ul class="k-plain">{"".join(lines)}</ul>'


def _examples(one: Overlap) -> str:
    told = ", ".join(f"»{safe(example[:60])}«" for example in one.examples)
    return f'<span class="k-small">({danish.plural(one.count, "sted", "steder")}: {told})</span>'


def suggestion(number: int, one: Suggestion) -> str:
    caught = "fanges nu" if one.is_caught else "fanges ikke"
    return f'<p class="k-suggestion"><strong>{number}.</strong> »{safe(one.text)}« <span class="k-small">{html.escape(one.reason)}; {caught}</span></p>'
