"""Files that nobody should send, and patterns that nobody should write: two seconds and one clear line each."""

import os
import time

import pytest

from analysis import guidelines
from analysis.review import Reviewer
from tests.helpers import reviewer_of, rule, write_pack
from tests.unit.test_guidelines import GOOD

SECONDS = 2.0
"""Of this process, so that a busy machine fails no test."""
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{n}: &{n} [{','.join(['*' + p] * 9)}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True))
FILES = {
    "billion laughs": (BOMB.encode(), "aliaser"),
    "a million aliases": (b"a: &a 1\nrules: [" + b"*a," * 600_000 + b"]", "aliaser"),
    "too big": (b"# " + b"x" * 2_000_100, "mere end 2 MB"),
    "python tag": (b"rules: !!python/object/apply:os.system ['true']", "bruges ikke i pakker"),
    "own tag": (b"pack: !boom x", "bruges ikke i pakker"),
    "UTF-16": (GOOD.encode("utf-16"), "ligner UTF-16"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "UTF-8"),
    "Latin-1": ("pack: p\ntitle: Prøve på æøå".encode("latin-1"), ":2: filen er ikke UTF-8 (det ligner Windows-1252)"),
    "tab": (b"pack: p\n\ttitle: x", ":2: der står et tabulatortegn"),
    "duplicate key": (b"pack: p\ntitle: a\ntitle: b\nrules: []", ":3: nøglen »title« står to gange"),
    "brackets": (b"[" * 10_000, "dybere"),
    "braces": (b"{a: " * 10_000, "dybere"),
    "dashes": (b"- " * 10_000 + b"x", "dybere"),
    "questions": (b"? " * 10_000 + b"x", "dybere"),
    "a million questions": (b"? " * 900_000 + b"x", "dybere"),
    "indentation": ("\n".join(" " * n + "a:" for n in range(1900)).encode(), "dybere"),
    "NUL": (b"pack: p\x00", "nultegn"),
    "a list": (b"- pack: p", "ikke en pakke"),
    "a word": (b"hej", "ikke en pakke"),
    "two documents": (b"pack: p\n---\npack: q", "flere dokumenter"),
    "rules is text": (b"pack: p\nrules: alle", "»rules« skal være en liste"),
    "rules of lists": (b"pack: p\nrules: [[1], 2, null]", "skal være nøgler med værdier"),
    "many syntax errors": (GOOD.encode() + b"  - id: 'x\n" * 40_000, "resten af filen er ikke læst"),
    "merge key": (b"pack: p\n<<: {rules: []}", "ukendt nøgle"),
    "control character": (b"pack: p\x07", "ulovligt tegn"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_one_clear_line_beside_a_pack_that_works(tmp_path, name):
    content, expected = FILES[name]
    (tmp_path / "ond.yaml").write_bytes(content)
    write_pack(tmp_path / "common.yaml", rule())
    start = time.process_time()
    loaded = guidelines.load(tmp_path)
    assert time.process_time() - start < SECONDS
    lines = [str(problem) for problem in loaded.problems]
    assert any("ond.yaml" in line and expected in line for line in lines), lines[:3]
    assert all("\n" not in line and len(line) < 500 for line in lines)
    assert len(lines) <= 210
    assert "tone.proeve" in loaded.rules("union-leader")


def test_what_is_no_plain_file_is_said(tmp_path):
    write_pack(tmp_path / "common.yaml", rule())
    (tmp_path / "mappe.yaml").mkdir()
    (tmp_path / "ring.yaml").symlink_to(tmp_path / "ring.yaml")
    (tmp_path / "væk.yaml").symlink_to(tmp_path / "findes-ikke")
    os.mkfifo(tmp_path / "roer.yaml")
    (tmp_path / "uendelig.yaml").symlink_to("/dev/zero")
    start = time.process_time()
    said = {str(problem).split("/")[-1] for problem in guidelines.load(tmp_path).problems}
    assert time.process_time() - start < SECONDS
    assert said == {
        "mappe.yaml:1: filen kan ikke læses (den er en mappe)", "ring.yaml:1: filen kan ikke læses (den peger på sig selv)",
        "væk.yaml:1: filen kan ikke læses (den findes ikke)", "roer.yaml:1: filen kan ikke læses (den er ikke en almindelig fil)",
        "uendelig.yaml:1: filen kan ikke læses (den er ikke en almindelig fil)",
    }  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said(tmp_path):
    write_pack(tmp_path / "common.yaml", rule()).chmod(0)
    assert "der er ikke adgang til den" in str(guidelines.load(tmp_path).problems[0])


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"regex": "a" * 1_000_000}, "længere end 2000 tegn"),
        ({"regex": "(" * 900 + "a" + ")" * 900 + "{1,9999}" * 3}, "udtrykket"),
        ({"regex": "(?:(?:a{1,999}){1,999}){1,999}b"}, None),
        ({"pattern": "|".join(f"ord{n}" for n in range(5000))}, "højst 200 valg"),
        ({"pattern": "løgn ..99 svig ..99 bedrag ..99 tyveri"}, "mellemrum"),
        ({"pattern": " ".join(["løgn ..3"] * 14)}, "mellemrum"),
        ({"pattern": "løgn " * 200}, "led"),
        ({"pattern": "løgn~ svig~ bedrag~ tyveri~"}, None),
        ({"pattern": "løgn~_svig~_bedrag~_tyveri~"}, "for mange former"),
        ({"phrases": ["løgn~ svig~ bedrag~ tyveri~ hån~"]}, "for mange former"),
        ({"phrases": ["!!!"]}, "siger ikke noget"),
        ({"phrases": ["x" * 100_000]}, "længere end"),
        ({"pattern": [{"LOWER": {"REGEX": "(a+)+$"}}]}, "gentagelse i en gentagelse"),
        ({"pattern": [{"LOWER": {"REGEX": "^(?:a|aa)+$"}}]}, "gentagelse i en gentagelse"),
        ({"pattern": [{"LOWER": {"REGEX": "^løgn[a-z]*$"}}]}, None),
        ({"pattern": [{"LOWER": "løgn"}, *({"OP": "*"} for _ in range(9))]}, "gentagelser"),
        ({"pattern": [{"LOWER": "løgn", "OP": "*"} for _ in range(400)]}, "led"),
    ],
)  # fmt: skip
def test_a_hostile_pattern_is_refused_or_bounded(condition, expected):
    start = time.process_time()
    reviewer = reviewer_of(rule(), rule(id="tone.ond", detect={"any": [condition]}))
    assert any(expected in problem for problem in reviewer.problems) if expected else reviewer.problems == ()
    for text in ("løgn " * 2000 + "!", "a" * 5000 + "b!", "løgn svig bedrag " * 1000):
        assert reviewer.review(text)
    assert time.process_time() - start < SECONDS


