"""The real app in a process of its own, and a real Chromium that looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.app import running
from tests.browser.chromium import FLAGS, chromium
from tests.helpers import GUIDELINES

expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def app_log(tmp_path_factory):
    return tmp_path_factory.mktemp("app") / "log.txt"


@pytest.fixture(scope="session")
def packs(tmp_path_factory):
    """A copy of the guidelines; what a test saves lands here."""
    return shutil.copytree(GUIDELINES, tmp_path_factory.mktemp("packs") / "guidelines")


@pytest.fixture(scope="session")
def address(app_log, packs) -> Iterator[str]:
    """The address of the running app."""
    with running(app_log, KASKET_GUIDELINES=str(packs)) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[[str], Page]]:
    """Opens a path of the app in a session of its own, with every request it makes in `page.requests`."""
    contexts = []

    def open_at(path: str) -> Page:
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 1000}))
        page = contexts[-1].new_page()
        page.requests = []
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(f"{address}{path}")
        page.locator(".k-foot").wait_for()
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.fixture
def page(opened) -> Page:
    """The page "Tjek opslag", ready for a draft."""
    page = opened("/")
    page.get_by_role("textbox", name="Dit opslag").wait_for()
    return page
