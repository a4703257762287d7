"""Cleaning undoes disguises, and every place maps back to the characters it came from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import clean


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("Almindelig tekst på æøå", "Almindelig tekst på æøå"),
        (unicodedata.normalize("NFD", "Åse såd på Ærø"), "Åse såd på Ærø"),
        ("l\u200bø\u200cg\u00adn", "løgn"),
        ("\U0001d5e9\U0001d5f6\U0001d5f4\U0001d601\U0001d5f6\U0001d5f4\U0001d601", "Vigtigt"),
        ("ｉｄｉｏｔ", "idiot"),
        ("idi\u043et", "idiot"),
        ("\u043f\u0440\u0438\u0432\u0435\u0442", "\u043f\u0440\u0438\u0432\u0435\u0442"),
        ("»løgn« og “løgn” og „løgn“", '"løgn" og "løgn" og "løgn"'),
        ("010190–1234", "010190-1234"),
        ("33\u00a066\u202f20", "33 66 20"),
        ("\u202eabc\u202c", "abc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("hej\ud800", "hej"),
        ("\u200b\u200b", ""),
    ],
)
def test_disguises_are_undone(given_text, cleaned):
    assert clean(given_text).clean == cleaned


def test_a_span_covers_the_disguise():
    text = "Ren l\u200bø\u00adgn!"
    cleaned = clean(text)
    start = cleaned.clean.index("løgn")
    assert text[slice(*cleaned.span(start, start + 4))] == "l\u200bø\u00adgn"


def test_pynte_letters_map_one_to_one():
    text = "x \U0001d5db\U0001d602\U0001d600\U0001d5f8 y"
    cleaned = clean(text)
    assert text[slice(*cleaned.span(3, 4))] == "\U0001d602"


@given(st.text(alphabet=st.characters(), max_size=80))
def test_any_text_maps_back_in_order(text):
    cleaned = clean(text)
    spans = [cleaned.span(place, place + 1) for place in range(len(cleaned.clean))]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text(alphabet="abcæøå \u200b\u00ad\u0301\u0430\U0001d5d4“–", max_size=40))
def test_letters_that_are_kept_keep_their_place(text):
    cleaned = clean(text)
    for place, character in enumerate(cleaned.clean):
        start, end = cleaned.span(place, place + 1)
        if character in "bcæø":
            assert character in text[start:end]
