"""Kasket's entry: the page script, and the ASGI app that serves it (`streamlit run app.py`)."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from views.shared import shell


def main() -> None:
    """One run of the app: page set-up, navigation, the chosen page."""
    st.set_page_config(page_title=shell.TITLE, page_icon=str(shell.ICON), layout="wide")
    pages = [
        st.Page("views/check.py", title="Tjek opslag", default=True),
        st.Page("views/balance.py", title="Balance", url_path="balance"),
        st.Page("views/guidelines.py", title="Færdselsregler", url_path="faerdselsregler"),
        st.Page("views/workbench.py", title="Værksted", url_path="vaerksted"),
    ]
    page = st.navigation(pages, position="hidden")
    shell.head([(one.url_path, one.title) for one in pages], page.url_path)
    page.run()
    shell.footer()


if get_script_run_ctx() is None:
    app = st.App(__file__, lifespan=shell.lifespan, routes=shell.ROUTES, middleware=shell.MIDDLEWARE)
else:
    main()
