"""Each kind of detection, alone."""

from datetime import date

import pytest

from analysis.model import Setting
from tests.helpers import alarms, reviewer_of, rule


def hits(condition, text, setting=None, unless=()):
    return alarms(reviewer_of(rule(detect={"any": [condition], "unless": list(unless)})).review(text, setting or Setting()))


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        ({"phrases": ["løgn*"]}, "Sikken løgnhistorie", ["løgnhistorie"]),
        ({"pattern": "jeg|vi advarede ..2 byrådet"}, "Jeg advarede jo byrådet.", ["Jeg advarede jo byrådet"]),
        ({"pattern": [{"LOWER": "mit"}, {"OP": "?"}, {"LOWER": "hus"}]}, "Mit røde hus", ["Mit røde hus"]),
        ({"pattern": [{"TEXT": {"REGEX": "^[A-Z]{3}$"}}]}, "Se ABC her", ["ABC"]),
        ({"regex": r"\bÅben\b"}, "en åben dør, abåben", ["åben"]),
        ({"regex": r"(?-i:[A-Z]{3})"}, "abc ABC", ["ABC"]),
        ({"measure": "exclamations", "above": 2}, "Nej!!! Jo!!", ["!!!"]),
        ({"measure": "shouting", "above": 2}, "STOP NU DET her", ["STOP NU DET"]),
        ({"measure": "shouting", "above": 1}, "FOA og HK og BUPL", []),
        ({"measure": "hashtags", "above": 2}, "#a1 #b2 #c3", ["#a1 #b2 #c3"]),
        ({"measure": "emoji_run", "above": 2}, "hej 🎉🎉🎉 du 🎉", ["🎉🎉🎉"]),
        ({"measure": "longest_hashtag", "above": 11}, "#velfærdmedhjerte #DetGodeSamarbejde", ["#velfærdmedhjerte"]),
        ({"measure": "longest_sentence", "above": 3}, "En to. En to tre fire.", ["En to tre fire."]),
        ({"measure": "words", "below": 3}, "Kun to", ["Kun to"]),
        ({"together": [{"phrases": ["borger"]}, {"phrases": ["=syg"]}]}, "En borger er syg. Ja.", ["borger er syg"]),
        ({"together": [{"phrases": ["borger"]}, {"phrases": ["=syg"]}]}, "En borger. Hun er syg.", []),
        ({"together": [{"phrases": ["borger"]}, {"phrases": ["=syg"]}], "within": "post"}, "En borger. Hun er syg.", ["borger"]),
        ({"together": [{"phrases": ["borger"]}, {"phrases": ["=syg"]}], "within": 2}, "En borger er faktisk meget syg.", []),
        ({"absent": {"phrases": ["kilde"]}, "given": {"pattern": "# procent"}}, "Steg 12 procent.", ["12 procent"]),
        ({"absent": {"phrases": ["kilde"]}, "given": {"pattern": "# procent"}}, "Steg 12 procent. Kilde: KL", []),
    ],
)
def test_detection(condition, text, expected):
    assert hits(condition, text) == expected


def test_a_word_class_of_the_shelf():
    assert hits({"class": "balance_private"}, "Vi så min svigermor.") == ["svigermor"]


@pytest.mark.parametrize(("platform", "expected"), [("x", 1), ("facebook", 0)])
def test_a_limit_per_platform(platform, expected):
    text = "ord " * 100
    assert len(hits({"measure": "characters", "above": {"x": 280}}, text, Setting(platform=platform))) == expected


def test_below_the_fold():
    condition = {"below_fold": {"phrases": ["på egne vegne"]}}
    late = "Ord. " * 60 + "På egne vegne."
    assert hits(condition, late, Setting(platform="linkedin")) == ["På egne vegne"]
    assert hits(condition, "På egne vegne. " + late, Setting(platform="linkedin")) == []
    assert hits(condition, late, Setting(platform="facebook")) == []


def test_unless_in_the_sentence_and_in_the_post():
    in_sentence, in_post = [{"phrases": ["undtagen"]}], [{"phrases": ["undtagen"], "within": "post"}]
    assert hits({"phrases": ["løgn"]}, "Undtagen løgn.", unless=in_sentence) == []
    assert hits({"phrases": ["løgn"]}, "Undtagen her. En løgn.", unless=in_sentence) == ["løgn"]
    assert hits({"phrases": ["løgn"]}, "Undtagen her. En løgn.", unless=in_post) == []


def test_when_platform_audience_and_date():
    when = {"platforms": ["x"], "audiences": ["closed"], "from": date(2026, 9, 1), "until": date(2026, 11, 17)}
    reviewer = reviewer_of(rule(when=when))
    inside = Setting("union-leader", "x", "closed", date(2026, 10, 1))
    assert alarms(reviewer.review("løgn", inside)) == ["løgn"]
    for other in (
        Setting("union-leader", "facebook", "closed", date(2026, 10, 1)),
        Setting("union-leader", "x", "open", date(2026, 10, 1)),
        Setting("union-leader", "x", "closed", date(2026, 12, 1)),
    ):
        assert alarms(reviewer.review("løgn", other)) == []


def test_a_catastrophic_expression_is_stopped_and_said():
    slow = rule(id="tone.langsom", title="Langsom", detect={"any": [{"regex": r"(a+)+$b|(a|aa)+c"}]})
    review = reviewer_of(slow, rule()).review("løgn " + "a" * 5000 + "!")
    assert alarms(review) == ["løgn"]
    assert review.notices == (*[n for n in review.notices if "dansk" in n], "Reglen »Langsom« blev sprunget over: dens udtryk tog for lang tid.")
