"""Themes the leader names, with the words that mark them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.past import themes
from views.shared import cards, charts

from . import figure, told
from .filters import View

_HELP = "En linje pr. tema: navn, kolon, ord. Stjerne betyder alle endelser: »arbejdstid: normering*, vagtplan*, overarbejde«"


def show(view: View) -> None:
    """A field for the themes, and how often they are in the posts."""
    st.header("Dine temaer", anchor=False)
    st.text_area(
        "Hvilke temaer vil du følge?",
        key="past_themes",
        height=110,
        placeholder=_HELP,
        persist_state="session",
        max_chars=2000,
    )
    st.button("Find temaerne", key="past_themes_find")
    named = parse(st.session_state.get("past_themes") or "")
    if not named:
        return
    try:
        found = themes.theme_posts(view.frame, named)
    except ValueError as fault:
        st.html(cards.notice(str(fault)))
        return
    table = themes.theme_shares(view.frame, found)
    if table.empty:
        st.html(cards.notice("Ingen af ordene står i opslagene."))
        return
    figure.show(charts.themes(table), told.table(table, told.THEMES), "temaer", note=_missing(named, table))


def parse(lines: str) -> dict[str, list[str]]:
    """Themes of lines as `navn: ord, ord`; a line without a colon is one word that names itself."""
    named: dict[str, list[str]] = {}
    for line in filter(str.strip, lines.splitlines()):
        name, colon, listed = line.partition(":")
        words = [word.strip() for word in (listed if colon else name).split(",") if word.strip()]
        named.setdefault(name.strip()[:60] or "uden navn", []).extend(words)
    return named


def _missing(named: dict[str, list[str]], table: pd.DataFrame) -> str:
    absent = len(set(named) - set(table["theme"]))
    return f"{absent} af temaerne står ikke i nogen opslag." if absent else ""
