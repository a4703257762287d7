"""What people and machines paste that is no ordinary draft: nothing crashes, and every quote is exact."""

import logging
import unicodedata

import pytest

from analysis.model import ROLES, Setting
from analysis.review import Reviewer, UnusableText
from tests.helpers import rule, write_pack

NASTY = {
    "NFD": unicodedata.normalize("NFD", "Direktøren lyver så det driver. Åh nej, på Ærø."),
    "direction": "Direktøren \u202elyver\u202c så det driver, og vi \u2067ved\u2069 det.",
    "zero width": "Direk\u200btøren ly\u200bver så det driver.",
    "emoji": "\U0001f389" * 5000,
    "family emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 hej " * 200,
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:1'>x</a>",
    "markdown": "# Hej\n**fed** $math$ [link](http://example.invalid) ![](http://example.invalid/x.png) `kode` :material/home:",
    "surrogates": "hej \ud800\udfff du \udc00",
    "controls": "hej\x01\x02\x07\x1b[31mdu",
    "one letter": "a",
    "one emoji": "\U0001f600",
    "a long word": "a" * 50_000,
    "digits": "1" * 50_000,
    "digit groups": "12 34 56 78 " * 4000,
    "capitals": "STOP " * 5000,
    "marks": "!?" * 20_000,
    "hashtags": "#a" * 20_000,
    "quotes": '"' * 20_000,
    "at signs": "a@" * 20_000,
    "lines": "\n" * 20_000 + "hej",
    "zalgo": "".join(character + "\u0301" * 40 for character in "direktøren lyver"),
    "greek and cyrillic": "Директøren λyver ρå det",
    "arabic": "مرحبا بكم في اختبار طويل جدا للنص العربي هنا وهناك",
    "spaces of all kinds": "\u2003\u00a0hej\u3000du\u2028\u2029\u0085",
    "dotless": "İstanbul ıI ﬁn ß ŉ",
}


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("role", ROLES)
def test_every_text_gets_a_review_with_exact_quotes(reviewer, name, role):
    text = NASTY[name]
    review = reviewer.review(text, Setting(role, "x", "closed"))
    findings = [weaker for finding in (*review.findings, *review.permissions) for weaker in (finding, *finding.also)]
    assert all(finding.quote == text[finding.start : finding.end] and finding.quote for finding in findings)
    assert 0 <= review.knife_edge.score <= 100


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "Kladden er tom"), (" \n\t\u00a0 ", "Kladden er tom"), ("\u200b\u200b", "Kladden er tom"),
        ("hej\x00", "nultegn"), ("a" * 200_000, "Teksten er på 200.000 tegn. Kasket læser opslag på højst 100.000 tegn."),
    ],
)  # fmt: skip
def test_what_cannot_be_reviewed_is_said_in_one_line(reviewer, text, line):
    with pytest.raises(UnusableText, match=line) as refused:
        reviewer.review(text)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We are very proud of the work that our colleagues have done this year and we thank them.", "engelsk"),
        ("Vi er veldig stolte av arbeidet som kollegene våre har gjort i år, og takker dere for det hele etter mye strev.", "norsk"),
        ("Vi är mycket stolta över arbetet som våra kollegor har gjort i år och tackar dem för det, men inte bara för det.", "svensk"),
        ("Wir sind sehr stolz auf die Arbeit, die unsere Kollegen in diesem Jahr geleistet haben, und danken ihnen.", "tysk"),
        ("Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore", "ikke dansk"),
    ],
)
def test_a_text_that_is_not_danish_is_said_not_guessed_at(reviewer, text, said):
    (notice,) = reviewer.review(text).notices
    assert said in notice


@pytest.mark.parametrize(
    "text",
    ["Vi er meget stolte af det arbejde, som vores kolleger har gjort i år, og vi takker dem.", "OK26: 4,2 % #ok26", "Tak!",
     "Glædelig jul fra os alle i afdelingen til jer og jeres familier derude i det ganske land."],
)  # fmt: skip
def test_danish_and_short_texts_get_no_such_notice(reviewer, text):
    assert reviewer.review(text).notices == ()


def test_hidden_characters_are_found_behind_and_said(reviewer):
    review = reviewer.review("Kommunen har en plan, og direk\u200btøren kender den godt, siger vi.")
    assert any("usynlige tegn" in notice for notice in review.notices)


def test_a_broken_pack_beside_a_good_one(tmp_path):
    (tmp_path / "broken.yaml").write_text("pack: [", "utf-8")
    write_pack(tmp_path / "common.yaml", rule())
    reviewer = Reviewer.load(tmp_path)
    assert [finding.quote for finding in reviewer.review("Det er løgn.").findings] == ["løgn"]
    assert any("broken.yaml" in problem for problem in reviewer.problems)


def test_nothing_of_the_draft_reaches_a_log(reviewer, caplog, capfd):
    secret = "hemmeligheden-om-Mette 010190-1234"
    with caplog.at_level(logging.DEBUG):
        reviewer.review(f"Direktøren lyver om {secret}.")
    assert secret not in caplog.text + "".join(capfd.readouterr())
