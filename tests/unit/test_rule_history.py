"""The versions of a pack that touched one rule."""

from datetime import date

from analysis.workbench import edit, rule_history, store
from tests.helpers import rule, write_pack

WHO = {"author": "Mette", "reason": "Kortere", "day": date(2026, 5, 1)}


def test_only_versions_that_touched_the_rule_are_told_newest_first(tmp_path):
    file = write_pack(tmp_path / "common.yaml", rule(), rule(id="tone.anden"))
    for name, title in (("tone.proeve", "Et"), ("tone.anden", "To"), ("tone.proeve", "Tre")):
        text, base = store.read(file)
        store.save(file, edit.set_key(text, name, "title", title), base=base, **WHO)
    made = rule_history.changes_of(file, "tone.proeve")
    assert [change.version.id for change in made] == [3, 1]
    assert "-  title: Et" in made[0].lines and "+  title: Tre" in made[0].lines
    assert [change.version.id for change in rule_history.changes_of(file, "tone.anden")] == [2]


def test_a_rule_is_found_where_it_is_changed_or_switched_off(tmp_path):
    text = "off:\n  - {id: tone.a, reason: Nej}\nchange:\n  - id: tone.b\n    severity: note\nrules: []\n"
    assert rule_history.lines_of(text, "tone.a") == ["- {id: tone.a, reason: Nej}"]
    assert rule_history.lines_of(text, "tone.b") == ["- id: tone.b", "  severity: note"]
    assert rule_history.lines_of(text, "tone") == []


def test_a_pack_never_saved_here_has_no_history(tmp_path):
    assert rule_history.changes_of(write_pack(tmp_path / "common.yaml", rule()), "tone.proeve") == ()
