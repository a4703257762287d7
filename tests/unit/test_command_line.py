"""The command line as others call it: a process, its output, its exit status."""

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tests.helpers import ROOT, rule, write_pack
from tests.unit.posts import exports

pytestmark = pytest.mark.slow

POST = {"id": "a1", "text": "Det er løgn.", "role": "municipal-manager", "platform": "x", "audience": "open", "published": "2026-01-02"}


def kasket(*arguments, stdin=b"", cwd=ROOT):
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, timeout=60, check=False)


@pytest.fixture(scope="module")
def packs(tmp_path_factory) -> Path:
    directory = tmp_path_factory.mktemp("guidelines")
    write_pack(directory / "common.yaml", rule(severity={"default": "warn", "union-leader": "consider"}))
    return directory


def test_review_as_json_follows_the_contract(packs):
    done = kasket("review", "-", "--guidelines", packs, "--format", "json", "--role", "municipal-manager", stdin="Ren løgn".encode())
    review = json.loads(done.stdout)
    assert done.returncode == 0
    assert review["setting"] == {"role": "municipal-manager", "platform": "facebook", "audience": "open", "date": None}
    (finding,) = review["findings"]
    assert {"rule", "category", "severity", "start", "end", "quote", "title", "why", "advice", "replacement", "confidence", "evidence", "sources"} <= set(finding)
    assert (finding["quote"], finding["start"], finding["end"], finding["severity"]) == ("løgn", 4, 8, "warn")
    assert set(review["knife_edge"]) == {"score", "drivers", "best_change"}
    assert {"professional", "political", "personal", "private", "uncertain", "sentences"} == set(review["balance"])
    assert set(review["measures"]) == {"characters", "words", "sentences", "lix"}


@pytest.mark.parametrize(
    ("role", "limit", "status"),
    [("union-leader", "never", 0), ("union-leader", "warn", 0), ("union-leader", "consider", 1), ("municipal-manager", "warn", 1), ("municipal-manager", "stop", 0)],
)
def test_fail_on(packs, role, limit, status):
    assert kasket("review", "--guidelines", packs, "--role", role, "--fail-on", limit, stdin="løgn".encode()).returncode == status


@pytest.mark.parametrize(
    ("arguments", "stdin", "line"),
    [
        (["review", "--role", "konge"], b"x", "ukendt valg"),
        (["review", "findes-ikke.txt"], b"", "Filen findes ikke"),
        (["review"], b"", "Kladden er tom"),
        (["review"], b" \n\t ", "Kladden er tom"),
        (["review"], b"\xff\xfe\x00\x01", "ikke tekst i UTF-8"),
        (["review"], b"hej\x00du", "nultegn"),
        (["review"], b"a " * 100_000, "Teksten er på 200.000 tegn"),
        (["review", "."], b"", "Det er en mappe"),
        (["audit", "findes-ikke.jsonl", "--out", "x.jsonl"], b"", "Filen findes ikke"),
        (["audit", "README.md", "--out", "x.exe"], b"", "vælg en fil, der ender på"),
        (["findnoget"], b"", "ukendt valg"),
        ([], b"", "angler"),
        (["evaluate", "pyproject.toml"], b"", "ikke et mærket opslag"),
    ],
)
def test_unusable_input_is_one_danish_line_and_status_2(arguments, stdin, line):
    done = kasket(*arguments, stdin=stdin)
    said = done.stderr.decode()
    assert done.returncode == 2
    assert line in said
    assert said.count("\n") == 1
    assert done.stdout == b""


def test_audit_gives_a_line_a_post_in_order_and_names_bad_rows(packs, tmp_path):
    rows = [json.dumps(POST), "ikke json", json.dumps({**POST, "id": "a2", "text": " "}), json.dumps({**POST, "id": "a3", "role": "konge"}), json.dumps({**POST, "id": "a4", "text": "\ud800 løgn"})]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), "utf-8")
    done = kasket("audit", tmp_path / "in.jsonl", "--out", tmp_path / "ud.jsonl", "--guidelines", packs)
    written = [json.loads(line) for line in (tmp_path / "ud.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in written] == ["a1", "a4"]
    assert written[0]["post"] == {"text": "Det er løgn.", "published": "2026-01-02", "platform": "x", "author": ""}
    assert [line.split(": ")[0] for line in done.stderr.decode().splitlines()] == ["in.jsonl:2", "in.jsonl:3", "in.jsonl:4"]


def test_audit_with_workers_gives_the_same(packs, tmp_path):
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps({**POST, "id": str(number)}) for number in range(500)), "utf-8")
    for workers in (1, 2):
        kasket("audit", tmp_path / "in.jsonl", "--out", tmp_path / f"{workers}.jsonl", "--guidelines", packs, "--workers", workers)
    assert (tmp_path / "1.jsonl").read_text("utf-8") == (tmp_path / "2.jsonl").read_text("utf-8")
    assert len((tmp_path / "1.jsonl").read_text("utf-8").splitlines()) == 500


