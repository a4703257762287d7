"""Understanding: how likely a careful adviser would stop at a post, by category, and which sentence carries it.

Two linear models over the features of analysis.features, one of the whole post and one of each sentence, are weighed
together by a small network into probabilities. Everything it needs lies in one file of analysis/models; where that is
missing or damaged, `load` says so and the rules work without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

import numpy as np

from . import encoder, features, weights
from .conditions import Phrases
from .encoder import Encoder, UnusableEncoder
from .examples import Examples
from .features import Occurrences
from .language import Document
from .model import CATEGORIES
from .weights import UnusableModel
from .word_table import Rows, WordTable

MODEL = Path(__file__).resolve().parent / "models" / "understanding.npz"
OUTPUTS = (*CATEGORIES[:9], "any")
"""What is judged: the nine categories of the annotation guide, and whether there is anything to stop at."""
EXAMPLE_ARRAYS = ("categories", "known", "places", "starts", "lengths")
_BLOCKS = len(features.BLOCKS)
SETTING_WEIGHT = 0.3
SHARPNESS = 1.3
"""A ridge regression draws shares together; this power draws them apart again (least error out of writer)."""
_LONG_POST, _PART = 400, 250
"""Words from which a text is judged in parts, and words of a part; the corpus holds posts of up to 300."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Of one post: `probability` by output, `sentences` (number, output) as margins, `balance` (number + 1, class).

    The last row of `balance` is the whole post; shares sum to 1.
    """

    probability: Mapping[str, float]
    sentences: np.ndarray
    balance: np.ndarray
    occurrences: Occurrences


_POST = slice(0, len(OUTPUTS))
_BALANCE = slice(_POST.stop, _POST.stop + 4)
_SENTENCE = slice(_BALANCE.stop, _BALANCE.stop + len(OUTPUTS))
COLUMNS = _SENTENCE.stop
"""Columns of the weights: the post's outputs, the balance classes, a sentence's outputs."""


@dataclass(frozen=True)
class Understanding:
    """The trained model. Never changes after it is loaded; safe between threads."""

    classes: Mapping[str, Phrases]
    words: WordTable
    idf: np.ndarray
    table: np.ndarray
    """Weights, (features, COLUMNS); stored in half precision."""
    setting: np.ndarray
    """Weights of the six facts of the setting and, last, of the bias, (7, COLUMNS)."""
    layers: tuple[np.ndarray, ...]
    """Centre and scale of what the network reads, then weights and biases of its two layers, (members, in, out)."""
    examples: Examples
    """Quotes of the open corpus, for "why"."""
    encoder: Encoder | None = None
    """A sentence encoder from outside, where the weights were made with one."""

    @cached_property
    def _numbered(self) -> Mapping[Phrases, int]:
        return features.numbered(self.classes)

    def judge(self, document: Document) -> Judgement:
        """Probabilities of a post, margins and balance of its sentences."""
        found = features.occurrences(document, self.words, self._numbered)
        judged = [(*self.margins(part), part) for part in _parts(found)]
        texts = iter(sentence_texts(document, found) if self.encoder else ())
        seen = [self._seen(post, inside, part, texts) for post, inside, _, part in judged]
        probability = np.max([weigh(self.layers, row) for row in seen], axis=0)
        sizes = np.array([len(part.sentences) + 1 for *_, part in judged], dtype=float)
        shares = sizes / sizes.sum() @ np.array([part_shares[-1] for *_, part_shares, _ in judged])
        return Judgement(
            probability=dict(zip(OUTPUTS, map(float, probability), strict=True)),
            sentences=np.vstack([inside for _, inside, _, _ in judged]),
            balance=np.vstack([*(part_shares[:-1] for *_, part_shares, _ in judged), shares]),
            occurrences=found,
        )

    def _seen(self, post: np.ndarray, inside: np.ndarray, part: Occurrences, texts: Iterator[str]) -> np.ndarray:
        """What the network reads of a part; the texts of its sentences are the next ones."""
        own = evidence(post, inside, part)
        if self.encoder is None:
            return own
        return np.concatenate([own, self.encoder.evidence(list(islice(texts, part.sentence_count)))])

    def margins(self, found: Occurrences) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What the linear models say: of the post (outputs), of sentences (n, outputs), balance (n + 1, 4)."""
        count = found.sentence_count
        ids, sentence_of, values, first, whole_values = weighted(found, self.idf, count)
        rows = self.table[ids]
        facts = np.append(found.setting * SETTING_WEIGHT, 1).astype(np.float32) @ self.setting
        whole = np.einsum("i,ij->j", whole_values, rows[first]) + facts
        inside = _sums(sentence_of, values[:, None] * rows[:, _BALANCE.start :], count) + facts[_BALANCE.start :]
        shares = np.vstack([inside[:, : _BALANCE.stop - _BALANCE.start], whole[_BALANCE]])
        return whole[_POST], inside[:, _SENTENCE.start - _BALANCE.start :], shares_of(shares)

    def carriers(self, judgement: Judgement, sentence: int, output: str) -> list[tuple[int, float]]:
        """The words of a sentence by what they add to its margin, strongest first, as (position, weight)."""
        found, column = judgement.occurrences, _SENTENCE.start + OUTPUTS.index(output)
        inside = found.sentences[found.positions] == sentence
        ids, positions = found.ids[inside], found.positions[inside]
        weight = self.idf[ids] * self.table[ids, column]
        total = np.bincount(positions, weight, minlength=len(found.sentences))
        return [(int(place), float(total[place])) for place in np.argsort(-total)[:6] if total[place] > 0]

    def resembles(self, judgement: Judgement, sentence: int, output: str) -> list[str]:
        """The one or two examples of the open corpus that a sentence resembles most, none where none is like it."""
        found = judgement.occurrences
        return self.examples.nearest(found.ids[found.sentences[found.positions] == sentence], OUTPUTS.index(output))

    @cached_property
    def telling(self) -> Mapping[str, Mapping[Phrases, float]]:
        """By output, the word classes whose presence speaks for it, with what each adds to a sentence's margin."""
        rows = slice(features.CLASSES, features.CLASSES + len(self.classes))
        margins = self.idf[rows, None] * self.table[rows, _SENTENCE]
        return {
            output: {condition: float(weight) for condition, weight in zip(self.classes.values(), margins[:, column], strict=True) if weight > 0}
            for column, output in enumerate(OUTPUTS)
        }


