"""How professional, political, personal and private a post is, as shares that sum to 1.

The model of understanding reads the post and each of its sentences. Without it, sentences are read by the word classes
`balance_professional` … of guidelines/vocabulary, and one that holds none takes no side. The classes follow Metz, Kruikemeier & Lecheler (2020), with the professional
split into professional and political.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

import numpy as np

from .conditions import Phrases
from .language import Document
from .model import BALANCE_CLASSES, Balance, SentenceClass

_PREFIX = "balance_"
CLEAR = 0.45
"""The share from which a class is told rather than »ved ikke« (right in .85 of what is told, out of writer)."""


def balance_classes(classes: Mapping[str, Phrases]) -> dict[str, Phrases]:
    """The word classes that speak for each balance class."""
    return {label: classes[_PREFIX + label] for label in BALANCE_CLASSES if _PREFIX + label in classes}


def balance(document: Document, classes: Mapping[str, Phrases]) -> Balance:
    """The shares of a post and the class of each sentence that shows one."""
    if document.judgement is not None:
        return _understood(document, document.judgement.balance)
    places = {label: [document.place(*hit)[0] for hit in document.hits.get(cue, ())] for label, cue in classes.items()}
    if not any(places.values()):
        return Balance(0.25, 0.25, 0.25, 0.25, uncertain=True)
    votes = _votes(document, places)
    weights = dict.fromkeys(BALANCE_CLASSES, 0.0)
    sentences = []
    for number, counted in votes.items():
        start, end = document.sentences[number]
        total = sum(counted.values())
        for label, count in counted.items():
            weights[label] += (end - start) * count / total
        label = max(counted, key=lambda name: counted[name])
        sentences.append(SentenceClass(*document.original(start, end), label, round(counted[label] / total, 2)))
    total = sum(weights.values())
    shares = {label: round(weight / total, 3) for label, weight in weights.items()}
    unsure = not document.says_enough or (len(votes) == 1 and max(shares.values()) < 0.6)
    return Balance(**shares, uncertain=unsure, sentences=tuple(sentences))


def _understood(document: Document, shares: np.ndarray) -> Balance:
    """What the model says; unsure where no class stands out."""
    *inside, whole = shares
    sentences = [
        SentenceClass(*document.original(*place), BALANCE_CLASSES[int(share.argmax())], round(float(share.max()), 2))
        for place, share in zip(document.sentences, inside, strict=False)
        if share.max() >= CLEAR
    ]
    told = dict(zip(BALANCE_CLASSES, (round(float(share), 3) for share in whole), strict=True))
    return Balance(**told, uncertain=max(told.values()) < CLEAR, sentences=tuple(sentences))


def _votes(document: Document, places: Mapping[str, list[int]]) -> dict[int, dict[str, int]]:
    """Cues per class in each sentence that holds any, sentences in order."""
    starts = [start for start, _ in document.sentences]
    votes: dict[int, dict[str, int]] = {}
    for label, found in places.items():
        for place in found:
            sentence = votes.setdefault(max(bisect_right(starts, place) - 1, 0), {})
            sentence[label] = sentence.get(label, 0) + 1
    return dict(sorted(votes.items()))
