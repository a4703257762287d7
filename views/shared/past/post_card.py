"""A past post on the page: a line about it, its words, and why it has its class, sentence by sentence."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd

from analysis.model import BALANCE_CLASSES, Review
from analysis.past import words
from analysis.past.columns import UNSURE
from analysis.serialise import SEVERITY_WORDS
from views.shared import danish
from views.shared.highlight import safe

_SHORT = 260


def short(row: Any) -> str:
    """A card with the beginning of the text; `row` is one of the frame."""
    flat = " ".join(row.text.split())
    text = flat if len(flat) <= _SHORT else f"{flat[: _SHORT - 1]}…"
    return f'<article class="k-card k-past k-b-{row.dominant}"><p class="k-small">{about(row)}</p><p>{safe(text)}</p>{_reason(row)}</article>'


def about(row: Any) -> str:
    """`3. maj 2026 · Facebook · politisk · knivsæg 43`."""
    kind = (
        f'<strong class="k-kind">{words.CLASSES[row.dominant]}</strong>'
        if row.own_words
        else "<strong>ikke dine ord</strong>"
    )
    return f"{when(row)} · {html.escape(words.platform(row.platform))} · {kind} · knivsæg {row.knife_edge}"


def when(row: Any) -> str:
    """The day of a post, in words."""
    return "uden dato" if pd.isna(row.published) else danish.day(row.published)


def _reason(row: Any) -> str:
    return f'<p class="k-small">Rettet: {safe(row.correction)}</p>' if row.correction else ""


def shares(row: Any) -> str:
    """The four shares of a post; an unsure one is said to be."""
    if row.dominant == UNSURE:
        return "<p>Ved ikke: ingen klasse stikker tydeligt ud i teksten. Du ved det bedre.</p>"
    told = ", ".join(f"{words.CLASSES[name]} {words.percent(getattr(row, name))}" for name in BALANCE_CLASSES)
    return f"<p>{told[0].upper()}{told[1:]}</p>"


def sentences(review: Review) -> str:
    """The whole text with each sentence under the colour and the name of its class."""
    pieces, at = [], 0
    for one in sorted(review.balance.sentences, key=lambda one: one.start):
        if one.start < at:
            continue
        pieces += [safe(review.text[at : one.start]), _sentence(review.text[one.start : one.end], one.label)]
        at = one.end
    return f'<div class="k-text k-sentences" lang="da">{"".join(pieces)}{safe(review.text[at:])}</div>'


def _sentence(text: str, label: str) -> str:
    stripped = text.rstrip()
    return f'<mark class="k-b k-b-{label}">{safe(stripped)}<sub>{words.CLASSES[label]}</sub></mark>{safe(text[len(stripped) :])}'


def findings(review: Review) -> str:
    """The alarms of a post, briefly."""
    if not review.alarms:
        return '<p class="k-small">Reglerne finder ikke noget her.</p>'
    lines = "".join(
        f'<li><span class="k-level k-{found.severity}">{SEVERITY_WORDS[found.severity]}</span> {html.escape(found.title)}: »{safe(found.quote[:120])}«</li>'
        for found in review.alarms[:8]
    )
    return f'<ul class="k-small">{lines}</ul>'
