"""Measures of a text. A measure is a number at a place; the limit and the verdict belong to the rules.

LIX (Björnsson 1968): words per sentence plus the percentage of words longer than six letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from .language import Document, Place
from .model import Measures
from .platforms import count
from .words import BREAKS

Measured = Iterator[tuple[float, Place]]

_LONG_WORD = 6
_HEADING = 6
"""Words that a heading has at most."""
_ENDS = frozenset(BREAKS) - {":"}
_TWO_CAPITALS = re.compile("[A-ZÆØÅ][A-ZÆØÅ0-9]")
_CAPITALS = re.compile(r"(?<![\w#@])[A-ZÆØÅ]{2,}(?:[^\w.!?\n]{1,3}[A-ZÆØÅ]{2,})*(?![\w])")
_MARKS = re.compile(r"[!?](?:[ ]?[!?])+")
_HASHTAG = re.compile(r"#[^\W_][\w]*")
_EMOJI = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\u3030\u303d\U0001f000-\U0001faff]")
_EMOJI_RUN = re.compile(f"{_EMOJI.pattern}(?: ?{_EMOJI.pattern})*")
_EMOJI_IN_WORD = re.compile(f"[^\\W\\d_]{_EMOJI.pattern}[^\\W\\d_]")
_FANCY = re.compile("[\u249c-\u24e9\U0001d400-\U0001d7ff\U0001f130-\U0001f189]{2,}")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){4,}[^\W\d_](?!\w)")
_LONE_LETTERS = re.compile(r" [^\W\d_] [^\W\d_] [^\W\d_] ")
ACRONYMS = frozenset(
    "KL HK FOA BUPL DLF FTF SOSU DJØF GDPR KKR LOKK DSR IDA TV DR EU FN USA SF AC FH DA DI CPR CVR EAN OK IT AI PR HR "
    "TR FTR AMR MED MUS APV PPR SFO STU FGU VIVE KRL NATO BNP TEMA NB PS OBS FAQ GPS PDF SMS VVM MVP AUB SU VUC HF EUD "
    "DS DM PROSA NNF TL LO FAOS VISO SSP CV RSD RLTN VVS DSB DGI DIF UCL UC RUC SDU KU AU ITU CBS LGBT LGBTQ "
    "DF LA KD TV2 DLF UK QR SU CO2 BNP UNESCO WHO VM EM OL GF AGF FCK FCM OB BIF AAB BMX DHL DSU SSU VU RU AAU OK26 KV25 "
    "LIVE LINK USER MAX".split()
)
_ABBREVIATION = re.compile(r"(?<![\w#@(\[./-])[A-ZÆØÅ][A-ZÆØÅ0-9]{1,5}(?![\w\])]| ?\()")
_SHOUTED = frozenset(
    "TAK NEJ JA HEJ ALLE NU IKKE MEN OG DET DU VI JEG HELE HVER ET EN KAN SKAL VIL HAR ER FOR MED TIL FRA SOM DE DEN HVAD "
    "HVEM HVOR OGSÅ STOP ALDRIG HELT BARE ALT HUSK NAVN FØR NY NYT NYE GRATIS MIN ÉN ÉT KUN VIND DAG SÅ ALTID MEGET".split()
)


def summary(document: Document) -> Measures:
    """Characters of the original text, words, sentences and LIX (one decimal)."""
    words, long_words, sentences = _counts(document)
    return Measures(len(document.original_text), words, sentences, _lix(words, long_words, sentences))


def emoji_count(text: str) -> int:
    """Emoji in a text."""
    return 0 if text.isascii() else len(_EMOJI.findall(text))


def _counts(document: Document) -> tuple[int, int, int]:
    """Words, words longer than six letters, sentences."""
    if "counts" not in document.cache:
        lengths = [len(word) for word in document.words if word.isalnum()]
        long_words = sum(length > _LONG_WORD for length in lengths)
        document.cache["counts"] = (len(lengths), long_words, _sentence_count(document.words))
    return document.cache["counts"]


def _sentence_count(words: Sequence[str]) -> int:
    """Stretches between sentence marks with at least one word in them."""
    if _ENDS.isdisjoint(words):
        return int(any(map(str.isalnum, words)))
    return sum(any(map(str.isalnum, run)) for ends, run in groupby(words, _ENDS.__contains__) if not ends)


def _lix(words: int, long_words: int, sentences: int) -> float:
    return round(words / sentences + 100 * long_words / words, 1) if words else 0.0


def _whole(document: Document) -> Place:
    return 0, len(document.text)


def _characters(document: Document) -> Measured:
    yield count(document.original_text, document.setting.platform), _whole(document)


def _of_summary(name: str) -> Callable[[Document], Measured]:
    def measured(document: Document) -> Measured:
        yield getattr(summary(document), name), _whole(document)

    return measured


def _words_per_sentence(document: Document) -> Measured:
    words, _, sentences = _counts(document)
    if sentences:
        yield words / sentences, _whole(document)


def _sentence_lengths(document: Document) -> Measured:
    for place in document.sentences:
        first, last = document.word_range(place)
        yield sum(word.isalnum() for word in document.words[first:last]), place


def _shouting(document: Document) -> Measured:
    """Words in capitals in a row, well-known abbreviations not counted."""
    for match in _CAPITALS.finditer(document.text):
        if _is_heading(match):
            continue
        words = re.findall(r"[A-ZÆØÅ]+", match.group())
        shouted = [word for word in words if word not in ACRONYMS]
        if len(shouted) >= 4 or any(len(word) >= 4 for word in shouted):
            yield len(shouted), match.span()


def _is_heading(match: re.Match[str]) -> bool:
    """A short line of capitals of its own, without a mark that raises the voice, is a heading."""
    text, start, end = match.string, match.start(), match.end()
    alone = text[:start].rpartition("\n")[2].strip() == "" and text[end : end + 1] == "\n"
    return alone and len(match.group().split()) <= _HEADING


def _runs(expression: re.Pattern[str], size: re.Pattern[str]) -> Callable[[Document], Measured]:
    def measured(document: Document) -> Measured:
        for match in expression.finditer(document.text):
            yield len(size.findall(match.group())), match.span()

    return measured


def _only_with(needed: re.Pattern[str], measured: Callable[[Document], Measured]) -> Callable[[Document], Measured]:
    """The measure, not asked of a text without what it needs; whether it is there is looked up once."""

    def measured_where_any(document: Document) -> Measured:
        if needed not in document.cache:
            document.cache[needed] = needed.search(document.text) is not None
        return measured(document) if document.cache[needed] else iter(())

    return measured_where_any


def _how_many(expression: re.Pattern[str]) -> Callable[[Document], Measured]:
    def measured(document: Document) -> Measured:
        found = list(expression.finditer(document.text))
        if found:
            yield len(found), (found[0].start(), found[-1].end())

    return measured


def _abbreviations(document: Document) -> Measured:
    """Abbreviations of one sentence that are neither well known nor explained in a bracket."""
    found = [match for match in _ABBREVIATION.finditer(document.text) if _needs_explaining(match)]
    for start, end in document.sentences if found else ():
        inside = [match for match in found if start <= match.start() < end]
        if inside:
            yield len(inside), (inside[0].start(), inside[-1].end())


def _needs_explaining(match: re.Match[str]) -> bool:
    """Whether capitals are an abbreviation: not well known, and not one of several shouted words."""
    known = match.group() in ACRONYMS or match.group() in _SHOUTED
    around = match.string[max(match.start() - 3, 0) : match.start()], match.string[match.end() : match.end() + 3]
    shouted = re.search(r"[A-ZÆØÅ]{2} $", around[0]) or re.match(r" [A-ZÆØÅ]{2}", around[1])
    return not (known or shouted)


def _unreadable_hashtags(document: Document) -> Measured:
    """Letters in each hashtag of small letters only."""
    if "#" in document.text:
        for match in _HASHTAG.finditer(document.text):
            if match.group() == match.group().lower():
                yield len(match.group()) - 1, match.span()


def _fancy_letters(document: Document) -> Measured:
    """Letters in a row from Unicode's ornamental alphabets, or s p a c e d out."""
    for start, end, original in document.replaced:
        if _FANCY.fullmatch(original):
            yield end - start, (start, end)
    for match in _SPACED.finditer(document.text) if _LONE_LETTERS.search(document.folded) else ():
        yield len(match.group().replace(" ", "")), match.span()


MEASURES: Mapping[str, Callable[[Document], Measured]] = {
    "characters": _characters,
    "words": _of_summary("words"),
    "sentences": _of_summary("sentences"),
    "lix": _of_summary("lix"),
    "words_per_sentence": _words_per_sentence,
    "longest_sentence": _sentence_lengths,
    "shouting": _only_with(_TWO_CAPITALS, _shouting),
    "exclamations": _runs(_MARKS, re.compile("[!?]")),
    "abbreviations": _only_with(_TWO_CAPITALS, _abbreviations),
    "hashtags": _how_many(_HASHTAG),
    "emoji": _only_with(_EMOJI, _how_many(_EMOJI)),
    "emoji_run": _only_with(_EMOJI, _runs(_EMOJI_RUN, _EMOJI)),
    "emoji_in_word": _only_with(_EMOJI, _runs(_EMOJI_IN_WORD, _EMOJI)),
    "longest_hashtag": _unreadable_hashtags,
    "fancy_letters": _fancy_letters,
}
