"""The page as a person meets it: by keyboard, on a phone, by a screen reader, and with nothing fetched from elsewhere."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import english, foreign, sideways, violations

CROSSING = (
    "Det er en forkert beslutning.\n\nDirektøren lyver, så det driver. Hendes CPR-nummer er 010190-1234.\n\nHvad oplever I?"
)


def check(page: Page, text: str) -> None:
    """Write a draft and check it by keyboard, once the first run of the page is over; a click before that is lost on a slow machine."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    draft = page.get_by_role("textbox", name="Dit opslag")
    draft.fill(text)
    draft.press("Control+Enter")
    expect(page.locator("#dom")).to_be_visible()
    expect(page.get_by_role("button", name="Tjek igen")).to_be_visible()


def test_no_violation_of_wcag_on_the_empty_page(page):
    assert violations(page) == []


def test_no_violation_of_wcag_with_findings_and_an_open_popover(page):
    check(page, CROSSING)
    assert violations(page) == []
    page.get_by_role("button", name=re.compile("Læg fund 1 til side")).click()
    expect(page.get_by_role("button", name="Læg til side", exact=True)).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_no_sideways_scrolling(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    check(page, CROSSING + " " + "a" * 300)
    assert sideways(page, width) == []


def test_the_page_says_it_is_danish(page):
    assert page.locator("html").get_attribute("lang") == "da"
    assert page.title() in ("Kasket", "Tjek opslag")
    check(page, CROSSING)
    assert english(page) == []


def test_a_mark_leads_to_its_entry_and_the_entry_back_by_keyboard(page):
    check(page, CROSSING)
    page.locator("#sted-1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#fund-1")).to_be_focused()
    page.locator("#fund-1 a", has_text="Vis i teksten").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sted-1")).to_be_focused()


def test_everything_can_be_done_by_keyboard_alone(page):
    page.keyboard.press("Tab")
    reached = []
    for _ in range(25):
        reached.append(page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"))
        page.keyboard.press("Tab")
    names = " | ".join(filter(None, reached))
    for name in ("Færdselsregler", "Hvem skriver du som?", "Hvor?", "Hvem kan se det?", "Dit opslag", "Tjek opslag", "Start fra et eksempel"):
        assert name in names


def test_a_lone_letter_neither_reruns_nor_clears(page):
    check(page, CROSSING)
    page.locator("h1").click()
    for key in ("r", "c"):
        page.keyboard.press(key)
    page.wait_for_timeout(400)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#fund-1")).to_be_visible()


def test_a_replacement_is_one_click_and_undo_another(page):
    check(page, CROSSING)
    draft = page.get_by_role("textbox", name="Dit opslag")
    page.get_by_role("button", name=re.compile("Ret fund 1")).click()
    expect(draft).to_have_value(CROSSING.replace("010190-1234", "[CPR-nummer fjernet]"))
    page.get_by_role("button", name="Fortryd").click()
    expect(draft).to_have_value(CROSSING)


def test_pasted_code_is_shown_and_never_run(page):
    page.evaluate("window.ran = false")
    foreign = "https://foreign.invalid/x.png"
    check(
        page,
        f"<script>window.ran = true</script><img src={foreign} onerror='window.ran = true'> ![]({foreign}) "
        f"<iframe src={foreign}></iframe> <svg onload='window.ran = true'> $math$ Direktøren lyver.",
    )
    expect(page.locator(".k-text")).to_contain_text("<script>window.ran = true</script>")
    assert page.evaluate("window.ran") is False
    assert [url for url in page.requests if "foreign.invalid" in url] == []


def test_no_request_leaves_the_machine(page):
    check(page, CROSSING)
    page.get_by_role("button", name=re.compile("Læg fund 1 til side")).click()
    assert foreign(page) == []


def test_nothing_of_the_draft_is_in_the_address_or_the_log(page, app_log):
    check(page, f"{CROSSING} Hemmelighedsfuldt.")
    assert "emmelighed" not in page.url
    assert not any("emmelighed" in url for url in page.requests)
    assert "emmelighed" not in app_log.read_text("utf-8", "replace")
