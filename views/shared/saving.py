"""Saving a pack with author and reason; what happens when a colleague saved first; and every version to go back to."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.guideline_diff import compare
from analysis.workbench import store
from analysis.workbench.draft import Draft
from analysis.workbench.edit import CannotEdit
from analysis.workbench.merge import merge
from analysis.workbench.rule_history import difference
from analysis.workbench.store import CannotSave, Conflict, Version

from . import cards, danish, rule_cards, rulebook, work, work_cards
from .work import Work

READ_ONLY = "Her kan du prøve alt af, men ikke gemme. Hent pakken som fil, og send den til den, der passer reglerne."
_CONFLICT, _TOLD = "save_conflict", "save_told"
_state = st.session_state


def section(tried: Draft, held: Work, failing: int) -> None:
    """Author, reason and the button; what the change is in words, and what stands in the way."""
    told()
    if not rulebook.may_write():
        st.html(cards.notice(READ_ONLY))
        return
    if _state.get(_CONFLICT) and _state[_CONFLICT][0] == held.pack:
        conflict(held, _state[_CONFLICT][1])
        return
    changes(tried, held)
    author, reason = st.columns([2, 3])
    author.text_input("Hvem er du?", key="save_author", max_chars=80, persist_state="session")
    reason.text_input("Hvorfor ændrer du det?", key="save_reason", max_chars=200, persist_state="session")
    new = fresh_problems(tried)
    if new:
        st.html(cards.notice(f"Kan ikke gemmes endnu: {danish.plural(new, 'fejl', 'fejl')} skal rettes først."))
    elif failing:
        st.checkbox(f"Gem, selv om {danish.plural(failing, 'prøve', 'prøver')} ikke holder", key="save_anyway")
    blocked = bool(new) or not held.is_changed or (failing and not _state.get("save_anyway"))
    with st.container(horizontal=True):
        st.button("Gem pakken", key="save", type="primary", disabled=blocked, on_click=save, args=(held,))
        if held.is_changed:
            with st.popover("Forkast ændringerne"):
                st.button("Ja, vis pakken, som den er gemt", key="discard", on_click=take_theirs, args=(held,))


def fresh_problems(tried: Draft) -> int:
    """Problems in the unsaved text that the saved one does not have."""
    before = {(one.rule, one.message) for one in rulebook.loaded().problems if one.file == str(tried.file)}
    return sum((one.rule, one.message) not in before for one in tried.problems)


def changes(tried: Draft, held: Work) -> None:
    """What saving would change for readers, in words."""
    if not held.is_changed:
        st.html("<p class=k-small>Der er ikke ændret noget endnu.</p>")
        return
    found = compare(rulebook.loaded(), tried.guidelines)
    titles = {rule.id: rule.title for side in (rulebook.loaded(), tried.guidelines) for rule in side.all_rules()}
    st.html(work_cards.changes(found[:12], titles) if found else "<p class=k-small>Kun bemærkninger eller halvfærdige regler er ændret.</p>")


def told() -> None:
    """What the last save came to, said once more until the next one."""
    if line := _state.get(_TOLD):
        st.html(cards.notice(line))


def save(held: Work) -> None:
    """Save, as far as one may; a colleague's save is told, and the unsaved text stays."""
    if not rulebook.may_write():
        return
    try:
        version = store.save(
            held.file, held.text, base=held.base, author=_state.get("save_author") or "", reason=_state.get("save_reason") or "", day=rulebook.today()
        )
    except Conflict as fault:
        _state[_CONFLICT], _state[_TOLD] = (held.pack, fault), None
        return
    except (CannotSave, OSError) as fault:
        _state[_TOLD] = str(fault) if isinstance(fault, CannotSave) else "Mappen kan ikke skrives. Spørg den, der driver Kasket."
        return
    done(held, f"Gemt som version {version.id}. Reglen gælder fra nu af.")


def done(held: Work, line: str) -> None:
    work.drop(held.pack)
    _state[_TOLD], _state[_CONFLICT], _state["save_reason"] = line, None, ""


