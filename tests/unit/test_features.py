"""What the model sees of a text: the same features for the same words, each in its place."""

import numpy as np
import pytest

from analysis import features
from analysis.conditions import Phrases
from analysis.features import numbered, occurrences
from analysis.language import Document
from analysis.lexicon import Lexicon
from analysis.model import Setting
from analysis.word_table import WordTable

HEALTH, BLAME = Phrases(("syg",), "health", "sygdom"), Phrases(("skylden",), "blame", "skyld")
CLASSES = {"health": HEALTH, "blame": BLAME}
EMPTY = WordTable.of((), (), {})


def seen(text, table=EMPTY, role="union-leader"):
    return occurrences(Document(text, Lexicon.build(CLASSES.values()), Setting(role)), table, numbered(CLASSES))


def class_ids(found):
    return set((found.ids[found.ids >= features.CLASSES] - features.CLASSES).tolist())


def test_a_known_word_is_a_short_cut_and_nothing_else():
    text = "Kollegaen er syg. Skylden er vores, 84 år!"
    known, unknown = seen(text, WordTable.of(("kollegaen", "syg", "00"), ("kollegaen", "syg", "00"), {})), seen(text)
    assert sorted(zip(known.ids, known.positions, strict=True)) == sorted(zip(unknown.ids, unknown.positions, strict=True))


def test_lemmas_bring_forms_together():
    table = WordTable.of(("hus", "huse"), ("hus", "hus"), {})
    first, second = (set(seen(text, table).ids.tolist()) for text in ("hus", "huse"))
    lemmas = {number for number in first & second if features.LEMMAS <= number < features.LETTERS}
    assert len(lemmas) == 1
    assert not {number for number in first & second if number < features.LEMMAS}


def test_runs_of_words_stay_inside_a_sentence():
    def whole(text):
        return {number for number in seen(text).ids.tolist() if number < features.LETTERS}

    together = whole("vi går") - whole("vi") - whole("går")
    assert together
    assert not together & whole("vi. går")


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("Han er syg.", 1), ("Han er ikke syg.", 2 * 4 + 1), ("Hun skrev »han er syg«.", 2 * 5 + 1),
        ("Han er syg.", 2 * (6 + 4) + 1), ("Jeg er syg.", 2 * 6 + 1), ("Skylden er, at han er syg.", 2 * 13 + 0 * 2 + 1),
    ],
)  # fmt: skip
def test_classes_with_scope_person_and_company(text, feature):
    # classes come in the order given: health is number 0 here only by name
    order = {"blame": BLAME, "health": HEALTH}
    found = occurrences(Document(text, Lexicon.build(order.values())), EMPTY, numbered(order))
    assert feature in class_ids(found)


def test_classes_of_two_sentences_are_not_together():
    assert 2 * 13 + 1 not in class_ids(seen("Han er syg. Skylden er min."))


def test_the_role_is_part_of_what_is_seen():
    assert class_ids(seen("syg", role="union-leader")) != class_ids(seen("syg", role="municipal-manager"))
    assert class_ids(seen("syg", role="chief-executive")) == class_ids(seen("syg", role="municipal-manager"))


@pytest.mark.parametrize("text", ["a", "...", "\U0001f600", "hej \ud800 du", "1" * 5000, "ord " * 30_000])
def test_every_text_has_features_within_bounds(text):
    found = seen(text)
    assert found.ids.max(initial=0) < features.CLASSES + features.class_count(2)
    assert found.positions.max(initial=0) < len(found.sentences)
    assert np.all(np.diff(found.sentences) >= 0)


def meanings(found):
    inside = (found.ids >= features.MEANINGS) & (found.ids < features.CLASSES)
    return {divmod(number, 512) for number in (found.ids[inside] - features.MEANINGS).tolist()}


def test_a_word_brings_its_meanings_with_role_negation_and_pronoun():
    table = WordTable.of(("syg",), ("syg",), {"syg": [7, 9]})
    assert meanings(seen("Bordet er brunt.", table)) == set()
    assert meanings(seen("Kollegaen: syg.", table, "municipal-manager")) == {(0, 7), (0, 9), (2, 7), (2, 9)}
    assert {(4, 7), (5 + 4, 7)} <= meanings(seen("Han er ikke syg.", table))
    assert {(4, 7), (5, 7)} & meanings(seen("Han er syg.", table)) == set()
