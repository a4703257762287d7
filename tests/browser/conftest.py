"""The real app in a process of its own, and a real Chromium that looks at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.app import running
from tests.browser.chromium import FLAGS, chromium


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def app_log(tmp_path_factory):
    return tmp_path_factory.mktemp("app") / "log.txt"


@pytest.fixture(scope="session")
def address(app_log) -> Iterator[str]:
    """The address of the running app."""
    with running(app_log) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page "Tjek opslag", ready for a draft, with every request it makes in `page.requests`."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    opened = context.new_page()
    opened.requests = []
    opened.on("request", lambda request: opened.requests.append(request.url))
    opened.goto(address)
    opened.get_by_role("textbox", name="Dit opslag").wait_for()
    yield opened
    context.close()