def test_a_catastrophic_expression_is_skipped_for_that_post_and_said():
    reviewer = reviewer_of(rule(), rule(id="tone.ond", detect={"any": [{"regex": r"(?:a|aa|a\w)+$!"}]}))
    start = time.process_time()
    review = reviewer.review("løgn " + "a" * 4000 + " ?")
    assert time.process_time() - start < SECONDS
    assert [finding.rule for finding in review.findings] == ["tone.proeve"]
    assert any("blev sprunget over" in notice for notice in review.notices)


FAULTS = [
    ("title: Prøve", "titel: Prøve"), ("title: Prøve", "title: 'Prøve"), ("title: Prøve", "title: a: b"), ("title: Prøve", "title: [x]"),
    ("title: Prøve", "\ttitle: Prøve"), ("title: Prøve", "title: *x"), ("title: Prøve", "title: !!python/name:os.system"), ("title: Prøve", "title: ''"),
    ("title: Prøve", "title: Prøve\n    title: Igen"), ("title: Prøve", "title: @x"), ("category: tone", "category: tonen"), ("category: tone", "category: [tone]"),
    ("category: tone", "kategori: tone"), ("kind: consider", "kind: forbud"), ("kind: consider", "kind: may"), ("kind: consider", "kind:"),
    ("severity: warn", "severity: slem"), ("severity: warn", "severity: may"), ("severity: warn", "severity: {union-leader: warn}"), ("severity: warn", "severity: {konge: warn, default: warn}"),
    ("why: Fordi.", "why: 3"), ("why: Fordi.", "hvorfor: Fordi."), ("advice: Prøv.", "advice: {a: b}"), ("sources: [l557]", "sources: l557"), ("sources: [l557]", "sources: []"),
    ("sources: [l557]", "sources: [findes-ikke]"), ("sources: [l557]", "sources: [l557"), ("sources: [l557]", "sources: [l557]\n    when: {from: i morgen}"),
    ("sources: [l557]", "sources: [l557]\n    when: {from: 2026-12-01, until: 2026-01-01}"), ("sources: [l557]", "sources: [l557]\n    when: {platforms: [tiktok]}"),
    ("sources: [l557]", "sources: [l557]\n    confidence: 7"), ("sources: [l557]", "sources: [l557]\n    rewrite: baglæns"), ("sources: [l557]", "sources: [l557]\n    extra: 1"),
    ("detect: {any: [{phrases: [svindel]}]}", "detect: {alle: [{phrases: [svindel]}]}"), ("detect: {any: [{phrases: [svindel]}]}", "detect: {any: []}"), ("detect: {any: [{phrases: [svindel]}]}", "detect: []"),
    ("{phrases: [svindel]}", "{fraser: [svindel]}"), ("{phrases: [svindel]}", "{phrases: []}"), ("{phrases: [svindel]}", "{phrases: svindel}"), ("{phrases: [svindel]}", "{regex: '(['}"),
    ("{phrases: [svindel]}", "{regex: 'a*'}"), ("{phrases: [svindel]}", "{pattern: '..3'}"), ("{phrases: [svindel]}", "{pattern: [{LEMMA: x}]}"), ("{phrases: [svindel]}", "{class: findes_ikke}"),
    ("{phrases: [svindel]}", "{measure: lix}"), ("{phrases: [svindel]}", "{personal_data: sko}"), ("{phrases: [svindel]}", "{scope: [negated]}"), ("{phrases: [svindel]}", "{phrases: [a], regex: b}"),
    ("{phrases: [svindel]}", "{absent: {phrases: [a]}}"), ("flag: [svindel], ", ""),
]  # fmt: skip
RULE = """\
  - id: tone.nr{number}
    title: Prøve
    category: tone
    kind: consider
    severity: warn
    why: Fordi.
    advice: Prøv.
    sources: [l557]
    detect: {{any: [{{phrases: [svindel]}}]}}
    tests: {{flag: [svindel], pass: [sandhed]}}
"""


