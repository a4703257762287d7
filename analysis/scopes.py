"""Scopes of a place in a text: negated, quoted, reported, about oneself.

Word rules for Danish, over the folded words of one sentence; no parser. A clause ends at a
conjunction, so a negation in the next clause does not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

NEGATIONS = frozenset("ikke aldrig ingen intet hverken næppe ingenlunde uden ingenting ej".split())
_NO_NEGATION = frozenset("kun bare alene mindst desto blot så nok".split())
_CLAUSE_BREAKS = frozenset("og men eller for at som der fordi så når hvis da mens : -".split())
_REPORTING = frozenset(
    "siger sagde sagt skriver skrev skrevet mener mente påstår påstod påstået hævder hævdede kalder kaldte kaldt "
    "kaldes råber råbte råbt spørger spurgte fortæller fortalte fortalt beskylder beskyldte beskyldt citerer ifølge "
    "udtaler udtalte svarer svarede tror troede synes syntes truer truede".split()
)
_SELF = frozenset("jeg mig min mit mine".split())
_SUBJECTS = frozenset("jeg du han hun den det vi i de man der".split())
_OTHERS = frozenset("du dig din dit dine han ham hans hun hende hendes de dem deres i jer jeres".split())
_QUOTED = re.compile(r'"[^"\n]{1,400}"')
_BEFORE = 5


def quotations(clean: str) -> list[tuple[int, int]]:
    """The stretches between double quotation marks of one paragraph, marks included."""
    return [match.span() for match in _QUOTED.finditer(clean)] if '"' in clean else []


def negated(words: Sequence[str], first: int, last: int, inside: bool = True) -> bool:
    """Whether a negation governs the words from `first` to `last` (exclusive) of one sentence.

    With `inside` false, a negation among the words themselves is part of what was looked for.
    """
    for index in range(first - 1, max(first - 1 - _BEFORE, -1), -1):
        if words[index] in NEGATIONS:
            return words[index + 1] not in _NO_NEGATION if index + 1 < len(words) else True
        if words[index] in _CLAUSE_BREAKS - {"at", "for", "der"}:
            break
    end = last + 2 if last < len(words) and words[last] in _SUBJECTS else last + 1
    after = [i for i in range(first + 1 if inside else last, min(end, len(words))) if words[i] in NEGATIONS]
    return any(not _is_tag(words, index) and (words[index + 1 :][:1] or [""])[0] not in _NO_NEGATION for index in after)


def _is_tag(words: Sequence[str], index: int) -> bool:
    """`De lyver, ikke?` asks for agreement; it denies nothing."""
    return (words[index + 1 :][:1] or [""])[0] in {"?", "sandt"}


def reported(words: Sequence[str], first: int, last: int) -> bool:
    """Whether someone else is said to say, write or think it, earlier in the sentence."""
    for index, word in enumerate(words[:first]):
        if word in _REPORTING:
            around = words[max(index - 2, 0) : index + 2]
            return not _SELF.intersection(around)
    return False


def about_oneself(words: Sequence[str], first: int, last: int) -> bool:
    """Whether the writer is the one spoken of: the nearest pronoun up to the end is `jeg`, `mig`, `min`."""
    for index in range(last - 1, max(first - 1 - _BEFORE, -1), -1):
        if words[index] in _SELF:
            return True
        if words[index] in _OTHERS:
            return False
    return False
