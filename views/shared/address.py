"""Filters in the address, so that a view can be sent to others. Never a draft, never an unsaved rule."""

from __future__ import annotations

import html
from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

_SEEN = "address_seen"


def read(names: Mapping[str, str]) -> None:
    """Set the widgets (`filter_NAME`) from the address when it has changed, or when they are not there yet.

    `names`: each filter with the value it has when the address does not say.
    """
    current, state = st.query_params.to_dict(), st.session_state
    if current != state.get(_SEEN):
        for name, default in names.items():
            state[f"filter_{name}"] = current.get(name, default)
        state[_SEEN] = current
    for name, default in names.items():
        state.setdefault(f"filter_{name}", current.get(name, default))


def keep(name: str, options: Mapping[str, str], default: str) -> None:
    """An unknown value in the address counts as none."""
    if st.session_state[f"filter_{name}"] not in options:
        st.session_state[f"filter_{name}"] = default


def write(values: Mapping[str, str]) -> None:
    """Put the filters in the address; empty ones are left out."""
    told = {name: value for name, value in values.items() if value}
    if st.query_params.to_dict() != told:
        st.query_params.from_dict(told)
    st.session_state[_SEEN] = told


def link(text: str, path: str, values: Mapping[str, str], extra: str = "") -> str:
    """A link to a page of the app, followed without loading it anew (da.js), so that a draft is not lost."""
    query = urlencode({name: value for name, value in values.items() if value})
    return f'<a class="k-go" href="{html.escape(path + ("?" + query if query else ""))}"{extra}>{html.escape(text)}</a>'
