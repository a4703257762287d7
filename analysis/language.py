"""From a text to a `Document`: folded words, sentences, tokens, and the scopes of a place.

Everything but the folded words is worked out when first asked for; most posts need little of it.
Offsets in a document are offsets into its clean text; `original` maps a span back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc

from . import scopes
from .lexicon import Hits, Lexicon
from .model import Setting
from .text import clean
from .words import BREAKS, fold, positions

if TYPE_CHECKING:
    from .understanding import Judgement, Understanding

TOKENISER = spacy.blank("da")
"""Shared and never changed, so safe between threads. Tokens only; the rules need no more."""
SENTENCE_ENDS = frozenset(BREAKS) - {":"}
FEWEST_WORDS = 4
"""Words below which a text gives nothing to judge the whole by; the corpus holds none so short."""

_BREAK = re.compile(rf" (?=[{BREAKS}] )")
_NUMBER = re.compile(r"[0-9](?:[ ./:_-]{0,3}[0-9])*")
_HIDDEN = re.compile("[^\\W\\d_][\u00ad\u200b-\u200d\u2060\ufeff]+[^\\W\\d_]|[\u202a-\u202e\u2066-\u2069]")

Place = tuple[int, int]
UNSAID = Setting()


class Document:
    """One text, seen by the checks. Lives for one review and is never cached."""

    def __init__(self, text: str, lexicon: Lexicon, setting: Setting = UNSAID, understanding: Understanding | None = None) -> None:
        self.setting = setting
        self.understanding = understanding
        self._cleaned = clean(text)
        self.text = self._cleaned.clean
        self.folded = fold(self.text)
        self.hits: Hits = lexicon.search(self.folded, self.text)
        self.cache: dict[object, object] = {}

    def original(self, start: int, end: int) -> Place:
        """The span in the text as it was given."""
        return self._cleaned.span(start, end)

    @property
    def original_text(self) -> str:
        return self._cleaned.original

    @property
    def replaced(self) -> list[tuple[int, int, str]]:
        """What cleaning wrote anew: start and end in the clean text, and the original characters."""
        return self._cleaned.replaced

    @property
    def has_hidden_characters(self) -> bool:
        """Whether characters nobody sees stand inside words, or turn the reading direction."""
        original = self._cleaned.original
        return original is not self.text and _HIDDEN.search(original) is not None

    @cached_property
    def longest_number(self) -> int:
        """The most digits in a row, with no more than separators between them."""
        return max((sum(map(str.isdigit, number)) for number in _NUMBER.findall(self.text)), default=0)

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in _BREAK.finditer(self.folded)]

    def unbroken(self, position: int) -> Place:
        """The stretch of the folded words around a position that no pattern reaches out of, a space at each end."""
        breaks = self._breaks
        number = bisect_right(breaks, position)
        return breaks[number - 1] if number else 0, breaks[number] + 1 if number < len(breaks) else len(self.folded)

    @cached_property
    def words(self) -> list[str]:
        """The folded words, sentence marks and symbols among them."""
        return self.folded.split()

    @cached_property
    def word_places(self) -> list[Place]:
        return positions(self.text, self.words)

    @cached_property
    def _word_starts(self) -> list[int]:
        return list(accumulate((len(word) + 1 for word in self.words), initial=1))

    def place(self, start: int, end: int) -> Place:
        """The place in the clean text of a stretch of the folded words."""
        first, after = self.word_numbers(start, end)
        return self.word_places[first][0], self.word_places[after - 1][1]

    def word_number(self, start: int) -> int:
        """The word at a place in the folded words."""
        return bisect_right(self._word_starts, start) - 1

    def word_numbers(self, start: int, end: int) -> tuple[int, int]:
        """First and last-plus-one word of a stretch of the folded words."""
        return self.word_number(start), bisect_right(self._word_starts, end - 1)

    def word_range(self, place: Place) -> tuple[int, int]:
        """First and last-plus-one word that a place touches."""
        starts = self._clean_starts
        first = max(bisect_right(starts, place[0]) - 1, 0)
        return first, max(bisect_right(starts, place[1] - 1), first + 1)

    @cached_property
    def _clean_starts(self) -> list[int]:
        return [start for start, _ in self.word_places]

    @cached_property
    def sentences(self) -> list[Place]:
        """The sentences, split at . ! ? … and line breaks; a colon does not end one."""
        sentences, first, last = [], None, 0
        for word, (start, end) in zip(self.words, self.word_places, strict=True):
            if word in SENTENCE_ENDS:
                if first is not None:
                    sentences.append((first, end if word != "¶" else last))
                first = None
            else:
                first = start if first is None else first
            last = end
        if first is not None:
            sentences.append((first, last))
        return sentences

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence(self, position: int) -> Place:
        """The sentence around a position; the whole text where there is none."""
        if not self.sentences:
            return 0, len(self.text)
        return self.sentences[max(bisect_right(self._sentence_starts, position) - 1, 0)]

    @cached_property
    def judgement(self) -> Judgement | None:
        """What the model of understanding says of the post; None without a model, or where there is too little to understand."""
        return self.understanding.judge(self) if self.understanding and self.says_enough else None

    @cached_property
    def says_enough(self) -> bool:
        """Whether there are words enough to judge the whole by."""
        return sum(map(str.isalpha, self.words)) >= FEWEST_WORDS

    @cached_property
    def tokens(self) -> Doc:
        """spaCy's tokens of the clean text, for Matcher patterns."""
        return TOKENISER.make_doc(self.text)

    @cached_property
    def quotations(self) -> list[Place]:
        """The stretches inside quotation marks."""
        return scopes.quotations(self.text)
