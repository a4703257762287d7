"""Loading packs: layers, and one readable error with the right line for each thing that is wrong."""

from pathlib import Path

import pytest

from analysis import guidelines
from analysis.model import ROLES, Setting
from analysis.review import Reviewer
from tests.helpers import GUIDELINES, alarms, reviewer_of, rule, write_pack

GOOD = """\
pack: proeve
title: Prøve
rules:
  - id: tone.god
    title: God
    category: tone
    kind: consider
    severity: warn
    why: Fordi.
    advice: Prøv.
    sources: [l557]
    detect: {any: [{phrases: [løgn]}]}
    tests: {flag: [løgn], pass: [sandhed]}
"""
BAD = """\
  - id: tone.daarlig
    title: Dårlig
    category: tone
    kind: consider
    severity: warn
    why: Fordi.
    advice: Prøv.
    sources: [l557]
    detect: {any: [{phrases: [svindel]}]}
    tests: {flag: [svindel], pass: [sandhed]}
"""


def problems(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "p.yaml").write_text(text, "utf-8")
    loaded = guidelines.load(tmp_path / "p.yaml")
    assert "tone.god" in loaded.rules("union-leader"), "den gode regel skal stadig virke"
    return [f"{problem.line}: {problem.message}" for problem in loaded.problems]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    title: Dårlig\n", "    titel: Dårlig\n", "15: ukendt nøgle »titel«; mente du »title«?"),
        ("    title: Dårlig\n", "", "14: mangler »title«"),
        ("category: tone", "category: tonen", "16: »category« kan ikke være »tonen«"),
        ("kind: consider", "kind: forbud", "17: »kind« kan ikke være »forbud«"),
        ("severity: warn", "severity: slem", "18: »severity« kan ikke være »slem«"),
        ("severity: warn", "severity: may", "»may« er kun for tilladelser"),
        ("sources: [l557]", "sources: [findes-ikke]", "21: kilden »findes-ikke« står hverken i pakken eller i sources.yaml"),
        ("phrases: [svindel]", "fraser: [svindel]", "22: ukendt nøgle »fraser«; mente du »phrases«?"),
        ("phrases: [svindel]", "regex: '(['", "22: udtrykket kan ikke læses"),
        ("phrases: [svindel]", "regex: 'a*'", "22: udtrykket passer også på ingenting"),
        ("phrases: [svindel]", "pattern: '..3'", "22: mønstret »..3« har ikke et eneste fast ord"),
        ("phrases: [svindel]", "pattern: [{LEMMA: løgn}]", "22: LEMMA kræver en sprogmodel"),
        ("phrases: [svindel]", "pattern: [{LOWR: løgn}]", "22: spaCy kan ikke læse mønstret"),
        ("phrases: [svindel]", "class: findes_ikke", "22: ordklassen »findes_ikke« findes ikke"),
        ("phrases: [svindel]", "measure: lix", "et mål skal have »above« eller »below«"),
        ("phrases: [svindel]", "personal_data: sko", "»personal_data« kan ikke være »sko«"),
        ("phrases: [svindel]", "scope: [negated]", "»scope« kan kun stå under »unless«"),
        ("phrases: [svindel]", "phrases: [a], regex: b", "hvert punkt skal have netop én slags"),
        ("phrases: [svindel]", "absent: {phrases: [a]}", "»absent« skal have et »given«"),
        ("flag: [svindel], ", "", "23: mangler en prøve under »flag«"),
        ("id: tone.daarlig", "id: tone.god", "14: regelnavnet står også i linje 4"),
        ("id: tone.daarlig", "id: Dårlig", "14: »Dårlig« er ikke et regelnavn"),
        ("title: Dårlig", "title: 'Dårlig", "15: et anførselstegn mangler sin makker"),
        ("title: Dårlig", "title: Se her: nu", "15: et kolon midt i en tekst"),
        ("title: Dårlig", "\ttitle: Dårlig", "15: der står et tabulatortegn"),
        ("title: Dårlig", "title: Dårlig\n    title: Igen", "16: nøglen »title« står to gange"),
        ("title: Dårlig", "title: !!python/name:os.system", "15: mærket"),
        ("    why: Fordi.", "    when: {from: 2026-11-17, until: 2026-09-01}\n    why: Fordi.", "»from« ligger efter »until«"),
    ],
)
def test_one_bad_rule_is_one_readable_error(tmp_path, old, new, expected):
    assert old in BAD
    assert any(expected in line for line in problems(tmp_path, GOOD + BAD.replace(old, new)))


