"""What is known of single words, and what is worked out for those that are not."""

import numpy as np

from analysis.training.design import MEANINGS
from analysis.word_table import Rows, WordTable, letters, normal

TABLE = WordTable.of(("vikar", "vikarer", "syg"), ("vikar", "vikar", "syg"), {"vikar": [3, 5], "syg": [1]})


def found(pairs):
    return sorted(zip(pairs[1].tolist(), pairs[0].tolist(), strict=True))


def test_rows_are_gathered_one_after_the_other():
    rows = Rows.of([np.array([1, 2]), np.array([], dtype=int), np.array([3])])
    values, lengths = rows.gather(np.array([2, 0, 1, 0]))
    assert values.tolist() == [3, 1, 2, 1, 2]
    assert lengths.tolist() == [1, 2, 0, 2]
    assert [part.tolist() for part in rows.gather(np.array([], dtype=int))] == [[], []]


def test_a_form_has_the_meanings_of_its_lemma():
    assert found(TABLE.look_up(["vikarer", "bord", "syg"]).meanings) == [(0, 3), (0, 5), (2, 1)]


def test_a_compound_has_the_meanings_of_its_head():
    looked = TABLE.look_up(["sommervikar", "ferievikarer", "vikariat", "ivikar"])
    assert found(looked.meanings) == [(0, 3), (0, 5), (1, 3), (1, 5)]


def test_an_unknown_word_has_the_same_letters_as_a_known_one():
    known, unknown = TABLE.look_up(["vikar"]), WordTable.of((), (), {}).look_up(["vikar"])
    assert sorted(known.letters[0].tolist()) == sorted(unknown.letters[0].tolist())
    assert known.hashes[0, 0] == unknown.hashes[0, 0]


def test_nothing_to_look_up():
    looked = TABLE.look_up([])
    assert [len(part) for part in (looked.hashes, *looked.letters, *looked.meanings)] == [0] * 5


def test_letters_are_hashed_the_same_every_time():
    assert sorted(letters("skole").tolist()) == [67896, 70170, 98289, 98402, 99409, 106384, 108702]
    assert normal("1984") == "0000"


def test_the_lexicon_of_meanings_is_whole():
    lines = [line.split("\t") for line in MEANINGS.read_text("utf-8").splitlines()]
    assert len(lines) > 8000
    assert len({word for word, _ in lines}) == len(lines)
    tags = {tag for _, told in lines for tag in told.split()}
    assert len(tags) <= 512
    assert all(word == word.lower().strip() and told for word, told in lines)