def sentence_texts(document: Document, found: Occurrences) -> list[str]:
    """The texts of the sentences that were found; a text without words is one empty sentence."""
    texts = [document.text[start:end] for start, end in document.sentences[: found.sentence_count]]
    return texts + [""] * (found.sentence_count - len(texts))


def weigh(layers: tuple[np.ndarray, ...], seen: np.ndarray) -> np.ndarray:
    """The network's probabilities (outputs) for what it reads of one post."""
    centre, scale, first, first_bias, second, second_bias = layers
    hidden = np.maximum(np.einsum("i,mio->mo", (seen - centre) / scale, first) + first_bias, 0)
    out = np.einsum("mi,mio->mo", hidden, second) + second_bias
    return (1 / (1 + np.exp(-out))).mean(axis=0)


def _parts(found: Occurrences) -> Iterator[Occurrences]:
    """The text whole, or in stretches of whole sentences about as long as the posts the model has learned from."""
    if len(found.sentences) <= _LONG_POST:
        yield found
        return
    part_of = np.arange(len(found.sentences)) // _PART
    part_of = part_of[np.searchsorted(found.sentences, found.sentences)]
    for number in np.unique(part_of):
        words, chosen = np.flatnonzero(part_of == number), part_of[found.positions] == number
        sentences = found.sentences[words]
        yield Occurrences(found.ids[chosen], found.positions[chosen] - words[0], sentences - sentences[0], found.setting)


def evidence(post: np.ndarray, sentences: np.ndarray, found: Occurrences) -> np.ndarray:
    """What the network reads of a post: margins of the post, of its two worst sentences, of all, and its setting."""
    ranked = np.sort(sentences, axis=0)[::-1]
    second = ranked[1] if len(ranked) > 1 else np.full_like(ranked[0], -2.0)
    soft = np.log(np.exp(3 * np.clip(sentences, -5, 5)).sum(axis=0)) / 3
    size = [np.log(len(found.sentences) + 1), np.log(len(sentences))]
    return np.concatenate([post, ranked[0], second, soft, sentences.mean(axis=0), found.setting, size])


