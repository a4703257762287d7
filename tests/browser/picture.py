"""The picture in README.md: `python -m tests.browser.picture`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.app import running
from tests.browser.chromium import FLAGS, chromium
from tests.helpers import ROOT

SAMPLE = "På knivsæggen: også medarbejdere har et ansvar"


def main() -> None:
    with tempfile.TemporaryDirectory() as directory, running(Path(directory) / "log.txt") as address, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=chromium(), args=FLAGS).new_page(viewport={"width": 1180, "height": 1330})
        page.goto(address)
        page.get_by_role("combobox", name="Start fra et eksempel").click()
        page.get_by_role("option", name=SAMPLE).click()
        page.wait_for_timeout(800)
        page.get_by_role("button", name="Tjek opslag").click()
        page.locator("#dom").wait_for()
        page.wait_for_timeout(1000)
        page.locator("h1").click()
        page.screenshot(path=ROOT / "docs" / "tjek-opslag.png")


if __name__ == "__main__":
    main()
