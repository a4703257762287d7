"""A rule to and from the form: what was not touched stays as it was written."""

from dataclasses import replace

import pytest

from analysis.workbench import edit
from analysis.workbench.fields import Fields, fields_of, new_id, rule_of, with_test
from tests.helpers import reviewer_of, rule


def test_every_shipped_rule_goes_through_the_form_unchanged(reviewer):
    for pack in reviewer.guidelines.packs.values():
        for one in pack.rules.values():
            assert rule_of(fields_of(one.data), one.data) == one.data


def test_one_field_changes_one_key(reviewer):
    data = next(iter(reviewer.guidelines.packs["common"].rules.values())).data
    changed = rule_of(replace(fields_of(data), why="Derfor."), data)
    assert {key for key in data if data[key] != changed[key]} == {"why"}


def test_a_rule_from_an_empty_form_holds(reviewer):
    form = Fields(
        title="Spydig tak", why="Fordi.", advice="Sig tak.", phrases="tak for ingenting\n\ntak for lort*", exceptions="=nej tak",
        scopes=("quoted",), sources=("l557",), flag="Tak for ingenting!\n", passing="Tak for kaffen.",
    )  # fmt: skip
    data = rule_of(form, {"id": new_id("Spydig tak", "tone", ())})
    assert data["id"] == "tone.spydig-tak"
    assert data["detect"] == {"any": [{"phrases": ["tak for ingenting", "tak for lort*"]}], "unless": [{"scope": ["quoted"]}, {"phrases": ["=nej tak"]}]}
    assert reviewer_of({**data, "severity": "consider"}).problems == ()


def test_severity_is_one_word_where_it_is_one_and_roles_where_not():
    data = rule()
    assert rule_of(replace(fields_of(data), severity=("stop",) * 4), data)["severity"] == "stop"
    mixed = rule_of(replace(fields_of(data), severity=("stop", "warn", "warn", "off")), data)["severity"]
    assert mixed == {"default": "warn", "union-leader": "stop", "elected-politician": "off"}
    assert "severity" not in rule_of(replace(fields_of(data), kind="may"), data)
    some = rule_of(replace(fields_of(data), kind="may", severity=("off", "warn", "warn", "warn")), data)
    assert some["severity"] == {"default": "may", "union-leader": "off"}


def test_tests_with_a_setting_stay_when_others_change():
    data = rule(tests={"flag": ["løgn", {"text": "løgn", "role": "union-leader"}], "pass": ["sandhed"]})
    changed = rule_of(replace(fields_of(data), flag="løgn\nløgnhals"), data)
    assert changed["tests"]["flag"] == ["løgn", "løgnhals", {"text": "løgn", "role": "union-leader"}]


def test_phrases_keep_their_place_among_the_other_conditions():
    data = rule(detect={"any": [{"regex": "x"}, {"phrases": ["a"]}, {"class": "health"}]})
    changed = rule_of(replace(fields_of(data), phrases="b"), data)["detect"]["any"]
    assert changed == [{"regex": "x"}, {"phrases": ["b"]}, {"class": "health"}]


@pytest.mark.parametrize(("text", "told"), [("pattern: x", "linje 1: skriv en liste"), ("- a: [", "linje"), ("- &a x\n- *a", "aliaser")])
def test_yaml_that_is_no_list_is_told_with_its_line(text, told):
    with pytest.raises(edit.CannotEdit, match=told):
        rule_of(replace(fields_of(rule()), other=text), rule())


@pytest.mark.parametrize("data", [{}, {"detect": 3, "tests": [], "sources": "l557", "severity": 4}, {"detect": {"any": ["x", {}]}, "tests": {"flag": 1}}])
def test_half_written_rules_can_be_shown(data):
    assert isinstance(fields_of(data), Fields)


def test_a_name_is_never_taken_twice():
    assert new_id("Åh, nej! 🎩", "tone", ["tone.aah-nej", "tone.aah-nej-2"]) == "tone.aah-nej-3"
    assert new_id("🎩", "rolle", []) == "rolle.ny-regel"


def test_a_test_is_added_once():
    data = with_test(with_test(rule(), "pass", "Ny"), "pass", "Ny")
    assert data["tests"] == {"flag": ["løgn"], "pass": ["sandhed", "Ny"]}
