"""Layers: an organisation and its departments on top of the role; who set what; and what nobody may loosen."""

from datetime import date
from pathlib import Path

import pytest

from analysis import guideline_diff, guidelines
from analysis.model import ROLES, Setting
from analysis.review import Reviewer
from tests.helpers import GUIDELINES, alarms, rule, write_pack

SINCE = {"reason": "Vi har talt om det", "since": date(2026, 5, 1)}
MANAGER = "municipal-manager"


def packs(directory: Path, **changes) -> Path:
    """common, two roles, an organisation and two departments; `changes` adds keys to the packs by name."""
    (directory / "organisations").mkdir(exist_ok=True)
    layers = {
        "common": ({}, [rule(), rule(id="tone.anden", detect={"any": [{"phrases": ["svindel"]}]}, tests={"flag": ["svindel"], "pass": ["x"]}),
                        rule(id="tone.jura", severity="stop")]),
        MANAGER: ({"extends": ["common"]}, []),
        "union-leader": ({"extends": ["common"]}, []),
        "organisations/by": ({"extends": [MANAGER]}, [rule(id="by.egen", severity={"default": "warn"})]),
        "organisations/by-boern": ({"for": "department", "extends": ["by"]}, [rule(id="by.boern")]),
        "organisations/by-aeldre": ({"for": "department", "extends": ["by"]}, [rule(id="by.aeldre")]),
    }  # fmt: skip
    for name, (keys, rules) in layers.items():
        write_pack(directory / f"{name}.yaml", *rules, **{**keys, **changes.get(Path(name).name.replace("-", "_"), {})})
    return directory


def lines(loaded: guidelines.Guidelines) -> list[str]:
    return [str(problem) for problem in loaded.problems]


def test_an_organisation_holds_only_for_those_who_choose_it(tmp_path):
    loaded = guidelines.load(packs(tmp_path))
    assert lines(loaded) == []
    assert set(loaded.rules(MANAGER)) == {"tone.proeve", "tone.anden", "tone.jura"}
    assert set(loaded.rules(MANAGER, "by")) == {"tone.proeve", "tone.anden", "tone.jura", "by.egen"}
    assert set(loaded.rules(MANAGER, "by-boern")) == {"tone.proeve", "tone.anden", "tone.jura", "by.egen", "by.boern"}
    assert [pack.name for pack in loaded.organisations()] == ["by-aeldre", "by-boern", "by"]
    assert loaded.organisations("union-leader") == ()


@pytest.mark.parametrize("organisation", ["by", "findes-ikke", "common"])
def test_an_organisation_that_does_not_hold_for_the_role_is_said(tmp_path, organisation):
    reviewer = Reviewer.load(packs(tmp_path), model=None)
    with pytest.raises(ValueError, match=f"»{organisation}« gælder ikke for rollen union-leader"):
        reviewer.review("løgn", Setting("union-leader", organisation=organisation))


def test_a_leader_of_one_department_is_never_hit_by_anothers_rules(tmp_path):
    off = {"off": [{"id": "tone.proeve", **SINCE}]}
    reviewer = Reviewer.load(packs(tmp_path, by_aeldre=off), model=None)
    hit = {name: {f.rule for f in reviewer.findings("løgn", Setting(MANAGER, organisation=name))} for name in (None, "by", "by-boern", "by-aeldre")}
    assert hit == {
        None: {"tone.proeve", "tone.jura"},
        "by": {"tone.proeve", "tone.jura", "by.egen"},
        "by-boern": {"tone.proeve", "tone.jura", "by.egen", "by.boern"},
        "by-aeldre": {"tone.jura", "by.egen", "by.aeldre"},
    }


def test_every_key_says_which_layer_set_it(tmp_path):
    change = {"change": [{"id": "tone.proeve", "severity": "consider", **SINCE}]}
    later = {"change": [{"id": "tone.proeve", "advice": "Spørg en kollega.", "reason": "Vores eget råd", "since": date(2026, 6, 1)}]}
    off = {"off": [{"id": "tone.anden", "reason": "Vi siger det højt", "since": date(2026, 4, 1)}]}
    loaded = guidelines.load(packs(tmp_path, by={**change, **off}, by_boern=later))
    rules = {one.rule.id: one for one in loaded.effective(MANAGER, "by-boern")}
    proeve, anden = rules["tone.proeve"], rules["tone.anden"]
    assert (proeve.severity, proeve.rule.advice, proeve.off, proeve.is_changed) == ("consider", "Spørg en kollega.", None, True)
    assert {key: proeve.origins[key].pack for key in ("title", "severity", "advice")} == {"title": "common", "severity": "by", "advice": "by-boern"}
    assert (proeve.origins["severity"].reason, proeve.origins["severity"].since) == ("Vi har talt om det", date(2026, 5, 1))
    written = Path(proeve.origins["severity"].file).read_text("utf-8").splitlines()
    assert written[proeve.origins["severity"].line - 1].strip() == "severity: consider"
    assert (anden.off.pack, anden.off.reason, anden.off.since) == ("by", "Vi siger det højt", date(2026, 4, 1))
    assert not rules["tone.jura"].is_changed
    assert "tone.anden" not in loaded.rules(MANAGER, "by-boern")
    assert "tone.anden" in loaded.rules(MANAGER)


