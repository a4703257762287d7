"""How often each rule spoke in this session: by the sentences it spoke about, told apart by their SHA-256."""

from __future__ import annotations

import streamlit as st

from analysis.dismissals import Dismissal, sentence_hash
from analysis.model import Review

_KEY = "firings"


def remember(review: Review) -> None:
    """Count the sentences of a review. The same sentence checked again is not counted twice; no words are kept."""
    seen: dict[str, set[str]] = st.session_state.setdefault(_KEY, {})
    for found in (*review.findings, *review.permissions):
        for one in (found, *found.also):
            seen.setdefault(one.rule, set()).add(sentence_hash(one, review.text))


def fired(rule_id: str) -> int:
    """How many different sentences the rule spoke about."""
    return len(st.session_state.get(_KEY, {}).get(rule_id, ()))


def set_aside(rule_id: str) -> list[Dismissal]:
    """What the user has set aside of this rule, in any version."""
    return [made for made in st.session_state.get("dismissals", ()) if made.rule == rule_id]