def test_many_broken_rules_give_one_error_each_and_the_good_one_works(tmp_path):
    broken = "".join(BAD.replace("tone.daarlig", f"tone.nr{number}").replace("kind: consider", "kind: nej") for number in range(50))
    found = problems(tmp_path, GOOD + broken)
    assert [int(line.split(":")[0]) for line in found] == [17 + 10 * number for number in range(50)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xff\xfe\x00", "ikke UTF-8"),
        (b"a" * 2_100_000, "mere end 2 MB"),
        (b"- bare\n- en liste", "ikke en pakke"),
        (b"", "ikke en pakke"),
        (b"[" * 5000, "dybere"),
        (b"a: &x [1]\nrules: [*x, *x, *x]", "aliaser"),
    ],
)
def test_a_file_that_is_no_pack_is_named(tmp_path, content, expected):
    (tmp_path / "p.yaml").write_bytes(content)
    assert any(expected in str(problem) for problem in guidelines.load(tmp_path).problems)


def test_a_missing_directory_and_a_missing_pack_are_said(tmp_path):
    assert "findes ikke" in str(guidelines.load(tmp_path / "findes-ikke").problems[0])
    assert "ingen pakker" in str(guidelines.load(tmp_path).problems[0])
    write_pack(tmp_path / "union-leader.yaml", rule(), extends=["common"])
    loaded = guidelines.load(tmp_path)
    assert any("pakken »common« findes ikke her" in str(problem) for problem in loaded.problems)
    assert loaded.rules("union-leader")


def test_layers_add_tighten_and_switch_off(tmp_path):
    write_pack(tmp_path / "common.yaml", rule(), rule(id="tone.anden"))
    write_pack(
        tmp_path / "union-leader.yaml",
        rule(id="tone.egen"),
        extends=["common"],
        change=[{"id": "tone.proeve", "severity": "stop"}],
        off=[{"id": "tone.anden", "reason": "Vi siger det højt"}],
    )
    loaded = guidelines.load(tmp_path)
    union, other = loaded.rules("union-leader"), loaded.rules("municipal-manager")
    assert {name: r.severity("union-leader") for name, r in union.items()} == {"tone.proeve": "stop", "tone.egen": "warn"}
    assert {name: r.severity("municipal-manager") for name, r in other.items()} == {"tone.proeve": "warn", "tone.anden": "warn"}


def test_packs_in_a_circle_still_load(tmp_path):
    write_pack(tmp_path / "common.yaml", rule(), extends=["union-leader"])
    write_pack(tmp_path / "union-leader.yaml", rule(id="tone.egen"), extends=["common"])
    assert set(guidelines.load(tmp_path).rules("union-leader")) == {"tone.proeve", "tone.egen"}


def test_a_rule_can_be_off_for_a_role():
    reviewer = reviewer_of(rule(severity={"default": "warn", "union-leader": "off"}))
    assert alarms(reviewer.review("løgn", Setting("municipal-manager"))) == ["løgn"]
    assert alarms(reviewer.review("løgn", Setting("union-leader"))) == []


def test_a_rule_that_needs_understanding_says_that_it_is_off(tmp_path):
    guidelines = GUIDELINES / "common.yaml"
    reviewer = Reviewer.load(guidelines, tmp_path / "none.npz")
    assert "Forståelsen er slået fra" in reviewer.problems[0]
    assert alarms(reviewer_of(rule(detect={"any": [{"understood": "tone"}, {"phrases": ["løgn"]}]})).review("løgn")) == ["løgn"]


def test_the_shipped_packs_load_without_a_problem(reviewer):
    assert reviewer.problems == ()
    assert all(reviewer.guidelines.rules(role) for role in ROLES)


def test_every_source_of_the_shipped_rules_is_used_and_named(reviewer):
    used = {source.key for r in reviewer.guidelines.all_rules() for source in r.sources}
    assert used <= set(reviewer.guidelines.sources)
    assert all(source.title and (source.url == "" or source.url.startswith("http")) for source in reviewer.guidelines.sources.values())


def test_the_shipped_directory_is_where_the_command_line_looks():
    assert (GUIDELINES / "common.yaml").is_file()
    assert set(Reviewer.load(GUIDELINES).guidelines.packs) >= {"common", "digital-leadership", *ROLES}
