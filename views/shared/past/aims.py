"""The leader's own target: a band a platform, and the targets as a file to keep and bring back."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from analysis.past import targets, words
from analysis.past.columns import ALL
from analysis.past.targets import Band, Target
from views.shared import cards

from .kept import kept

_USUAL = (60, 85)


def show(frame: pd.DataFrame) -> None:
    """Set, take away, save, bring back. Only the leader sets a target."""
    with st.expander("Sæt dit mål"):
        st.html(
            '<p class="k-small">Hvor meget skal være fagligt og politisk? Det bestemmer du selv; der er ikke ét rigtigt svar.</p>'
        )
        names = [ALL, *sorted(frame["platform"].unique())]
        where, band = st.columns([2, 3])
        where.selectbox("Målet gælder", names, format_func=words.platform, key="past_aim_where")
        band.slider("Fagligt og politisk, procent", 0, 100, _USUAL, 5, format="%d %%", key="past_aim_band")
        with st.container(horizontal=True):
            st.button("Sæt målet", key="past_aim_set", on_click=_set)
            for target in kept().targets:
                told = f"{words.platform(target.platform)}: {round(100 * target.headline.low)}-{words.percent(target.headline.high)}"
                st.button(
                    f"Fjern målet for {told}",
                    key=f"past_aim_drop_{target.platform}",
                    on_click=_drop,
                    wrap=True,
                    args=(target.platform,),
                )
        _file()


def _set() -> None:
    mine, state = kept(), st.session_state
    low, high = state.past_aim_band
    made = Target(state.past_aim_where, Band(low / 100, high / 100))
    mine.targets = (*(one for one in mine.targets if one.platform != made.platform), made)


def _drop(platform: str) -> None:
    mine = kept()
    mine.targets = tuple(one for one in mine.targets if one.platform != platform)


def _file() -> None:
    mine = kept()
    if mine.targets:
        data = json.dumps(targets.to_json(mine.targets), indent=1)
        st.download_button(
            "Hent dine mål (JSON)", data, "kasket-maal.json", "application/json", on_click="ignore", key="past_aim_get"
        )
    st.file_uploader("Hent dine mål ind igen", key="past_aim_file", on_change=_bring, type="json", max_upload_size=1)
    if fault := st.session_state.get("past_aim_fault"):
        st.html(cards.notice(fault))


def _bring() -> None:
    state = st.session_state
    if state.past_aim_file is None:
        return
    try:
        kept().targets = targets.from_json(json.loads(state.past_aim_file.getvalue().decode("utf-8-sig")))
        state.past_aim_fault = ""
    except (json.JSONDecodeError, UnicodeDecodeError):
        state.past_aim_fault = "Filen er ikke JSON. Dine mål er, som de var."
    except ValueError as fault:
        state.past_aim_fault = f"{fault} Dine mål er, som de var."
