"""What the posts say together, one chart a question, each with its figures behind it."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from analysis.past import dialogue, edge, engagement, shares, words
from analysis.past.columns import ALL, ENGAGEMENT
from analysis.past.insights import insights
from analysis.past.settings import SETTINGS
from analysis.past.targets import Target, with_bands
from views.shared import cards, charts, danish

from . import figure, post_card, told
from .filters import View
from .kept import Behind, kept

_FIRST = 5
"""Posts shown at once behind a sentence."""


def what_we_see(view: View, aims: tuple[Target, ...], titles: dict[str, str]) -> None:
    """The insights, each with the posts behind it."""
    st.header("Det ser vi", anchor=False)
    found = insights(view.frame, aims, titles)
    if not found:
        few = len(view.frame) < SETTINGS.fewest_posts
        st.html(
            cards.notice(
                f"Der er {words.FEW} til at sige noget sikkert."
                if few
                else "Intet springer i øjnene. Det er også et svar."
            )
        )
    for number, insight in enumerate(found, 1):
        st.html(f'<p class="k-insight"><span aria-hidden="true">{number}</span>{html.escape(insight.sentence)}</p>')
        if insight.ids:
            with st.expander(f"Vis opslagene bag ({danish.number(len(insight.ids))})"):
                behind(view.frame, Behind(insight.sentence, insight.ids), f"insight_{insight.key}")


def behind(frame: pd.DataFrame, chosen: Behind, key: str) -> None:
    """The latest posts behind something said, and a way to see them all among the posts."""
    rows = frame[frame["id"].isin(chosen.ids)].iloc[::-1]
    for row in rows.head(_FIRST).itertuples():
        st.html(post_card.short(row))
    if len(rows) > _FIRST:
        st.button(
            f"Vis alle {danish.number(len(rows))} nede under Opslag",
            key=f"past_behind_{key}",
            on_click=_look_behind,
            args=(chosen,),
        )


def _look_behind(chosen: Behind) -> None:
    kept().behind = chosen


def over_time(view: View, aims: tuple[Target, ...]) -> None:
    st.header("Over tid", anchor=False)
    table = shares.shares_over_time(view.frame, view.every)
    if table.empty:
        st.html(cards.notice("Opslagene har ingen dato, så der er ikke noget at vise over tid."))
        return
    here = table[table["platform"] == view.platform]
    figure.show(
        charts.shares_over_time(table, view.platform, view.every),
        told.table(told.wide(here, "period"), (told.period(view.every), *told.SHARES, told.POSTS)), "klasser-over-tid",
    )  # fmt: skip
    lines = with_bands(_lines(shares.headline_over_time(view.frame, view.every)), aims, "public")
    figure.show(
        charts.headline_over_time(lines, view.every),
        told.table(lines, (told.period(view.every), told.PLATFORM, *told.PUBLIC, told.POSTS)),
        "fagligt-og-politisk-over-tid",
    )


def _lines(table: pd.DataFrame) -> pd.DataFrame:
    """One platform alone is all there is; its line would hide that of all together."""
    alone = table["platform"].nunique() <= 2
    return table[table["platform"] != ALL] if alone else table


def side_by_side(view: View) -> None:
    table = shares.mean_shares(view.frame)
    if table["platform"].nunique() <= 2:
        return
    st.header("Sted for sted", anchor=False)
    figure.show(
        charts.platforms(table),
        told.table(told.wide(table, "platform"), (told.PLATFORM, *told.SHARES, told.POSTS)),
        "platforme",
    )


def week(view: View) -> None:
    st.header("Hvornår", anchor=False)
    table = shares.rhythm(view.frame)
    if table.empty:
        st.html(cards.notice("Filen siger ikke, hvad klokken var, så der er ingen ugerytme at vise."))
        return
    figure.show(charts.rhythm(table), told.table(table, told.RHYTHM), "ugerytme")


def on_the_edge(view: View) -> None:
    """Knife-edge over time, and the posts of a point the leader chooses."""
    st.header("På knivsæggen", anchor=False)
    table = edge.edge_over_time(view.frame, view.every)
    here = table[table["platform"] == view.platform]
    if here.empty:
        st.html(cards.notice("Opslagene har ingen dato, så knivsæggen kan ikke vises over tid."))
        return
    figure.show(
        charts.edge_over_time(table, view.platform, view.every),
        told.table(here, (told.period(view.every), *told.EDGE)),
        "knivsaeg",
    )
    column = told.period(view.every)
    names = {column.said(row.period): row for row in here.iloc[::-1].itertuples()}
    chosen = st.selectbox(
        "Vis opslagene bag et punkt",
        list(names),
        index=None,
        placeholder=f"Vælg {column.heading.lower()}",
        key="past_point",
    )
    if chosen:
        rows = edge.posts_behind(view.frame, names[chosen].period, view.every, view.platform)
        for row in rows.head(_FIRST).itertuples():
            st.html(post_card.short(row))
        if len(rows) > _FIRST:
            st.html(f'<p class="k-small">De {_FIRST} tættest på kanten af {danish.number(len(rows))}.</p>')


def found(view: View, titles: dict[str, str]) -> None:
    st.header("Fund", anchor=False)
    table = edge.findings_by_category(view.frame)
    if table.empty:
        st.html(cards.notice("Reglerne finder ikke noget i de her opslag."))
        return
    figure.show(
        charts.findings(table),
        told.table(table, told.CATEGORIES),
        "fund",
        note="Et fund er en anledning til at se efter, ikke en dom.",
    )
    with st.expander("Regel for regel"):
        st.html(told.as_html(told.table(edge.findings_by_rule(view.frame, titles), told.RULES), "Fund regel for regel"))


def talk(view: View) -> None:
    st.header("Dialog og borgere", anchor=False)
    table = dialogue.dialogue_over_time(view.frame, view.every)
    here = table[table["platform"] == view.platform]
    if here.empty:
        total = dialogue.dialogue(view.frame)
        st.html(told.as_html(told.table(total[total["platform"] == view.platform], told.DIALOGUE), "Dialog og borgere"))
        return
    figure.show(
        charts.dialogue_over_time(table, view.platform, view.every),
        told.table(here, (told.period(view.every), *told.DIALOGUE)),
        "dialog",
    )


def response(view: View) -> None:
    """Engagement where the export has figures, by class, on one platform at a time."""
    known = [name for name in ENGAGEMENT if view.frame[name].notna().any()]
    if not known:
        return
    st.header("Hvad andre gjorde", anchor=False)
    platform = view.platform if view.platform != ALL else view.frame["platform"].mode().iloc[0]
    measure = (
        st.selectbox("Vis tal for", known, format_func=words.ENGAGEMENT.get, key="past_measure")
        if len(known) > 1
        else known[0]
    )
    table = engagement.engagement_by(view.frame, "dominant", platform)
    here = table[table["measure"] == measure]
    said = told.table(here, told.ENGAGEMENT)
    if here.empty or (here["note"] != "").all():
        st.html(
            cards.notice(
                f"Der er {words.FEW} med {words.ENGAGEMENT[measure]} på {words.platform(platform)} til at sammenligne."
            )
        )
        st.html(told.as_html(said, words.ENGAGEMENT[measure]))
        return
    few = [words.CLASSES[name] for name in here.loc[here["note"] != "", "group"]]
    note = (
        f"På {words.platform(platform)}. {words.FEW.capitalize()}: {', '.join(few)}."
        if few
        else f"På {words.platform(platform)}."
    )
    figure.show(charts.engagement(table, measure), said, "engagement", note=note)
