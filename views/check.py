"""Tjek opslag: a draft in; the verdict, what is fine, what to think about, and what to write instead."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import streamlit as st
import yaml

from analysis import Setting, UnusableText
from analysis.compare import compare
from analysis.dismissals import REASONS, Dismissal, dismiss, is_dismissed
from analysis.knife_edge import knife_edge, still_understood
from analysis.model import Finding, Review
from analysis.rewrite import apply
from analysis.serialise import verdict_sentence
from views.shared import cards, danish, firings, rulebook
from views.shared.highlight import Mark, highlight

SHOWN = 12
"""Findings shown at once; the rest wait behind a button."""


@st.cache_data
def load_samples() -> dict[str, dict[str, str]]:
    """The sample drafts by title."""
    samples = yaml.safe_load((rulebook.ROOT / "sample_posts" / "drafts.yaml").read_text("utf-8"))
    return {sample["title"]: sample for sample in samples}


state = st.session_state
state.setdefault("draft", "")
state.setdefault("review", None)
state.setdefault("before", None)
state.setdefault("undo", [])
state.setdefault("dismissals", ())
state.setdefault("error", None)
state.setdefault("show_all", False)


def check() -> None:
    """Review the draft as it stands; an unusable one leaves the last review and the text as they were."""
    setting = Setting(state.role, state.platform, state.audience, date.today(), chosen_organisation())
    try:
        review = rulebook.reviewer().review(state.draft or "", setting)
    except UnusableText as error:
        state.error = str(error)
        return
    state.before, state.review, state.error = state.review, review, None
    firings.remember(review)


def chosen_organisation() -> str | None:
    """The organisation or department, where the role can have it."""
    name = state.get("organisation")
    return name if name and rulebook.loaded().holds_for(name, state.role) else None


def use_sample() -> None:
    sample = load_samples().get(state.sample)
    if sample:
        keep_for_undo()
        state.draft, state.role, state.platform, state.audience = (
            sample[name] for name in ("text", "role", "platform", "audience")
        )
        state.review = state.before = state.error = None


def keep_for_undo() -> None:
    state.undo = [*state.undo, state.draft or ""][-20:]


def apply_replacement(finding: Finding) -> None:
    try:
        changed = apply(state.draft or "", finding)
    except ValueError as error:
        state.error = str(error)
        return
    keep_for_undo()
    state.draft = changed
    check()


def undo() -> None:
    *earlier, state.draft = state.undo
    state.undo = earlier
    if state.review:
        check()


def set_aside(finding: Finding, key: str) -> None:
    reason = state.get(f"why_{key}") or REASONS[0]
    words = (state.get(f"words_{key}") or "").strip()
    made = dismiss(finding, state.review.text, f"{reason}: {words}" if words else reason, date.today())
    state.dismissals = (*state.dismissals, made)


def take_back(finding: Finding) -> None:
    state.dismissals = tuple(made for made in state.dismissals if not is_dismissed(finding, state.review.text, (made,)))


def form() -> None:
    """Role, platform, audience, the draft, and the button."""
    role, place, platform, audience = st.columns([4, 4, 3, 3])
    role.selectbox("Hvem skriver du som?", danish.ROLES, format_func=danish.ROLES.get, key="role", persist_state="session")
    names = {"": "Ingen valgt", **{pack.name: pack.title for pack in rulebook.loaded().organisations(state.role)}}
    if state.get("organisation") not in names:
        state.organisation = ""
    place.selectbox("Organisation eller afdeling", names, format_func=names.get, key="organisation", persist_state="session")
    platform.selectbox("Hvor?", danish.PLATFORMS, format_func=danish.PLATFORMS.get, key="platform", persist_state="session")
    audience.selectbox(
        "Hvem kan se det?", danish.AUDIENCES, format_func=danish.AUDIENCES.get, key="audience", persist_state="session"
    )
    st.text_area(
        "Dit opslag", key="draft", height=220, on_change="ignore", persist_state="session",
        placeholder="Skriv eller indsæt dit opslag her",
    )  # fmt: skip
    left, middle, right = st.columns([3, 3, 5], vertical_alignment="bottom")
    label = "Tjek igen" if state.review else "Tjek opslag"
    left.button(label, type="primary", key="check", on_click=check, width="stretch")
    middle.button("Fortryd", key="undo_button", on_click=undo, disabled=not state.undo, width="stretch")
    right.selectbox(
        "Start fra et eksempel", load_samples(), index=None, placeholder="Vælg et eksempel", key="sample", on_change=use_sample
    )


def marks_of(review: Review) -> list[Mark]:
    """The findings with their numbers; those set aside last and muted."""
    muted = {finding: is_dismissed(finding, review.text, state.dismissals) for finding in review.findings}
    ordered = sorted(review.findings, key=lambda finding: muted[finding])
    return [Mark(number, finding, muted[finding]) for number, finding in enumerate(ordered, 1)]


def show(review: Review) -> None:
    """Everything about the last review, the sentence first."""
    marks = marks_of(review)
    active = tuple(mark.finding for mark in marks if not mark.muted)
    counted = replace(review, findings=active, knife_edge=knife_edge(active, still_understood(review, active)))
    hint = "Kasket rådgiver. Du bestemmer, om og hvordan det skal deles."
    st.html(cards.verdict(verdict_sentence(counted), counted.verdict, hint))
    for line in review.notices:
        st.html(cards.notice(line))
    if state.before:
        st.html(cards.change(compare(state.before, review)))
    permissions(review)
    left, right = st.columns([6, 5], gap="large")
    with left:
        evidence(counted, marks)
    with right:
        findings(marks)
    length(review)


def permissions(review: Review) -> None:
    if not review.permissions:
        return
    st.header("Det må du gerne")
    by_rule: dict[str, list[Finding]] = {}
    for found in review.permissions:
        by_rule.setdefault(found.rule, []).append(found)
    columns = st.columns(min(len(by_rule), 3))
    for place, group in enumerate(by_rule.values()):
        quotes = list(dict.fromkeys(found.quote for found in group))
        columns[place % len(columns)].html(cards.permission(group[0], quotes))


def evidence(review: Review, marks: list[Mark]) -> None:
    st.header("Din tekst")
    st.html(highlight(review.text, marks))
    st.header("Knivsæg")
    st.html(cards.knife_edge(review.knife_edge, {finding.rule: finding.title for finding in review.findings}))


def length(review: Review) -> None:
    st.header("Længde")
    st.html(cards.lengths(review.text, review.setting.platform))
    measures = review.measures
    st.html(
        f'<p class="k-small">{danish.plural(measures.words, "ord", "ord")}, '
        f'{danish.plural(measures.sentences, "sætning", "sætninger")}, lix {danish.number(measures.lix)}</p>'
    )


def findings(marks: list[Mark]) -> None:
    st.header("Værd at se på")
    if not marks:
        st.html("<p>Reglerne finder ikke noget her. Er du i tvivl, så spørg én, du stoler på.</p>")
    sure, maybe = [mark for mark in marks if not is_maybe(mark)], [mark for mark in marks if is_maybe(mark)]
    for mark in sure if state.show_all else sure[:SHOWN]:
        st.html(cards.finding(mark))
        actions(mark)
    if len(sure) > SHOWN:
        st.toggle(f"Vis alle {len(sure)} fund", key="show_all")
    if maybe:
        with st.expander(f"Måske: {danish.plural(len(maybe), 'sted', 'steder')}, Kasket er i tvivl om"):
            for mark in maybe:
                st.html(cards.finding(mark))
                actions(mark)
    download()


def is_maybe(mark: Mark) -> bool:
    """Hints of the model, which is in doubt; they are folded away."""
    return mark.finding.evidence == "understood" and not mark.finding.is_alarm and not mark.muted


def actions(mark: Mark) -> None:
    """What one can do about a finding: let Kasket replace it, set it aside with a reason, take it up again."""
    finding, key = mark.finding, f"{mark.finding.rule}_{mark.finding.start}"
    with st.container(horizontal=True):
        if mark.muted:
            st.button(f"Tag fund {mark.number} frem igen", key=f"back_{key}", on_click=take_back, args=(finding,))
            return
        if finding.replacement is not None:
            st.button(f"Ret fund {mark.number} for mig", key=f"apply_{key}", on_click=apply_replacement, args=(finding,))
        with st.popover(f"Læg fund {mark.number} til side"):
            st.selectbox("Hvorfor?", REASONS, key=f"why_{key}")
            st.text_input("Med dine egne ord (valgfrit)", key=f"words_{key}", max_chars=200)
            st.button("Læg til side", key=f"aside_{key}", on_click=set_aside, args=(finding, key))


def download() -> None:
    """The set-aside findings as CSV; the draft's words are not in it."""
    if not state.dismissals:
        return
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";")
    rows.writerow(Dismissal.HEADER)
    rows.writerows(made.row() for made in state.dismissals)
    st.download_button(
        "Hent det, du har lagt til side (CSV)", out.getvalue().encode("utf-8-sig"), "lagt-til-side.csv", "text/csv"
    )


st.title("Tjek opslag", anchor=False)
if problems := rulebook.reviewer().problems:
    with st.expander(f"{danish.plural(len(problems), 'fejl', 'fejl')} i færdselsreglerne; resten gælder"):
        st.text("\n".join(problems))
form()
if state.error:
    st.html(cards.notice(state.error))
if state.review:
    show(state.review)
