"""The picture of the page "Balance" in README.md: `python -m tests.browser.balance_picture`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.app import running
from tests.browser.chromium import FLAGS, chromium
from tests.helpers import ROOT


def main() -> None:
    with tempfile.TemporaryDirectory() as directory, running(Path(directory) / "log.txt") as address, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=chromium(), args=FLAGS).new_page(viewport={"width": 1180, "height": 1330})
        page.goto(f"{address}/balance")
        page.get_by_role("button", name="Se med et eksempel: næstformand").click()
        page.get_by_role("button", name="Gennemgå 135 opslag").click()
        page.get_by_role("heading", name="Det ser vi").wait_for()
        page.get_by_text("Sæt dit mål").click()
        page.get_by_role("button", name="Sæt målet").click()
        page.get_by_role("button", name="Fjern målet").wait_for()
        page.get_by_text("Sæt dit mål").click()
        page.wait_for_timeout(3000)
        page.screenshot(path=ROOT / "docs" / "balance.png")


if __name__ == "__main__":
    main()
