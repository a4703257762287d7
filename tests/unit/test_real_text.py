"""Reading the files of SAM and DKHate, and counting alarms in them."""

from analysis.model import Setting
from analysis.training.real_text import alarms, dkhate, line, sam


def test_only_harmless_texts_are_read(tmp_path):
    (tmp_path / "sam.csv").write_text('-1,"Det er skidt, synes jeg"\n0,Nå.\n2,"Dejligt, ""virkelig"""\n', "utf-8")
    (tmp_path / "dk.tsv").write_text('id\ttweet\tsubtask_a\n1\tHej "du\tNOT\n2\tIdiot\tOFF\n', "utf-8")
    assert sam(tmp_path / "sam.csv") == ["Nå.", 'Dejligt, "virkelig"']
    assert dkhate(tmp_path / "dk.tsv") == ['Hej "du']


def test_alarms_are_counted_by_how_strong_they_are(reviewer):
    verdicts = list(alarms(reviewer, ["Vi ses på fredag.", "Hendes cpr er 010190-1234.", " "], Setting()))
    assert [severity in ("warn", "stop") for severity, _ in verdicts] == [False, True]
    assert "2 tekster   warn eller over 50.00%" in line("Prøve", verdicts)
