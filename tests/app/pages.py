"""What the tests of pages share: opening one, and what it shows."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.helpers import ROOT


def opened_at(path: str, **params: str) -> AppTest:
    """A page on its own, as the app runs it when its address is opened."""
    page = AppTest.from_file(str(ROOT / path), default_timeout=60)
    for name, value in params.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    """Everything the page shows as HTML."""
    return "\n".join(block.proto.body for block in page.get("html"))
