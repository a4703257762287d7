"""A rule's alarm becomes a hint where a whole post speaks against it; hard rules and short texts are left alone."""

import pytest

from analysis.model import Setting
from analysis.review import Reviewer
from tests.helpers import rule, write_pack

ORDINARY = (
    "I dag åbnede vi den nye legeplads bag biblioteket i Hobro. Der var saftevand og boller til alle, og gartnerne fik et velfortjent "
    "bifald. Legepladsen er åben hver dag fra klokken otte til solnedgang, og der er plads til cykler ved indgangen. Vi ses på fredag."
)


@pytest.fixture(scope="module")
def severity(tmp_path_factory):
    """The severity of a rule that asks for »fredag«, in a text."""

    def judged(text, **changes):
        directory = tmp_path_factory.mktemp("pack")
        write_pack(directory / "proeve.yaml", rule(detect={"any": [{"phrases": ["fredag"]}]}, tests={"flag": ["fredag"], "pass": ["søndag"]}, **changes))
        (finding,) = Reviewer.load(directory).review(text, Setting("union-leader")).findings
        return finding.severity, finding.because

    return judged


def test_a_whole_post_speaks_against_a_word(severity):
    level, because = severity(ORDINARY)
    assert level == "note"
    assert "derfor kun et hint" in because


def test_a_hard_rule_is_never_overruled(severity):
    assert severity(ORDINARY, hard=True) == ("warn", "")


def test_a_short_text_gives_too_little_to_go_by(severity):
    assert severity("Vi ses på fredag.") == ("warn", "")


def test_a_personal_number_is_hard_by_nature(reviewer):
    found = reviewer.review(f"{ORDINARY} Gartneren har 010190-1234.", Setting("municipal-manager")).findings
    assert "stop" in {finding.severity for finding in found if finding.rule == "persondata.cpr"}
