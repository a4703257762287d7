"""Reading the files of SAM and DKHate, and counting alarms in them."""

from analysis.model import Setting
from analysis.training.real_text import dkhate, line, main, sam, verdicts


def test_only_harmless_texts_are_read(tmp_path):
    (tmp_path / "sam.csv").write_text('-1,"Det er skidt, synes jeg"\n0,Nå.\n2,"Dejligt, ""virkelig"""\n', "utf-8")
    (tmp_path / "dk.tsv").write_text('id\ttweet\tsubtask_a\n1\tHej "du\tNOT\n2\tIdiot\tOFF\n', "utf-8")
    assert sam(tmp_path / "sam.csv") == ["Nå.", 'Dejligt, "virkelig"']
    assert dkhate(tmp_path / "dk.tsv") == ['Hej "du']


def test_alarms_are_counted_by_how_strong_they_are(reviewer):
    found = list(verdicts(reviewer, ["Vi ses på fredag.", "Hendes cpr er 010190-1234.", " "], Setting()))
    assert [verdict.severity in ("warn", "stop") for verdict in found] == [False, True]
    assert "2 tekster   warn eller over 50.00%" in line("Prøve", found)


def test_strong_alarms_are_written_out_to_be_read(tmp_path, monkeypatch, capsys):
    for name, text in (("a.txt", "Vi ses på fredag."), ("b.txt", "Hendes cpr er 010190-1234.")):
        (tmp_path / name).write_text(text, "utf-8")
    files = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    monkeypatch.setattr("sys.argv", ["real_text", "--texts", *files, "--read", str(tmp_path / "read.tsv")])
    main()
    assert "2 tekster" in capsys.readouterr().out
    (row,) = (tmp_path / "read.tsv").read_text("utf-8").splitlines()
    assert row.split("\t")[:4] == ["tekster", "stop", "persondata.cpr", "010190-1234"]
