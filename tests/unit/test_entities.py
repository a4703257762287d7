"""The tagger of names: what it finds, that the rules stand without it, and that nothing upsets it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from analysis import entities
from analysis.checks.personal_data import name, tagged_names
from analysis.entity_tokens import candidates, handle_parts, tokens
from analysis.training.entities import gold_tags
from analysis.training.entity_data import Word, annotated, read
from analysis.weights import UnusableModel


@pytest.fixture(scope="module")
def tagger():
    return entities.load()


def found(tagger, text, label="PER"):
    return [text[entity.start : entity.end] for entity in tagger.find(text) if entity.label == label]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I går talte jeg med Karen Mikkelsen om ferieplanen.", ["Karen Mikkelsen"]),
        ("jeg talte med karen mikkelsen i går", ["karen mikkelsen"]),
        ("tillykke til rasmus med den nye stilling", ["rasmus"]),
        ("ER DER NOGEN DER HAR SET KAREN MIKKELSEN I DAG", ["KAREN MIKKELSEN"]),
        ("Det var Karen Mikkelsens idé fra starten.", ["Karen Mikkelsens"]),
        ("Anne-Lise Krogsgaard holder åbent hus på lørdag.", ["Anne-Lise Krogsgaard"]),
        ("@KarenMikkelsen det er jeg helt enig i", ["@KarenMikkelsen"]),
        ("tak for kaffe @karen_mikkelsen 😊", ["@karen_mikkelsen"]),
        ("Velkommen til Karen 🎉🎉", ["Karen"]),
        ("Borgmester Karen Mikkelsen klippede snoren.", ["Karen Mikkelsen"]),
        ("Karen og Rasmus står for indkøbene", ["Karen", "Rasmus"]),
        ("Der var kage til alle på kontoret i går.", []),
        ("vi ses til fest på torvet i aften", []),
        ("", []),
        (" \n\n ", []),
        ("🎉👏🙏", []),
    ],
)
def test_persons(tagger, text, names):
    assert found(tagger, text) == names


def test_places_and_organisations_are_told_from_persons(tagger):
    text = "Karen Mikkelsen flyttede fra Aalborg til Tyskland og arbejder for Dansk Metal."
    assert found(tagger, text) == ["Karen Mikkelsen"]
    assert found(tagger, text, "LOC") == ["Aalborg", "Tyskland"]
    assert found(tagger, text, "ORG") == ["Dansk Metal"]


def test_places_are_those_of_the_text_and_confidence_is_a_share(tagger):
    text = "Hej 👋🏽 alle\n\nHusk at ringe til Karen Mikkelsen, før I går."
    (person,) = [entity for entity in tagger.find(text) if entity.label == "PER"]
    assert text[person.start : person.end] == "Karen Mikkelsen"
    assert 0.5 < person.confidence <= 1


def test_a_very_long_text_is_read_in_reasonable_time(tagger):
    text = "Så kom Karen Mikkelsen hjem fra Aalborg. " * 2500
    assert len(text) > 100_000
    began = time.perf_counter()
    assert "Karen Mikkelsen" in found(tagger, text)
    assert time.perf_counter() - began < 5
    assert tagger.find("a" * 100_000) == []
    assert tagger.find("😀" * 100_000) == []
    tagger.find("@" + "Karen" * 20_000)


def test_every_thread_says_the_same(tagger):
    text = "Karen Mikkelsen og @RasmusHolm mødtes i Aalborg med HK Kommunal."
    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(lambda _: tagger.find(text), range(16))
    assert first and all(other == first for other in others)


def test_handles_fall_into_their_parts(tagger):
    known = tagger.knowledge
    assert handle_parts("@KarenMikkelsen", known) == ["Karen", "Mikkelsen"]
    assert handle_parts("@karen_mikkelsen", known) == ["karen", "mikkelsen"]
    assert handle_parts("@karenmikkelsen87", known) == ["karen", "mikkelsen"]


def test_only_what_can_be_a_name_is_tagged(tagger):
    sequence = tokens("vi ses til fest på torvet i aften, @torvet, og så kom Karen", tagger.knowledge)
    assert [sequence[number].text for number in candidates(sequence)] == ["@torvet", "Karen"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("min kollega karen mikkelsen har fået kræft", ["karen mikkelsen"]),
        ("@KarenMikkelsen har fået en advarsel", ["@KarenMikkelsen"]),
        ("KAREN MIKKELSEN HAR FÅET EN ADVARSEL", ["KAREN MIKKELSEN"]),
        ("Karen Mikkelsen har fået en advarsel", ["Karen Mikkelsen"]),
        ("borgmester karen mikkelsen svarede ikke", []),
        ("Tak til borgmester KAREN MIKKELSEN for svaret", []),
        ("det sagde statsminister mette frederiksen", []),
        ("Læs mere hos @Politiken", []),
        ("else ingen, og alle er velkomne", []),
        ("vi har en plan", []),
    ],
)
def test_private_persons_by_list_and_tagger_together(text, names):
    assert [text[span.start : span.end] for span in name.find(text)] == names


def test_without_the_tagger_known_names_are_found_all_the_same(monkeypatch):
    monkeypatch.setattr(tagged_names, "_tagger", lambda: None)
    text = "Karen Mikkelsen mødte karen mikkelsen"
    assert [text[span.start : span.end] for span in name.find(text)] == ["Karen Mikkelsen"]


def test_missing_or_damaged_weights_say_so(tmp_path):
    with pytest.raises(UnusableModel, match=r"Navnegenkendelsen er slået fra: none\.npz mangler"):
        entities.load(tmp_path / "none.npz")
    damaged = tmp_path / "damaged.npz"
    damaged.write_bytes(entities.MODEL.read_bytes()[:5000])
    with pytest.raises(UnusableModel, match="kan ikke læses"):
        entities.load(damaged)
    strange = tmp_path / "strange.npz"
    with np.load(entities.MODEL) as stored:
        np.savez(strange, **{**stored, "table": np.zeros((4, 9), dtype=np.int8)})
    with pytest.raises(UnusableModel, match="passer ikke"):
        entities.load(strange)


def test_the_weights_are_small_and_no_list():
    assert entities.MODEL.stat().st_size < 6_000_000
    with np.load(entities.MODEL) as stored:
        assert all(stored[part].dtype.kind in "iuf" for part in stored.files)
    assert b"mikkelsen" not in entities.MODEL.read_bytes().lower()


def test_annotations_are_read_with_their_places(tmp_path):
    file = tmp_path / "news.iob2"
    file.write_text(
        "# sent_id = 1\n# text = Karen bor i SID-huset, siger danske Bo.\n"
        "1\tKaren\tB-PER\tB-PER#O\ts\n2\tbor\tO\tO#O\ts\n3\ti\tO\tO#O\ts\n4\tSID-huset\tB-ORG\tB-ORGpart#O\ts\n5\t,\tO\tO#O\ts\n"
        "6\tsiger\tO\tO#O\ts\n7\tdanske\tO\tB-LOCderiv#O\ts\n8\tBo\tB-PER\tB-PER#O\ts\n9\t.\tO\tO#O\ts\n",
        "utf-8",
    )
    (text,) = map(annotated, read(file))
    assert text.text == "Karen bor i SID-huset, siger danske Bo."
    assert [(text.text[start:end], label) for start, end, label in text.entities] == [("Karen", "PER"), ("SID-huset", "ORG"), ("Bo", "PER")]


def test_gold_tags_follow_the_places():
    text = annotated((Word("Karen", "B-PER"), Word("Holm", "I-PER"), Word("sov", "O")))
    assert gold_tags([(0, 5), (6, 10), (11, 14)], text.entities) == ["B-PER", "I-PER", "O"]
