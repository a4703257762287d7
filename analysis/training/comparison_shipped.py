"""Rows of the comparison that are the shipped design, alone and with more for its network to read."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from .. import encoder
from ..knife_edge import knife_edge
from ..language import Document
from ..lexicon import Lexicon
from ..model import CATEGORIES, SEVERITIES
from ..understanding import MODEL, OUTPUTS, sentence_texts, weigh
from . import tables
from . import understanding as recipe
from .comparison_data import Answer, Split, megabytes
from .comparison_linear import LETTERS, WORDS
from .design import Design, design
from .offence import read as read_offence
from .offence_parts import normal

INNER = 5
"""Groups of the training writers left out in turn for what the network learns from; the recipe leaves out 10."""
ENCODER = "tests.packaged_encoder:encode"
_COST, _SEED = 0.1, 7


@dataclass(frozen=True)
class Extra:
    """More for the network to read, (posts, inputs), what it took to learn, and the size of what was learned."""

    inputs: np.ndarray
    seconds: float
    megabytes: float


def answer(split: Split, extras: Sequence[Callable[[Split], Extra]] = ()) -> Answer:
    """The shipped design; its network learns from margins by models that never saw a post's writer."""
    data, evidence, taken = _evidence(split)
    more = [extra(split) for extra in extras]
    start = time.process_time()
    inputs = np.hstack([evidence, *(extra.inputs for extra in more)])
    layers = recipe.fit_network(inputs[split.learned], data.targets[split.learned])
    seconds = taken + time.process_time() - start + sum(extra.seconds for extra in more)
    size = MODEL.stat().st_size / 1e6 + sum(extra.megabytes for extra in more)
    return Answer(np.array([weigh(layers, row) for row in inputs[split.held]]), seconds, size)


@cache
def _evidence(split: Split) -> tuple[Design, np.ndarray, float]:
    """The corpus as matrices, what the network reads of every post, and the seconds it took.

    Of the posts learned from by models without their writer, of those held out by models of all the others.
    """
    start = time.process_time()
    data = design(split.posts, recipe.shipped_classes())
    own = part(data, split.learned)
    both = replace(data, writers=np.where(split.held, "held out", "learned"))
    inputs = recipe.seen(both, recipe.out_of_writer(both, 2))
    inputs[split.learned] = recipe.seen(own, recipe.out_of_writer(own, INNER))
    return data, inputs, time.process_time() - start


def part(data: Design, chosen: np.ndarray) -> Design:
    """Some of the posts with their sentences."""
    inside = chosen[data.post_of]
    return replace(
        data,
        posts=data.posts[chosen], targets=data.targets[chosen], balance=data.balance[chosen], writers=data.writers[chosen],
        sentences=data.sentences[inside], sentence_targets=data.sentence_targets[inside],
        post_of=(np.cumsum(chosen) - 1)[data.post_of[inside]],
        found=[found for found, keep in zip(data.found, chosen, strict=True) if keep],
    )  # fmt: skip


@cache
def rules(split: Split) -> Extra:
    """The rules' strongest alarm of every category, and their knife-edge; nothing is learned."""
    found = [alarms.findings for alarms in tables.rule_alarms(split.posts)]
    rows = np.zeros((len(found), 10))
    for number, findings in enumerate(found):
        rows[number, 9] = knife_edge(findings).score / 100
        for finding in (each for head in findings for each in (head, *head.also) if each.is_alarm and each.category in CATEGORIES[:9]):
            place = number, CATEGORIES.index(finding.category)
            rows[place] = max(rows[place], SEVERITIES.index(finding.severity) - 1)
    return Extra(rows, 0.0, 0.0)


@cache
def offence_and_sentiment(split: Split) -> Extra:
    """Highest and mean score of a post's sentences by models of DKHate (offensive) and SAM (negative, very negative)."""
    start = time.process_time()
    offensive, labels = read_offence(split.folder / "offence" / "offenseval-da-training-v1.tsv")
    with (split.folder / "sentiment" / "sam_sentences.csv").open(encoding="utf-8", newline="") as lines:
        told = [(row[1], int(row[0])) for row in csv.reader(lines) if len(row) > 1 and row[0].lstrip("-").isdigit()]
    polarity = np.array([number for _, number in told])
    sentences, starts = _sentences(split)
    tasks = (([*offensive], [labels]), ([text for text, _ in told], [polarity < 0, polarity < -1]))
    scored = [_scores(texts, targets, sentences) for texts, targets in tasks]
    scores = np.hstack([found for found, _ in scored])
    lengths = np.diff(np.append(starts, len(scores)))[:, None]
    inputs = np.hstack([np.maximum.reduceat(scores, starts), np.add.reduceat(scores, starts) / lengths])
    return Extra(inputs, time.process_time() - start, sum(size for _, size in scored))


def _scores(texts: Sequence[str], targets: Sequence[np.ndarray], sentences: Sequence[str]) -> tuple[np.ndarray, float]:
    """Margins of the sentences by linear models of labelled texts, (sentences, targets), and the models' size."""
    readers = [TfidfVectorizer(**kind, min_df=2, sublinear_tf=True, dtype=np.float32) for kind in (WORDS, LETTERS)]
    rows = sparse.hstack([reader.fit_transform(map(normal, texts)) for reader in readers]).tocsr()
    models = [LinearSVC(C=_COST, class_weight="balanced", random_state=_SEED).fit(rows, target) for target in targets]
    seen = sparse.hstack([reader.transform(map(normal, sentences)) for reader in readers]).tocsr()
    size = megabytes(*(model.coef_ for model in models), *([*reader.vocabulary_] for reader in readers))
    return np.column_stack([model.decision_function(seen) for model in models]), size


def _sentences(split: Split) -> tuple[list[str], np.ndarray]:
    """The sentences of all posts, and where each post's begin."""
    data, _, _ = _evidence(split)
    lexicon = Lexicon.build(())
    documents = [Document(post.text, lexicon, post.setting) for post in split.posts]
    texts = [text for document, found in zip(documents, data.found, strict=True) for text in sentence_texts(document, found)]
    return texts, np.flatnonzero(np.diff(data.post_of, prepend=-1))


@cache
def encoded(split: Split) -> Extra:
    """What the recipe reads of a sentence encoder from a package (WordLlama), learned by models without the post's writer."""
    start = time.process_time()
    data, _, _ = _evidence(split)
    texts, starts = _sentences(split)
    data = replace(data, vectors=encoder.vectors(encoder.load(ENCODER), texts))
    ends = np.append(starts[1:], len(texts))
    inputs = np.zeros((len(split.posts), 3 * len(OUTPUTS)))
    groups = [list(set(data.writers[split.held])), *recipe.writer_groups(data.writers[split.learned], INNER)]
    for left in (np.isin(data.writers, group) for group in groups):
        weights = recipe.fit_encoder(data, split.learned & ~left)
        inputs[left] = [encoder.evidence(data.vectors[starts[n] : ends[n]], *weights) for n in np.flatnonzero(left)]
    return Extra(inputs, time.process_time() - start, _package_size() + megabytes(*weights))


def _package_size() -> float:
    """Weights inside the package, in MB."""
    (folder,) = find_spec("wordllama").submodule_search_locations
    return sum(file.stat().st_size for file in Path(folder).rglob("*.safetensors")) / 1e6
