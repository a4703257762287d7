"""Several leaders together: each gives figures with an explicit yes, and takes them back as easily. Figures only, and nobody is ranked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.past import words
from analysis.past.columns import COLUMNS
from analysis.past.organisation import Consent, Contribution, overview
from analysis.past.settings import SETTINGS
from views.shared import cards, danish, rulebook

from . import told
from .kept import kept

_OF_A_PERSON = ("id", "author", "text", "rules", "categories", "severities", "correction")
"""What is never taken along: words, names, and what rules found."""
_KINDS = {"total": "Alle sammen", "group": "Gruppe", "platform": "Platform"}
_FIGURES = {
    **{name: words.CLASSES[name].capitalize() for name in ("professional", "political", "personal", "private")},
    "open_questions": "Åbne spørgsmål", "citizens": "Borgere og medlemmer", "with_alarm": "Med fund",
}  # fmt: skip


def show(frame: pd.DataFrame) -> None:
    """The offer to take part, who has, and what they show together."""
    given = kept().contributions
    count = f" ({danish.plural(len(given), 'leder', 'ledere')} med)" if given else ""
    with st.expander(f"Flere ledere sammen{count}"):
        st.html(
            f'<p class="k-small">Når mindst {SETTINGS.fewest_leaders} ledere hver for sig har sagt ja, kan I se jeres tal sammen. Kun tal følger med, '
            "ingen tekster, og ingen bliver sat på rangliste. Gå til Dine filer for at lægge den næste leders opslag ind. Alt bliver i "
            "dette vindue og er væk, når det lukkes.</p>"
        )
        if len(frame):
            _ask(frame)
        for number, part in enumerate(given, 1):
            _member(part, number)
        if given:
            _together(given)


def _ask(frame: pd.DataFrame) -> None:
    name, group = st.columns(2)
    name.text_input("Lederens navn eller et dæknavn", key="past_leader", max_chars=60)
    group.text_input("Gruppe, for eksempel en forvaltning (valgfrit)", key="past_group", max_chars=60)
    st.checkbox("Ja, jeg er lederen, og mine tal må være med i det fælles overblik", key="past_yes")
    st.button("Læg mine tal til", key="past_join", on_click=_join, args=(frame,))
    if fault := st.session_state.get("past_join_fault"):
        st.html(cards.notice(fault))


def _join(frame: pd.DataFrame) -> None:
    state, mine = st.session_state, kept()
    if not state.past_yes:
        state.past_join_fault = "Der mangler et ja. Kun lederen selv kan give det."
        return
    try:
        consent = Consent(state.past_leader or "", rulebook.today())
    except ValueError as fault:
        state.past_join_fault = str(fault)
        return
    figures = frame[[name for name in COLUMNS if name not in _OF_A_PERSON]]
    mine.contributions = (*mine.contributions, Contribution(consent, figures, state.past_group or ""))
    state.past_join_fault, state.past_yes, state.past_leader = "", False, ""


def _member(part: Contribution, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(
            f"{number}. {part.consent.leader}{f' ({part.group})' if part.group else ''}: ja den {danish.day(part.consent.day)}"
        )
        st.button(f"Træk nummer {number} tilbage", key=f"past_leave_{number}", on_click=_leave, args=(part,))


def _leave(part: Contribution) -> None:
    mine = kept()
    mine.contributions = tuple(one for one in mine.contributions if one is not part)


def _together(given: tuple[Contribution, ...]) -> None:
    table = overview(given, rulebook.today())
    said = table.assign(
        name=[
            words.platform(row.name) if kind == "platform" else "" if kind == "total" else row.name
            for kind, row in zip(table["kind"], table.itertuples(index=False), strict=True)
        ]
    )
    columns = (
        told.Column("kind", "Hvem", _KINDS.get), told.Column("name", "", str), told.Column("leaders", "Ledere", told.whole),
        *(told.Column(name, heading, _share) for name, heading in _FIGURES.items()), told.Column("note", "", str),
    )  # fmt: skip
    st.html(told.as_html(told.table(said, columns), "Flere ledere sammen"))


def _share(value) -> str:
    return "-" if pd.isna(value) else f"{value} %"