def weighted(found: Occurrences, idf: np.ndarray, count: int) -> tuple[np.ndarray, ...]:
    """Weighted features: ids, sentences and values by sentence; where each id comes first, and its value in the whole."""
    keys = np.sort(found.ids * count + found.sentences[found.positions])
    starts = _changes(keys)
    times = (np.append(starts[1:], len(keys)) - starts).astype(np.float32)
    ids, sentence_of = keys[starts] // count, keys[starts] % count
    blocks = np.searchsorted(features.BLOCKS, ids, side="right") - 1
    values = (1 + np.log(times)) * idf[ids]
    norms = _norms(sentence_of * _BLOCKS + blocks, values, count * _BLOCKS)
    values = values / norms[sentence_of * _BLOCKS + blocks]
    first = _changes(ids)
    whole = (1 + np.log(np.add.reduceat(times, first))) * idf[ids[first]] if len(first) else times
    return ids, sentence_of, values, first, whole / _norms(blocks[first], whole, _BLOCKS)[blocks[first]]


def _changes(ordered: np.ndarray) -> np.ndarray:
    """Where a new value begins."""
    fresh = np.empty(len(ordered), dtype=bool)
    fresh[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return fresh.nonzero()[0]


def _norms(groups: np.ndarray, values: np.ndarray, count: int) -> np.ndarray:
    return np.sqrt(np.maximum(np.bincount(groups, values**2, minlength=count), 1e-9)).astype(np.float32)


def _sums(groups: np.ndarray, rows: np.ndarray, count: int) -> np.ndarray:
    """The sum of the rows of each group, (count, columns); every group has a row. No BLAS: its threads cost more than this."""
    if not len(groups):
        return np.zeros((count, rows.shape[1]), dtype=np.float32)
    order = np.argsort(groups, kind="stable")
    return np.add.reduceat(rows[order], _changes(groups[order]))


def shares_of(raw: np.ndarray) -> np.ndarray:
    """Non-negative shares that sum to 1, from what the balance model says of each class."""
    positive = np.maximum(raw, 0) ** SHARPNESS + 1e-6
    return positive / positive.sum(axis=-1, keepdims=True)


def load(classes: Mapping[str, Phrases], path: Path = MODEL) -> Understanding:
    """The shipped model. Raises UnusableModel, in Danish, when the file is missing, damaged or of another make."""
    return weights.load(path, "Forståelsen", lambda stored: from_arrays(stored, classes))


def from_arrays(stored: Mapping[str, np.ndarray], classes: Mapping[str, Phrases]) -> Understanding:
    """The model from its stored arrays, with the word classes it was trained with."""
    names = _strings(stored["classes"])
    size = features.CLASSES + features.class_count(len(names))
    if stored["idf"].shape != (size,) or stored["table"].shape != (size, COLUMNS):
        raise UnusableModel("Forståelsen er slået fra: vægtene passer ikke til denne udgave. Reglerne virker uden.")
    missing, idf = Phrases(()), stored["idf"].astype(np.float32)
    shown = (stored[f"example_{name}"] for name in EXAMPLE_ARRAYS)
    return Understanding(
        classes={name: classes.get(name, missing) for name in names},
        words=_words(stored),
        idf=idf,
        table=stored["table"].astype(np.float32),
        setting=stored["setting"],
        layers=tuple(stored[f"layer_{number}"] for number in range(6)),
        examples=Examples(tuple(_strings(stored["example_texts"])), *shown, idf, len(names)),
        encoder=_encoder(stored),
    )


def _words(stored: Mapping[str, np.ndarray]) -> WordTable:
    rows = (Rows(stored[name], stored[f"{name}_starts"]) for name in ("letters", "meanings"))
    return WordTable(tuple(_strings(stored["words"])), stored["hashes"], *rows)


def _encoder(stored: Mapping[str, np.ndarray]) -> Encoder | None:
    if "encoder" not in stored:
        return None
    try:
        encode = encoder.load(_strings(stored["encoder"])[0])
    except UnusableEncoder as fault:
        raise UnusableModel(f"Forståelsen er slået fra: {fault} Reglerne virker uden.") from None
    return Encoder(encode, stored["encoder_post"], stored["encoder_sentence"])


def _strings(packed: np.ndarray) -> list[str]:
    return packed.tobytes().decode("utf-8").split("\n")


def packed(strings: Sequence[str]) -> np.ndarray:
    """Strings as bytes, one a line: loads at once, and needs no pickle."""
    return np.frombuffer("\n".join(strings).encode("utf-8"), dtype=np.uint8)


