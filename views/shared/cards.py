"""Pieces of the check page as HTML: verdict, findings, knife-edge, lengths, what a change did."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from analysis.compare import Comparison
from analysis.model import Finding, KnifeEdge
from analysis.platforms import PLATFORMS, count
from analysis.serialise import SEVERITY_WORDS

from . import danish
from .highlight import Mark, safe

_WHOLE = "Helheden i teksten"


def verdict(sentence: str, severity: str, hint: str) -> str:
    """The one sentence, announced when it changes."""
    return (
        f'<div class="k-verdict k-{severity}" role="status" aria-live="polite" id="dom"><p>{html.escape(sentence)}</p>'
        f"<small>{html.escape(hint)}</small></div>"
    )


def notice(line: str) -> str:
    return f'<div class="k-notice" role="status">{safe(line)}</div>'


def finding(mark: Mark) -> str:
    """A finding's entry, `#fund-N`: what, where, why, what instead, by which rule and source."""
    found = mark.finding
    level = "muted" if mark.muted else found.severity
    word = "Lagt til side" if mark.muted else SEVERITY_WORDS[found.severity]
    where = f'<a href="#sted-{mark.number}">Vis i teksten</a>'
    return (
        f'<article class="k-card k-{level}" id="fund-{mark.number}" aria-label="Fund {mark.number}">'
        f'<span class="k-level k-{level}">{word}</span> <span class="k-small">fund {mark.number} · {where}</span>'
        f"<h3>{html.escape(found.title)}</h3>{_quote(found)}"
        f"<dl><dt>Hvorfor</dt><dd>{html.escape(found.why)}{_because(found)}{_resembles(found)}</dd><dt>Prøv</dt><dd>{html.escape(found.advice)}</dd>"
        f"{_replacement(found)}{_role(found)}</dl>{_sources(found)}{_also(found)}</article>"
    )


def permission(found: Finding, quotes: Sequence[str]) -> str:
    said = ", ".join(f"»{safe(_short(quote, 60))}«" for quote in quotes[:3])
    return (
        f'<article class="k-card k-may"><span class="k-level k-may">{SEVERITY_WORDS["may"]}</span>'
        f'<h3>{html.escape(found.title)}</h3><p class="k-small">{said}</p><p>{html.escape(found.why)}</p>{_sources(found)}</article>'
    )


def _quote(found: Finding) -> str:
    return f"<blockquote>»{safe(_short(found.quote, 220))}«</blockquote>"


def _short(quote: str, most: int) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def _replacement(found: Finding) -> str:
    if found.replacement is None:
        return ""
    return f"<dt>Kan erstattes med</dt><dd>»{safe(found.replacement)}«</dd>"


def _role(found: Finding) -> str:
    return f"<dt>Din rolle</dt><dd>{html.escape(found.role_note)}</dd>" if found.role_note else ""


def _because(found: Finding) -> str:
    return f'<br><span class="k-small">{safe(found.because)}</span>' if found.because else ""


def _resembles(found: Finding) -> str:
    """The corpus examples it is like; they are invented, so they may be shown to anybody."""
    if not found.resembles:
        return ""
    said = "; ".join(f"»{html.escape(example)}«" for example in found.resembles)
    return f'<br><span class="k-small">Minder om opdigtede eksempler, hvor en rådgiver ville standse: {said}</span>'


def _sources(found: Finding) -> str:
    links = "".join(f"<li>{_link(source.title, source.url)}</li>" for source in found.sources)
    return f'<details><summary>Regel og kilde</summary><p class="k-small">Regel: {found.rule}</p><ul class="k-small">{links}</ul></details>'


def _link(title: str, url: str) -> str:
    if not url:
        return html.escape(title)
    return f'<a href="{html.escape(url)}" target="_blank" rel="noopener noreferrer">{html.escape(title)}</a>'


def _also(found: Finding) -> str:
    titles = "; ".join(html.escape(weaker.title) for weaker in found.also_told)
    return f'<p class="k-small">Samme sted: {titles}</p>' if titles else ""


def knife_edge(edge: KnifeEdge, titles: Mapping[str, str]) -> str:
    """The meter, its drivers, and the one change that moves it most."""
    drivers = "".join(f"<li>{html.escape(titles.get(d.rule, _WHOLE))}: {d.points} point</li>" for d in edge.drivers[:4])
    change = ""
    if edge.best_change:
        title = html.escape(titles[edge.best_change.rule])
        change = f"<p><strong>Flytter mest:</strong> »{title}«. Retter du det, falder tallet til {edge.best_change.score_after}.</p>"
    return (
        f'<div class="k-meter" role="img" aria-label="Knivsæg {edge.score} af 100"><span style="left:{edge.score}%"></span></div>'
        f'<div class="k-scale"><span>0 trygt</span><strong>{edge.score} af 100</strong><span>100 på kanten</span></div>'
        f"{f'<ul>{drivers}</ul>' if drivers else ''}{change}"
    )


def lengths(text: str, chosen: str) -> str:
    """Characters and fold per platform; the chosen one in bold, too long in words."""
    rows = "".join(_length_row(text, key, key == chosen) for key in PLATFORMS)
    head = '<tr><th scope="col">Platform</th><th scope="col">Tegn</th><th scope="col">Vises før »se mere«</th></tr>'
    return f'<table class="k-table"><thead>{head}</thead><tbody>{rows}</tbody></table>'


def _length_row(text: str, key: str, is_chosen: bool) -> str:
    platform, used = PLATFORMS[key], count(text, key)
    over = used - platform.max_characters
    size = f"{danish.number(used)} af {danish.number(platform.max_characters)}"
    cell = f'<td class="k-over">{size}: {danish.number(over)} for mange</td>' if over > 0 else f"<td>{size}</td>"
    fold = "hele opslaget" if used <= platform.fold else f"de første ca. {danish.number(platform.fold)}"
    return f'<tr{" class=k-chosen" if is_chosen else ""}><th scope="row">{platform.label}</th>{cell}<td>{fold}</td></tr>'


def change(comparison: Comparison) -> str:
    """What the last change of the draft mended, and what is new."""
    lines = [_change_line("Løst", comparison.mended), _change_line("Nyt", comparison.new)]
    said = "".join(line for line in lines if line) or "<p>Samme fund som før.</p>"
    return f'<div class="k-change"><strong>Siden sidste tjek</strong>{said}</div>'


def _change_line(word: str, findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    titles = "; ".join(dict.fromkeys(html.escape(found.title) for found in findings))
    return f"<p>{word} ({len(findings)}): {titles}</p>"
