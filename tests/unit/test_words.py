"""Folded words, phrases with Danish endings, and word patterns."""

import pytest

from analysis.conditions import Phrases, WordPattern
from analysis.language import Document
from analysis.lexicon import Lexicon
from analysis.words import compile_pattern, fold, positions


def found(text, *entries):
    condition = Phrases(entries)
    document = Document(text, Lexicon.build([condition]))
    return [text[slice(*document.place(*hit))] for hit in document.hits.get(condition, [])]


def matched(text, pattern):
    compiled = compile_pattern(pattern)
    condition = WordPattern(compiled.expression, compiled.triggers)
    document = Document(text, Lexicon.build([condition]))
    if condition not in document.hits:
        return []
    places = [document.place(match.start(), match.end() - 1) for match in compiled.expression.finditer(document.folded)]
    return [text[slice(*place)] for place in places]


def test_every_folded_word_has_its_place():
    text = "Nu, taler jeg IKKE! Kl. 17.30 d. 3. maj: KL's 4,2 % 😡 f*ck\n\n(Slut)…"
    words = fold(text).split()
    places = positions(text, words)
    assert len(words) == len(places)
    assert all(text[start:end].lower() == word or word == "¶" for word, (start, end) in zip(words, places, strict=True))


@pytest.mark.parametrize("inner", ["kl. 17", "12.000 kr.", "bl.a. dem", "3. maj", "nr. 4"])
def test_a_stop_inside_a_sentence_is_no_sentence_mark(inner):
    assert "." not in fold(f"Vi mødes {inner} og spiser")


@pytest.mark.parametrize(
    ("text", "entry", "hits"),
    [
        ("Sikke en skandale", "skandale", ["skandale"]),
        ("Skandalen voksede", "skandale", ["Skandalen"]),
        ("skandalernes by", "skandale", ["skandalernes"]),
        ("skandaløst", "skandale", []),
        ("skandaløst", "skandal*", ["skandaløst"]),
        ("en løgnhistorie og løgnen", "løgn*", ["løgnhistorie", "løgnen"]),
        ("en livsløgn, livsløgnen", "*løgn", ["livsløgn", "livsløgnen"]),
        ("en nar og narre", "=nar", ["nar"]),
        ("klaphatte og klaphatten", "klaphat", ["klaphatte", "klaphatten"]),
        ("hun fører folk, bag lyset", "fører folk bag lyset", ["fører folk, bag lyset"]),
        ("fører folk. Bag lyset", "fører folk bag lyset", []),
        ("uduelige chefer", "uduelig~ chef*", ["uduelige chefer"]),
        ("Cpr-nummer", "cpr nummer", ["Cpr-nummer"]),
        ("ærlig", "rlig", []),
        ("ÅBEN dør", "åben", ["ÅBEN"]),
        ("Iben", "ben", []),
    ],
)
def test_phrases(text, entry, hits):
    assert found(text, entry) == hits


@pytest.mark.parametrize(
    ("text", "pattern", "hits"),
    [
        ("Jeg lover faktisk, at kommunen betaler.", "jeg|vi lover|garanterer ..3 kommunen", ["Jeg lover faktisk, at kommunen"]),
        ("Jeg lover. At kommunen betaler.", "jeg|vi lover ..3 kommunen", []),
        ("Vi er meget vrede", "vi er [meget|helt] vred~", ["Vi er meget vrede"]),
        ("Vi er vrede", "vi er [meget|helt] vred~", ["Vi er vrede"]),
        ("Nu har 4,2 procent", "# procent", ["4,2 procent"]),
        ("Gå hjem. Jeg vil gå hjem", "^ gå hjem", ["Gå hjem"]),
        ("På vegne af alle", "på_vegne_af|for alle", ["På vegne af alle"]),
        ("budgetforliget er noget rod", "budget* er ..1 rod", ["budgetforliget er noget rod"]),
    ],
)
def test_patterns(text, pattern, hits):
    assert matched(text, pattern) == hits


@pytest.mark.parametrize("bad", ["..3", "# ..2", "jeg ... dig", "[a|b", "^"])
def test_a_pattern_without_a_fixed_word_is_refused_in_danish(bad):
    with pytest.raises(ValueError, match=r"mønst|siger ikke noget|led i et"):
        compile_pattern(bad)
