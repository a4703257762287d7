"""What the unsaved rule does to posts before it is saved: samples, the open corpus, or posts of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st
import yaml

from analysis import Reviewer, posts
from analysis.posts import Post
from analysis.workbench import effect, near_misses, overlaps
from analysis.workbench.draft import Draft
from analysis.workbench.edit import CannotEdit
from analysis.workbench.effect import KINDS, Effect
from analysis.workbench.fields import with_test
from analysis.workbench.near_misses import Suggestion
from analysis.workbench.overlaps import Overlap

from . import cards, danish, rulebook, work, work_cards
from .work import Work

SAMPLES, CORPUS, PASTED, FILE = "samples", "corpus", "pasted", "file"
PLACES = {SAMPLES: "Eksemplerne", CORPUS: "Det åbne korpus", PASTED: "Opslag, jeg indsætter", FILE: "Opslag fra en fil"}
SHOWN, SHOWN_NEAR, _RESULT = 8, 6, "weighed"
_OVERLAPS_ON = 2_000
"""Posts on which overlaps are looked for; the whole corpus finds the same rules later."""
_state = st.session_state


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found, and for which unsaved text and rule."""

    text: str
    rule: str
    effect: Effect
    overlaps: tuple[Overlap, ...]
    suggestions: tuple[Suggestion, ...]


class Unreadable(ValueError):
    """The posts cannot be read; the message is one Danish line."""


@st.cache_resource(show_spinner=False)
def corpus() -> tuple[tuple[Post, str], ...]:
    """The open corpus. Public texts; holds no draft."""
    return tuple(near_misses.corpus(rulebook.ROOT / "sample_posts" / "corpus"))


@st.cache_resource(show_spinner=False)
def samples() -> tuple[tuple[Post, str], ...]:
    entries = yaml.safe_load((rulebook.ROOT / "sample_posts" / "drafts.yaml").read_text("utf-8"))
    drafts = (Post(one["text"], n, one["id"], one["role"], one["platform"], one["audience"]) for n, one in enumerate(entries, 1))
    return tuple((post, "clean") for post in drafts)


def section(tried: Draft, held: Work, rule_id: str) -> None:
    """Choose the posts, see the effect, and take near misses in as tests."""
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    place = left.selectbox("Prøv reglen på", PLACES, format_func=PLACES.get, key="weigh_place", persist_state="session")
    own(place)
    if right.button("Se virkningen", key="weigh", width="stretch"):
        weigh(tried, rule_id, place)
    if _state.get("weigh_error"):
        st.html(cards.notice(_state.weigh_error))
    made: Weighed | None = _state.get(_RESULT)
    if made is None or made.rule != rule_id:
        st.html("<p class=k-small>Her ser du, hvilke opslag reglen fanger nu, og hvilke den ikke fanger længere, før du gemmer.</p>")
        return
    if made.text != tried.text:
        st.html(cards.notice("Teksten er ændret, siden du sidst så virkningen. Tryk igen for at se den, som den er nu."))
    show(made, held)


def own(place: str) -> None:
    """The box or the upload for posts of one's own. They stay in this session."""
    if place == PASTED:
        st.text_area("Opslag, adskilt af en linje med ---", key="weigh_posts", height=160, on_change="ignore", persist_state="session")
    elif place == FILE:
        st.file_uploader("Fil med opslag: et regneark, eller det, en platform sender", key="weigh_file")
    if place in (PASTED, FILE):
        st.selectbox("Hvem har skrevet dem?", danish.ROLES, format_func=danish.ROLES.get, key="weigh_role", persist_state="session")


