"""Ready replacements for findings, and putting one into the draft.

A replacement is offered only where it is mechanical and keeps the meaning: masking a number, sentence
case for shouting, a plain word for a heavy one, a readable hashtag, ordinary letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from .measures import ACRONYMS
from .model import Finding
from .words import inflections


def apply(text: str, finding: Finding) -> str:
    """The text with the finding's replacement in place. Raises ValueError when there is none."""
    if finding.replacement is None:
        raise ValueError("Fundet har ingen færdig erstatning.")
    if text[finding.start : finding.end] != finding.quote:
        raise ValueError("Teksten er ændret siden tjekket. Tjek igen, før du erstatter.")
    return text[: finding.start] + finding.replacement + text[finding.end :]


def replacement(rewrite: str | Mapping[str, Any] | None, quote: str, before: str) -> str | None:
    """What to write instead of `quote`, which follows `before`; None where nothing mechanical is right."""
    if rewrite is None:
        return None
    if isinstance(rewrite, str):
        written = _MECHANICAL[rewrite](quote, before)
    elif "mask" in rewrite:
        return rewrite["mask"]
    else:
        written = _plain_word(quote, rewrite["words"])
    return None if written == quote else written


def _plain_word(quote: str, words: Mapping[str, str]) -> str | None:
    plain = words.get(quote.lower())
    if plain is None:
        return None
    return plain[:1].upper() + plain[1:] if quote[:1].isupper() else plain


def _sentence_case(quote: str, before: str) -> str:
    starts = not before.rstrip() or before.rstrip()[-1:] in ".!?:" or before.endswith("\n")
    lowered = re.sub(r"[A-ZÆØÅ]+", lambda match: match.group() if match.group() in ACRONYMS else match.group().lower(), quote)
    return lowered[:1].upper() + lowered[1:] if starts else lowered


def _single_mark(quote: str, before: str) -> str:
    return "?" if "?" in quote else "!"


def _readable_hashtag(quote: str, before: str) -> str | None:
    """`#DetGodeSamarbejde` where the words can be told apart, by `_` or by known words; else None."""
    parts = [part for part in re.split(r"[_\W]+", quote.lstrip("#")) if part]
    if len(parts) == 1:
        parts = split_words(parts[0])
    return "#" + "".join(part[:1].upper() + part[1:] for part in parts) if len(parts) > 1 else None


def _plain_letters(quote: str, before: str) -> str:
    plain = unicodedata.normalize("NFKC", quote)
    return plain.replace(" ", "") if re.fullmatch(r"(?:\w )+\w", plain) else plain


_MECHANICAL: Mapping[str, Callable[[str, str], str | None]] = {
    "sentence_case": _sentence_case,
    "single_mark": _single_mark,
    "readable_hashtag": _readable_hashtag,
    "plain_letters": _plain_letters,
}

_HASHTAG_WORDS = frozenset(
    form
    for word in (
        "det den de en et vi i jeg du os vores jeres dit din mit min på til for med af om og er har ikke ingen alle nu "
        "sammen stærk velfærd hjerte god gode bedre arbejde arbejdsmiljø samarbejde ledelse leder digital kommune "
        "kommunal fagforening medlem medarbejder borger barn børn skole ældre pleje sundhed social rådgiver kollega "
        "fællesskab dialog frem tid plads løn ligeløn normering minimum fremtid faglig stolt tak glad dag uge år by "
        "liv hverdag trivsel klima grøn ung unge handicap forening politik demokrati valg kamp krav tryg hånd hænder "
        "overenskomst flere hver mod uden under over efter"
    ).split()
    for form in inflections(word)
)


def split_words(run: str) -> list[str]:
    """The known Danish words a run of small letters consists of; the run itself where it does not."""
    best: list[list[str] | None] = [[]] + [None] * len(run)
    for end in range(1, len(run) + 1):
        for start in range(max(end - 20, 0), end):
            if best[start] is not None and run[start:end] in _HASHTAG_WORDS:
                candidate = [*best[start], run[start:end]]
                if best[end] is None or len(candidate) < len(best[end]):
                    best[end] = candidate
    return best[-1] or [run]
