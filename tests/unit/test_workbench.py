"""Behind the workbench: edits that touch only what they should, drafts tried unsaved, and the effect on posts."""

import difflib
from pathlib import Path

import pytest

from analysis import guidelines, located_yaml
from analysis.posts.post import Post
from analysis.review import Reviewer
from analysis.workbench import bundle, draft, edit, effect, near_misses, overlaps
from analysis.workbench.firing import setting_of
from tests.helpers import GUIDELINES, ROOT, rule, write_pack

PACK = """\
# Vores pakke
pack: common        # navnet
title: Fælles
rules:
  # Den første
  - id: tone.et
    title: Et            # kort
    category: tone
    kind: consider
    severity: warn
    why: Fordi.
    advice: Prøv.
    sources: [l557]
    detect: {any: [{phrases: [løgn]}]}
    tests:
      flag: [løgn]   # skal fanges
      pass: [sandhed]

  # Den anden
  - id: tone.to
    title: To
    category: tone
    kind: consider
    severity: consider
    why: Fordi.
    advice: Prøv.
    sources: [l557]
    detect: {any: [{phrases: [svindel]}]}
    tests: {flag: [svindel], pass: [ærlighed]}
"""


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    told = list(difflib.ndiff(before.split("\n"), after.split("\n")))
    return tuple([line[2:] for line in told if line.startswith(mark)] for mark in ("- ", "+ "))


def test_one_key_changes_one_line_and_comments_stay():
    after = edit.set_key(PACK, "tone.et", "severity", "stop")
    assert changed_lines(PACK, after) == (["    severity: warn"], ["    severity: stop"])
    assert after.count("#") == PACK.count("#")


def test_a_rule_is_added_last_replaced_in_place_and_taken_away():
    added = edit.set_rule(PACK, rule(id="tone.tre"))
    assert [r["id"] for r in located_yaml.checked(added, "").data["rules"]] == ["tone.et", "tone.to", "tone.tre"]
    assert added.startswith(PACK)
    replaced = edit.set_rule(added, rule(id="tone.to", title="Nyt navn"))
    assert [r["title"] for r in located_yaml.checked(replaced, "").data["rules"]] == ["Et", "Nyt navn", "En prøve"]
    assert edit.remove_rule(replaced, "tone.to").count("tone.to") == 0
    assert edit.remove_rule(edit.remove_rule(PACK, "tone.et"), "tone.to").rstrip().endswith("rules: []\n  # Den første\n  # Den anden")


@pytest.mark.parametrize("written", ["- id: tone.et\n  title: Mit   # min egen\n", "id: tone.et\ntitle: Mit   # min egen", "    - id: tone.et\n      title: Mit   # min egen\n"])
def test_a_rule_as_yaml_is_put_in_as_it_was_written(written):
    after = edit.set_rule(PACK, written)
    assert "  - id: tone.et\n    title: Mit   # min egen\n" in after
    assert located_yaml.checked(after, "").data["rules"][0] == {"id": "tone.et", "title": "Mit"}


@pytest.mark.parametrize("written", ["- id: 'x", "id: [", "titel: uden navn", "!!python/name:os.system", "- a\n- b", "", "&a [*a]"])
def test_yaml_that_is_no_rule_is_refused_in_one_line(written):
    with pytest.raises(edit.CannotEdit) as refused:
        edit.set_rule(PACK, written)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("value", ["off", "yes", "12:30", "1_000", "2026-05-01", "# nej", "a: b", "- x", "»citat«", "'", '"', "null", "", " x ", "æ\nø\nå", "emoji 🎉", "%", "@x", "*x", "!x", "1.0", "0x1f", "~"])
def test_any_text_survives_being_written(value):
    assert located_yaml.checked(edit.set_key(PACK, "tone.et", "why", value), "").data["rules"][0]["why"] == value


