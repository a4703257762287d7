"""What is kept of one review: a dozen small values, never the review."""

from __future__ import annotations

import re
from collections.abc import Iterable
from sys import intern
from typing import NamedTuple

from ..archive import Keep
from ..conditions import Phrases
from ..lexicon import Lexicon
from ..measures import emoji_count
from ..model import BALANCE_CLASSES, Review
from ..posts.post import Post
from ..review import Reviewer
from ..text import clean
from ..words import fold
from .columns import UNSURE
from .settings import SETTINGS

_SENTENCE = re.compile(r"([.!?…\n])")
_OPEN = re.compile(r"(?:^|[:,–-]|\b(?:men|og|så|for))\W*(?:{})\b".format("|".join(SETTINGS.open_words)), re.IGNORECASE)


class Observation(NamedTuple):
    """One review as the frame holds it; the names are the frame's columns."""

    professional: float
    political: float
    personal: float
    private: float
    dominant: str
    knife_edge: int
    stop: int
    warn: int
    consider: int
    rules: str
    categories: str
    severities: str
    open_question: bool
    citizen_words: int
    emoji: int
    characters: int
    words: int


def keeper(reviewer: Reviewer) -> Keep[Observation]:
    """The function that keeps what the frame needs of a review, with the guidelines' words of citizens and members."""
    classes = reviewer.guidelines.shelf.classes
    people = Phrases(tuple(dict.fromkeys(entry for name in SETTINGS.citizen_classes if name in classes for entry in classes[name].entries)))
    lexicon = Lexicon.build([people])

    def keep(post: Post, review: Review) -> Observation:
        return observation(review, _citizen_words(post.text, lexicon, people))

    return keep


def observation(review: Review, citizen_words: int = 0) -> Observation:
    """What the frame holds of a review."""
    alarms = review.alarms
    levels = [finding.severity for finding in alarms]
    shares = tuple(getattr(review.balance, label) for label in BALANCE_CLASSES)
    return Observation(
        *shares, dominant(shares, review.balance.uncertain), review.knife_edge.score,
        levels.count("stop"), levels.count("warn"), levels.count("consider"),
        intern(" ".join(finding.rule for finding in alarms)), intern(" ".join(finding.category for finding in alarms)),
        intern(" ".join(levels)), asks_openly(review.text, (finding.rule for finding in review.permissions)), citizen_words,
        emoji_count(review.text), review.measures.characters, review.measures.words,
    )  # fmt: skip


def dominant(shares: tuple[float, ...], uncertain: bool = False) -> str:
    """The class with the largest share; UNSURE when the review is."""
    return UNSURE if uncertain else BALANCE_CLASSES[shares.index(max(shares))]


def asks_openly(text: str, permissions: Iterable[str] = ()) -> bool:
    """Whether a post asks something that is not answered with yes or no, or invites to talk in a way the rules know."""
    return SETTINGS.inviting_rule in permissions or ("?" in text and any(map(_OPEN.search, _questions(text))))


def _questions(text: str) -> list[str]:
    parts = _SENTENCE.split(text)
    return [sentence for sentence, end in zip(parts[::2], parts[1::2], strict=False) if end == "?"]


def _citizen_words(text: str, lexicon: Lexicon, people: Phrases) -> int:
    """The places where citizens or members are named; words inside one another count once."""
    cleaned = clean(text).clean
    places = sorted(set(lexicon.search(fold(cleaned), "").get(people, ())))
    count, end = 0, -1
    for start, stop in places:
        if start >= end:
            count, end = count + 1, stop
    return count
