"""The first figure: professional and political against personal and private, with the target, and how sure it is."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from analysis.past import shares, targets, words
from analysis.past.columns import ALL
from analysis.past.settings import SETTINGS
from analysis.past.targets import Band, Target
from views.shared import cards, danish

from .filters import View


def show(view: View, aims: tuple[Target, ...]) -> None:
    """One card; without a post that shows a class it says so and draws nothing."""
    table = shares.headline(view.frame).set_index("platform")
    if view.platform not in table.index or not table.loc[view.platform, "posts"]:
        unsure = int(table["unsure"].get(view.platform, 0))
        st.html(cards.notice(_nothing(unsure)))
        return
    row = table.loc[view.platform]
    st.html(card(row, view.platform, targets.band_of(aims, view.platform)))
    if view.platform == ALL and len(aims) > 1:
        sentences = targets.standing(view.frame, aims)["sentence"]
        st.html(f"<ul>{''.join(f'<li>{html.escape(one)}</li>' for one in sentences)}</ul>")


def _nothing(unsure: int) -> str:
    if unsure:
        return f"{danish.plural(unsure, 'opslag', 'opslag')} er læst, men Kasket ved ikke, hvad de er. Ret gerne klassen under Opslag, så lærer den af det."
    return "Der er ingen opslag i det udsnit, du har valgt."


def card(row: pd.Series, platform: str, band: Band | None) -> str:
    """The figure in words and as a bar, with the target as a frame around its part."""
    public, person = words.percent(row["public"]), words.percent(1 - row["public"])
    left = 100 * row["public"]
    aim = (
        f'<i class="k-aim" style="left:{100 * band.low:.1f}%;width:{100 * (band.high - band.low):.1f}%"></i>'
        if band
        else ""
    )
    spoken = f"{public} fagligt og politisk, {person} personligt og privat"
    return (
        f'<section class="k-verdict k-headline" aria-label="Hovedtal"><p><strong>{public}</strong> fagligt og politisk '
        f'<span class="k-against">mod</span> <strong>{person}</strong> personligt og privat</p>'
        f'<div class="k-split" role="img" aria-label="{spoken}"><span style="width:{left:.1f}%"></span>{aim}</div>'
        f"<small>{html.escape(' '.join(_said(row, platform, band))).replace(' %', '&nbsp;%')}</small></section>"
    )


def _said(row: pd.Series, platform: str, band: Band | None):
    posts = int(row["posts"])
    yield f"{words.platform(platform).capitalize() if platform == ALL else words.platform(platform)}, {danish.plural(posts, 'opslag', 'opslag')}."
    if unsure := int(row["unsure"]):
        yield f"Om {danish.number(unsure)} mere ved Kasket det ikke; de er ikke regnet med."
    if posts < SETTINGS.fewest_posts:
        yield "Det er for få opslag til at sige noget sikkert."
    elif row["low"] == row["low"]:
        yield f"Usikkerheden går fra {words.percent(row['low'])} til {words.percent(row['high'])}."
    if band:
        yield f"Dit mål er {round(100 * band.low)}-{words.percent(band.high)} (rammen)."
