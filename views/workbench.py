"""Værksted: choose a pack and a rule, change it, see at once what it catches, weigh it on posts, and save with a reason."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.located_yaml import checked
from analysis.workbench import store
from analysis.workbench.draft import Draft
from analysis.workbench.edit import CannotEdit
from analysis.workbench.fields import PREFIXES, new_id
from analysis.workbench.rule_history import lines_of
from views.shared import address, cards, danish, rule_form, rulebook, saving, sharing, weigh, work, work_cards
from views.shared.work import Work

FORM, RULE, PACK = "skema", "regel", "pakke"
WAYS = {FORM: "Skema", RULE: "Reglen som YAML", PACK: "Hele pakken som YAML"}
state = st.session_state


def choose() -> tuple[Work, str]:
    """The pack and the rule; both stand in the address, but only under names that are saved."""
    packs = work.names()
    address.keep("pakke", packs, next(iter(packs), ""))
    pack_column, rule_column = st.columns(2)
    pack = pack_column.selectbox("Pakke", packs, format_func=packs.get, key="filter_pakke")
    held = work.of(pack)
    rules = work.rules(work.draft(held))
    names = {name: str(rule.get("title") or name) for name, rule in rules.items()}
    address.keep("regel", names, next(iter(names), ""))
    rule = rule_column.selectbox("Regel", names, format_func=names.get, key="filter_regel", placeholder="Ingen regler endnu") or ""
    told = {"pakke": pack if pack in rulebook.loaded().packs else "", "regel": rule if work.saved_rule(pack, rule) else ""}
    address.write(told)
    return held, rule


def new_rule(held: Work) -> None:
    """A rule from nothing but its title."""
    st.text_input("Hvad skal reglen hedde?", key="new_title", max_chars=120, placeholder="Tak med brod")
    st.selectbox("Hvad handler den om?", danish.CATEGORIES, format_func=danish.CATEGORIES.get, key="new_category")
    st.button("Begynd på reglen", key="new_rule", on_click=begin_rule, args=(held,))


def begin_rule(held: Work) -> None:
    title = (state.new_title or "").strip()
    if not title:
        state.work_told = "Skriv først, hvad reglen skal hedde."
        return
    taken = {rule.id for rule in rulebook.loaded().all_rules()} | set(work.rules(work.draft(held)))
    name = new_id(title, PREFIXES[state.new_category], taken)
    level = "note" if state.new_category in ("platform", "balance") else "consider"
    rule = {"id": name, "title": title, "category": state.new_category, "kind": "consider", "severity": level}
    try:
        work.set_rule(held, rule)
    except CannotEdit as fault:
        state.work_told = str(fault)
        return
    state.filter_regel, state.new_title, state.work_told, state.work_way = name, "", None, FORM
    state.new_rule_open = False


def write(held: Work, rule: str, tried: Draft) -> None:
    """The rule as a form, as YAML, or the pack's whole text."""
    way = st.radio("Skriv som", WAYS, format_func=WAYS.get, key="work_way", horizontal=True, persist_state="session")
    data = work.rules(tried).get(rule)
    if way == PACK:
        box("pack", f"Hele pakken {held.pack}", (held,), held.text, take_pack)
    elif data is None:
        st.html("<p>Begynd på en ny regel ovenfor, eller skriv pakken som YAML.</p>")
    elif way == RULE:
        box("rule", "Reglen som YAML", (held, rule), "\n".join(lines_of(held.text, rule)), take_rule)
    else:
        rule_form.form(held, rule, data, tried.guidelines.sources)
    if state.get(rule_form.ERROR):
        st.html(cards.notice(state[rule_form.ERROR]))


