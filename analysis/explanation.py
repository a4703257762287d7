"""Why the model of understanding points at a sentence: what carries it, and the examples it is like."""

from __future__ import annotations

from .language import Document

_WORDS = 3
_CLASSES = 2
_SAYS_LITTLE = frozenset(
    "og i at det er en et til på der de af for som med har vi den jeg ikke kan om så du fra vil også men skal når eller var hvis "
    "nu ud jer være sig ind efter bliver over os op min her sin han hun ham hende end under mod a ad da ja jo . ! ? : …".split()
)


def because(document: Document, place: int, category: str) -> str:
    """A Danish sentence naming what weighs most in the sentence around a place, empty when nothing stands out."""
    sentence = document.sentences.index(document.sentence(place))
    carriers = document.understanding.carriers(document.judgement, sentence, category)
    words = [document.words[position] for position, _ in carriers]
    telling = dict.fromkeys(word for word in words if word not in _SAYS_LITTLE and len(word) > 2)
    said = ", ".join(f"»{word}«" for word in list(telling)[:_WORDS])
    glosses = ", ".join(_classes(document, sentence, category)[:_CLASSES])
    if said and glosses:
        return f"Det, der vejer mest her, er {said}; sætningen handler om {glosses}."
    return f"Det, der vejer mest her, er {said}." if said else ""


def resembles(document: Document, place: int, category: str) -> tuple[str, ...]:
    """The one or two examples of the open corpus that the sentence around a place is most like."""
    sentence = document.sentences.index(document.sentence(place))
    return tuple(document.understanding.resembles(document.judgement, sentence, category))


def _classes(document: Document, sentence: int, category: str) -> list[str]:
    """Danish names of the word classes of a sentence that speak for the category, the weightiest first."""
    start, end = document.sentences[sentence]
    telling = document.understanding.telling[category]
    found = [
        (telling[condition], condition.gloss)
        for condition in document.hits.keys() & telling.keys()
        if condition.gloss and any(start <= document.place(*hit)[0] < end for hit in document.hits[condition])
    ]
    return [gloss for _, gloss in sorted(found, reverse=True)]
