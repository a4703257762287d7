"""A new pack, a pack as one file for others, and a pack that others have sent."""

from __future__ import annotations

import streamlit as st
import yaml

from analysis.workbench import bundle, store
from analysis.workbench.bundle import CannotImport, Import
from analysis.workbench.store import CannotSave

from . import cards, danish, rulebook, saving, work
from .work import Work

_TOLD = "share_told"
_state = st.session_state


def new_pack() -> None:
    """Name, title, for whom, and what it builds on; nothing is saved before one saves."""
    st.text_input("Pakkens titel", key="new_pack_title", placeholder="Færdselsregler for Min Forening")
    st.text_input("Pakkens navn", key="new_pack_name", placeholder="min-forening", help="Små bogstaver a-z, tal og bindestreg.")
    st.selectbox("Hvem gælder den for?", danish.LAYERS, format_func=danish.LAYERS.get, key="new_pack_for", index=1)
    st.multiselect("Bygger på", work.names(), format_func=work.names().get, key="new_pack_extends", placeholder="Vælg", select_all=False)
    st.button("Begynd på pakken", key="new_pack", on_click=begin)
    if line := _state.get("new_pack_error"):
        st.html(cards.notice(line))


def begin() -> None:
    """Put a new pack among the unsaved ones, and choose it."""
    name = (_state.new_pack_name or "").strip()
    try:
        file = store.path_of(rulebook.directory(), name, bool(_state.new_pack_for))
    except CannotSave as fault:
        _state.new_pack_error = str(fault)
        return
    if name in work.names() or file.exists():
        _state.new_pack_error = f"Pakken »{name}« findes allerede."
        return
    content = {"pack": name, "title": (_state.new_pack_title or "").strip() or name}
    content |= {"for": _state.new_pack_for} if _state.new_pack_for else {}
    content |= {"extends": list(_state.new_pack_extends)} if _state.new_pack_extends else {}
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False) + "rules: []\n"
    work.keep(Work(name, file, text, ""))
    _state.filter_pakke, _state.filter_regel, _state.new_pack_error = name, "", None
    _state.new_pack_open = False


def section(held: Work) -> None:
    """Send the pack, or take one in."""
    pack = held.pack
    if pack in rulebook.loaded().packs:
        text = bundle.export(rulebook.loaded(), pack)
        st.download_button("Hent pakken som én fil", text.encode(), f"{pack}.kasket.yaml", "text/yaml", key="export")
    if held.is_changed:
        st.download_button("Hent den ugemte tekst", held.text.encode("utf-8", "replace"), f"{pack}.yaml", "text/yaml", key="export_draft")
    sent = st.file_uploader("Tag imod en pakke, som andre har sendt", type=["yaml", "yml"], key="import_file")
    if line := _state.get(_TOLD):
        st.html(cards.notice(line))
    if sent is not None:
        receive(sent.getvalue())


def receive(raw: bytes) -> None:
    """What the import would do; nothing is written before one says so."""
    try:
        plan = bundle.read_import(raw.decode("utf-8-sig"), rulebook.loaded(), rulebook.directory())
    except UnicodeDecodeError:
        st.html(cards.notice("Filen er ikke tekst i UTF-8."))
        return
    except CannotImport as fault:
        st.html(cards.notice(str(fault)))
        return
    st.html(cards.notice(f"Filen har {danish.plural(len(plan.files), 'pakke', 'pakker')}: {', '.join(file.stem for file in plan.files)}."))
    for line in (*plan.remarks, *map(str, plan.problems[:20])):
        st.html(cards.notice(line))
    if not rulebook.may_write():
        st.html(cards.notice(saving.READ_ONLY))
        return
    st.button("Gem de sendte pakker", key="import", on_click=take_in, args=(plan,))


def take_in(plan: Import) -> None:
    """Save each pack of the file, with author and reason as for any other change."""
    author, reason = _state.get("save_author") or "", _state.get("save_reason") or f"Modtaget pakken {plan.pack}"
    try:
        for file, text in plan.files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            store.save(file, text, base=store.read(file)[1], author=author, reason=reason, day=rulebook.today())
    except CannotSave as fault:
        _state[_TOLD] = str(fault)
        return
    _state[_TOLD] = "Pakken er gemt og gælder fra nu af."