def box(name: str, label: str, where: tuple, text: str, take: Callable[..., None]) -> None:
    """A box of YAML. It follows the unsaved text, but what cannot be read stays in it as it was typed."""
    shown = shown_as(*where)
    if state.get(f"box_{name}_shown") != shown or f"box_{name}" not in state:
        state[f"box_{name}"], state[f"box_{name}_shown"], state[rule_form.ERROR] = text, shown, None
    st.text_area(label, key=f"box_{name}", height=520, on_change=take, args=where, persist_state="session")


def shown_as(held: Work, *rule: str) -> tuple[str, ...]:
    return held.pack, *rule, store.sha(held.text)


def take_pack(held: Work) -> None:
    text = state.box_pack or ""
    state.box_pack_shown = shown_as(work.put(held, text if text.endswith("\n") else text + "\n"))


def take_rule(held: Work, rule: str) -> None:
    """The rule's YAML into the pack. Raises nothing: a line says what cannot be read, and where."""
    text = state.box_rule or ""
    located = checked(text, "")
    data = located.data[0] if isinstance(located.data, list) and len(located.data) == 1 else located.data
    if located.problems:
        state[rule_form.ERROR] = f"Linje {located.problems[0].line}: {located.problems[0].message}"
        return
    if not isinstance(data, dict) or data.get("id") != rule:
        state[rule_form.ERROR] = f"Linje 1: reglen skal begynde med »id: {rule}«. Skal den hedde noget andet, så begynd på en ny regel."
        return
    try:
        made = work.set_rule(held, text)
    except CannotEdit as fault:
        state[rule_form.ERROR] = str(fault)
        return
    state[rule_form.ERROR], state.box_rule_shown = None, shown_as(made, rule)


def outcome(tried: Draft, rule: str) -> int:
    """What is wrong and how the tests come out; how many do not hold."""
    way = state.work_way
    own = [one for one in tried.problems if one.rule == rule] if way != PACK and rule else list(tried.problems)
    other = len(tried.problems) - len(own)
    if own:
        line = "Reglen er ikke færdig endnu" if way == FORM else f"{danish.plural(len(own), 'ting', 'ting')} at rette"
        st.html(work_cards.status(line, False))
        first = work.place(tried, rule) if way == RULE else 1
        st.html(work_cards.problems(own, tried.text, first, in_form=way == FORM))
    if other:
        st.html(f"<p class=k-small>Pakken har {danish.plural(other, 'fejl', 'fejl')} andre steder. Se »Hele pakken som YAML«.</p>")
    made = work.tested(tried, rule) if rule else ()
    failing = sum(one.failure is not None for one in made)
    if made:
        line = "Alle prøver holder" if not failing else f"{failing} af {danish.plural(len(made), 'prøve', 'prøver')} holder ikke"
        st.html(work_cards.status(line, not failing))
        st.html(work_cards.tests(made))
    st.button("Prøv igen", key="try_again", help="Prøverne kører også af sig selv, når du forlader et felt.")
    return failing


address.read({"pakke": "", "regel": ""})
st.title("Værksted", anchor=False)
st.html("<p>Skriv færdselsreglerne, og se med det samme, hvad de fanger. Intet gælder, før du gemmer.</p>")
held, rule = choose()
with st.container(horizontal=True):
    with st.popover("Ny regel", key="new_rule_open", on_change="rerun"):
        new_rule(held)
    with st.popover("Ny pakke", key="new_pack_open", on_change="rerun"):
        sharing.new_pack()
if state.get("work_told"):
    st.html(cards.notice(state.work_told))
tried = work.draft(held)
left, right = st.columns([6, 5], gap="large")
with left:
    st.header("Reglen", anchor=False)
    write(held, rule, tried)
with right.container(key="outcome"):
    st.header("Sådan står den", anchor=False)
    failing = outcome(tried, rule)
st.header("Virkningen, før du gemmer", anchor=False)
weigh.section(tried, held, rule)
st.header("Gem", anchor=False)
saving.section(tried, held, failing)
st.header("Historik", anchor=False)
saving.history(held)
st.header("Del pakken", anchor=False)
sharing.section(held)