@pytest.mark.parametrize(
    ("encoding", "delimiter", "header"),
    [("utf-8-sig", ";", "Tekst;Rolle;Dato"), ("cp1252", ";", "Opslag;rolle;dato"), ("utf-8", ",", "text,role,published"), ("utf-8", "\t", "Indhold\tRolle\tDato")],
)
def test_audit_reads_simple_csv(packs, tmp_path, encoding, delimiter, header):
    row = delimiter.join(['"Løgn\nover to linjer"', "union-leader", "2026-02-03"])
    (tmp_path / "in.csv").write_bytes(f"{header}\r\n{row}\r\n".encode(encoding))
    kasket("audit", tmp_path / "in.csv", "--out", tmp_path / "ud.jsonl", "--guidelines", packs)
    (written,) = map(json.loads, (tmp_path / "ud.jsonl").read_text("utf-8").splitlines())
    assert written["post"]["text"] == "Løgn\nover to linjer"
    assert written["findings"][0]["severity"] == "consider"


def test_audit_writes_tables_that_run_no_formulas(packs, tmp_path):
    (tmp_path / "in.jsonl").write_text(json.dumps({**POST, "text": "=1+1 løgn"}), "utf-8")
    for ending in ("csv", "xlsx", "parquet"):
        assert kasket("audit", tmp_path / "in.jsonl", "--out", tmp_path / f"ud.{ending}", "--guidelines", packs).returncode == 0
    assert pd.read_csv(tmp_path / "ud.csv").text[0] == "'=1+1 løgn"
    assert openpyxl.load_workbook(tmp_path / "ud.xlsx").active["B2"].value == "'=1+1 løgn"
    assert pd.read_parquet(tmp_path / "ud.parquet").rules[0] == "tone.proeve"


def test_guidelines_check_and_test(packs, tmp_path):
    assert kasket("guidelines", "check", packs).returncode == 0
    assert "2 prøver holder, 0 gør ikke." in kasket("guidelines", "test", packs).stdout.decode()
    write_pack(tmp_path / "p.yaml", rule(tests={"flag": ["sandhed"], "pass": ["løgn"]}), rule(id="tone.x", kind="nej"))
    tested, checked = kasket("guidelines", "test", tmp_path), kasket("guidelines", "check", tmp_path)
    assert (tested.returncode, checked.returncode) == (1, 1)
    assert "blev ikke fanget" in tested.stdout.decode()
    assert "»kind« kan ikke være »nej«" in checked.stderr.decode()


def test_guidelines_list_and_schema(packs):
    assert "tone.proeve\ttone\tEn prøve\tunion-leader=consider" in kasket("guidelines", "list", packs, "--role", "union-leader").stdout.decode()
    schema = json.loads(kasket("guidelines", "schema").stdout)
    assert schema["$defs"]["rule"]["properties"]["category"]["enum"][0] == "tone"


def test_evaluate_prints_the_table(packs, tmp_path):
    labelled = [
        {**POST, "kind": "violation", "labels": [{"category": "tone", "quote": "løgn"}], "balance": {"professional": 1, "political": 0, "personal": 0, "private": 0}},
        {**POST, "text": "Sandt.", "kind": "clean", "labels": [], "balance": None},
        {**POST, "text": "Løgn!", "kind": "near-miss", "labels": [], "balance": None},
    ]
    (tmp_path / "l.jsonl").write_text("\n".join(map(json.dumps, labelled)), "utf-8")
    table = kasket("evaluate", tmp_path / "l.jsonl", "--guidelines", packs, "--errors", 5, "--rules-only").stdout.decode()
    assert "tone                  1       1        0       0.50     1.00   0.67" in table
    assert "alarm på nærved           1 af 1     100.0%" in table
    assert "AUC 0.75" in table
    assert "FALSK a1 [near-miss] tone.proeve: »Løgn«" in table


def test_guidelines_as_json(packs, tmp_path):
    write_pack(tmp_path / "p.yaml", rule(tests={"flag": ["sandhed"], "pass": ["løgn"]}), rule(id="tone.x", kind="nej"))
    checked, tested = (json.loads(kasket("guidelines", action, tmp_path, "--format", "json").stdout) for action in ("check", "test"))
    assert checked["problems"] == [{"file": str(tmp_path / "p.yaml"), "line": 25, "rule": "tone.x", "message": checked["problems"][0]["message"]}]
    assert [{**failure, "message": ""} for failure in tested["failures"]] == [
        {"rule": "tone.proeve", "text": "sandhed", "expected": "fanget", "got": "ikke fanget", "file": str(tmp_path / "p.yaml"), "line": 19, "message": ""},
        {"rule": "tone.proeve", "text": "løgn", "expected": "ikke fanget", "got": "warn", "file": str(tmp_path / "p.yaml"), "line": 21, "message": ""},
    ]
    (listed,) = json.loads(kasket("guidelines", "list", packs, "--role", "union-leader", "--date", "2026-05-01", "--format", "json").stdout)
    assert (listed["severity"], listed["state"], listed["off"], listed["origins"]["why"]["pack"]) == ("consider", "in-force", None, "common")


