"""The form of one rule. Its fields follow the unsaved text, and the text follows the fields; nothing typed is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from analysis.model import ROLES, Source
from analysis.schema import SCOPES
from analysis.workbench import store
from analysis.workbench.edit import CannotEdit
from analysis.workbench.fields import Fields, fields_of, rule_of

from . import danish, rule_cards, work
from .work import Work

_SHOWN, ERROR = "form_shown", "form_error"
_TEXTS = ("title", "category", "kind", "why", "advice", "role_note", "phrases", "other", "exceptions", "other_unless", "sources", "flag", "passing")
SCOPE_WORDS = {"negated": "når det nægtes", "quoted": "når det citeres", "reported": "når det gengives", "self": "når man taler om sig selv"}
_LEVELS = {name: danish.SEVERITIES[name] for name in ("consider", "warn", "stop", "note", "off")}
_MAY = {"may": "Det må du gerne", "off": "Gælder ikke"}
_state = st.session_state


def form(held: Work, rule_id: str, data: Mapping[str, Any], known: Mapping[str, Source]) -> None:
    """All fields of a rule; each change goes into the unsaved text at once."""
    _fill(held, rule_id, data)
    told = {"on_change": _take, "args": (held, rule_id, dict(data))}
    _say(told)
    _severity(told)
    _look_for(told)
    _ground(told, known)
    _tests(told)


def _fill(held: Work, rule_id: str, data: Mapping[str, Any]) -> None:
    """Fields as the text has them, unless the fields are what the text came from."""
    shown = (held.pack, rule_id, store.sha(held.text))
    if _state.get(_SHOWN) == shown and "form_title" in _state:
        return
    fields = fields_of(data)
    for name in _TEXTS:
        value = getattr(fields, name)
        _state[f"form_{name}"] = list(value) if isinstance(value, tuple) else value
    for role, level in zip(ROLES, fields.severity, strict=True):
        _state[f"form_severity_{role}"] = level
    _state.form_kind = fields.kind if fields.kind in danish.KINDS else "consider"
    _state.form_category = fields.category if fields.category in danish.CATEGORIES else "tone"
    for scope in SCOPES:
        _state[f"form_scope_{scope}"] = scope in fields.scopes
    _state[_SHOWN], _state[ERROR] = shown, None


def _take(held: Work, rule_id: str, before: dict[str, Any]) -> None:
    """The fields into the unsaved text. What cannot be read stays in its field, with a line about it."""
    try:
        made = work.set_rule(held, {**rule_of(_fields(), before), "id": rule_id})
    except CannotEdit as error:
        _state[ERROR] = str(error)
        return
    _state[ERROR] = None
    _state[_SHOWN] = (made.pack, rule_id, store.sha(made.text))


def _fields() -> Fields:
    values = {name: _state.get(f"form_{name}") or "" for name in _TEXTS}
    scopes = tuple(scope for scope in sorted(SCOPES) if _state.get(f"form_scope_{scope}"))
    severity = tuple(_state.get(f"form_severity_{role}") or "off" for role in ROLES)
    return Fields(**{**values, "sources": tuple(values["sources"] or ())}, scopes=scopes, severity=severity)


def _say(told: Mapping[str, Any]) -> None:
    st.text_input("Overskrift", key="form_title", help="Det, læseren ser først. Få ord, uden løftet pegefinger.", persist_state="session", **told)
    category, kind = st.columns(2)
    category.selectbox("Kategori", danish.CATEGORIES, format_func=danish.CATEGORIES.get, key="form_category", persist_state="session", **told)
    kind.selectbox("Slags", danish.KINDS, format_func=danish.KINDS.get, key="form_kind", persist_state="session", **told)
    st.text_area("Hvorfor", key="form_why", height="content", placeholder="Én eller to sætninger, som læseren kan være enig i.", persist_state="session", **told)
    st.text_area("Råd", key="form_advice", height="content", placeholder="Hvad kan man skrive i stedet? Et spørgsmål er bedre end en ordre.", persist_state="session", **told)


def _severity(told: Mapping[str, Any]) -> None:
    """How severe, role by role."""
    levels = _MAY if _state.form_kind == "may" else _LEVELS
    st.subheader("Hvor alvorligt er det?", anchor=False)
    columns = st.columns(2)
    for place, role in enumerate(ROLES):
        key = f"form_severity_{role}"
        if _state.get(key) not in levels:
            _state[key] = next(iter(levels))
        columns[place % 2].selectbox(danish.ROLES[role], levels, format_func=levels.get, key=key, persist_state="session", **told)


def _look_for(told: Mapping[str, Any]) -> None:
    st.subheader("Hvad leder reglen efter?", anchor=False)
    st.text_area(
        "Ord og vendinger, én på hver linje", key="form_phrases", height="content", placeholder="tak for ingenting\nskandale\nløgn*",
        help="skandale finder også skandalen og skandaler. løgn* finder alt, der begynder sådan. =nar finder kun netop det ord.",
        persist_state="session", **told,
    )  # fmt: skip
    st.text_area("Undtagen når et af disse ord står i samme sætning", key="form_exceptions", height="content", persist_state="session", **told)
    st.html("<p class=k-label>Reglen tier også</p>")
    columns = st.columns(2)
    for number, scope in enumerate(SCOPES):
        columns[number % 2].checkbox(SCOPE_WORDS[scope], key=f"form_scope_{scope}", persist_state="session", **told)
    with st.expander("Mønstre og andet (YAML)", expanded=bool(_state.form_other or _state.form_other_unless)):
        st.text_area("Mønstre og andet", key="form_other", height="content", placeholder="- pattern: jeg|vi lover ..3 aldrig", persist_state="session", **told)
        st.text_area("Andre undtagelser", key="form_other_unless", height="content", placeholder="- class: health", persist_state="session", **told)


def _ground(told: Mapping[str, Any], known: Mapping[str, Source]) -> None:
    options = list(dict.fromkeys([*known, *_state.form_sources]))
    st.multiselect(
        "Kilder", options, format_func=lambda key: known[key].title if key in known else key, key="form_sources",
        placeholder="Søg efter en lov, en vejledning eller en afgørelse", select_all=False, persist_state="session", **told,
    )  # fmt: skip
    st.html(rule_cards.sources(known[key] for key in _state.form_sources if key in known))


def _tests(told: Mapping[str, Any]) -> None:
    st.subheader("Prøver", anchor=False)
    st.text_area("Det skal reglen fange, én tekst på hver linje", key="form_flag", height="content", persist_state="session", **told)
    st.text_area("Det skal have lov, én tekst på hver linje", key="form_passing", height="content", persist_state="session", **told)