TWICE = "tone.nr8"
"""A key that stands twice is said, and the last one holds."""


def test_fifty_differently_broken_rules_are_fifty_readable_errors_and_the_good_ones_work(tmp_path):
    text, places = GOOD.replace("title: God", "title: God").rstrip("\n") + "\n", []
    for number, (old, new) in enumerate(FAULTS):
        block = RULE.format(number=number)
        assert old in block
        first = text.count("\n") + 1
        text += block.replace(old, new)
        places.append((first, text.count("\n")))
        if number % 10 == 0:
            text += RULE.format(number=f"god{number}")
    (tmp_path / "p.yaml").write_text(text, "utf-8")
    start = time.process_time()
    reviewer = Reviewer.load(tmp_path, model=None)
    assert time.process_time() - start < SECONDS
    problems = reviewer.guidelines.problems
    for first, last in places:
        here = [problem for problem in problems if first <= problem.line <= last]
        assert here, f"linje {first}-{last} fik ingen fejl: {text.splitlines()[first - 1 : last]}"
    assert all(any(first <= problem.line <= last for first, last in places) for problem in problems), problems
    assert all("\n" not in problem.message and len(problem.message) < 300 for problem in problems)
    assert set(reviewer.guidelines.rules("union-leader")) == {"tone.god", *(f"tone.nrgod{n}" for n in range(0, 50, 10)), TWICE}
    assert len(FAULTS) == 50
