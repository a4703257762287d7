"""The page "Færdselsregler": what holds for whom, permissions first, and everything about one rule."""

from __future__ import annotations

from datetime import date
from functools import partial
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from analysis.workbench import edit, store
from tests.app.pages import opened_at, shown
from tests.helpers import ROOT, rule, write_pack

PAGE = "views/guidelines.py"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> **fed** 🎩"


opened = partial(opened_at, PAGE)


def titles(page: AppTest) -> list[str]:
    return [header.value.split(" (")[0] for header in page.header]


@pytest.fixture
def packs(tmp_path, monkeypatch):
    """A folder of its own with one pack, for whatever is to be written or hostile."""
    write_pack(
        tmp_path / "common.yaml",
        rule(id="tone.lov", title="Det må du", kind="may", severity=None, detect={"any": [{"phrases": ["tak"]}]}, tests={"flag": ["tak"], "pass": ["nej"]}),
        rule(severity={"default": "warn", "elected-politician": "off"}),
        rule(id="valg.stand", title="Stand", category="election", when={"from": date(2030, 1, 1), "until": date(2030, 2, 1)}),
        rule(id="tone.ond", title=HOSTILE, why=HOSTILE, advice=HOSTILE, tests={"flag": [f"løgn {HOSTILE}"], "pass": ["sandhed"]}),
    )
    monkeypatch.setenv("KASKET_GUIDELINES", str(tmp_path))
    return tmp_path


def test_what_one_may_stands_first():
    page = opened(rolle="union-leader")
    assert titles(page)[:3] == ["Det må du gerne", "Det skal du lade være med", "Det skal du overveje"]
    assert "regler gælder for leder i en fagforening" in shown(page)


def test_the_role_decides_what_is_shown(packs):
    assert "En prøve" in shown(opened(rolle="union-leader"))
    page = opened(rolle="elected-politician")
    assert "Gælder ikke for dig" in titles(page)


def test_filters_come_from_the_address_and_go_back_to_it(packs):
    page = opened(rolle="union-leader", kategori="election")
    assert page.selectbox(key="filter_kategori").value == "election"
    assert "Stand" in shown(page) and "En prøve" not in shown(page)
    page.selectbox(key="filter_kategori").select("tone").run()
    page.text_input(key="filter_soeg").set_value("må").run()
    assert dict(page.query_params) == {"rolle": "union-leader", "kategori": "tone", "soeg": "må"}
    assert "Stand" not in shown(page)


def test_an_unknown_filter_counts_as_none():
    page = opened(rolle="kejser", kategori="<b>", sted="../../etc")
    assert page.selectbox(key="filter_rolle").value == "union-leader"
    assert page.selectbox(key="filter_kategori").value == page.selectbox(key="filter_sted").value == ""


def test_coming_rules_say_when(packs):
    assert "kommer 1. januar 2030" in shown(opened(rolle="union-leader"))
    page = opened(rolle="union-leader", gyldig="coming")
    assert "Stand" in shown(page) and "En prøve" not in shown(page)


def test_no_rule_for_a_search_says_so():
    page = opened(rolle="union-leader", soeg="qwxz")
    assert "Ingen regler passer" in shown(page)


def test_a_rule_tells_why_for_whom_by_whom_and_with_which_examples():
    page = opened(rolle="municipal-manager", sted="solvig-kommune", regel="rolle.titel-som-pondus")
    body = shown(page)
    for piece in (
        "Titlen i en privat sag", "Hvorfor", "Råd", "Leder i en fagforening", "Solvig Kommune", "Her kender alle skolelederen",
        "3. april 2026", "God adfærd i det offentlige", "»Min pakke er forsvundet", "Regel rolle.titel-som-pondus, version",
    ):  # fmt: skip
        assert piece in body
    assert [part.value for part in page.subheader] == ["Det fanger reglen", "Det lader reglen være"]
    assert page.query_params["regel"] == "rolle.titel-som-pondus"


@pytest.mark.parametrize("name", ["findes.ikke", "<script>alert(1)</script>", "🎩", "a" * 5000])
def test_an_unknown_rule_says_so(name):
    page = opened(rolle="union-leader", regel=name)
    assert page.title[0].value == "Reglen findes ikke her"
    assert "<script>" not in shown(page)


def test_a_rule_reaches_the_page_only_escaped(packs):
    for params in ({}, {"regel": "tone.ond"}, {"visning": "ark"}):
        page = opened(rolle="union-leader", **params)
        assert "<script>" not in shown(page) and "<img" not in shown(page)
        assert "&lt;script&gt;" in shown(page)
        assert not page.markdown


def test_the_history_of_a_rule_says_who_changed_which_lines(packs):
    file = packs / "common.yaml"
    text, base = store.read(file)
    changed = edit.set_key(text, "tone.proeve", "advice", "Sig det mildere.")
    store.save(file, changed, base=base, author="Mette", reason="Venligere", day=date(2026, 5, 1))
    body = shown(opened(rolle="union-leader", regel="tone.proeve"))
    assert "1. maj 2026 · Mette · Venligere" in body
    assert "+  advice: Sig det mildere." in body
    assert "Mette" not in shown(opened(rolle="union-leader", regel="tone.lov"))


def test_the_sheet_holds_three_columns_and_can_be_taken_along():
    page = opened(rolle="municipal-manager", visning="ark")
    body = shown(page)
    for title in ("Det må du", "Det skal du overveje", "Det skal du lade være med"):
        assert f"<h3>{title}</h3>" in body
    assert page.get("download_button")[0].label == "Hent arket (HTML)"


def test_what_the_rule_said_today_is_counted_and_why_it_was_set_aside():
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    page.text_area(key="draft").set_value("Direktøren lyver. Hendes CPR-nummer er 010190-1234.")
    page.button(key="check").click().run()
    page.button(key="check").click().run()
    next(box for box in page.selectbox if box.key.startswith("why_persondata.cpr")).select("Det er et bevidst valg").run()
    next(button for button in page.button if (button.key or "").startswith("aside_persondata.cpr")).click().run()
    page.query_params["regel"] = "persondata.cpr"
    page.switch_page(PAGE).run()
    body = shown(page)
    assert "Reglen har talt om 1 sætning." in body
    assert "lagt den til side 1 gang" in body and "Det er et bevidst valg" in body
    assert "010190" not in unquote(str(dict(page.query_params)))
