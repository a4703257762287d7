"""Two who changed one pack at the same time: both changes stand, and what both changed is told."""

import pytest
import yaml

from analysis.workbench.edit import CannotEdit, remove_rule, set_key, set_rule, set_top
from analysis.workbench.merge import merge
from tests.helpers import rule, write_pack


@pytest.fixture
def begun(tmp_path):
    return write_pack(tmp_path / "common.yaml", rule(), rule(id="tone.anden")).read_text("utf-8")


def rules(text):
    return {one["id"]: one for one in yaml.safe_load(text)["rules"]}


def test_two_keys_of_one_rule_and_two_rules_are_both_kept(begun):
    mine = set_key(set_rule(begun, rule(id="tone.min")), "tone.proeve", "advice", "Mit råd")
    theirs = set_key(set_key(begun, "tone.proeve", "why", "Deres grund"), "tone.anden", "title", "Deres")
    made = merge(begun, mine, theirs)
    found = rules(made.text)
    assert (found["tone.proeve"]["advice"], found["tone.proeve"]["why"]) == ("Mit råd", "Deres grund")
    assert found["tone.anden"]["title"] == "Deres"
    assert "tone.min" in found
    assert made.contested == ()


def test_what_both_changed_is_mine_and_is_told(begun):
    made = merge(begun, set_key(begun, "tone.proeve", "why", "Min"), set_key(begun, "tone.proeve", "why", "Deres"))
    assert rules(made.text)["tone.proeve"]["why"] == "Min"
    assert made.contested == (("tone.proeve", "why"),)


def test_keys_of_the_pack_are_merged_too(begun):
    made = merge(begun, set_top(begun, "description", "Min"), set_top(begun, "title", "Deres"))
    assert (yaml.safe_load(made.text)["description"], yaml.safe_load(made.text)["title"]) == ("Min", "Deres")


def test_a_rule_i_took_away_goes_unless_they_changed_it(begun):
    mine = remove_rule(begun, "tone.anden")
    assert "tone.anden" not in rules(merge(begun, mine, set_key(begun, "tone.proeve", "why", "Deres")).text)
    kept = merge(begun, mine, set_key(begun, "tone.anden", "why", "Deres"))
    assert "tone.anden" in rules(kept.text)
    assert kept.contested == (("tone.anden", "id"),)


def test_a_text_that_cannot_be_read_is_not_merged(begun):
    with pytest.raises(CannotEdit, match="kan ikke læses"):
        merge(begun, "rules: [", begun)
