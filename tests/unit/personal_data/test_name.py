"""Named private persons; public office, places and works are not."""

import pytest

from analysis.checks.personal_data.known_names import MODEL
from analysis.checks.personal_data.name import find


def found(text):
    return [text[span.start : span.end] for span in find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Send varme tanker til Lone, som har fået kræft.", ["Lone"]),
        ("Mette fra Nørreby er syg", ["Mette"]),
        ("Velkommen til vores nye medlem, Mette Juhl!", ["Mette Juhl"]),
        ("Jeg talte med Jens Hansen og Amir i går", ["Jens Hansen", "Amir"]),
        ("Anne-Mette er tilbage", ["Anne-Mette"]),
        ("Tinas mand ringede", ["Tinas"]),
        ("Vi sagde farvel til Ane Sofie Bech Krogh", ["Ane Sofie Bech Krogh"]),
        ("Sagsbehandler Mette Juhl nægtede", ["Mette Juhl"]),
        ("Fatima og Mohammed vandt", ["Fatima", "Mohammed"]),
        ("Kollegaen hedder Bjørn Larsen", []),
        ("Det var Lars' idé", ["Lars"]),
        ("Hvad med Karen?", ["Karen"]),
    ],
)
def test_names(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Statsminister Mette Frederiksen svarede", "Borgmester Lars Hansen åbnede", "Odense Kommune", "Esbjerg og Randers",
        "Vi bruger Aula og Teams", "Glad Påske fra Borgerservice", "Hans Christian Andersens Gade", "Mandag i Juli",
        "Sten på vejen", "Sol og sommer", "Formand for kredsen Mette Juhl", "Læs Forfatter Helle Helle", "Maj måned", "else ingen",
        "Alle er velkomne", "Facebook og LinkedIn",
    ],
)  # fmt: skip
def test_what_is_no_private_person(text):
    assert found(text) == []


def test_the_knowledge_is_small_and_no_list():
    assert MODEL.stat().st_size < 200_000
    assert b"mette" not in MODEL.read_bytes().lower()