def test_the_packs_own_keys_are_set_and_taken_away():
    off = [{"id": "tone.to", "reason": "Nej"}]
    after = edit.set_top(PACK, "off", off)
    assert located_yaml.checked(after, "").data["off"] == off
    assert edit.set_top(after, "off", None).replace("\n\nrules", "\nrules") == PACK
    assert "# navnet" in edit.set_top(PACK, "title", "Ny titel")


def test_a_file_from_windows_keeps_its_line_ends():
    text = PACK.replace("\n", "\r\n")
    for after in (edit.set_key(text, "tone.et", "why", "Ny"), edit.set_rule(text, rule(id="ny.en")), edit.remove_rule(text, "tone.to"), edit.set_top(text, "title", "Ny")):
        assert after.count("\n") == after.count("\r\n") > 0


@pytest.mark.parametrize("file", guidelines.pack_files(GUIDELINES), ids=lambda file: file.stem)
def test_every_shipped_rule_can_be_edited_without_touching_the_others(file):
    text = file.read_text("utf-8")
    rules = located_yaml.checked(text, "").data.get("rules") or []
    for one in rules[:: max(len(rules) // 6, 1)]:
        after = edit.set_key(text, one["id"], "title", "Et helt nyt navn")
        gone, new = changed_lines(text, after)
        assert (len(gone), [line.replace("'", "") for line in new]) == (1, ["    title: Et helt nyt navn"]), one["id"]


@pytest.fixture
def directory(tmp_path) -> Path:
    (tmp_path / "common.yaml").write_text(PACK, "utf-8")
    return tmp_path


def test_a_draft_is_checked_and_tried_without_being_written(directory):
    loaded, file = guidelines.load(directory), directory / "common.yaml"
    tried = draft.draft(loaded, file, PACK.replace("phrases: [svindel]", "phrases: [svind]").replace("kind: consider\n    severity: warn", "kind: nej\n    severity: warn"))
    assert [(problem.line, problem.rule) for problem in tried.problems] == [(9, "tone.et")]
    assert [one.failure and one.failure.message for one in draft.run_tests(tried, "tone.to")] == ["blev ikke fanget (union-leader)", None]
    assert draft.run_tests(tried, "tone.et") == ()
    assert file.read_text("utf-8") == PACK
    assert set(tried.guidelines.rules("union-leader")) == {"tone.to"}
    assert set(loaded.rules("union-leader")) == {"tone.et", "tone.to"}


def test_a_rule_that_an_organisation_changes_is_tried_as_changed(reviewer):
    file = Path(reviewer.guidelines.packs["solvig-kommune"].file)
    tried = draft.draft(reviewer.guidelines, file, file.read_text("utf-8"))
    assert tried.problems == ()
    assert tried.rule("dialog.skal-vi-svare").severity("chief-executive") == "consider"
    for name in ("dialog.skal-vi-svare", "solvig.storm"):
        results = draft.run_tests(tried, name)
        assert len(results) >= 6 and not any(one.failure for one in results)


def test_a_draft_of_a_new_file_and_of_a_taken_name(directory):
    loaded = guidelines.load(directory)
    assert draft.draft(loaded, directory / "ny.yaml", PACK.replace("pack: common ", "pack: ny ").replace("tone.", "ny.")).problems == ()
    taken = draft.draft(loaded, directory / "ny.yaml", PACK)
    assert "findes også i" in str(taken.problems[0])
    assert set(guidelines.with_text(loaded, directory / "common.yaml", None).rules("union-leader")) == set()


def test_a_draft_is_what_a_load_of_the_saved_file_would_be(directory):
    text = PACK.replace("severity: consider", "severity: stop") + "  - id: tone.nej\n"
    tried = draft.draft(guidelines.load(directory), directory / "common.yaml", text)
    (directory / "common.yaml").write_text(text, "utf-8")
    saved = guidelines.load(directory)
    assert tried.guidelines.problems == saved.problems
    assert {r.id: (r.version, r.line) for r in tried.guidelines.all_rules()} == {r.id: (r.version, r.line) for r in saved.all_rules()}


def test_the_effect_on_posts_is_told_by_post_and_quote(directory):
    posts = [Post(text, n, str(n)) for n, text in enumerate(["Det er løgn.", "Ren svindel!", "Sikke noget sludder.", "Tak."])]
    before, file = guidelines.load(directory), directory / "common.yaml"
    text = PACK.replace("phrases: [svindel]", "phrases: [sludder]").replace("severity: warn", "severity: note").replace("title: Et ", "title: Nyt ")
    found = effect.effect(before, draft.draft(before, file, text).guidelines, posts)
    assert (found.posts, found.rules) == (4, ("tone.et", "tone.to"))
    assert {row.post.id: (row.kind, row.rule, row.before, row.after, row.quote, row.post.text[row.start : row.end]) for row in found.rows} == {
        "0": ("severity-changed", "tone.et", "warn", "note", "løgn", "løgn"),
        "1": ("no-longer-flagged", "tone.to", "consider", None, "svindel", "svindel"),
        "2": ("newly-flagged", "tone.to", None, "consider", "sludder", "sludder"),
    }


def test_another_title_has_no_effect_and_asks_nothing(directory):
    before = guidelines.load(directory)
    after = draft.draft(before, directory / "common.yaml", PACK.replace("title: To", "title: Tre")).guidelines
    assert effect.effect(before, after, [Post("Ren svindel!", 1)]) == effect.Effect((), (), 1)


def test_the_effect_is_what_whole_reviews_say(reviewer):
    before = reviewer.guidelines
    file = Path(before.packs["common"].file)
    text = edit.set_key(file.read_text("utf-8"), "tone.sarkasme", "severity", {"default": "note", "union-leader": "stop"})
    after = draft.draft(before, file, text).guidelines
    posts = [post for post, _ in near_misses.corpus(ROOT / "sample_posts" / "corpus")][::40]
    rows = {(row.post.id, row.rule): (row.before, row.after) for row in effect.effect(before, after, posts).rows}
    expected = {}
    one, other = Reviewer(before, None), Reviewer(after, None)
    for post in posts:
        was, now = ({f.rule: f.severity for f in side.findings(post.text, setting_of(post))} for side in (one, other))
        expected |= {(post.id, name): (was.get(name), now.get(name)) for name in {**was, **now} if was.get(name) != now.get(name)}
    assert rows == expected and rows


def test_overlaps_name_the_other_rule_and_what_they_share(tmp_path):
    may = rule(id="tone.gerne", kind="may", severity=None, detect={"any": [{"phrases": ["ren løgn"]}]}, tests={"flag": ["ren løgn"], "pass": ["x"]})
    write_pack(tmp_path / "common.yaml", rule(), rule(id="tone.anden", title="Den anden"), may)
    reviewer = Reviewer.load(tmp_path, model=None)
    own = reviewer.guidelines.packs["common"].rules["tone.proeve"]
    found = overlaps.overlaps(reviewer, own, [Post("Det er ren løgn.", 1)])
    assert [(one.kind, one.other, one.count, one.examples) for one in found] == [
        ("permission-covers", "tone.gerne", 1, ("ren løgn",)), ("same-words", "tone.anden", 1, ("løgn",)), ("same-place", "tone.anden", 1, ("løgn",)),
    ]  # fmt: skip
    assert "Den anden" in found[1].message


def test_near_misses_come_from_fine_posts_and_from_the_rules_own_tests(directory):
    loaded = guidelines.load(directory)
    own = loaded.packs["common"].rules["tone.et"]
    posts = [(Post("Hej. Løgn er et grimt ord. Tak.", 1, "a"), "near-miss"), (Post("Løgn!", 2, "b"), "violation"), (Post("Tak.", 3, "c"), "clean")]
    found = near_misses.suggest(own, loaded, posts)
    assert [(one.text, one.is_caught) for one in found] == [
        ("Løgn er et grimt ord.", True), ("Det passer ikke, at løgn", True), ("Der stod »løgn« på et skilt.", True), ("Naboen sagde, at løgn", True),
    ]  # fmt: skip


def test_the_open_corpus_is_read_with_its_kinds():
    kinds = {kind for _, kind in near_misses.corpus(ROOT / "sample_posts" / "corpus")}
    assert kinds == {"violation", "near-miss", "clean"}


def test_a_pack_goes_out_as_one_file_and_in_again(reviewer, tmp_path):
    sent = bundle.export(reviewer.guidelines, "solvig-boern-og-unge")
    for name in ("common", "municipal-manager", "chief-executive", "elected-politician"):
        (tmp_path / f"{name}.yaml").write_text((GUIDELINES / f"{name}.yaml").read_text("utf-8"), "utf-8")
    plan = bundle.read_import(sent, guidelines.load(tmp_path), tmp_path)
    assert {file.name: text for file, text in plan.files.items()} == {name: (GUIDELINES / "organisations" / name).read_text("utf-8") for name in ("solvig-kommune.yaml", "solvig-boern-og-unge.yaml")}
    assert (plan.problems, plan.remarks) == ((), ())
    assert not (tmp_path / "organisations").exists()
    assert "solvig-boern.underretning" in plan.guidelines.rules("municipal-manager", "solvig-boern-og-unge")


def test_sources_and_words_that_are_missing_come_with_the_pack(tmp_path):
    here, there = tmp_path / "her", tmp_path / "der"
    for folder in (here, there):
        folder.mkdir()
        write_pack(folder / "common.yaml", rule())
    (here / "vocabulary").mkdir()
    (here / "vocabulary" / "v.yaml").write_text("vores_ord: {entries: [snask]}\n", "utf-8")
    (here / "sources.yaml").write_text("sources: {vores: {title: Vores politik}}\n", "utf-8")
    write_pack(here / "ny.yaml", rule(id="ny.en", sources=["vores"], detect={"any": [{"class": "vores_ord"}]}, tests={"flag": ["snask"], "pass": ["x"]}), extends=["common"])
    plan = bundle.read_import(bundle.export(guidelines.load(here), "ny"), guidelines.load(there), there)
    assert plan.problems == ()
    assert plan.guidelines.rules("union-leader")["ny.en"].sources[0].title == "Vores politik"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("name: by", "name: ../../by", "skal hedde noget med små bogstaver"),
        ("name: by", "name: sources.yaml", "skal hedde noget med små bogstaver"),
        ("title: Prøve", "title: Andet", "er ændret, siden den blev sendt"),
        ("kasket: pakke-1", "kasket: pakke-9", "ikke en pakke, der er sendt fra Kasket"),
        ("kasket: pakke-1", "kasket: pakke-1\nekstra: 1", "ikke en pakke, der er sendt fra Kasket"),
        ("kasket: pakke-1", "kasket: !!python/object/apply:os.system ['true']", "bruges ikke i pakker"),
        ("kasket: pakke-1", "kasket: &a [*a]", "aliaser"),
        ("pack: by", "pack: en-anden", "men har den ikke med"),
        ("builds_on:", "builds_on: 3\nx:", "ikke en pakke"),
        ("https://eksempel.dk", "javascript:alert(1)", "ikke en webadresse"),
        ("https://eksempel.dk", "file:///etc/passwd", "ikke en webadresse"),
    ],
)
def test_a_hostile_bundle_is_refused(tmp_path, old, new, expected):
    (tmp_path / "sources.yaml").write_text("sources: {s: {title: S, url: 'https://eksempel.dk'}}\n", "utf-8")
    write_pack(tmp_path / "by.yaml", rule(sources=["s"]))
    loaded = guidelines.load(tmp_path)
    sent = bundle.export(loaded, "by")
    assert old in sent
    with pytest.raises(bundle.CannotImport, match=expected) as refused:
        bundle.read_import(sent.replace(old, new, 1), loaded, tmp_path)
    assert "\n" not in str(refused.value)
