"""The leader's corrections as a file to keep and bring back; it holds no text of a post."""

from __future__ import annotations

import streamlit as st

from analysis.past import corrections
from views.shared import cards, danish

from .kept import kept


def show() -> None:
    """How many, the file, and the way back."""
    made = kept().corrections
    told = danish.plural(len(made), "rettelse", "rettelser") if made else "ingen endnu"
    with st.expander(f"Dine rettelser ({told})"):
        st.html(
            '<p class="k-small">En rettelse gælder straks, også for opslag, der ligner. Filen har ingen tekster, kun et '
            "fingeraftryk af hvert opslag (SHA-256), og virker igen, næste gang du lægger de samme opslag ind.</p>"
        )
        if made:
            st.download_button(
                "Hent dine rettelser (CSV)",
                corrections.to_csv(made).encode("utf-8-sig"),
                "kasket-rettelser.csv",
                "text/csv",
                on_click="ignore",
                key="past_corrections_get",
            )
        st.file_uploader(
            "Hent dine rettelser ind igen", key="past_corrections_file", on_change=_bring, max_upload_size=5
        )
        if fault := st.session_state.get("past_corrections_fault"):
            st.html(cards.notice(fault))


def _bring() -> None:
    state = st.session_state
    if state.past_corrections_file is None:
        return
    try:
        brought = corrections.read(state.past_corrections_file.getvalue().decode("utf-8-sig"))
    except UnicodeDecodeError:
        state.past_corrections_fault = "Filen er ikke tekst i UTF-8. Dine rettelser er, som de var."
    except ValueError as fault:
        state.past_corrections_fault = f"{fault} Dine rettelser er, som de var."
    else:
        mine = kept()
        fresh = {made.post for made in brought}
        mine.corrections = (*(made for made in mine.corrections if made.post not in fresh), *brought)
        state.past_corrections_fault = ""
