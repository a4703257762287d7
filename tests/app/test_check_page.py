"""The page "Tjek opslag", run by Streamlit's own test runner: what a leader does, and what the page answers."""

from __future__ import annotations

import logging

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.pages import shown
from tests.helpers import ROOT

CROSSING = "Direktøren lyver, så det driver. Hendes CPR-nummer er 010190-1234. Hvad oplever I?"


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def checked(page: AppTest, text: str) -> AppTest:
    page.text_area(key="draft").set_value(text)
    page.button(key="check").click().run()
    assert not page.exception
    return page


def test_an_empty_page_asks_for_a_draft_and_claims_nothing(page):
    assert not page.exception
    assert [header.value for header in page.header] == []
    assert page.text_area(key="draft").label == "Dit opslag"


def test_a_draft_gives_verdict_rule_reason_advice_and_source(page):
    body = shown(checked(page, CROSSING))
    assert "bør ikke ud, som det står" in body
    for piece in ("Et CPR-nummer", "Hvorfor", "Prøv", "Regel og kilde", 'rel="noopener noreferrer"', "Knivsæg", "af 100"):
        assert piece in body + " ".join(header.value for header in page.header)


def test_marks_and_entries_point_at_each_other(page):
    body = shown(checked(page, CROSSING))
    for number in (1, 2):
        assert f'href="#fund-{number}"' in body
        assert f'id="fund-{number}"' in body
        assert f'href="#sted-{number}"' in body
        assert f'id="sted-{number}"' in body


def test_what_one_may_say_stands_before_what_to_look_at(page):
    checked(page, "Det er en forkert beslutning, og den løser ikke problemet. Direktøren lyver. Hvad oplever I?")
    headers = [header.value for header in page.header]
    assert headers.index("Det må du gerne") < headers.index("Værd at se på")


def test_one_click_applies_a_replacement_and_one_takes_it_back(page):
    checked(page, CROSSING)
    next(button for button in page.button if button.label.startswith("Ret fund")).click().run()
    assert page.text_area(key="draft").value == CROSSING.replace("010190-1234", "[CPR-nummer fjernet]")
    assert "Løst" in shown(page)
    page.button(key="undo_button").click().run()
    assert page.text_area(key="draft").value == CROSSING


def test_checking_again_tells_what_is_mended_and_what_is_new(page):
    checked(page, CROSSING)
    body = shown(checked(page, "Direktøren lyver, så det driver. Ring til mig privat på 28 14 55 90."))
    change = body[body.index("Siden sidste tjek") :]
    assert "Løst" in change
    assert "Nyt" in change


def test_setting_aside_takes_a_reason_and_can_be_taken_back(page):
    checked(page, "Direktøren lyver.")
    before = shown(page)
    next(box for box in page.selectbox if box.label == "Hvorfor?").select("Det er et bevidst valg").run()
    next(button for button in page.button if button.label == "Læg til side").click().run()
    assert "Lagt til side" in shown(page)
    assert page.session_state.dismissals[0].reason == "Det er et bevidst valg"
    next(button for button in page.button if "frem igen" in button.label).click().run()
    assert shown(page).count("k-muted") == before.count("k-muted")


def test_the_role_decides(page):
    text = "Også medarbejdere har et stort ansvar for at få samarbejdet med ledelsen til at fungere."
    assert "k-card k-consider" in shown(checked(page, text))
    page.selectbox(key="role").select("elected-politician")
    assert "k-card k-consider" not in shown(checked(page, text))


def test_every_sample_draft_can_be_started_from(page):
    for title in page.selectbox(key="sample").options:
        page.selectbox(key="sample").select(title).run()
        page.button(key="check").click().run()
        assert not page.exception
        assert "k-verdict" in shown(page)


@pytest.mark.parametrize(
    ("text", "line"),
    [("", "Kladden er tom"), (" \n ", "Kladden er tom"), ("hej\x00", "nultegn"), ("a" * 200_000, "200.000 tegn")],
)
def test_an_unusable_draft_gets_a_line_and_loses_nothing(page, text, line):
    checked(page, CROSSING)
    body = shown(checked(page, text))
    assert line in body
    assert "bør ikke ud" in body
    assert (page.text_area(key="draft").value or "") == text


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> Direktøren lyver.", "<img src=x onerror=alert(1)>", "# Hej **fed** $math$ :smile:",
        "[klik](javascript:alert(1)) Direktøren <b>lyver</b>.", "</div><style>*{display:none}</style>", "&lt;script&gt;",
    ],
)  # fmt: skip
def test_a_draft_reaches_the_page_only_escaped(page, text):
    body = shown(checked(page, text))
    for raw in ("<script>alert", "<img src=x", "<style>*", "<b>lyver"):
        assert raw not in body
    assert not page.markdown


@pytest.mark.parametrize("text", ["\u202eDirektøren lyver.\u202c", "\U0001f389" * 5000])
def test_odd_characters_do_not_break_the_page(page, text):
    assert "k-verdict" in shown(checked(page, text))


def test_nothing_of_a_draft_is_logged_or_put_in_the_address(page, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        checked(page, f"{CROSSING} hemmelighedsfuldt")
    assert "hemmelighedsfuldt" not in caplog.text + "".join(capfd.readouterr())
    assert not page.query_params


def test_the_rules_of_an_organisation_hold_where_it_is_chosen(page):
    draft = "Vi har i dag sendt en underretning, og det gjorde ondt."
    page.selectbox(key="role").select("municipal-manager").run()
    page.selectbox(key="organisation").select("solvig-boern-og-unge").run()
    checked(page, draft)
    assert "solvig-boern.underretning" in {found.rule for found in page.session_state.review.findings}
    page.selectbox(key="role").select("union-leader").run()
    assert page.selectbox(key="organisation").value == ""
    checked(page, draft)
    assert page.session_state.review.setting.organisation is None
    assert "solvig-boern.underretning" not in {found.rule for found in page.session_state.review.findings}
