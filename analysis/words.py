"""The folded words of a text, and the mini-language of phrases and word patterns over them.

Folding turns a clean text into `" ord ord . ord "`: lower case, single spaces, punctuation inside a
sentence and hyphens gone, sentence marks and symbols as words of their own. Phrases and patterns are
compared there, so that every match starts and ends at a word without any boundary test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

BREAKS = ".!?:…¶"
"""Words that no phrase, gap or pattern reaches across."""
_ABBREVIATIONS = frozenset(
    "kl nr ca d bl a f eks mm mv osv jf tlf dvs inkl ekskl evt iht ift vedr pga pct kr mio mia stk "
    "hhv pt sml mht cand dr hr fr fru frk st forts obs red maks min max afd adm dir reg kontonr cpr".split()
)
_STOP = re.compile(r"\.")
_LAST_WORD = re.compile(r"[^\W_]+$")


class _Folding(dict[int, str]):
    """The translation table of `fold`, filled in as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character.isalnum():
        return character.lower() if len(character.lower()) == 1 else character
    if character == "\n":
        return " ¶ "
    if character in BREAKS or character in "%&§*+=€$£" or (ord(character) >= 0x2190 and character.isprintable()):
        return f" {character} "
    return " "


_FOLDING = _Folding()


def fold(clean: str) -> str:
    """The folded words of a clean text, with a space before and after each."""
    return f" {' '.join(_without_inner_stops(clean).translate(_FOLDING).split())} "


def _without_inner_stops(clean: str) -> str:
    """The text with a space for each full stop that ends no sentence: `12.000`, `kl. 17`, `3. maj`."""
    return _STOP.sub(_keep_or_space, clean) if "." in clean else clean


def _keep_or_space(match: re.Match[str]) -> str:
    text, stop = match.string, match.start()
    after = text[stop + 1 : stop + 3]
    if after[:1].isalnum():
        return " "
    if text[stop - 1 : stop].isdigit():
        return " " if after[:1] == " " and after[1:].islower() else "."
    word = _LAST_WORD.search(text, max(stop - 6, 0), stop)
    return " " if word and word.group().lower() in _ABBREVIATIONS and after.strip() else "."


