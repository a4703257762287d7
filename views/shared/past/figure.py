"""A chart as the page shows it: title, picture with a text that stands for it, the figures behind, and the picture to take home."""

from __future__ import annotations

from typing import Any

import altair as alt
import streamlit as st

from analysis.past.out.report import Table
from views.shared import pictures

from . import told

_AROUND = 110
"""Pixels that the axis below and the legend take beside the chart's own height."""


def show(chart: Any, table: Table, key: str, note: str = "") -> None:
    """The chart under its title. `key` names the files; `note` is said above the picture."""
    title = chart.title
    st.subheader(title, anchor=False)
    if note:
        st.html(f'<p class="k-small">{note}</p>')
    shown = _without_words(chart)
    st.altair_chart(
        shown, width="stretch", height=shown.height + _AROUND, theme=None, alt=chart.description, key=f"chart_{key}"
    )
    with st.expander("Vis tallene"):
        st.html(told.as_html(table, f"Tallene bag: {title}"))
        with st.container(horizontal=True):
            _file(chart, "SVG", f"{key}.svg", "image/svg+xml", pictures.svg)
            _file(chart, "PNG", f"{key}.png", "image/png", pictures.png)


def _without_words(chart: Any) -> Any:
    """The page has the title as a heading, where it can wrap, and one text for the whole picture; its marks say nothing, as they would in English."""
    shown = chart.copy(deep=False)
    shown.title = shown.description = alt.Undefined
    shown.config = chart.config.copy(deep=True)
    shown.config.mark = alt.MarkConfig(aria=False)
    shown.config.axis.aria = shown.config.legend.aria = False
    return shown


def _file(chart: Any, kind: str, name: str, mime: str, draw: Any) -> None:
    st.download_button(
        f"Hent billedet som {kind}", lambda: draw(chart), name, mime, key=f"get_{name}", on_click="ignore", wrap=True
    )
