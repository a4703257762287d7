"""Named private persons: a known first name with a capital, with or without a surname.

Knows names only as hashes (analysis/models/NAMES.md). People in public office and names that are part of a
street, an organisation or a work are not private persons. A name that is also an ordinary word counts only
inside a sentence or with a surname. To these come the persons that the trained tagger is sure of and that were not
looked at already: lower case, capitals, handles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from . import context, tagged_names
from .known_names import is_first_name, is_surname, without_genitive

_WORD = r"[A-ZÆØÅÄÖÉ][a-zæøåäöéüèë]+(?:-[A-ZÆØÅ][a-zæøåéü]+)?"
_RUN = re.compile(rf"(?<![\w#@.])({_WORD}|[A-ZÆØÅ]\.)((?: (?:[A-ZÆØÅ]\.|af|von|de|van|{_WORD}))*)(?![\w]|-[A-ZÆØÅ])")
_ORDINARY = frozenset(
    "bo gry sten bjørn dag vinter sol eske kim lily rose viola iris maj april august juni mark lind storm vår heidi lone per max "
    "my mai mie tim ask birk falk ulf ravn svend ib ken son sonne liv fryd nor tor thor frej freja odin klods blå glad lange "
    "stor holm dal bach berg strand lund skov kirke smed møller præst bonde konge kok friis winther toft juul jul vang bak bank "
    "mor far bro bror søster gud held lykke fred mester faber bay may art ok ida kaj perle star sky penny melodi hope grace ea bay "
    "sally malle kalle plys ole lukøje victor santa lucia hans jens anders and peter tosset alt else her alle tage tine pil vita alma mette "
    "line signe".split()
) - frozenset("hans jens peter anders mette line signe ida alma else tine svend heidi lone per kim freja".split())  # fmt: skip
_AMBIGUOUS_START = frozenset("else tage hans her alle line signe pil tine maj per".split())
_NEVER = frozenset(
    "danmark odense aarhus esbjerg randers horsens vejle kolding silkeborg roskilde viborg herning helsingør næstved ringsted maribo nakskov "
    "thisted skive struer ribe varde tønder aabenraa haderslev sønderborg svendborg nyborg fåborg faaborg assens middelfart bogense kerteminde "
    "køge greve solrød ishøj taastrup ballerup gladsaxe gentofte lyngby rødovre hvidovre brøndby albertslund glostrup herlev furesø allerød "
    "hillerød fredensborg halsnæs frederikssund egedal frederikshavn hjørring brønderslev rebild mariagerfjord lolland falster fyn jylland sjælland "
    "bornholm rønne samsø læsø ærø fanø langeland morsø norge sverige tyskland europa ukraine rusland kina israel gaza palæstina facebook "
    "linkedin instagram twitter aula google microsoft novo lego ikea netto bilka føtex rema kvickly brugsen irma coop danske dansk dronning "
    "kong jul påske pinse mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar marts juli september oktober november december "
    "venstre konservative moderaterne enhedslisten alternativet socialdemokratiet radikale borgen kommunen teams excel outlook".split()
)  # fmt: skip
_OFFICE = context.word_test(
    (
        "minister*", "statsminister*", "borgmester*", "viceborgmester*", "rådmand*", "formand for", "forbundsformand*", "næstformand for",
        "politiker*", "ordfører*", "folketingsmedlem*", "byrådsmedlem*", "direktør*", "kommunaldirektør*", "partiformand*", "kommissær*",
        "præsident*", "dronning*", "kong*", "prins*", "forfatter*", "professor*", "journalist*", "komponist*", "sanger*", "kunstner*",
        "forsker*", "filosof*", "instruktør*", "spidskandidat*", "hofmarskal*", "biskop*", "skuespiller*", "træner*", "landstræner*",
    )
)  # fmt: skip
_AFTER_OFFICE = re.compile(
    r",? (?:\([A-ZÆØÅ]{1,3}\)|minister|borgmester|statsminister|formand for|rådmand|ordfører|professor|direktør for|forfatter til)", re.IGNORECASE
)
_NOT_A_PERSON = re.compile(r"(?:vej|gade|plads|torv|skole|skolen|hus|huset|kommune|fonden|fond|hospital|kirke|park|parken|allé|centret|a/s|aps)\b", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?:…\n\"»“)(*•-]|\W\W)\s*$")


def find(text: str) -> Iterator[Span]:
    """Yield names of private persons; confidence 0.9 with a surname, 0.75 with the first name alone, the tagger's own for the rest."""
    known = [name for match in _RUN.finditer(text) if (name := _first_name_in(text, match))]
    private = [span for name in known if (span := _person(text, *name))]
    yield from sorted([*private, *_tagged(text, [(start, start + len(" ".join(words))) for start, words, _ in known])], key=lambda span: span.start)


def _first_name_in(text: str, match: re.Match[str]) -> tuple[int, list[str], bool] | None:
    """Where in a run of words with a capital a known first name stands, the words from there, and whether they begin a sentence."""
    words = match.group().split(" ")
    starts = bool(_SENTENCE_START.search(text[max(match.start() - 4, 0) : match.start()]))
    offset = match.start()
    while words and not _is_first(words[0]):
        offset += len(words.pop(0)) + 1
        starts = False
    return (offset, words, starts) if words else None


def _person(text: str, offset: int, words: list[str], starts: bool) -> Span | None:
    name = _name(words)
    end = offset + len(" ".join(name))
    if len(name) > 1 and _NOT_A_PERSON.fullmatch(name[-1]):
        return None
    has_surname = len(name) > 1
    first = without_genitive(name[0])
    if starts and not has_surname and (first in _ORDINARY or first in _AMBIGUOUS_START):
        return None
    return None if _is_public(text, offset, end) else Span(offset, end, 0.9 if has_surname else 0.75, "context")


def _tagged(text: str, looked_at: list[tuple[int, int]]) -> Iterator[Span]:
    """The tagger's private persons outside the stretches that were looked at."""
    for entity in tagged_names.find(text):
        start, end = entity.start, entity.end
        first_name = without_genitive(text[start:end].split()[0])
        if any(start < after and first < end for first, after in looked_at) or first_name in _ORDINARY | _NEVER | _AMBIGUOUS_START:
            continue
        if not _is_public(text, start, end):
            yield Span(start, end, entity.confidence, "context")


def _is_first(word: str) -> bool:
    stem = without_genitive(word)
    return stem not in _NEVER and stem not in _ORDINARY and (is_first_name(stem) or is_first_name(stem.split("-")[0]))


def _name(words: list[str]) -> list[str]:
    """The first name and the surnames after it."""
    name = words[:1]
    for word in words[1:]:
        low = word.lower()
        known = any(map(is_surname, (low, low.removesuffix("s")))) or is_first_name(low) or low.endswith((".", "sen", "sens"))
        if low in _NEVER or not (known or low in ("af", "von", "de", "van")):
            break
        name.append(word)
    while name[-1] in ("af", "von", "de", "van"):
        name.pop()
    return name


def _is_public(text: str, start: int, end: int) -> bool:
    """Whether the person stands there in a public office, or the name belongs to a place or an organisation."""
    if _OFFICE.search(context.sentence_before(text, start, 32)) or _AFTER_OFFICE.match(text, end):
        return True
    following = re.match(r"(?:s? |-)?[\wÆØÅæøå/]+", text[end : end + 25])
    return bool(following and _NOT_A_PERSON.search(following.group()))