def positions(clean: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """The place in `clean` of each word that `fold` gave, in order.

    Between two words stands only what folding dropped, so the next occurrence is the word itself.
    """
    lowered = clean.lower()
    if len(lowered) != len(clean):
        lowered = "".join(character.lower() if len(character.lower()) == 1 else character for character in clean)
    places, end = [], 0
    for word in words:
        start = lowered.index(word if word != "¶" else "\n", end)
        end = start + len(word)
        places.append((start, end))
    return places


@dataclass(frozen=True, slots=True)
class Literal:
    """A string to look for among folded words; open ends grow to the whole word."""

    text: str
    open_start: bool = False
    open_end: bool = False


_LONGEST_PHRASE = 300
"""Characters; a phrase that long is a text."""
_MOST_FORMS = 2_000
"""Literals of one phrase or choice: two words with endings give about 500, three 12,000."""


def check_phrase(entry: str) -> None:
    """Raises ValueError, in Danish, for a phrase that says nothing, or stands for more forms than anybody means."""
    if len(entry) > _LONGEST_PHRASE:
        raise ValueError(f"vendingen »{entry[:30]}…« er længere end {_LONGEST_PHRASE} tegn")
    if not any(map(str.isalnum, entry)) and not fold(entry).strip(f" {BREAKS}"):
        raise ValueError(f"»{entry}« siger ikke noget; skriv et ord")
    _require_few_forms(entry)


def _require_few_forms(entry: str) -> None:
    if entry.count("~") < 2:
        return
    forms = prod(len(_forms(word, False)) for word in entry.strip("*").split())
    if forms > _MOST_FORMS:
        raise ValueError(f"»{entry}« har for mange former ({forms}); sæt ~ på færre ord")


def phrase_literals(entry: str) -> Iterator[Literal]:
    """The literals of one entry of `phrases`: `skandale`, `løgn*`, `*løgn`, `=nar`, `to ord`."""
    if entry.startswith("="):
        yield Literal(f" {fold(entry[1:]).strip()} ")
        return
    single = len(fold(entry.replace("*", "").replace("~", "")).split()) == 1
    if single and entry.isalpha() and len(entry) >= 4:
        entry += "~"
    yield from word_literals(entry, inflect_open=single)


def word_literals(entry: str, inflect_open: bool = False) -> Iterator[Literal]:
    """The literals of words with the marks `*` (open) and `~` (endings); empty for an empty entry."""
    open_start, open_end = entry.startswith("*"), entry.endswith("*")
    variants = [""]
    for word in entry.strip("*").split():
        variants = [f"{variant} {form}" for variant in variants for form in _forms(word, open_start and inflect_open)]
    for variant in variants:
        folded = fold(variant).strip()
        if folded:
            yield Literal(f"{'' if open_start else ' '}{folded}{'' if open_end else ' '}", open_start, open_end)


def _forms(word: str, inflect: bool) -> list[str]:
    return inflections(word.rstrip("~")) if word.endswith("~") or inflect else [word]


_AFTER_VOWEL = ("", "n", "r", "t", "s", "ns", "rs", "ts", "ne", "nes", "rne", "rnes", "de", "nde")
_AFTER_CONSONANT = (
    "", "e", "en", "et", "er", "es", "s", "t", "ens", "ets", "ers", "ene", "erne", "enes", "ernes", "ede", "te",
    "ere", "est", "este", "ende", "ne", "nes",
)  # fmt: skip
_DOUBLED = ("e", "en", "et", "er", "es", "ens", "ets", "ers", "ene", "erne", "ernes", "ede", "ere", "este")
_SHORT = re.compile(r"(?:^|[^aeiouyæøå])[aeiouyæøå][bdfgklmnprst]$")


def inflections(word: str) -> list[str]:
    """The word and its regular Danish endings (nouns, adjectives, verbs); generous, not a dictionary."""
    word = word.lower()
    if word.endswith("e"):
        return [word + ending for ending in _AFTER_VOWEL]
    forms = [word + ending for ending in _AFTER_CONSONANT]
    if _SHORT.search(word):
        forms += [word + word[-1] + ending for ending in _DOUBLED]
    if word.endswith(("el", "er", "en")) and len(word) > 4:
        forms += [word[:-2] + word[-1] + ending for ending in ("e", "en", "er", "erne", "ens")]
    return forms


_MOST_FREQUENT = (
    "og i at det er en til på der de af for som med har vi den jeg ikke et kan om så du fra vil også hvor man men skal "
    "når eller var hvis alle nu ud jer hvad være mange blive sig mere ind efter få bliver selv over kommer år os op min "
    "hvordan kun her sin han ved ingen noget blev mig dag dem må ham end hun godt ned end mod under uden få lige før "
    "nogle hvem deres jo tak går to ser gør alt hele kunne havde meget mit vores andre helt sige bare siger gang nok bør "
    "ville fik både tid aldrig altid stadig kommune kommunen medarbejdere borgere ledelse ledelsen politikerne byrådet sagen"
).split()
_RANK = {word: rank for rank, word in enumerate(_MOST_FREQUENT, 1)}
"""The rank of the most frequent words of Danish posts; which element of a pattern to wait for."""


@dataclass(frozen=True, slots=True)
class CompiledPattern:
    """A regular expression over folded words, and literals of which one occurs in every match."""

    expression: re.Pattern[str]
    triggers: tuple[Literal, ...]


def compile_pattern(source: str) -> CompiledPattern:
    """Compile a word pattern (guidelines/README.md). Raises ValueError, in Danish, for a bad one."""
    _require_bounded(source)
    elements = [_element(part) for part in source.split()]
    if not any(triggers for _, triggers in elements):
        raise ValueError(f"mønstret »{source}« har ikke et eneste fast ord")
    triggers = min((triggers for _, triggers in elements if triggers), key=_expected_hits)
    return CompiledPattern(re.compile("(?<= )" + "".join(text for text, _ in elements)), tuple(triggers))


_MOST_ELEMENTS, _MOST_CHOICES, _MOST_WAYS = 30, 200, 5_000
"""Bounds of a pattern, well above any shipped (10 elements, 38 choices, 300 ways to lay its gaps); they stand in for a clock."""


def _require_bounded(source: str) -> None:
    parts = source[:100_000].split()
    if len(parts) > _MOST_ELEMENTS:
        raise ValueError(f"mønstret har {len(parts)} led; højst {_MOST_ELEMENTS}")
    if any(part.count("|") >= _MOST_CHOICES for part in parts):
        raise ValueError(f"et led i mønstret har flere end {_MOST_CHOICES} valg; højst {_MOST_CHOICES} valg, eller lav en ordklasse")
    if prod(map(_ways, parts)) > _MOST_WAYS:
        raise ValueError("mønstrets mellemrum kan lægges på for mange måder; gør dem mindre eller færre")


def _ways(part: str) -> int:
    gap = re.fullmatch(r"\.\.(\d{1,2})", part)
    return int(gap[1]) + 1 if gap else 3 if part == "#" else 2 if part.startswith("[") else 1


def _expected_hits(triggers: list[Literal]) -> float:
    """How often one of the literals is met, roughly: Zipf's law over the most frequent words."""
    return sum(_expected(literal) for literal in triggers)


def _expected(literal: Literal) -> float:
    words = literal.text.split()
    rarest = max((_RANK.get(word, 2000 - 200 * max(8 - len(word), 0)) for word in words), default=1)
    return (5 if literal.open_end or literal.open_start else 1) / max(rarest, 1) / len(words)


def _element(part: str) -> tuple[str, list[Literal]]:
    """One element as (regular expression, literals of which one must occur; empty when optional)."""
    if part == "^":
        return rf"(?:(?<=^ )|(?<=[{BREAKS}] ))", []
    if part == "#":
        return r"(?:\d+ ){1,3}?", []
    if gap := re.fullmatch(r"\.\.(\d{1,2})", part):
        return rf"(?:[^ {BREAKS}]+ ){{0,{gap[1]}}}?", []
    optional = part.startswith("[") and part.endswith("]")
    choices = [choice.replace("_", " ") for choice in _choices(part)]
    for choice in choices:
        _require_few_forms(choice)
    literals = [literal for choice in choices for literal in word_literals(choice)]
    if not literals:
        raise ValueError(f"»{part}« siger ikke noget; skriv ord, ..3, # eller ^")
    expressions = sorted({_expression(literal) for literal in literals}, key=len, reverse=True)
    return f"(?:{'|'.join(expressions)}){'?' if optional else ''}", [] if optional else literals


def _choices(part: str) -> list[str]:
    if ".." in part or not re.fullmatch(r"\[[^\[\]]+\]|[^\[\]]+", part):
        raise ValueError(f"»{part}« er ikke et led i et mønster; et mellemrum skrives ..3")
    return [choice for choice in part.strip("[]").split("|") if choice]


def _expression(literal: Literal) -> str:
    start = r"[^\W_]*" if literal.open_start else ""
    return start + re.escape(literal.text.strip()) + (r"[^\W_]* " if literal.open_end else " ")
