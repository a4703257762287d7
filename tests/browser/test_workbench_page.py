"""The page "Værksted" in a browser: a newcomer writes a rule by keyboard, two save the same pack, every width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from analysis.workbench import store
from tests.browser.looking import english, foreign, settled, sideways, violations

FIELDS = {
    "Hvorfor": "Den, der får takken, hører hånen.", "Råd": "Kan du sige tak?",
    "Ord og vendinger, én på hver linje": "tak for slet ingenting",
    "Det skal reglen fange, én tekst på hver linje": "Tak for slet ingenting, direktør.",
    "Det skal have lov, én tekst på hver linje": "Tak for kaffen.",
}  # fmt: skip
PATH = "/vaerksted?pakke=common&regel=tone.loegnbeskyldning"


def write(page: Page, fields: dict[str, str]) -> None:
    """Fill fields by name, leaving each with Tab."""
    for name, text in fields.items():
        box = page.get_by_role("textbox", name=name, exact=True)
        box.fill(text)
        box.press("Tab")
        settled(page)


def begin(page: Page, title: str) -> None:
    """A new rule, by keyboard."""
    page.get_by_role("button", name="Ny regel").press("Enter")
    write(page, {"Hvad skal reglen hedde?": title})
    page.get_by_role("button", name="Begynd på reglen").press("Enter")
    expect(page.get_by_role("textbox", name="Overskrift")).to_have_value(title)
    settled(page)


def test_a_newcomer_writes_and_saves_a_rule_by_keyboard_alone(opened, packs):
    page = settled(opened("/vaerksted?pakke=union-leader"))
    begin(page, "Tak med brod")
    expect(page.get_by_text("Reglen er ikke færdig endnu")).to_be_visible()
    assert violations(page) == []
    write(page, FIELDS)
    sources = page.get_by_role("combobox", name="Kilder")
    sources.focus()
    sources.press_sequentially("FOB 2017-1")
    sources.press("Enter")
    sources.press("Escape")
    expect(page.get_by_text("Alle prøver holder")).to_be_visible()
    page.get_by_role("button", name="Se virkningen").press("Enter")
    expect(page.get_by_text("12 opslag læst")).to_be_visible()
    assert violations(settled(page)) == []
    assert english(page) == []
    assert "tak-med-brod" not in page.url
    write(page, {"Hvem er du?": "Mette", "Hvorfor ændrer du det?": "Vi har talt om det"})
    page.get_by_role("button", name="Gem pakken").press("Enter")
    expect(page.get_by_text("Gemt som version 1")).to_be_visible()
    assert "tone.tak-med-brod" in (packs / "union-leader.yaml").read_text("utf-8")
    assert foreign(page) == []


def test_who_saves_second_is_told_and_sees_both(opened, packs):
    mette, ali = (settled(opened("/vaerksted?pakke=digital-leadership")) for _ in range(2))
    for page, why in ((mette, "Mettes grund."), (ali, "Alis grund.")):
        write(page, {"Hvorfor": why})
    for page, name in ((mette, "Mette"), (ali, "Ali")):
        write(page, {"Hvem er du?": name, "Hvorfor ændrer du det?": "Bedre grund"})
        page.get_by_role("button", name="Gem pakken").press("Enter")
        settled(page)
    expect(ali.get_by_text("Mette har gemt »Bedre grund«")).to_be_visible()
    expect(ali.get_by_role("textbox", name="Hvorfor", exact=True)).to_have_value("Alis grund.")
    assert violations(ali) == []
    assert [made.author for made in store.history(packs / "digital-leadership.yaml")] == ["Mette"]


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_no_sideways_scrolling(opened, width):
    page = opened(PATH)
    page.set_viewport_size({"width": width, "height": 900})
    settled(page).get_by_role("button", name="Se virkningen").click()
    expect(page.get_by_text("12 opslag læst")).to_be_visible()
    assert sideways(settled(page), width) == []


@pytest.mark.parametrize("way", ["Reglen som YAML", "Hele pakken som YAML"])
def test_yaml_is_accessible_and_danish(opened, way):
    page = settled(opened(PATH))
    page.get_by_text(way, exact=True).click()
    expect(page.get_by_role("textbox", name=way.replace(" som YAML", ""))).to_be_visible()
    assert violations(settled(page)) == []
    assert english(page) == []


def test_an_unsaved_rule_is_neither_in_the_address_nor_in_the_log(opened, app_log):
    page = settled(opened(PATH))
    begin(page, "Hemmelighedsfuld")
    write(page, {"Råd": "Hemmelighedsfuldt råd"})
    assert not any("emmelig" in url for url in [page.url, *page.requests])
    assert "emmelig" not in app_log.read_text("utf-8", "replace")
