"""The corpus as matrices: features and targets of every post and every sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
import simplemma

from .. import encoder, features
from ..conditions import Phrases
from ..encoder import Encode
from ..features import Occurrences
from ..language import Document
from ..lexicon import Lexicon
from ..understanding import OUTPUTS, SETTING_WEIGHT, sentence_texts, weighted
from ..word_table import WordTable, normal
from .corpus import LabelledPost

MEANINGS = Path(__file__).with_name("meanings.tsv")


@dataclass(frozen=True)
class Design:
    """The corpus as matrices: rows of posts and of their sentences over the same features."""

    posts: sparse.csr_matrix
    sentences: sparse.csr_matrix
    post_of: np.ndarray
    targets: np.ndarray
    sentence_targets: np.ndarray
    balance: np.ndarray
    writers: np.ndarray
    found: list[Occurrences]
    idf: np.ndarray
    words: WordTable
    vectors: np.ndarray | None = None
    """Of every sentence by an encoder from outside, (sentences, dimensions)."""


def design(posts: Sequence[LabelledPost], classes: Mapping[str, Phrases], encode: Encode | None = None) -> Design:
    """Features of every post and sentence; a sentence has the labels whose quotes it holds."""
    lexicon = Lexicon.build(classes.values())
    documents = [Document(post.text, lexicon, post.setting) for post in posts]
    words = word_table(documents)
    numbers = features.numbered(classes)
    found = [features.occurrences(document, words, numbers) for document in documents]
    idf = inverse_document_frequency(found, features.CLASSES + features.class_count(len(classes)))
    rows, sentence_rows, post_of, sentence_targets = [], [], [], []
    for number, (post, document, occurring) in enumerate(zip(posts, documents, found, strict=True)):
        count = occurring.sentence_count
        ids, sentence_of, values, first, whole = weighted(occurring, idf, count)
        rows.append((ids[first], whole))
        for sentence in range(count):
            inside = sentence_of == sentence
            sentence_rows.append((ids[inside], values[inside]))
        post_of += [number] * count
        sentence_targets.append(_sentence_targets(post, document, count))
    settings = np.array([occurring.setting for occurring in found])
    place = np.array(post_of)
    texts = [text for document, occurring in zip(documents, found, strict=True) for text in sentence_texts(document, occurring)]
    return Design(
        posts=_matrix(rows, len(idf), settings),
        sentences=_matrix(sentence_rows, len(idf), settings[place]),
        post_of=place,
        targets=np.array([post.targets for post in posts], dtype=float),
        sentence_targets=np.vstack(sentence_targets),
        balance=np.array([post.balance for post in posts]),
        writers=np.array([post.writer for post in posts]),
        found=found,
        idf=idf,
        words=words,
        vectors=encoder.vectors(encode, texts) if encode else None,
    )


def word_table(documents: Sequence[Document]) -> WordTable:
    """The words met twice or more, with their lemmas."""
    counts: dict[str, int] = {}
    for document in documents:
        for word in map(normal, document.words):
            counts[word] = counts.get(word, 0) + 1
    known = tuple(sorted(word for word, count in counts.items() if count > 1))
    return WordTable.of(known, tuple(map(lemma, known)), meanings())


def meanings() -> dict[str, list[int]]:
    """The meanings of words and lemmas as numbers, from the lexicon of meanings.tsv."""
    lines = [line.split("\t") for line in MEANINGS.read_text("utf-8").splitlines()]
    tags = {tag: number for number, tag in enumerate(sorted({tag for _, told in lines for tag in told.split()}))}
    return {word: [tags[tag] for tag in told.split()] for word, told in lines}


@cache
def lemma(word: str) -> str:
    return simplemma.lemmatize(word, lang="da").lower() if word.isalpha() else word


def inverse_document_frequency(found: Sequence[Occurrences], size: int) -> np.ndarray:
    """The weight of each feature; nothing for those in fewer than two posts."""
    counts = np.zeros(size)
    for occurring in found:
        counts[np.unique(occurring.ids)] += 1
    weight = np.log((1 + len(found)) / (1 + counts)) + 1
    return np.where(counts > 1, weight, 0).astype(np.float32)


def _matrix(rows: Sequence[tuple[np.ndarray, np.ndarray]], size: int, settings: np.ndarray) -> sparse.csr_matrix:
    starts = np.concatenate([[0], np.cumsum([len(ids) for ids, _ in rows])])
    ids, values = (np.concatenate(parts) for parts in zip(*rows, strict=True))
    matrix = sparse.csr_matrix((values.astype(np.float64), ids, starts), shape=(len(rows), size))
    return sparse.hstack([matrix, sparse.csr_matrix(settings * SETTING_WEIGHT)]).tocsr()


def _sentence_targets(post: LabelledPost, document: Document, count: int) -> np.ndarray:
    targets = np.zeros((count, len(OUTPUTS)))
    for label in post.labels:
        first = post.text.index(label.quote)
        last = first + len(label.quote)
        for number, place in enumerate(document.sentences[:count]):
            start, end = document.original(*place)
            if min(last, end) - max(first, start) > min(12, (end - start) / 2):
                targets[number, [OUTPUTS.index(label.category), -1]] = 1
    return targets