def weigh(tried: Draft, rule_id: str, place: str) -> None:
    """Read the posts and weigh the change; a line is left where they cannot be read."""
    _state.weigh_error = None
    try:
        chosen = posts_of(place)
    except ValueError as error:
        _state.weigh_error = str(error)
        return
    rule = tried.rule(rule_id)
    if rule is None:
        _state.weigh_error = "Reglen skal være hel, før du kan se, hvad den gør. Se, hvad der mangler, under »Sådan står den«."
        return
    with st.spinner(f"Læser {danish.plural(len(chosen), 'opslag', 'opslag')} …"):
        changed = effect.effect(rulebook.loaded(), tried.guidelines, [post for post, _ in chosen], _organisation(tried))
        met = overlaps.overlaps(Reviewer(tried.guidelines, None), rule, [post for post, _ in chosen[:_OVERLAPS_ON]])
        near = near_misses.suggest(rule, tried.guidelines, chosen)
    _state[_RESULT] = Weighed(tried.text, rule_id, changed, met, near)


def _organisation(tried: Draft) -> str | None:
    return tried.pack.name if tried.pack and tried.pack.is_chosen else None


def posts_of(place: str) -> Sequence[tuple[Post, str]]:
    """The chosen posts with what each was written as. Raises ValueError, in Danish."""
    if place in (SAMPLES, CORPUS):
        return samples() if place == SAMPLES else corpus()
    own_posts = pasted() if place == PASTED else uploaded()
    if not own_posts:
        raise Unreadable("Der er ingen opslag at prøve på endnu.")
    return [(replace(post, role=post.role or _state.weigh_role), "clean") for post in own_posts]


def pasted() -> list[Post]:
    parts = "\n".join("\0" if line.strip() == "---" else line for line in (_state.get("weigh_posts") or "").splitlines()).split("\0")
    return [Post(text.strip(), n, f"opslag {n}") for n, text in enumerate((part for part in parts if part.strip()), 1)]


def uploaded() -> list[Post]:
    held = _state.get("weigh_file")
    if held is None:
        return []
    found = posts.read([posts.NamedBytes(held.name, held.getvalue())])
    if found.faults and not found.posts:
        raise Unreadable(str(found.faults[0]))
    return list(found.posts)


def show(made: Weighed, held: Work) -> None:
    """The summary, the posts by kind, other rules met, and suggestions."""
    counts = {kind: len(made.effect.of(kind)) for kind in KINDS}
    st.html(work_cards.summary(counts, made.effect.posts))
    for kind, words in KINDS.items():
        rows = made.effect.of(kind)
        if rows:
            st.subheader(f"{words.capitalize()} ({danish.number(len(rows))})", anchor=False)
            st.html(work_cards.effects(rows[:SHOWN]))
        if rest := rows[SHOWN : SHOWN + 100]:
            with st.expander(f"Vis {len(rest)} mere"):
                st.html(work_cards.effects(rest))
    if made.overlaps:
        st.subheader("Møder andre regler", anchor=False)
        st.html(work_cards.meetings(made.overlaps))
    suggestions(made, held)


def suggestions(made: Weighed, held: Work) -> None:
    """Texts near the edge, each with a button that makes it a test."""
    taken = _state.setdefault("weigh_taken", set())
    left = [one for one in made.suggestions if (made.rule, one.text) not in taken]
    left = sorted(left, key=lambda one: not one.is_caught)[:SHOWN_NEAR]
    if not left:
        return
    st.subheader("Tæt på: skal reglen fange dem?", anchor=False)
    for number, one in enumerate(left, 1):
        text, buttons = st.columns([6, 5], vertical_alignment="center")
        text.html(work_cards.suggestion(number, one))
        with buttons.container(horizontal=True):
            for expect, label in (("pass", "skal have lov"), ("flag", "skal fanges")):
                st.button(f"Nr. {number} {label}", key=f"near_{expect}_{number}", on_click=_add, args=(held, made.rule, expect, one.text))


def _add(held: Work, rule_id: str, expect: str, text: str) -> None:
    rules = work.rules(work.draft(held))
    try:
        work.set_rule(held, with_test(rules[rule_id], expect, text))
    except (CannotEdit, KeyError) as error:
        _state.weigh_error = str(error)
        return
    _state.weigh_taken.add((rule_id, text))
