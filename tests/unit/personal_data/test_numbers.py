"""Telephone, e-mail, address, account, number plate and CVR: private ones found, official ones left alone."""

import pytest

from analysis.checks.personal_data import RECOGNISERS

FOUND = {
    "phone": [
        "Hendes mobil er 22 33 44 55, så ring og sig jeres mening.",
        "Ring til ham på 22334455", "Hans nummer: +45 22 33 44 55", "Naboens telefon er 2233 4455",
        "Privat: 0045 22334455", "Borgerens tlf. 22.33.44.55", "Sms til hende på 22-33-44-55", "Mette har mobil 26 11 22 33",
        "Giv ham et kald på 31 22 33 44", "Ring til Lars på 26 11 22 33", "Skriv til hende på 20 30 40 50",
        "Hans svenske nummer er +46 70 123 45 67", "Mit private nummer er 61 22 33 44", "Direktørens mobil: 40 50 60 70",
        "Hun kan fanges derhjemme på 51 22 33 44",
    ],
    "email": [
        "Skriv til mette.hansen@gmail.com", "lars_j@hotmail.dk", "Send til jens@outlook.com", "mail: ole@live.dk",
        "mette (at) gmail.com", "mette snabel-a gmail.com", "kim[at]yahoo[dot]dk", "hendes mail er ane@icloud.com",
        "per123@jubii.dk", "Skriv til mette.hansen@randbykommune.dk", "mhj@firma.dk", "l.s@mail.dk", "bo@privat.dk",
        "tina.k@stofanet.dk", "ib@get2net.dk",
    ],
    "address": [
        "Han bor på Skolevej 12, hvis nogen vil takke ham.", "Hun bor Nørregade 4, 2. tv.", "Hendes adresse er Birkevænget 18",
        "Familien på Solbakken 3 er trætte", "Privatadresse: Åvej 5, 8000 Aarhus", "Mød op hos dem på Egevej 9",
        "De er flyttet til Lærkevej 21", "Naboen på Granvej 2 klagede", "Han boede på Gl. Landevej 101",
        "Adressen er Kirkestræde 7B", "Bank på hos hende på Elmevej 33", "Stil jer foran hans hus, han bor Bøgevej 8",
        "Vores nye hus på Rosenvej 14 er klar", "Manden på Fjordvej 6 ringede", "Beboeren på Møllevej 3, st. th. er syg",
    ],
    "account": [
        "Overfør til reg. 1234 konto 1234567890", "Reg.nr. 9570 kontonr. 12345678", "Konto: 1234-0012345678",
        "Bankkonto 3409 123 456 7890", "IBAN DK50 0040 0440 1162 43", "DK5000400440116243", "Nemkonto 5301 0123456",
        "Indbetal på 1551 10048990, lønkonto", "kort 4571 1234 5678 9016 udløber",
    ],
    "number_plate": [
        "Bilen med nummerplade AB 12 345 holdt på fortovet", "Den hvide varevogn BX45678", "En Tesla, DE 54 321, kørte for stærkt",
        "Trailer CN 12 345", "Hvem ejer bilen CK 98 765?", "Parkeret ulovligt: EC 21 345", "AX 10 203",
        "bmw med reg.nr. BV 33 444", "Knallert VR12345 er stjålet",
    ],
    "cvr": ["CVR 10 15 08 17", "cvr-nr. 10150817", "CVR: DK10150817", "Virksomhedsnummer 10150817", "DK 10150817"],
}
LEFT_ALONE = {
    "phone": [
        "Ring til os på 33 66 20 00.", "Hovednummer 76 20 33 00", "Telefon (Planafdelingen): 76 20 33 00",
        "Vagten tager den på 58 44 12 99.", "Ring 112", "Livlinien 70 20 12 01", "Den 24.12.2025 holder vi lukket",
        "Sag 20123456", "EAN 5798009811578", "Budgettet er 22 33 44 55 kr.", "Kommunen har 58 44 12 00", "Pressetelefon: 24 25 26 27",
        "Åbent hverdage 9-14, tlf. 98 11 22 33", "Borgerservice: 99 31 31 31", "Årene 2019-2024", "Kontakt afdelingen på 33 22 11 00",
        "Medlemstelefonen er 46 97 22 22",
    ],
    "email": [
        "Mail: plan@vesterlund.dk", "post@kommunen.dk", "info@forbund.dk", "borgerservice@by.dk", "kontakt@klub.dk",
        "vejogpark@tolsted.dk", "presse@fagforening.dk", "digitalpost@kommune.dk", "tilmelding@kreds.dk", "hr@region.dk", "@mettehansen er på X",
        "Kontakt formand Lars Bo på lb@foa.dk", "jobcenter@by.dk", "sekretariat@udvalg.dk", "kl. 12 @ rådhuset", "borgmester@by.dk",
    ],
    "address": [
        "Kontoret ligger på Rådhuspladsen 1.", "Vi mødes på Skolevej 12 kl. 17.", "Ådalsvej er spærret", "Åbent hus på Nørregade 4",
        "Valgstedet er Hallen, Idrætsvej 3", "Cykelstien på Landevejen 2", "Biblioteket på Torvet 5", "Lokalplan for Havnevej 10-20",
        "Byggesagen på Strandvej 7", "Bus 23 kører på Kirkegade", "Arrangement: Vestergade 8", "Plejehjemmet Solgården, Parkvej 2, 5000 Odense",
        "Side 12 i planen", "Klublokalet, Industrivej 4", "Skolen på Lindevej 9",
    ],
    "account": [
        "Konto 5.32 i kontoplanen", "Finanskonto 1234 12345678 i budgettet", "EAN 5798009811578", "Ring 33 66 20 00", "Sag 1234-567890",
        "Årene 2019 2024", "Faktura 1234 567890", "Kontoplan 3409 1234567", "Tallet 1234567890",
    ],
    "number_plate": [
        "OK 26 000 medlemmer", "EU 12 345", "Lokale AB 123", "Varenr. AB 12 345", "KL 12345", "Kursus BC 12 345", "A4 12 345", "§ 12 345", "Bus 12 345",
        "kode XY12345",
    ],
    "cvr": ["CVR 12345678", "Ring 10150817", "Sag 10150817", "EAN 5798009811578", "cvr-register"],
}


def cases(table):
    return [(kind, text) for kind, texts in table.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), cases(FOUND))
def test_private_data_is_found(kind, text):
    assert len(list(RECOGNISERS[kind](text))) == 1


@pytest.mark.parametrize(("kind", "text"), cases(LEFT_ALONE))
def test_official_data_is_left_alone(kind, text):
    assert [text[span.start : span.end] for span in RECOGNISERS[kind](text)] == []


def test_a_person_at_work_is_less_certain_than_a_private_mailbox():
    (private,), (work,) = (list(RECOGNISERS["email"](text)) for text in ("ane@gmail.com", "ane.bech@firma.dk"))
    assert private.confidence > 0.8 > 0.5 > work.confidence
