"""What the leader takes home: the posts with everything Kasket makes of them, and a report for a meeting."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analysis.past import dialogue, edge, shares
from analysis.past.out import page, pdf, tables
from analysis.past.out.report import Report, report
from analysis.past.targets import Target, with_bands
from views.shared import charts, danish, pictures, rulebook

from .filters import View
from .kept import kept

_TABLES: tuple[tuple[str, str, str, Callable[[pd.DataFrame], bytes]], ...] = (
    ("CSV", "csv", "text/csv", tables.to_csv),
    ("Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", tables.to_xlsx),
    ("Parquet", "parquet", "application/vnd.apache.parquet", tables.to_parquet),
    ("JSON", "json", "application/json", tables.to_json),
)


def show(view: View, aims: tuple[Target, ...], titles: dict[str, str]) -> None:
    """The files; each is made when it is asked for, on this machine."""
    st.header("Tag det med hjem", anchor=False)
    st.html(
        '<p class="k-small">Filerne bliver lavet på din egen maskine, når du henter dem, af de opslag, filtrene øverst har valgt.</p>'
    )
    st.subheader("Dine opslag med alt, hvad Kasket har set", anchor=False)
    with st.container(horizontal=True):
        for name, ending, mime, make in _TABLES:
            st.download_button(
                f"Hent {name}",
                _later(make, view.frame),
                f"kasket-opslag.{ending}",
                mime,
                key=f"past_get_{ending}",
                on_click="ignore",
            )
    st.subheader("En rapport til et møde", anchor=False)
    ticked = kept().ticked & set(view.frame["id"])
    told = (
        f"Den har {danish.plural(len(ticked), 'opslag', 'opslag')} med, som du har sat flueben ved."
        if ticked
        else "Den har ingen opslag med, før du sætter flueben ved dem under Opslag."
    )
    st.html(f'<p class="k-small">Tal, billeder og sætninger. {told}</p>')
    name = st.text_input(
        "Navn på rapporten (valgfrit)", key="past_name", max_chars=60, placeholder="Dit navn, hvis det skal stå der"
    )
    with st.container(horizontal=True):
        made = _maker(view, aims, titles, ticked, name or "")
        st.download_button(
            "Hent rapporten (HTML)",
            lambda: page.to_html(made()).encode(),
            "kasket-rapport.html",
            "text/html",
            key="past_get_html",
            on_click="ignore",
        )
        st.download_button(
            "Hent rapporten (PDF)",
            lambda: pdf.to_pdf(made()),
            "kasket-rapport.pdf",
            "application/pdf",
            key="past_get_pdf",
            on_click="ignore",
        )


def _later(make: Callable[[pd.DataFrame], bytes], frame: pd.DataFrame) -> Callable[[], bytes]:
    return lambda: make(frame)


def _maker(
    view: View, aims: tuple[Target, ...], titles: dict[str, str], ticked: frozenset[str], name: str
) -> Callable[[], Report]:
    """The report of what is looked at now, drawn when it is called."""

    def make() -> Report:
        drawn = [pictures.picture(chart) for chart in _charts(view, aims)]
        return report(view.frame, rulebook.today(), drawn, aims, titles, ticked, name)

    return make


def _charts(view: View, aims: tuple[Target, ...]):
    frame, where, every = view.frame, view.platform, view.every
    if len(over := shares.shares_over_time(frame, every)):
        yield charts.shares_over_time(over, where, every)
        yield charts.headline_over_time(with_bands(shares.headline_over_time(frame, every), aims, "public"), every)
    if len(means := shares.mean_shares(frame)):
        yield charts.platforms(means)
    if len(points := edge.edge_over_time(frame, every)):
        yield charts.edge_over_time(points, where, every)
    if len(found := edge.findings_by_category(frame)):
        yield charts.findings(found)
    if len(talk := dialogue.dialogue_over_time(frame, every)):
        yield charts.dialogue_over_time(talk, where, every)
