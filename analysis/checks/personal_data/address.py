"""Private home addresses: a street and number where the words say that someone lives there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from . import context

_STREET = re.compile(
    r"(?<![\w])(?:(?:[A-ZÆØÅ][\wæøåé.]*|Sankt|Skt\.|Gl\.|Gammel|Ny|Nørre|Sønder|Øster|Vester|Store|Lille) ){0,2}"
    r"[A-ZÆØÅ][\wæøåé]*(?:vej|vejen|gade|gaden|allé|alle|alléen|vænget|vænge|parken|park|stræde|strædet|torv|torvet|plads|pladsen|"
    r"bakken|bakke|haven|have|toften|toft|lunden|lund|gård|gården|stien|sti|kaj|brygge|bryggen|krogen|krog|ager|ageren|skov|skoven|"
    r"høj|højen|eng|engen|ledet|marken|mark|dal|dalen|boulevard|boulevarden|passage|passagen|væld|kæret|kær|løkken|løkke|tværvej|slippen)"
    r" \d{1,3} ?[A-Za-z]?(?!\d|[.,]\d|\w)(?:,? ?(?:st|kl|\d{1,2})\.? ?(?:sal)?,? ?(?:tv|th|mf|\d{1,2})?\.?)?(?:, ?\d{4} [A-ZÆØÅ][a-zæøå]+)?"
)
_HOME = context.word_test(
    (
        "bor", "bor på", "bor i", "boede", "bopæl*", "bolig på", "hjemme hos", "hjem til", "hjemadresse*", "hjemmeadresse*", "privatadresse*",
        "hans adresse", "hendes adresse", "deres adresse", "adressen er", "adresse:", "flyttet til", "flytter til", "flyttede til", "naboen på", "naboens", "borgeren på", "familien på",
        "familien i", "manden på", "kvinden på", "beboeren på", "huset på", "opgangen på", "lejligheden på", "hos ham på", "hos hende på",
        "vores hus", "vores nye hus", "mit hus", "køber hus", "købt hus", "mød op hos", "stil jer", "bank på hos", "ring på hos", "hjemmet på",
    )
)  # fmt: skip
_PLACE = context.word_test(
    (
        "mødes*", "mød op på", "kontor*", "rådhus*", "skole*", "afdeling*", "åbent hus", "åbningstid*", "spærret*", "arrangement*",
        "møde*", "medlemsmøde*", "valgsted*", "stemmested*", "genbrug*", "byggesag*", "lokalplan*", "vejarbejde*", "fjernvarme*", "institution*", "plejehjem*",
        "plejecent*", "børnehave*", "bibliotek*", "hallen", "forsamlingshus*", "klublokale*", "adresse på kontoret", "sekretariat*", "center*", "cykelsti*", "buslinje*",
        "trafik*", "lukket", "anlæg*", "bosted*", "boligforening*", "byggeri*", "grunden", "butik*", "hotel*", "museum*", "kirke*", "ligger",
    )
)  # fmt: skip


def find(text: str) -> Iterator[Span]:
    """Yield addresses where the words around say home (0.85), or a full address with nothing official (0.5)."""
    for match in _STREET.finditer(text):
        near = context.sentence_before(text, match.start(), 70)
        if _HOME.search(near):
            yield Span(match.start(), match.end(), 0.85, "context")
        elif re.search(r", ?\d{4} ", match.group()) and not _PLACE.search(context.around(text, match.start(), match.end())):
            yield Span(match.start(), match.end(), 0.5, "pattern")