def test_guidelines_diff_says_what_changed_for_whom(packs, tmp_path):
    write_pack(tmp_path / "common.yaml", rule(severity="stop"))
    done = kasket("guidelines", "diff", packs, tmp_path, "--role", "municipal-manager")
    assert (done.returncode, done.stdout.decode()) == (1, "tone.proeve: strammet fra »warn« til »stop« for kommunale ledere\n")
    assert json.loads(kasket("guidelines", "diff", packs, tmp_path, "--format", "json").stdout)[0]["kind"] == "tightened"
    assert (kasket("guidelines", "diff", packs, packs).returncode, kasket("guidelines", "diff", packs).returncode) == (0, 2)


def test_an_organisation_on_the_command_line():
    arguments = ["review", "--role", "municipal-manager", "--format", "json"]
    draft = "Bare rolig, der er samtykke på Aula.".encode()
    chosen = json.loads(kasket(*arguments, "--organisation", "solvig-boern-og-unge", stdin=draft).stdout)
    assert chosen["setting"]["organisation"] == "solvig-boern-og-unge"
    assert chosen["findings"][0]["rule"] == "solvig-boern.samtykke-til-dette-opslag"
    refused = kasket(*arguments, "--organisation", "plejernes-landsforbund", stdin=draft)
    assert (refused.returncode, refused.stderr.decode().count("\n")) == (2, 1)
    assert "Vælg mellem solvig-aeldre-og-omsorg" in refused.stderr.decode()


def test_audit_in_an_organisation(tmp_path):
    rows = [{**POST, "id": "a", "text": "Stue 12 er ledig fra mandag."}, {**POST, "id": "b", "role": "union-leader"}]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    done = kasket("audit", tmp_path / "in.jsonl", "--out", tmp_path / "ud.jsonl", "--organisation", "solvig-aeldre-og-omsorg")
    (written,) = map(json.loads, (tmp_path / "ud.jsonl").read_text("utf-8").splitlines())
    assert "solvig-aeldre.doed-og-pladser" in {finding["rule"] for finding in written["findings"]}
    assert "in.jsonl:2: »solvig-aeldre-og-omsorg« gælder ikke for rollen union-leader" in done.stderr.decode()
    assert kasket("audit", tmp_path / "in.jsonl", "--out", tmp_path / "x.jsonl", "--organisation", "findes-ikke").returncode == 2


def test_audit_reads_any_export_tells_what_it_left_out_and_goes_on(packs, tmp_path):
    (tmp_path / "x.zip").write_bytes(exports.zipped({"data/tweets.js": exports.x_archive()}))
    (tmp_path / "uden navn").write_bytes(exports.linkedin_shares())
    (tmp_path / "billede.csv").write_bytes(b"\x89PNG\r\n")
    inputs = [tmp_path / name for name in ("x.zip", "findes-ikke.csv", "billede.csv", "uden navn")]
    done = kasket("audit", *inputs, "--out", tmp_path / "ud.jsonl", "--guidelines", packs)
    written = [json.loads(line)["post"] for line in (tmp_path / "ud.jsonl").read_text("utf-8").splitlines()]
    assert done.returncode == 0
    assert [post["text"] for post in written] == exports.TEXTS * 2
    assert written[1] == {"text": exports.TEXTS[1], "published": "2026-05-03T08:15:30+00:00", "platform": "x", "author": ""}
    assert done.stderr.decode().splitlines() == [
        "findes-ikke.csv: Filen findes ikke", "billede.csv: filen er et billede, ikke en eksport af opslag",
        "x.zip/data/tweets.js: 1 genopslag af en andens opslag er ikke taget med", "x.zip/data/tweets.js: 1 svar til andre er ikke taget med",
        "uden navn: 1 deling uden egne ord er ikke taget med",
    ]  # fmt: skip


def test_audit_of_a_platform_without_rules_of_its_own(packs, tmp_path):
    (tmp_path / "threads").write_bytes(exports.threads())
    kasket("audit", tmp_path / "threads", "--out", tmp_path / "ud.csv", "--guidelines", packs, "--platform", "instagram")
    assert set(pd.read_csv(tmp_path / "ud.csv").platform) == {"threads"}
