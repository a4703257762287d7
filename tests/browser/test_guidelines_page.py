"""The page "Færdselsregler" in a browser: links that lose nothing, the sheet on paper, every width, by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import english, foreign, settled, sideways, violations

PATHS = {
    "list": "/faerdselsregler?rolle=municipal-manager&sted=solvig-kommune",
    "rule": "/faerdselsregler?rolle=municipal-manager&sted=solvig-kommune&regel=rolle.titel-som-pondus",
    "sheet": "/faerdselsregler?rolle=union-leader&visning=ark",
    "unknown": "/faerdselsregler?regel=findes.ikke",
}


@pytest.mark.parametrize("name", PATHS)
def test_accessible_danish_and_at_home(opened, name):
    page = settled(opened(PATHS[name]))
    assert violations(page) == []
    assert english(page) == []
    assert foreign(page) == []


@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("name", ["list", "rule", "sheet"])
def test_no_sideways_scrolling(opened, name, width):
    page = opened(PATHS[name])
    page.set_viewport_size({"width": width, "height": 900})
    assert sideways(settled(page), width) == []


def test_a_rule_is_opened_and_left_by_keyboard_and_the_draft_is_still_there(opened):
    page = opened("/")
    draft = page.get_by_role("textbox", name="Dit opslag")
    draft.fill("Direktøren lyver.")
    draft.press("Control+Enter")
    expect(page.locator("#dom")).to_be_visible()
    page.get_by_role("link", name="Færdselsregler").press("Enter")
    page.get_by_role("link", name="Beskyldning for løgn eller ond tro").press("Enter")
    expect(page.locator("h1")).to_have_text("Beskyldning for løgn eller ond tro")
    expect(page.get_by_text("Reglen har talt om 1 sætning.")).to_be_visible()
    assert "regel=tone.loegnbeskyldning" in page.url
    page.go_back()
    expect(page.locator("h1")).to_have_text("Færdselsregler")
    page.get_by_role("link", name="Tjek opslag").press("Enter")
    expect(page.get_by_role("textbox", name="Dit opslag")).to_have_value("Direktøren lyver.")


def test_filters_are_in_the_address_and_can_be_sent(opened):
    page = opened("/faerdselsregler?rolle=union-leader")
    search = page.get_by_role("textbox", name="Søg i reglerne")
    search.fill("løgn")
    search.press("Enter")
    page.wait_for_url(re.compile("soeg="))
    other = opened("/" + page.url.split("/", 3)[3])
    expect(other.get_by_role("textbox", name="Søg i reglerne")).to_have_value("løgn")


def test_the_sheet_is_one_page_on_paper_and_as_a_file(opened, browser, tmp_path):
    page = settled(opened(PATHS["sheet"]))
    assert pages(page.pdf(prefer_css_page_size=True)) == 1
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent arket (HTML)").click()
    waiting.value.save_as(tmp_path / "ark.html")
    alone = browser.new_page()
    requests = []
    alone.on("request", lambda request: requests.append(request.url))
    alone.goto((tmp_path / "ark.html").as_uri())
    assert len(requests) == 1
    assert violations(alone) == []
    assert pages(alone.pdf(prefer_css_page_size=True)) == 1
    alone.close()


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
