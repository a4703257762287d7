"""The posts one by one: filtered, in pages, opened, explained, and set right by the one who wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analysis.archive import setting_of
from analysis.model import BALANCE_CLASSES, PLATFORMS
from analysis.past import corrections, words
from analysis.past.columns import UNSURE
from analysis.past.corrections import NOT_MINE
from analysis.posts import Post
from views.shared import cards, danish, rulebook

from . import post_card
from .filters import View
from .kept import kept

_PAGE = 10
_KINDS: Mapping[str, str] = {
    "": "Alle",
    **{name: words.CLASSES[name].capitalize() for name in BALANCE_CLASSES},
    UNSURE: "Ved ikke",
    "corrected": "Rettede",
    NOT_MINE: "Ikke mine ord",
}
_ORDERS = {"new": "Nyeste først", "edge": "Tættest på kanten først"}
VALUES = {**{name: words.CLASSES[name].capitalize() for name in BALANCE_CLASSES}, NOT_MINE: "Ikke mine ord"}


def show(view: View) -> None:
    """The list; what is set right or ticked changes the rest of the page too."""
    _list(view, _told())


def _told() -> tuple:
    mine = kept()
    return mine.corrections, mine.ticked


@st.fragment
def _list(view: View, told: tuple) -> None:
    """Ten at a time. Turning a page or opening a post draws no chart again."""
    if _told() != told:
        st.rerun()
    st.header("Opslag", anchor=False)
    rows = _chosen(view.frame)
    if rows.empty:
        st.html(cards.notice("Ingen opslag passer til det valgte."))
        return
    page = _page(len(rows))
    for row in rows.iloc[page * _PAGE : (page + 1) * _PAGE].itertuples():
        _one(row, view.frame)


def _chosen(frame: pd.DataFrame) -> pd.DataFrame:
    """What the boxes above the list leave, in the order they say."""
    kind_box, order_box = st.columns(2)
    kind = kind_box.selectbox("Vis", _KINDS, format_func=_KINDS.get, key="past_kind", persist_state="session")
    order = order_box.selectbox(
        "Rækkefølge", _ORDERS, format_func=_ORDERS.get, key="past_order", persist_state="session"
    )
    if behind := kept().behind:
        frame = frame[frame["id"].isin(behind.ids)]
        st.html(cards.notice(f"Her er opslagene bag: {behind.what}"))
        st.button("Vis alle opslag igen", key="past_all_again", on_click=_all_again)
    frame = frame[_of_kind(frame, kind)]
    return frame.iloc[::-1] if order == "new" else frame.sort_values("knife_edge", ascending=False, kind="stable")


def _of_kind(frame: pd.DataFrame, kind: str) -> pd.Series:
    if not kind:
        return pd.Series(True, index=frame.index)
    if kind == "corrected":
        return frame["correction"] != ""
    return ~frame["own_words"] if kind == NOT_MINE else frame["own_words"] & (frame["dominant"] == kind)


def _all_again() -> None:
    kept().behind = None


def _page(count: int) -> int:
    """Which page of the list; a shorter list goes back to its last."""
    pages = -(-count // _PAGE)
    state = st.session_state
    state["past_page"] = min(state.get("past_page", 0), pages - 1)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Forrige", key="past_previous", disabled=state.past_page == 0, on_click=_turn, args=(-1,))
        st.html(
            f'<p class="k-small k-close" role="status">Side {state.past_page + 1} af {danish.number(pages)} · {danish.plural(count, "opslag", "opslag")}</p>'
        )
        st.button("Næste", key="past_next", disabled=state.past_page >= pages - 1, on_click=_turn, args=(1,))
    return state.past_page


def _turn(step: int) -> None:
    st.session_state.past_page += step


def _one(row: Any, frame: pd.DataFrame) -> None:
    """A post closed or open, with the button that changes it."""
    mine = kept()
    row = row._replace(correction=dated(row.correction, frame))
    is_open = mine.opened == row.id
    if is_open:
        _explain(row)
    else:
        st.html(post_card.short(row))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            ("Luk opslaget" if is_open else "Åbn opslaget") + f" fra {post_card.when(row)}",
            key=f"past_open_{row.Index}",
            on_click=_open,
            wrap=True,
            args=("" if is_open else row.id,),
        )
        key = f"past_tick_{row.Index}"
        st.session_state.setdefault(key, row.id in mine.ticked)
        st.checkbox("Med i rapporten", key=key, on_change=_tick, args=(row.id, key))
    if is_open:
        _set_right(row)


def dated(reason: str, frame: pd.DataFrame) -> str:
    """A correction's reason with the day of the post it is like in place of its id."""
    head, like, rest = reason.partition("ligner opslaget ")
    name, comma, end = rest.partition(", som du har rettet")
    found = frame[frame["id"] == name]
    return f"{head}{like}fra {post_card.when(found.iloc[0])}{comma}{end}" if like and len(found) else reason


def _open(identity: str) -> None:
    kept().opened = identity


def _tick(identity: str, key: str) -> None:
    mine = kept()
    mine.ticked = mine.ticked | {identity} if st.session_state[key] else mine.ticked - {identity}


def _explain(row: Any) -> None:
    """The post reviewed again, as nothing of a review is kept."""
    review = rulebook.reviewer().review(row.text, _setting(row))
    st.html(f'<p class="k-small">{post_card.about(row)}</p>{post_card.sentences(review)}')
    st.html(
        post_card.shares(row)
        + (f'<p class="k-small">Rettet: {post_card.safe(row.correction)}</p>' if row.correction else "")
        + post_card.findings(review)
    )


def _set_right(row: Any) -> None:
    """The leader's own word on the post."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Hvad er det?",
            VALUES,
            format_func=VALUES.get,
            index=None,
            placeholder="Du ved det bedst",
            width=300,
            key=f"past_value_{row.Index}",
        )
        st.button("Ret", key=f"past_correct_{row.Index}", on_click=_correct, args=(row.text, f"past_value_{row.Index}"))
        if any(made.post == corrections.text_hash(row.text) for made in kept().corrections):
            st.button("Fortryd rettelsen", key=f"past_undo_{row.Index}", on_click=_undo, args=(row.text,))


def _setting(row: Any):
    """The setting the post was reviewed in; the very string of the text leads back to its post."""
    mine = kept()
    post = next((one for one in mine.archive.posts if one.text is row.text), Post(row.text, 0))
    if not post.platform and row.platform in PLATFORMS:
        post = replace(post, platform=row.platform)
    return setting_of(post, mine.setting)


def _correct(text: str, key: str) -> None:
    if value := st.session_state.get(key):
        mine = kept()
        mine.corrections = (*_without(text), corrections.correct(text, value, rulebook.today()))


def _undo(text: str) -> None:
    kept().corrections = _without(text)


def _without(text: str) -> tuple:
    post = corrections.text_hash(text)
    return tuple(made for made in kept().corrections if made.post != post)
