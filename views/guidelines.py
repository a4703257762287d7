"""Færdselsregler: what holds for a role, permissions first; one rule with all there is to know; the sheet for the wall."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analysis import rule_sheet, validity
from analysis.layers import EffectiveRule
from analysis.workbench import rule_history
from views.shared import address, cards, danish, firings, rule_cards, rulebook, sheet

state = st.session_state
guidelines = rulebook.loaded()
titles = {pack.name: pack.title for pack in guidelines.packs.values()}
day = rulebook.today()
ALL, SHEET = "", "ark"
VIEWS = {ALL: "Alle regler", SHEET: "Det vigtigste på ét ark"}
SECTIONS = {
    rule_sheet.MAY: "Det må du gerne",
    rule_sheet.AVOID: "Det skal du lade være med",
    rule_sheet.CONSIDER: "Det skal du overveje",
    "note": "Hints",
    "off": "Gælder ikke for dig",
}
FOLDED = {"note": "Vis hints. De er til hjælp og aldrig en alarm.", "off": "Vis de regler, der er slået fra eller skrevet til andre roller"}
STATES = {"": "Uanset hvornår", **{name: word.capitalize() for name, word in validity.STATES.items()}}
NAMES = {"rolle": "", "sted": "", "soeg": "", "kategori": "", "slags": "", "alvor": "", "kilde": "", "lag": "", "gyldig": "", "visning": ""}
MORE = ("kategori", "slags", "alvor", "kilde", "lag", "gyldig")


def choose(column, label: str, name: str, options: dict[str, str], default: str = "") -> None:
    """One filter: its widget follows the address, and the address follows it."""
    address.keep(name, options, default)
    column.selectbox(label, options, format_func=options.get, key=f"filter_{name}")


def whom() -> None:
    """The role, and the organisation or department if any."""
    role, place = st.columns(2)
    choose(role, "Rolle", "rolle", danish.ROLES, state.get("role") or next(iter(danish.ROLES)))
    chosen = guidelines.organisations(state.filter_rolle)
    names = {"": "Ingen valgt", **{pack.name: pack.title for pack in chosen}}
    choose(place, "Organisation eller afdeling", "sted", names)


def filters() -> None:
    """Search and the rest of the filters."""
    search, view = st.columns([3, 2], vertical_alignment="bottom")
    search.text_input("Søg i reglerne", key="filter_soeg", placeholder="fx billede, citat, løgn", max_chars=100)
    choose(view, "Vis", "visning", VIEWS)
    if state.filter_visning == SHEET:
        return
    used = sum(bool(state[f"filter_{name}"]) for name in MORE)
    with st.expander(f"Flere filtre ({used} valgt)" if used else "Flere filtre", expanded=bool(used)):
        first, second = st.columns(3), st.columns(3)
        choose(first[0], "Kategori", "kategori", {"": "Alle", **danish.CATEGORIES})
        choose(first[1], "Slags", "slags", {"": "Alle", **danish.KINDS})
        choose(first[2], "Alvor", "alvor", {"": "Alle", **danish.SEVERITIES})
        used_sources = {source.key: source.title for one in found() for source in one.rule.sources}
        choose(second[0], "Kilde", "kilde", {"": "Alle", **dict(sorted(used_sources.items(), key=lambda item: item[1]))})
        choose(second[1], "Lag", "lag", {"": "Alle", **{name: titles[name] for name in layers()}})
        choose(second[2], "Hvornår", "gyldig", STATES)


def found() -> tuple[EffectiveRule, ...]:
    """Every rule the role can meet in the chosen organisation."""
    return guidelines.effective(state.filter_rolle, state.filter_sted or None)


def layers() -> list[str]:
    return list(dict.fromkeys(origin.pack for one in found() for origin in one.origins.values()))


def params() -> dict[str, str]:
    return {name: (state.get(f"filter_{name}") or "").strip() for name in NAMES}


def fits(one: EffectiveRule) -> bool:
    """Whether a rule passes every filter that is set."""
    rule, wanted = one.rule, params()
    severity = "off" if one.off else one.severity
    own = {
        "kategori": (rule.category,), "slags": (rule.kind,), "alvor": (severity,), "gyldig": (validity.state(rule.when, day),),
        "kilde": tuple(source.key for source in rule.sources), "lag": tuple(origin.pack for origin in one.origins.values()),
    }  # fmt: skip
    return all(not wanted[name] or wanted[name] in values for name, values in own.items()) and says(one, wanted["soeg"])


def says(one: EffectiveRule, words: str) -> bool:
    rule = one.rule
    tests = " ".join(test.text for test in rule.tests)
    text = f"{rule.id} {rule.title} {rule.why} {rule.advice} {danish.CATEGORIES[rule.category]} {tests}".lower()
    return all(word in text for word in words.lower().split())


def section_of(one: EffectiveRule) -> str:
    if one.off:
        return "off"
    return "note" if one.severity == "note" else rule_sheet.column_of(one)


def browse() -> None:
    """The rules in their sections, what one may do first."""
    order = list(danish.CATEGORIES)
    shown = sorted(filter(fits, found()), key=lambda one: (order.index(one.rule.category), one.rule.title))
    active = sum(not one.off for one in shown)
    st.html(f'<p role="status">{danish.plural(active, "regel gælder", "regler gælder")} for {html_whom()}.</p>')
    if not shown:
        st.html("<p>Ingen regler passer til det, du har valgt. Fjern et filter, eller søg på et andet ord.</p>")
    for name, title in SECTIONS.items():
        own = [one for one in shown if section_of(one) == name]
        if own:
            st.header(f"{title} ({len(own)})", anchor=False)
            folded = FOLDED.get(name, "") if len(own) < len(shown) else ""
            st.html(rule_cards.rows(own, params(), titles, day, folded))


def whom_told() -> str:
    place = titles.get(state.filter_sted)
    return f"{danish.ROLES[state.filter_rolle]}, {place}" if place else danish.ROLES[state.filter_rolle]


def html_whom() -> str:
    return rule_cards.safe(whom_told()[:1].lower() + whom_told()[1:])


def one_sheet() -> None:
    """The most important rules on one page, to hang on the wall."""
    columns = rule_sheet.sheet(filter(fits, found()), day, list(danish.CATEGORIES))
    name = f"faerdselsregler-{state.filter_sted or state.filter_rolle}.html"
    st.download_button("Hent arket (HTML)", sheet.page(columns, whom_told(), day).encode(), name, "text/html")
    st.html('<p class="k-small">Skriv det ud herfra (Ctrl+P), eller hent arket og send det til andre. Det fylder én side A4, liggende.</p>')
    st.header("Ét ark", anchor=False)
    rest = {**params(), "visning": ALL}
    st.html(sheet.sheet(columns, whom_told(), day, "?" + "&".join(f"{key}={value}" for key, value in rest.items() if value)))


def rule_view(rule_id: str) -> None:
    """One rule: what it says, for whom, by whom, on which ground, with examples and history."""
    st.html(f'<p>{address.link("← Alle regler", "", params())}</p>')
    one = next((one for one in found() if one.rule.id == rule_id), None)
    if one is None:
        st.title("Reglen findes ikke her", anchor=False)
        st.html(cards.notice(f"»{rule_id[:80]}« er ikke blandt reglerne for {whom_told()}. Måske gælder den en anden rolle, eller også har den fået et nyt navn."))
        return
    st.html(f"<h1>{rule_cards.safe(one.rule.title)}</h1>")
    left, right = st.columns([6, 5], gap="large")
    with left:
        st.html(rule_cards.head(one, day))
        st.header("Eksempler", anchor=False)
        examples(one)
        st.header("Kilder", anchor=False)
        st.html(rule_cards.sources(one.rule.sources))
    with right:
        background(one)


def examples(one: EffectiveRule) -> None:
    may = one.severity == "may"
    for expect, title in (("flag", "Det ser reglen" if may else "Det fanger reglen"), ("pass", "Det lader reglen være")):
        st.subheader(title, anchor=False)
        st.html(rule_cards.examples(test for test in one.rule.tests if test.expect == expect))


def background(one: EffectiveRule) -> None:
    """Severity by role, the layers, this session, and the history."""
    st.header("Hvor alvorligt er det?", anchor=False)
    st.html(rule_cards.severities(one.rule, state.filter_rolle))
    st.header("Hvem har sat hvad?", anchor=False)
    st.html(rule_cards.provenance(one, titles))
    st.header("I dag hos dig", anchor=False)
    st.html(rule_cards.session(one.rule.id, firings.fired(one.rule.id), firings.set_aside(one.rule.id)))
    st.header("Version og historik", anchor=False)
    files = dict.fromkeys(Path(origin.file) for origin in one.origins.values())
    made = [change for file in files for change in rule_history.changes_of(file, one.rule.id)]
    told = rule_cards.changes(made) or "<p>Reglen er ikke ændret i Værkstedet.</p>"
    st.html(f'{told}<p class="k-small">Regel {one.rule.id}, version {one.rule.version[:8]}</p>')
    st.html(f"<p>{address.link('Rediger reglen i Værkstedet', '/vaerksted', {'pakke': one.rule.pack, 'regel': one.rule.id})}</p>")


address.read(NAMES)
rule_id = st.query_params.get("regel", "")
if not rule_id:
    st.title("Færdselsregler", anchor=False)
    st.html("<p>Det, du må, står først. Vælg en regel for at se hvorfor, eksempler og kilder.</p>")
whom()
if rule_id:
    address.write({**params(), "regel": rule_id})
    rule_view(rule_id)
else:
    filters()
    address.write(params())
    one_sheet() if state.filter_visning == SHEET else browse()
