"""The unsaved texts of the workbench: one for each pack in this session, never in the address and never shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st

from analysis.guidelines import Guidelines
from analysis.workbench import draft as drafts
from analysis.workbench import edit, store
from analysis.workbench.draft import Draft, Tested

from . import rulebook

_WORKS, _DRAFT, _TESTED = "works", "work_draft", "work_tested"


@dataclass(frozen=True, slots=True)
class Work:
    """The text of one pack as it stands in the boxes, and the saved text that it began with."""

    pack: str
    file: Path
    text: str
    begun: str

    @property
    def base(self) -> str:
        return store.sha(self.begun)

    @property
    def is_changed(self) -> bool:
        return self.text != self.begun


def names() -> dict[str, str]:
    """Every pack that can be edited, the unsaved ones too, with its title; the one for everybody first."""
    packs = sorted(rulebook.loaded().packs.values(), key=lambda pack: (pack.name != "common", pack.is_chosen))
    saved = {pack.name: pack.title for pack in packs}
    return {**saved, **{name: saved.get(name, name) for name in st.session_state.get(_WORKS, {})}}


def of(pack: str) -> Work:
    """The unsaved text of a pack; where nothing is changed, the text that lies there now."""
    held: Work | None = st.session_state.setdefault(_WORKS, {}).get(pack)
    if held and (held.is_changed or pack not in rulebook.loaded().packs):
        return held
    file = Path(rulebook.loaded().packs[pack].file)
    text, _ = store.read(file)
    return keep(Work(pack, file, text, text))


def keep(work: Work) -> Work:
    st.session_state.setdefault(_WORKS, {})[work.pack] = work
    return work


def put(held: Work, text: str) -> Work:
    """Another unsaved text for the pack as it was shown. What others saved meanwhile is met when one saves."""
    return keep(replace(held, text=text))


def drop(pack: str) -> None:
    """Forget the unsaved text; what lies there now is shown."""
    st.session_state.get(_WORKS, {}).pop(pack, None)


def draft(work: Work) -> Draft:
    """The guidelines as they would be with the unsaved text; read once per text."""
    return _once(_DRAFT, (work.file, work.text, rulebook.stamp()), lambda: drafts.draft(rulebook.loaded(), work.file, work.text))


def tested(tried: Draft, rule_id: str) -> tuple[Tested, ...]:
    return _once(_TESTED, (tried.file, tried.text, rulebook.stamp(), rule_id), lambda: drafts.run_tests(tried, rule_id))


def _once(name: str, key: Any, make: Any) -> Any:
    held = st.session_state.get(name)
    if held is None or held[0] != key:
        held = st.session_state[name] = (key, make())
    return held[1]


def rules(tried: Draft) -> dict[str, Mapping[str, Any]]:
    """The rules of the unsaved text as plain data by id, those that are wrong or half written too."""
    data = tried.pack.located.data if tried.pack else None
    found = data.get("rules") if isinstance(data, dict) else None
    return {str(one["id"]): one for one in found if isinstance(one, dict) and one.get("id")} if isinstance(found, list) else {}


def set_rule(held: Work, rule: Mapping[str, Any] | str) -> Work:
    """Put a rule into the unsaved text as it was shown. Raises CannotEdit, in Danish."""
    return put(held, edit.set_rule(held.text, rule))


def saved_rule(pack: str, rule_id: str) -> bool:
    """Whether the rule is saved under this name; only then may the name stand in the address."""
    loaded: Guidelines = rulebook.loaded()
    return pack in loaded.packs and rule_id in loaded.packs[pack].rules


def place(tried: Draft, rule_id: str) -> int:
    """The line of the pack on which a rule begins."""
    found = tried.pack.located.data.get("rules") if tried.pack else None
    number = next((n for n, one in enumerate(found or []) if isinstance(one, dict) and one.get("id") == rule_id), None)
    return tried.pack.located.line(("rules", number)) if number is not None else 1
