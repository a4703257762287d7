"""The button that begins, how far it is, the way to stop, and what stopping leaves."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.model import PLATFORMS, Setting
from analysis.posts import Archive
from views.shared import cards, danish, rulebook

from .how_read import fault_line
from .job import Job
from .kept import forget_result, kept
from .upload import UNKNOWN

_EVERY = 0.7
"""Seconds between looks at a job."""
_SHORT = 0.4


def offer(archive: Archive) -> None:
    """The button, unless a review is under way."""
    if not archive.posts:
        st.html(cards.notice("Der er ingen opslag at gennemgå. Prøv en anden fil, eller ret, hvordan filen læses."))
        return
    if kept().job is None:
        word = "Gennemgå igen:" if kept().gathered else "Gennemgå"
        st.button(
            f"{word} {danish.plural(len(archive.posts), 'opslag', 'opslag')}",
            type="primary",
            key="past_begin",
            on_click=_begin,
        )


def _begin() -> None:
    mine, state = kept(), st.session_state
    where = state.get("past_where", UNKNOWN)
    mine.setting = Setting(state.get("past_role", "union-leader"), where if where in PLATFORMS else "facebook")
    posts = [
        post if post.platform or where == UNKNOWN else replace(post, platform=where) for post in mine.archive.posts
    ]
    forget_result()
    mine.fault = ""
    mine.job = Job(posts, rulebook.reviewer(), mine.setting)
    mine.job.wait(_SHORT)


def take_over() -> None:
    """The result of a job that is done becomes the session's."""
    mine = kept()
    if mine.job and mine.job.finished:
        mine.gathered, mine.fault, mine.job = mine.job.result, mine.job.failed, None


@st.fragment(run_every=_EVERY)
def watch() -> None:
    """How far the review is; only this part is drawn again while it goes on."""
    job = kept().job
    if job is None or job.finished:
        st.rerun()
    share = job.look()
    told = (
        "Stopper …"
        if job.stopping
        else f"Gennemgår dine opslag: {danish.number(job.done)} af {danish.number(job.total)}"
    )
    st.progress(share, text=told)
    st.button("Stop, og vis det, der er nået", key="past_stop", on_click=job.cancel, disabled=job.stopping)
    st.html('<p class="k-small">Du kan godt gå til en anden side imens. Gennemgangen fortsætter.</p>')


def outcome() -> None:
    """What is worth saying of how the review went."""
    mine = kept()
    if mine.fault:
        st.html(cards.notice(mine.fault))
    found = mine.gathered
    if found is None:
        return
    if st.session_state.get("past_role", mine.setting.role) != mine.setting.role:
        st.html(
            cards.notice(
                "Du har valgt en anden rolle siden gennemgangen. Åbn »Dine filer«, og gennemgå igen, så tallene passer."
            )
        )
    if not found.complete:
        st.html(
            cards.notice(
                f"Du stoppede undervejs: {danish.number(found.done)} af {danish.number(found.total)} opslag er med herunder."
            )
        )
    if found.faults:
        first = fault_line(found.faults[0]) if found.faults[0].file else found.faults[0].message
        st.html(
            cards.notice(
                f"{danish.plural(len(found.faults), 'opslag', 'opslag')} kunne ikke gennemgås; resten er med. Det første: {first}"
            )
        )
