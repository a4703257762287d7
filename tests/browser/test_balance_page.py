"""The page "Balance" as a person meets it: by keyboard, on a phone, by a screen reader, and with nothing fetched or kept elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_check_page import violations

WIDTHS = [320, 768, 1440]
SECRET = "Hemmelighedsfuldt vedtog vi budgettet for skolerne i byrådet i aftes. <script>window.ran = true</script>"
TABLE = "dato;kanal;likes;tekst\n" + "\n".join(
    f"{day:02d}-{month:02d}-2026 1{month}:00;{'X' if day % 2 else 'LinkedIn'};{day};{SECRET} Gang {day} i måned {month}." for month in (1, 2, 3) for day in range(1, 15)
)  # fmt: skip
ENGLISH = re.compile(r"\b(Press|Choose|Select|Clear|Show|Running|Deploy|Rerun|Settings|Skip to|Browse|Drag|Upload|Limit|Loading|end)\b")


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page "Balance", with every request it makes in `page.requests`; the tests below follow one leader's visit."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    opened = context.new_page()
    opened.requests = []
    opened.on("request", lambda request: opened.requests.append(request.url))
    opened.goto(f"{address}/balance")
    opened.get_by_role("heading", name="Balance").wait_for()
    opened.locator(".k-foot").wait_for()
    yield opened
    context.close()


@pytest.fixture(scope="module")
def done(page: Page) -> Page:
    """The table uploaded, read and reviewed."""
    page.locator("input[type=file]").first.set_input_files([{"name": "mine opslag.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}])
    expect(page.get_by_role("heading", name="Sådan læste vi filen")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Gennemgå 42 opslag").press("Enter")
    expect(page.get_by_role("heading", name="Det ser vi")).to_be_visible(timeout=60_000)
    page.get_by_role("heading", name="Tag det med hjem").wait_for()
    page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").nth(5).wait_for()
    return page


def wide(page: Page, width: int) -> list[str]:
    """What stands outside the window, but for what scrolls by itself, and a slider's own input, which is never seen."""
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(600)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    return page.evaluate(
        "w => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > w + 1 && !e.closest('.k-wide') && e.type !== 'range' &&"
        " getComputedStyle(e).position !== 'absolute').map(e => e.outerHTML.slice(0, 200))", width,
    )  # fmt: skip


def test_the_empty_page_has_no_violation_and_fits(page):
    assert violations(page) == []
    assert [wide(page, width) for width in WIDTHS] == [[], [], []]


def test_the_result_has_no_violation(done):
    assert violations(done) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_result_fits(done, width):
    assert wide(done, width) == []


def test_the_page_is_danish_throughout(done):
    assert not ENGLISH.search(done.locator("body").inner_text())
    named = "[...document.querySelectorAll('[aria-label],[title],[placeholder]')].filter(e => !e.closest('[data-testid=stElementToolbar], [aria-hidden=true]')).flatMap(e => ['aria-label','title','placeholder'].map(n => e.getAttribute(n) || ''))"
    assert [words for words in done.evaluate(named) if ENGLISH.search(words)] == []


def test_every_chart_is_a_picture_with_a_text(done):
    charts = done.locator("[data-testid=stVegaLiteChart]")
    for number in range(charts.count()):
        label = charts.nth(number).evaluate("e => { const said = e.closest('[aria-label]') || e.querySelector('[aria-label]'); return said ? said.getAttribute('aria-label') : '' }")
        assert len(label) > 20


def test_the_figures_behind_a_chart_open_by_keyboard_and_the_picture_comes_home(done):
    summary = done.locator("summary", has_text="Vis tallene").first
    summary.focus()
    done.keyboard.press("Enter")
    expect(done.get_by_role("columnheader", name="Politisk").first).to_be_visible()
    with done.expect_download() as given:
        done.get_by_role("button", name="Hent billedet som SVG").first.click()
    assert "<svg" in given.value.path().read_text("utf-8")


def test_a_post_opens_and_is_set_right_by_keyboard(done):
    done.get_by_role("button", name="Åbn opslaget fra 14. marts 2026").press("Enter")
    expect(done.locator(".k-sentences")).to_contain_text("Hemmelighedsfuldt vedtog vi budgettet")
    box = done.get_by_role("combobox", name="Hvad er det?")
    box.focus()
    box.press("ArrowDown")
    done.get_by_role("option", name="Privat").wait_for()
    box.type("Privat")
    box.press("Enter")
    done.get_by_role("button", name="Ret", exact=True).press("Enter")
    expect(done.get_by_text("Rettet: som du har rettet til »privat«").first).to_be_visible(timeout=30_000)
    assert violations(done) == []


def test_the_report_comes_home_as_html_without_the_posts(done):
    with done.expect_download() as given:
        done.get_by_role("button", name="Hent rapporten (HTML)").click()
    report = given.value.path().read_text("utf-8")
    assert "Hvem er du på sociale medier?" in report and "Hemmelighedsfuldt" not in report and "/kasket/da.js" not in report


def test_posts_are_shown_and_never_run(done):
    assert done.evaluate("window.ran") is None
    expect(done.get_by_text("<script>window.ran = true</script>").first).to_be_visible()


def test_no_request_leaves_the_machine_and_nothing_is_in_the_address_or_the_log(done, app_log):
    assert {urlsplit(url).hostname for url in done.requests if not url.startswith(("data:", "blob:"))} == {"127.0.0.1"}
    assert not any("emmelighed" in url for url in [done.url, *done.requests])
    assert "emmelighed" not in app_log.read_text("utf-8", "replace")


def test_going_to_another_page_and_back_loses_nothing(done):
    done.locator("a.k-go", has_text="Tjek opslag").click()
    expect(done.get_by_role("textbox", name="Dit opslag")).to_be_visible(timeout=60_000)
    done.locator("a.k-go", has_text="Balance").click()
    expect(done.get_by_role("heading", name="Det ser vi")).to_be_visible()
