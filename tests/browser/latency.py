"""What a review costs inside the app: `python -m tests.browser.latency`.

In the running app and a real browser, in turns: a check of a new 800-character draft, and an empty rerun of the same page
(another platform chosen, nothing reviewed). Timed from the click to the last message from the server.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.app import running
from tests.browser.chromium import FLAGS, chromium

ROUNDS = 25
LIMIT = 1.2
_QUIET = 350
"""Milliseconds without a message after which the answer is complete."""


def draft(number: int) -> str:
    """A draft of 800 characters with some findings, never the same twice."""
    text = (
        f"Kære alle {number}. I dag mødtes {number + 12} tillidsfolk i Randers for at tale om bemandingen. Det er en forkert "
        "beslutning at spare på nattevagterne, for det går ud over de svageste. Direktøren lyver, så det driver!!! Ring til "
        "Mette på 28 14 55 90. "
    )
    filler = "Vi har talt med kollegerne om den nye vagtplan, og de fleste er trætte af at skulle bytte i sidste øjeblik. "
    return (text + filler * 8)[:800]


class Answers:
    """When the last message from the server came."""

    def __init__(self, page: Page) -> None:
        self.last = 0.0
        page.on("websocket", lambda socket: socket.on("framereceived", self._note))

    def _note(self, _: object) -> None:
        self.last = time.perf_counter()

    def seconds(self, page: Page, act) -> float:
        start = time.perf_counter()
        act()
        while time.perf_counter() - max(self.last, start) < _QUIET / 1000:
            page.wait_for_timeout(50)
        return self.last - start


def main() -> None:
    """Print the ratio, with the medians it is made of."""
    with tempfile.TemporaryDirectory() as directory, running(Path(directory) / "log.txt") as address, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=chromium(), args=FLAGS).new_page()
        checks, empty = _measure(page, address)
    ratio = statistics.median(checks) / statistics.median(empty)
    pair = " mod ".join(f"{statistics.median(times) * 1000:.0f}" for times in (checks, empty))
    print(f"{'et tjek af 800 tegn i appen mod et tomt':<40} {ratio:5.2f}   (mål {LIMIT})   {pair} ms")


def _measure(page: Page, address: str) -> tuple[list[float], list[float]]:
    answers = Answers(page)
    page.goto(address)
    field = page.get_by_role("textbox", name="Dit opslag")
    field.wait_for()
    checks, empty = [], []
    for number in range(ROUNDS):
        field.fill(draft(number))
        button = page.locator(".st-key-check button")
        checks.append(answers.seconds(page, lambda button=button: button.evaluate("it => it.click()")))
        page.get_by_role("combobox", name="Hvor?").click()
        option = page.get_by_role("option", name="LinkedIn" if number % 2 else "Facebook")
        option.wait_for()
        empty.append(answers.seconds(page, lambda option=option: option.evaluate("it => it.click()")))
    return checks[5:], empty[5:]


if __name__ == "__main__":
    main()
