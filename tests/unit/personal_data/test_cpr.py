"""CPR numbers in every spelling; journal numbers, EAN, CVR, accounts and dates are something else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.checks.personal_data.cpr import find
from analysis.text import clean


def found(text):
    return [text[span.start : span.end] for span in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Borgerens nummer er 010190-1234, kan nogen hjælpe?",
        "cpr 0101901234",
        "Hendes cpr-nr. er 010190 1234",
        "CPR: 01-01-90-1234",
        "personnummer 01.01.90-1234",
        "cpr 01 01 90 1234",
        "010190 - 1234",
        "cpr.nr. 01/01/90 1234",
        "cpr: 01-01-1990-1234",
        "Født 010190, cpr 010190 løbenr 1234",
        "Hans cpr er 010190-xxxx",
        "cpr-nummer 0 1 0 1 9 0 1 2 3 4",
        "Kan nogen finde borgeren med nr. 290296-1234?",
        "610190-1234 er et erstatningscpr",
        "Mit nummer er 010190_1234, cpr",
        "Fx cpr 010101-0101",
        "Det er (010190-1234).",
        "Hej 010190-1234!",
        "Sagen om 010190-1234, cpr-nummeret på moren",
        "patient 3112991234",
        "Sagen om 311299-4321 ligger her endnu.",
        "01 01 90 12 34 er hans personnummer",
        "Født den 1. januar 1990, de sidste fire cifre er 1234.",
        "Mit CPR er O10190-1234.",
    ],
)
def test_a_cpr_number_is_found(text):
    assert len(found(text)) == 1


@pytest.mark.parametrize("disguised", ["010190–1234", "010190\u20111234", "010190\u22121234", "０１０１９０-１２３４", "010190\u00a0-\u00a01234", "0101\u200b90-1234"])
def test_a_cpr_number_in_other_characters_is_found_after_cleaning(disguised):
    cleaned = clean(f"Nummeret er {disguised} på borgeren")
    (span,) = find(cleaned.clean)
    assert cleaned.original[slice(*cleaned.span(span.start, span.end))] == disguised


@pytest.mark.parametrize(
    "text",
    [
        "Høringen kører under journalnummer 180326-0042.",
        "Sagsnr. 120524-1234",
        "j.nr. 010190-1234",
        "EAN-nummeret er 5798009811578.",
        "EAN 5798 0098 11578",
        "CVR 12345678",
        "Skriv sagsnummeret 240691-0318, det er ikke et cpr-nummer",
        "Faktura 0101901234",
        "Konto 010190-1234 i kontoplanen",
        "Ring på 33 66 20 00",
        "320190-1234",
        "011390-1234",
        "300299-1234",
        "Mødet er den 010124 1430",
        "Perioden 01.01.2024-31.12.2024",
        "01-01-2024 12:30",
        "ISBN 978-87-7110-123-4",
        "Ordrenummer 1501261234 er sendt",
        "Pakke 00370715001234567890",
        "Projektnr. 050325-1111",
        "Koordinater 5512001234",
        "https://kommune.dk/dagsorden/010190-1234",
        "Skriv aldrig dit cpr-nummer i et kommentarspor.",
        "De sidste fire cifre i dit cpr-nummer",
        "tlf. 0101901234",
        "Dagsordenspunkt 010126-1430",
        "Mødet 010126 1430",
        "Budgettet er på 1.201.901.234 kr.",
    ],
)
def test_what_is_something_else_is_left_alone(text):
    assert found(text) == []


DAYS = st.dates(date(1900, 1, 1), date(2025, 12, 31))
SPELLINGS = ["{d}{m}{y}-{s}", "{d}{m}{y} {s}", "{d}-{m}-{y}-{s}", "{d}.{m}.{y}-{s}", "{d}{m}{y}{s}", "{d} {m} {y} {s}", "{d}/{m}/{y}-{s}", "{d}{m}{y} - {s}"]


@given(DAYS, st.integers(0, 9999), st.sampled_from(SPELLINGS))
def test_every_date_and_serial_is_found_in_every_spelling(day, serial, spelling):
    number = spelling.format(d=f"{day:%d}", m=f"{day:%m}", y=f"{day:%y}", s=f"{serial:04}")
    assert found(f"Hendes cpr-nummer er {number}.") == [number]


@given(DAYS, st.integers(0, 9999), st.text("0123456789", min_size=1, max_size=6))
def test_digits_inside_a_longer_row_are_never_a_cpr_number(day, serial, more):
    assert found(f"nr {more}{day:%d%m%y}{serial:04}{more}") == []


def test_modulus_11_confirms_and_never_rejects():
    (wrong,) = find("Se 010190-1234")
    (right,) = find("Se 070761-4285")
    assert right.confidence > wrong.confidence > 0.9