def conflict(held: Work, fault: Conflict) -> None:
    """Both versions side by side, and three ways on. Nothing is lost in any of them before one is chosen."""
    when = f" den {danish.day(fault.by.day)}" if fault.by else ""
    who = f"{fault.by.author} har gemt »{fault.by.reason}«{when}" if fault.by else "Nogen har rettet filen uden om Kasket"
    st.html(cards.notice(f"{who}, siden du begyndte. Din tekst er ikke gemt, men den er her stadig."))
    st.subheader("Fra den gemte til din", anchor=False)
    st.html(rule_cards.difference(difference(fault.current.splitlines(), held.text.splitlines(), around=2)[:400]))
    with st.container(horizontal=True):
        st.button("Læg de to sammen", key="conflict_merge", type="primary", on_click=lay_together, args=(held, fault))
        st.button("Behold min tekst hele vejen", key="conflict_mine", on_click=rebase, args=(held, fault))
        st.button("Tag den, der er gemt", key="conflict_theirs", on_click=take_theirs, args=(held,))
        st.download_button("Hent min tekst", held.text.encode("utf-8", "replace"), f"{held.pack}-min.yaml", "text/yaml", key="conflict_file")


def lay_together(held: Work, fault: Conflict) -> None:
    """Both changes in one text; where the two changed the same thing, mine stands and it is said."""
    try:
        made = merge(held.begun, held.text, fault.current)
    except CannotEdit as error:
        _state[_TOLD] = f"De to kan ikke lægges sammen af sig selv: {error}"
        return
    work.keep(replace(held, text=made.text, begun=fault.current))
    line = "De to udgaver er lagt sammen. Se efter, og gem igen."
    if made.contested:
        line += f" Her havde I begge rettet, og din rettelse står: {', '.join(filter(None, dict.fromkeys(rule for rule, _ in made.contested))) or 'pakkens egne linjer'}."
    _state[_CONFLICT], _state[_TOLD] = None, line


def rebase(held: Work, fault: Conflict) -> None:
    work.keep(replace(held, begun=fault.current))
    _state[_CONFLICT], _state[_TOLD] = None, "Din tekst står nu oven på den, der er gemt. Gem igen for at erstatte den."


def take_theirs(held: Work) -> None:
    work.drop(held.pack)
    _state[_CONFLICT], _state[_TOLD] = None, "Her er pakken, som den er gemt."


def history(held: Work) -> None:
    """Every version with its lines, newest first, and a way back before each."""
    made = store.history(held.file)
    if not made:
        st.html("<p class=k-small>Pakken er ikke gemt i Værkstedet endnu.</p>")
        return
    after = [*(version.text_before for version in made[1:]), store.read(held.file)[0]]
    for version, text in list(zip(made, after, strict=True))[::-1][:30]:
        one_version(held, version, text)


def one_version(held: Work, version: Version, after: str) -> None:
    lines = difference(version.text_before.splitlines(), after.splitlines())[:300]
    undone = "" if version.was_done else " · blev aldrig til noget, fordi maskinen gik ned"
    st.html(
        f"<details class=k-details><summary>Version {version.id} · {rule_cards.version_line(version)}{undone}</summary>"
        f"{rule_cards.difference(lines)}</details>"
    )
    if rulebook.may_write():
        st.button(f"Tilbage til før version {version.id}", key=f"undo_{version.id}", on_click=undo, args=(held, version.id))


def undo(held: Work, version: int) -> None:
    """Back to the text before a version, as a new version; who, and if one likes why, is asked for above."""
    if not rulebook.may_write():
        return
    if held.is_changed:
        _state[_TOLD] = "Gem eller forkast først det, du er i gang med. Så går intet tabt."
        return
    try:
        made = store.undo(held.file, version, base=held.base, author=_state.get("save_author") or "", day=rulebook.today(), reason=_state.get("save_reason") or "")
    except CannotSave as fault:
        _state[_TOLD] = str(fault)
        return
    done(held, f"Pakken er igen, som den var før version {version}. Det er gemt som version {made.id}.")
