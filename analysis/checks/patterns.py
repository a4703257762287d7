"""Patterns of words (guidelines/README.md) and spaCy Matcher patterns, asked only where a trigger occurs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from spacy.errors import MatchPatternError
from spacy.matcher import Matcher

from ..conditions import TokenPattern, WordPattern
from ..language import TOKENISER, Document
from ..model import Span
from ..scopes import NEGATIONS
from ..words import compile_pattern

_NEEDS_A_TAGGER = {"LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID", "IS_SENT_START"}


def word_pattern(source: str) -> WordPattern:
    """Raises ValueError, in Danish, for a pattern that cannot be read."""
    compiled = compile_pattern(source)
    return WordPattern(compiled.expression, compiled.triggers, not NEGATIONS.isdisjoint(re.findall(r"[^\W_]+", source)))


def token_pattern(tokens: list[dict[str, Any]]) -> TokenPattern:
    """Raises ValueError, in Danish, for a pattern that spaCy refuses or that needs a tagger."""
    if needed := {key.upper() for token in tokens for key in token} & _NEEDS_A_TAGGER:
        raise ValueError(f"{', '.join(sorted(needed))} kræver en sprogmodel; brug LOWER eller REGEX")
    _require_bounded(tokens)
    matcher = Matcher(TOKENISER.vocab, validate=True)
    try:
        matcher.add("pattern", [tokens])
    except (MatchPatternError, ValueError) as error:
        raise ValueError(f"spaCy kan ikke læse mønstret: {str(error).splitlines()[-1].strip()}") from None
    return TokenPattern(matcher, max(map(_required, tokens), key=len, default=()))


_MOST_TOKENS, _MOST_REPEATS = 20, 3
"""Bounds of a Matcher pattern, which runs without a clock."""
_REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{\d*,?\d*\})")


def _require_bounded(tokens: list[dict[str, Any]]) -> None:
    if len(tokens) > _MOST_TOKENS:
        raise ValueError(f"mønstret har {len(tokens)} led; højst {_MOST_TOKENS}")
    if sum(str(token.get("OP", "1")) not in {"1", "!", "?"} for token in tokens) > _MOST_REPEATS:
        raise ValueError(f"mønstret har for mange gentagelser (OP); højst {_MOST_REPEATS}")
    for expression in _expressions(tokens):
        if _REPEATED_GROUP.search(expression) or len(re.findall(r"[*+]|,\}", expression)) > _MOST_REPEATS:
            raise ValueError("REGEX i et mønster må ikke have en gentagelse i en gentagelse; brug »regex«, som har en tidsgrænse")


def _expressions(value: Any) -> Iterator[str]:
    """The regular expressions anywhere inside a token."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "REGEX":
                yield str(inner)
            yield from _expressions(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _expressions(inner)


def _required(token: dict[str, Any]) -> tuple[str, ...]:
    """Words of which one must occur for this token to match; empty where that cannot be said."""
    if token.get("OP", "1") not in {"1", "+"}:
        return ()
    wanted = next((value for key, value in token.items() if key.upper() == "LOWER"), None)
    words = wanted.get("IN", ()) if isinstance(wanted, dict) else (wanted,) if wanted else ()
    return tuple(words) if words and all(isinstance(word, str) and word.isalpha() for word in words) else ()


def find_words(document: Document, condition: WordPattern) -> Iterator[Span]:
    done = 0
    for start, _ in document.hits.get(condition, ()):
        if start < done:
            continue
        first, done = document.unbroken(start)
        for match in condition.expression.finditer(document.folded, first, done):
            place = document.place(match.start(), match.end() - 1)
            yield Span(*place, evidence="pattern", spells_negation=condition.spells_negation)


def find_tokens(document: Document, condition: TokenPattern) -> Iterator[Span]:
    if condition.triggers and condition not in document.hits:
        return
    for _, first, last in condition.matcher(document.tokens):
        found = document.tokens[first:last]
        yield Span(found.start_char, found.end_char, evidence="pattern")
