"""The page "Værksted": from a title to a saved rule with tests, and never a word lost on the way."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.workbench import bundle, edit, store
from tests.app.pages import opened_at, shown
from tests.helpers import ROOT, rule, write_pack
from views.shared import rulebook

pytestmark = pytest.mark.slow

PAGE = "views/workbench.py"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> **fed** 🎩"


@pytest.fixture
def packs(tmp_path, monkeypatch) -> Path:
    write_pack(tmp_path / "common.yaml", rule(), rule(id="tone.anden", title="En anden", detect={"any": [{"phrases": ["fy"]}]}, tests={"flag": ["fy"], "pass": ["fryd"]}))
    monkeypatch.setenv("KASKET_GUIDELINES", str(tmp_path))
    monkeypatch.delenv("KASKET_WORKBENCH", raising=False)
    return tmp_path


opened = partial(opened_at, PAGE)


def typed(page: AppTest, **texts: str) -> AppTest:
    for key, text in texts.items():
        field = next(one for one in (*page.text_area, *page.text_input) if one.key == key)
        field.set_value(text).run()
        assert not page.exception
    return page


def saved(page: AppTest, reason: str = "Vi har talt om det", author: str = "Mette") -> AppTest:
    typed(page, save_author=author, save_reason=reason)
    page.button(key="save").click().run()
    assert not page.exception
    return page


def test_a_newcomer_writes_a_working_rule_from_nothing_but_a_title(packs):
    page = typed(opened(), new_title="Tak med brod")
    page.button(key="new_rule").click().run()
    assert page.selectbox(key="filter_regel").value == "tone.tak-med-brod"
    assert "Reglen er ikke færdig endnu" in shown(page) and "»Hvorfor«" in shown(page)
    assert page.button(key="save").disabled
    typed(
        page, form_why="Den, der får takken, hører hånen.", form_advice="Kan du sige tak eller lade være?",
        form_phrases="tak for ingenting", form_flag="Tak for ingenting, direktør.", form_passing="Tak for kaffen.",
    )  # fmt: skip
    page.multiselect(key="form_sources").select("l557").run()
    assert "Alle prøver holder" in shown(page)
    assert "Gemt som version 1" in shown(saved(page))
    assert "tak-med-brod" in (packs / "common.yaml").read_text("utf-8")
    assert "tone.tak-med-brod" in rulebook.loaded().rules("union-leader")
    assert [(made.author, made.reason) for made in store.history(packs / "common.yaml")] == [("Mette", "Vi har talt om det")]


def test_tests_run_at_every_change_and_say_what_went_wrong(packs):
    page = typed(opened(pakke="common", regel="tone.proeve"), form_flag="løgn\nusandhed")
    body = shown(page)
    assert "1 af 3 prøver holder ikke" in body
    assert "blev ikke fanget (leder i en fagforening)" in body
    assert page.button(key="save").disabled
    page.checkbox(key="save_anyway").check().run()
    assert not page.button(key="save").disabled


def test_unsaved_rules_stay_in_the_session_over_pages_and_out_of_the_address(packs):
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    typed(page.switch_page(PAGE).run(), new_title="Hemmelighedsfuld")
    page.button(key="new_rule").click().run()
    typed(page, form_why="Hemmelig begrundelse")
    assert "emmelig" not in str(dict(page.query_params))
    page.switch_page("views/check.py").run()
    page.switch_page(PAGE).run()
    page.selectbox(key="filter_regel").select("tone.hemmelighedsfuld").run()
    assert page.text_area(key="form_why").value == "Hemmelig begrundelse"
    assert "emmelig" not in (packs / "common.yaml").read_text("utf-8")


def test_yaml_of_one_rule_goes_to_the_form_and_back(packs):
    page = opened(pakke="common", regel="tone.proeve")
    page.radio(key="work_way").set_value("regel").run()
    box = page.text_area(key="box_rule")
    assert box.value.startswith("- id: tone.proeve\n  title: En prøve")
    box.set_value(box.value.replace("En prøve", "Et nyt navn")).run()
    page.radio(key="work_way").set_value("skema").run()
    assert page.text_input(key="form_title").value == "Et nyt navn"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("advice: Prøv igen.", "advise: Prøv igen.", "<strong>Linje 7:</strong> ukendt nøgle »advise«; mente du »advice«?"),
        ("why: Fordi.", "why: [Fordi.", "Linje 7:"), ("id: tone.proeve", "id: tone.andet", "Linje 1: reglen skal begynde med »id: tone.proeve«"),
    ],
)  # fmt: skip
def test_a_fault_in_yaml_is_told_with_its_line_and_the_text_stays(packs, before, after, told):
    page = opened(pakke="common", regel="tone.proeve")
    page.radio(key="work_way").set_value("regel").run()
    text = page.text_area(key="box_rule").value.replace(before, after)
    page.text_area(key="box_rule").set_value(text).run()
    assert not page.exception
    assert told in shown(page)
    assert page.text_area(key="box_rule").value == text


@pytest.mark.parametrize("text", ["", "🎩", "rules: [", "- a\n- b", "pack: common\nrules: 3", "a: " + "x" * 1_000_000, "pack: common\nrules:\n  - " + "[" * 5000])
def test_whatever_is_typed_as_a_pack_gets_a_line_and_cannot_be_saved_broken(packs, text):
    page = opened(pakke="common", regel="tone.proeve")
    page.radio(key="work_way").set_value("pakke").run()
    page.text_area(key="box_pack").set_value(text).run()
    assert not page.exception
    assert page.button(key="save").disabled
    assert "at rette" in shown(page)
    assert page.text_area(key="box_pack").value == text


def test_a_hostile_rule_is_shown_and_never_run(packs):
    page = typed(opened(), new_title=HOSTILE[:110])
    page.button(key="new_rule").click().run()
    typed(page, form_why=HOSTILE, form_phrases="løgn", form_flag=f"løgn {HOSTILE}", form_passing=HOSTILE)
    page.button(key="weigh").click().run()
    assert "<script>" not in shown(page) and "<img" not in shown(page)
    assert not page.markdown


def test_the_effect_is_seen_before_saving(packs):
    page = typed(opened(pakke="common", regel="tone.proeve"), form_phrases="løgn\nsommerfugl")
    page.selectbox(key="weigh_place").select("pasted").run()
    typed(page, weigh_posts="En sommerfugl satte sig.\n---\nIngen dyr her.\n---\nMin <b>sommerfugl</b>")
    page.button(key="weigh").click().run()
    body = shown(page)
    assert "3 opslag læst: 2 fanges nu." in body
    assert 'En <mark class="k-place k-warn">sommerfugl</mark> satte sig.' in body
    assert "<b>sommerfugl" not in body
    typed(page, form_phrases="sommerfugl")
    assert "siden du sidst så virkningen" in shown(page)


def test_what_is_no_longer_caught_is_told_too(packs):
    page = typed(opened(pakke="common", regel="tone.proeve"), form_phrases="løgnhistorie")
    page.selectbox(key="weigh_place").select("pasted").run()
    typed(page, weigh_posts="Det er løgn.")
    page.button(key="weigh").click().run()
    assert "1 fanges ikke længere" in shown(page)


def test_uploaded_posts_are_read_and_what_cannot_be_read_is_told(packs):
    page = typed(opened(pakke="common", regel="tone.proeve"), form_phrases="løgn\nsommerfugl")
    page.selectbox(key="weigh_place").select("file").run()
    page.file_uploader(key="weigh_file").set_value(("opslag.csv", b"tekst;rolle\nEn sommerfugl;union-leader\n", "text/csv")).run()
    page.button(key="weigh").click().run()
    assert "1 opslag læst: 1 fanges nu." in shown(page)
    page.file_uploader(key="weigh_file").set_value(("opslag.csv", b"a;b\n1;2\n", "text/csv")).run()
    page.button(key="weigh").click().run()
    assert "der er ingen kolonne med tekster i filen" in shown(page)


def test_a_near_miss_becomes_a_test_with_one_click(packs):
    page = opened(pakke="common", regel="tone.proeve")
    page.button(key="weigh").click().run()
    near = page.button(key="near_pass_1")
    assert near.label == "Nr. 1 skal have lov"
    near.click().run()
    assert not page.exception
    assert len(page.text_area(key="form_passing").value.splitlines()) == 2


def test_words_that_another_rule_has_are_told(packs):
    page = typed(opened(pakke="common", regel="tone.proeve"), form_phrases="løgn\nfy")
    page.button(key="weigh").click().run()
    assert "»En anden« leder efter nogle af de samme ord." in shown(page)


def test_a_save_needs_author_and_reason(packs):
    page = typed(opened(pakke="common", regel="tone.proeve"), form_why="Derfor.")
    page.button(key="save").click().run()
    assert "Skriv, hvem du er, og hvorfor" in shown(page)
    assert store.history(packs / "common.yaml") == ()


def test_of_two_who_save_the_second_is_told_and_both_changes_can_be_kept(packs):
    mette, ali = opened(pakke="common", regel="tone.proeve"), opened(pakke="common", regel="tone.anden")
    typed(mette, form_why="Mettes grund.")
    typed(ali, form_why="Alis grund.")
    saved(mette, "Bedre grund")
    body = shown(saved(ali, "Også bedre", "Ali"))
    assert "Mette har gemt »Bedre grund«" in body
    assert "Alis grund." in body and "Mettes grund." in body
    assert ali.text_area(key="form_why").value == "Alis grund."
    ali.button(key="conflict_merge").click().run()
    saved(ali, "Også bedre", "Ali")
    text = (packs / "common.yaml").read_text("utf-8")
    assert "Mettes grund." in text and "Alis grund." in text
    assert [made.author for made in store.history(packs / "common.yaml")] == ["Mette", "Ali"]


def test_where_both_changed_the_same_it_is_said(packs):
    mette, ali = opened(pakke="common", regel="tone.proeve"), opened(pakke="common", regel="tone.proeve")
    saved(typed(mette, form_why="Mettes grund.", form_title="Mettes titel"))
    saved(typed(ali, form_why="Alis grund."), author="Ali")
    ali.button(key="conflict_merge").click().run()
    assert "din rettelse står: tone.proeve" in shown(ali)
    assert (ali.text_area(key="form_why").value, ali.text_input(key="form_title").value) == ("Alis grund.", "Mettes titel")


@pytest.mark.parametrize(("way", "kept"), [("conflict_mine", "Alis grund."), ("conflict_theirs", "Mettes grund.")])
def test_in_a_conflict_one_chooses_whose_text_to_go_on_with(packs, way, kept):
    mette, ali = opened(pakke="common", regel="tone.proeve"), opened(pakke="common", regel="tone.proeve")
    saved(typed(mette, form_why="Mettes grund."))
    saved(typed(ali, form_why="Alis grund."), author="Ali")
    ali.button(key=way).click().run()
    assert not ali.exception
    assert ali.text_area(key="form_why").value == kept


def test_any_version_can_be_undone(packs):
    page = saved(typed(opened(pakke="common", regel="tone.proeve"), form_why="Derfor."))
    assert page.text_area(key="form_why").value == "Derfor."
    page.button(key="undo_1").click().run()
    assert "som den var før version 1" in shown(page)
    assert page.text_area(key="form_why").value == "Fordi."
    assert [made.reason for made in store.history(packs / "common.yaml")][1] == "Fortrudt: Vi har talt om det (version 1)"


def test_changes_can_be_thrown_away(packs):
    page = typed(opened(pakke="common", regel="tone.proeve"), form_why="Derfor.")
    page.button(key="discard").click().run()
    assert page.text_area(key="form_why").value == "Fordi."


def test_a_pack_for_an_organisation_from_nothing(packs):
    page = typed(opened(), new_pack_title="Min Forening", new_pack_name="min-forening")
    page.button(key="new_pack").click().run()
    assert page.selectbox(key="filter_pakke").value == "min-forening"
    assert not (packs / "organisations").exists()
    typed(page, new_title="Vi siger vi")
    page.button(key="new_rule").click().run()
    typed(page, form_why="Fordi.", form_advice="Sig vi.", form_phrases="mig alene", form_flag="Det var mig alene.", form_passing="Det var os.")
    page.multiselect(key="form_sources").select("l557").run()
    saved(page, "Vores første")
    assert (packs / "organisations" / "min-forening.yaml").exists()
    assert [pack.name for pack in rulebook.loaded().organisations()] == ["min-forening"]


@pytest.mark.parametrize("name", ["", "../ude", "Æbler", "common", "a b", "/etc/passwd"])
def test_a_bad_name_for_a_pack_is_told(packs, name):
    page = typed(opened(), new_pack_name=name)
    page.button(key="new_pack").click().run()
    assert not page.exception
    assert page.selectbox(key="filter_pakke").value == "common"
    assert "skal hedde" in shown(page) or "findes allerede" in shown(page)


def test_a_pack_that_was_sent_is_told_before_it_is_saved(packs, tmp_path_factory, monkeypatch):
    text = bundle.export(rulebook.loaded(), "common")
    elsewhere = tmp_path_factory.mktemp("andre")
    write_pack(elsewhere / "egen.yaml", rule(id="tone.egen"))
    monkeypatch.setenv("KASKET_GUIDELINES", str(elsewhere))
    page = opened()
    page.file_uploader(key="import_file").set_value(("common.kasket.yaml", text.encode(), "text/yaml")).run()
    assert "Filen har 1 pakke: common." in shown(page)
    assert not (elsewhere / "common.yaml").exists()
    typed(page, save_author="Mette")
    page.button(key="import").click().run()
    assert (elsewhere / "common.yaml").read_text("utf-8") == (packs / "common.yaml").read_text("utf-8")


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"", b"kasket: pakke-1", "🎩".encode(), b"x: " + b"y" * 1_000_000])
def test_a_bad_file_is_refused_in_a_line(packs, raw):
    page = opened()
    page.file_uploader(key="import_file").set_value(("x.yaml", raw, "text/yaml")).run()
    assert not page.exception
    assert "import" not in [button.key for button in page.button]


def test_where_one_may_not_write_everything_can_be_tried_and_nothing_saved(packs, monkeypatch):
    monkeypatch.setenv("KASKET_WORKBENCH", "read")
    page = typed(opened(pakke="common", regel="tone.proeve"), form_why="Derfor.")
    assert "ikke gemme" in shown(page)
    assert "save" not in [button.key for button in page.button]
    assert "Alle prøver holder" in shown(page)


def test_who_reaches_the_app_from_elsewhere_may_not_write_unless_it_is_said(packs, monkeypatch):
    monkeypatch.setattr("streamlit.get_option", lambda name: "0.0.0.0" if name == "server.address" else None)
    assert not rulebook.may_write()
    monkeypatch.setenv("KASKET_WORKBENCH", "write")
    assert rulebook.may_write()


@pytest.mark.parametrize("params", [{"pakke": "findes-ikke"}, {"regel": "findes.ikke"}, {"pakke": "<b>", "regel": "🎩"}])
def test_an_unknown_pack_or_rule_in_the_address_counts_as_none(packs, params):
    page = opened(**params)
    assert page.selectbox(key="filter_pakke").value == "common"


def test_a_file_changed_outside_the_app_is_read_again(packs):
    page = opened(pakke="common", regel="tone.proeve")
    file = packs / "common.yaml"
    text, base = store.read(file)
    store.save(file, edit.set_key(text, "tone.proeve", "why", "Udefra."), base=base, author="Ali", reason="Rettet", day=date(2026, 5, 1))
    page.run()
    assert page.text_area(key="form_why").value == "Udefra."
