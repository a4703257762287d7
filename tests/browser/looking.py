"""What is looked at on every page: WCAG, width, language, and where requests go."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
_ENGLISH = re.compile(
    r"\b(Press|Choose|Select|Clear|Show|Running|Deploy|Rerun|Settings|Skip to|Upload|Remove|Delete|Drag and|Add files|per file|Help for)\b"
)
_NAMES = """[...document.querySelectorAll('[aria-label],[title],[placeholder]')]
    .flatMap(e => ['aria-label', 'title', 'placeholder'].map(n => e.getAttribute(n) || ''))"""
_BEYOND = """w => [...document.querySelectorAll('main *, [data-testid=stMain] *')].filter(e => e.getBoundingClientRect().right > w + 1
    && getComputedStyle(e).position !== 'absolute' && !e.closest('.k-wide, .k-spoken, [data-testid=stMultiSelect]')).map(e => e.className)"""


def settled(page: Page) -> Page:
    """The page when the server has nothing more to say."""
    page.wait_for_timeout(250)
    page.locator('[data-testid="stStatusWidget"]').wait_for(state="detached")
    page.wait_for_timeout(250)
    return page


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=_WCAG).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def sideways(page: Page, width: int) -> list[str]:
    """What reaches beyond the window, which is to scroll only downwards; tables scroll by themselves."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*([f"the page: {wide}"] if wide > width else []), *page.evaluate(_BEYOND, width)]


def english(page: Page) -> list[str]:
    """Streamlit's own words that are still English, said or shown."""
    told = [page.locator("body").inner_text(), *page.evaluate(_NAMES)]
    return [found[0] for words in told if (found := _ENGLISH.search(words))]


def foreign(page: Page) -> list[str]:
    """Requests that left the machine."""
    return [url for url in page.requests if not url.startswith(("data:", "blob:")) and urlsplit(url).hostname != "127.0.0.1"]
