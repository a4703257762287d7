"""Files in: the leader's own, or an example with one click; and who wrote them."""

from __future__ import annotations

import streamlit as st

from analysis.model import PLATFORMS
from analysis.posts import NamedBytes, read
from views.shared import danish, rulebook

from .kept import kept, start_over

_EXAMPLES = {"naestformand": ("næstformand", "union-leader"), "teamleder": ("teamleder", "municipal-manager")}
_ARCHIVES = rulebook.ROOT / "sample_posts" / "archives"
_LARGEST = 200
"""Megabytes; as the readers' own limit."""
UNKNOWN = "unknown"
WHERE = {**{name: danish.PLATFORMS[name] for name in PLATFORMS}, UNKNOWN: "Ved ikke"}
_HOW = (
    "Facebook, Instagram, Threads, LinkedIn, X, Mastodon og Bluesky sender en zip-fil, når du beder om dine oplysninger "
    "(vælg JSON, og kun opslag, så fylder den mindre). Et regneark med en kolonne, der hedder »tekst«, er også fint."
)


def ask() -> None:
    """The uploader, the two examples, role and platform."""
    files, example = st.columns([3, 2], gap="large")
    with files:
        st.file_uploader(
            "Dine opslag: filer eller hele zip-filen",
            accept_multiple_files=True,
            key="past_files",
            on_change=_take,
            max_upload_size=_LARGEST,
        )
        st.html(f'<p class="k-small">{_HOW}</p>')
    with example:
        st.selectbox(
            "Hvem har skrevet dem?",
            danish.ROLES,
            format_func=danish.ROLES.get,
            key="past_role",
            persist_state="session",
        )
        st.selectbox(
            "Hvor, hvis filen ikke siger det?", WHERE, format_func=WHERE.get, key="past_where", persist_state="session"
        )
        st.html('<p class="k-small k-close">Eller se med et eksempel (opdigtede ledere):</p>')
        with st.container(horizontal=True):
            for folder, (name, role) in _EXAMPLES.items():
                st.button(
                    f"Se med et eksempel: {name}", key=f"past_{folder}", wrap=True, on_click=_use, args=(folder, role)
                )


def _take() -> None:
    start_over(tuple(NamedBytes(file.name, file.getvalue()) for file in st.session_state.past_files or ()))


def _use(folder: str, role: str) -> None:
    st.session_state.past_role = role
    start_over((_ARCHIVES / folder,))


def read_files() -> None:
    """Read what was chosen, as the user says it is read, unless it is read already."""
    mine = kept()
    if mine.sources and mine.archive is None:
        with st.spinner("Læser filerne …"):
            mine.archive = read(mine.sources, mine.told)