def test_a_rule_that_is_not_for_the_role_is_listed_as_off(tmp_path):
    write_pack(tmp_path / "common.yaml", rule(severity={"default": "warn", MANAGER: "off"}))
    (one,) = guidelines.load(tmp_path).effective(MANAGER)
    assert (one.severity, one.off.pack, one.off.reason) == ("off", "common", "Reglen er ikke skrevet til denne rolle.")


def test_a_severity_for_one_role_leaves_the_others(tmp_path):
    by = {"extends": [MANAGER, "union-leader"], "change": [{"id": "tone.proeve", "severity": {MANAGER: "stop"}, **SINCE}]}
    loaded = guidelines.load(packs(tmp_path, by=by))
    assert lines(loaded) == []
    assert [loaded.rules(role, "by")["tone.proeve"].severity(role) for role in (MANAGER, "union-leader")] == ["stop", "warn"]


@pytest.mark.parametrize(
    ("pack", "keys", "expected"),
    [
        ("by", {"off": [{"id": "tone.proeve", "reason": "Nej"}]}, "by.yaml:6: mangler »since«"),
        ("by", {"change": [{"id": "tone.proeve", "severity": "note", "since": date(2026, 5, 1)}]}, "by.yaml:6: mangler »reason«"),
        ("by", {"off": [{"id": "tone.jura", **SINCE}]}, "by.yaml:6: reglen er »stop«"),
        ("by", {"change": [{"id": "tone.jura", "severity": "warn", **SINCE}]}, "by.yaml:6: reglen er »stop«"),
        ("by", {"change": [{"id": "tone.jura", "detect": {"any": [{"phrases": ["noget helt andet"]}]}, **SINCE}]}, "by.yaml:6: reglen er »stop«"),
        ("by", {"change": [{"id": "tone.jura", "when": {"platforms": ["x"]}, **SINCE}]}, "by.yaml:6: reglen er »stop«"),
        ("by", {"change": [{"id": "findes.ikke", "severity": "note", **SINCE}]}, "by.yaml:6: reglen »findes.ikke« findes ikke i nogen pakke"),
        ("by_boern", {"off": [{"id": "by.aeldre", **SINCE}]}, "by-boern.yaml:7: reglen »by.aeldre« findes ikke i det, pakken bygger på"),
        ("by", {"extends": ["findes-ikke"]}, "by.yaml:3: pakken »findes-ikke« findes ikke her"),
        ("by", {"extends": ["by-boern"]}, "i ring (by → by-boern → by)"),
        ("common", {"extends": ["by"]}, "»common« gælder alle og kan ikke bygge på »by«"),
        ("by", {"for": "alle"}, "»for« kan ikke være »alle«; vælg mellem organisation, department, trade"),
        ("by", {"sources": {"l557": {"title": "En anden lov"}}}, "kilden »l557« findes allerede"),
        ("by", {"vocabulary": {"consent": {"entries": ["nej"]}}}, "ordklassen »consent« findes allerede"),
    ],
)
def test_bad_layering_is_one_readable_line_and_the_law_still_holds(tmp_path, pack, keys, expected):
    loaded = guidelines.load(packs(tmp_path, **{pack: keys}))
    assert any(expected in line for line in lines(loaded)), lines(loaded)
    for name in (None, *(pack.name for pack in loaded.organisations(MANAGER))):
        assert loaded.rules(MANAGER, name)["tone.jura"].severity(MANAGER) == "stop"
        assert loaded.rules(MANAGER, name)["tone.jura"].any[0].entries == ("løgn",)


def test_an_organisation_may_write_its_own_words_about_the_law(tmp_path):
    change = {"change": [{"id": "tone.jura", "role_note": "Spørg juristen.", **SINCE}]}
    loaded = guidelines.load(packs(tmp_path, by=change))
    assert lines(loaded) == []
    assert loaded.rules(MANAGER, "by")["tone.jura"].role_note == "Spørg juristen."


def test_an_organisation_cannot_replace_a_rule_by_writing_it_anew(tmp_path):
    packs(tmp_path)
    write_pack(tmp_path / "organisations" / "by.yaml", rule(id="tone.jura", severity="note"), extends=[MANAGER])
    loaded = guidelines.load(tmp_path)
    assert any("findes allerede i pakken »common«" in line for line in lines(loaded))
    assert loaded.rules(MANAGER, "by")["tone.jura"].severity(MANAGER) == "stop"


def test_a_pack_may_carry_its_own_sources_and_words(tmp_path):
    own = {"sources": {"by-politik": {"title": "Byens politik"}}, "vocabulary": {"by_ord": {"entries": ["snask"]}}}
    packs(tmp_path)
    write_pack(tmp_path / "organisations" / "by.yaml",
               rule(id="by.ord", sources=["by-politik"], detect={"any": [{"class": "by_ord"}]}, tests={"flag": ["snask"], "pass": ["x"]}),
               extends=[MANAGER], **own)  # fmt: skip
    reviewer = Reviewer.load(tmp_path, model=None)
    assert not any("ord" in problem for problem in reviewer.problems)
    (finding,) = reviewer.review("snask", Setting(MANAGER, organisation="by-boern")).findings
    assert finding.sources[0].title == "Byens politik"


