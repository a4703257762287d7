"""Rows of the comparison that are spaCy's own: textcat_multilabel in three makes, and spancat over sentences."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch
from thinc.api import Ragged, get_current_ops

from ..understanding import OUTPUTS
from .comparison_data import Answer, Split, best_of, quality, setting_words
from .corpus import Label

SEED, BATCH, DROPOUT = 7, 32, 0.2
EPOCHS, SECONDS = 8, 180
_KEY, _SUGGESTER = "sc", "kasket.sentences.v1"
_EMBED = {"@architectures": "spacy.MultiHashEmbed.v2", "width": 64, "rows": [5000, 2000, 1000, 2000, 500], "attrs": ["NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE"], "include_static_vectors": False}  # fmt: skip
_ENCODE = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 64, "window_size": 1, "maxout_pieces": 3, "depth": 2}
_READ = {"@architectures": "spacy.Tok2Vec.v2", "embed": _EMBED, "encode": _ENCODE}
_BAG = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": False, "length": 262144, "ngram_size": 2, "no_output_layer": False}
BAG = {"model": _BAG}
REDUCED = {
    "model": {
        "@architectures": "spacy.TextCatReduce.v1", "exclusive_classes": False, "tok2vec": _READ,
        "use_reduce_first": False, "use_reduce_last": False, "use_reduce_max": True, "use_reduce_mean": True,
    }
}  # fmt: skip
ENSEMBLE = {"model": {"@architectures": "spacy.TextCatEnsemble.v2", "tok2vec": _READ, "linear_model": _BAG}}
SPANS = {
    "spans_key": _KEY, "threshold": 0.0, "suggester": {"@misc": _SUGGESTER},
    "model": {
        "@architectures": "spacy.SpanCategorizer.v1", "tok2vec": _READ, "scorer": {"@layers": "spacy.LinearLogistic.v1"},
        "reducer": {"@layers": "spacy.mean_max_reducer.v1", "hidden_size": 128},
    },
}  # fmt: skip


@spacy.registry.misc(_SUGGESTER)
def sentence_suggester() -> Callable[..., Ragged]:
    """Every sentence is a span to judge."""

    def suggest(docs: Iterable[Doc], *, ops=None) -> Ragged:
        ops = ops or get_current_ops()
        found = [[(sentence.start, sentence.end) for sentence in doc.sents] for doc in docs]
        spans = [span for own in found for span in own]
        return Ragged(ops.asarray2i(spans), ops.asarray1i([len(own) for own in found]))

    return suggest


def labelled_sentences(sentences: Sequence[tuple[int, int]], quotes: Sequence[tuple[int, int, str]]) -> list[tuple[int, str]]:
    """Which sentence has which output: those that hold a quote (start, end, category), or enough of it to be told by."""
    found = {
        (number, output)
        for number, (start, end) in enumerate(sentences)
        for first, last, category in quotes
        if min(last, end) - max(first, start) > min(12, (end - start) / 2)
        for output in (category, "any")
    }
    return sorted(found)


def answer(split: Split, kind: str, settings: Mapping[str, object]) -> Answer:
    """A pipe of spaCy trained on the writers learned from, stopped by those on trial."""
    logging.getLogger("spacy").setLevel(logging.WARNING)
    start = time.process_time()
    fix_random_seed(SEED)
    language = spacy.blank("da")
    pipe = language.add_pipe(kind, config=dict(settings))
    sentencizer = spacy.blank("da").add_pipe("sentencizer")
    docs = [sentencizer(language.make_doc(text)) for text in split.texts]
    learned = np.flatnonzero(split.learned & ~split.trial)
    examples = [_example(docs[number], split, number, kind) for number in learned]
    optimizer = language.initialize(lambda: examples)
    chance = np.random.default_rng(SEED)

    def epoch() -> None:
        began = time.process_time()
        for batch in minibatch([examples[place] for place in chance.permutation(len(examples))], BATCH):
            language.update(batch, sgd=optimizer, drop=DROPOUT)
            if time.process_time() - began > SECONDS:
                return

    def scores(mask: np.ndarray) -> np.ndarray:
        return _scores(language, kind, [docs[number] for number in np.flatnonzero(mask)])

    kept = best_of(epoch, lambda: quality(split.judged(split.trial, scores(split.trial))), pipe.to_bytes, EPOCHS, SECONDS)
    pipe.from_bytes(kept)
    seconds = time.process_time() - start
    return Answer(scores(split.held), seconds, len(kept) / 1e6)


def _example(doc: Doc, split: Split, number: int, kind: str) -> Example:
    if kind == "textcat_multilabel":
        return Example.from_dict(doc, {"cats": dict(zip(OUTPUTS, split.targets[number], strict=True))})
    post, reference = split.posts[number], doc.copy()
    sentences = list(reference.sents)
    places = [(sentence.start_char, sentence.end_char) for sentence in sentences]
    told = labelled_sentences(places, [_place(label, post.text, len(setting_words(post))) for label in post.labels])
    reference.spans[_KEY] = [spacy.tokens.Span(reference, sentences[n].start, sentences[n].end, label=output) for n, output in told]
    return Example(doc, reference)


def _place(label: Label, text: str, before: int) -> tuple[int, int, str]:
    start = before + text.index(label.quote)
    return start, start + len(label.quote), label.category


def _scores(language: Language, kind: str, docs: Sequence[Doc]) -> np.ndarray:
    """Probabilities (docs, outputs); of spans the highest of a post's sentences."""
    pipe = language.get_pipe(kind)
    order = [pipe.labels.index(name) for name in OUTPUTS]
    return np.vstack([_of_batch(pipe.predict(batch))[:, order] for batch in minibatch(docs, 256)])


def _of_batch(said: np.ndarray | tuple[Ragged, np.ndarray]) -> np.ndarray:
    if isinstance(said, tuple):
        spans, scores = said
        return np.maximum.reduceat(scores, np.cumsum(spans.lengths) - spans.lengths)
    return said