@pytest.mark.parametrize("name", ["plejernes-landsforbund", "solvig-kommune", "solvig-boern-og-unge", "solvig-aeldre-og-omsorg"])
def test_the_example_organisations_add_tighten_loosen_and_switch_off(reviewer, name):
    loaded = reviewer.guidelines
    pack = loaded.packs[name]
    assert pack.off and pack.changes and all(entry.reason and entry.since for entry in (*pack.off, *pack.changes))
    for one in pack.rules.values():
        texts = {expect: {test.text for test in one.tests if test.expect == expect} for expect in ("flag", "pass")}
        assert len(texts["flag"]) >= 3 and len(texts["pass"]) >= 3, one.id
        assert len(set(one.severities.values())) > 1, f"{one.id} siger ikke, hvad der gælder for hvem"
    plain = {name for role in ROLES for name in loaded.rules(role)}
    assert not plain & set(pack.rules)


def test_a_department_of_the_example_is_not_hit_by_the_other(reviewer):
    text = "Stue 12 er ledig fra mandag på Åhjemmet. Der er samtykke på Aula."
    found = {name: {f.rule for f in reviewer.findings(text, Setting(MANAGER, organisation=name))} for name in ("solvig-boern-og-unge", "solvig-aeldre-og-omsorg")}
    assert "solvig-aeldre.doed-og-pladser" in found["solvig-aeldre-og-omsorg"] - found["solvig-boern-og-unge"]
    assert "solvig-boern.samtykke-til-dette-opslag" in found["solvig-boern-og-unge"] - found["solvig-aeldre-og-omsorg"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (rule(), []),
        (rule(severity={"default": "warn", MANAGER: "consider"}), [("loosened", "løsnet fra »warn« til »consider« for kommunale ledere")]),
        (rule(severity="stop"), [("tightened", "strammet fra »warn« til »stop« for alle")]),
        (rule(title="Nyt navn", advice="Nyt råd her."), [("texts", "ændret i overskriften og rådet for alle")]),
        (rule(tests={"flag": ["løgn", "løgne"], "pass": ["sandhed"]}), [("tests", "prøverne er ændret (2 før, 3 nu) for alle")]),
        (rule(detect={"any": [{"phrases": ["løgn", "sludder"]}]}), [("detect", "ændret i det, reglen leder efter for alle")]),
        (rule(id="tone.andet"), [("new", "ny regel (»warn«) for alle"), ("removed", "fjernet for alle")]),
        (rule(severity={"default": "warn", MANAGER: "off"}), [("off", "slået fra, fordi: Reglen er ikke skrevet til denne rolle, for kommunale ledere")]),
    ],
)
def test_the_difference_is_told_in_words(tmp_path, after, expected):
    before, later = (guidelines.load(write_pack(tmp_path / f"{n}.yaml", one, pack="p")) for n, one in enumerate((rule(), after)))
    assert [(change.kind, change.message) for change in guideline_diff.compare(before, later)] == expected


def test_what_changes_in_an_organisation_is_said_for_it_alone(tmp_path):
    (tmp_path / "a").mkdir(), (tmp_path / "b").mkdir()
    before = guidelines.load(packs(tmp_path / "a"))
    after = guidelines.load(packs(tmp_path / "b", by={"off": [{"id": "tone.proeve", **SINCE}], "title": "Byen"}))
    told = [str(change) for change in guideline_diff.compare(before, after)]
    assert told == ["tone.proeve: slået fra, fordi: Vi har talt om det, for kommunale ledere i Byen"]
    assert guideline_diff.compare(before, before) == ()


def test_alarms_of_an_organisation_reach_the_review(tmp_path):
    reviewer = Reviewer.load(packs(tmp_path, by={"change": [{"id": "tone.proeve", "severity": "note", **SINCE}], "off": []}), model=None)
    assert alarms(reviewer.review("løgn", Setting(MANAGER, organisation="by"))) == ["løgn"]


def test_the_shipped_organisations_are_found(reviewer):
    assert {pack.name for pack in reviewer.guidelines.organisations()} == {path.stem for path in (GUIDELINES / "organisations").glob("*.yaml")}


def test_a_severity_for_a_role_the_pack_does_not_hold_for_is_said(tmp_path):
    change = {"change": [{"id": "tone.proeve", "severity": {"union-leader": "warn", MANAGER: "warn"}, **SINCE}]}
    loaded = guidelines.load(packs(tmp_path, by=change))
    (told,) = lines(loaded)
    assert "pakken gælder ikke for rollen union-leader, så den har ingen virkning her" in told
    assert loaded.rules(MANAGER, "by")["tone.proeve"].severity(MANAGER) == "warn"
