"""A sentence encoder from outside, for an operator who has one on disk; what Kasket ships uses none.

An encoder is named `module:function`; the function takes texts and gives vectors, (texts, dimensions). `make model
ENCODER=…` fits what the network reads of them, and the name is kept beside the weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

import numpy as np

Encode = Callable[[Sequence[str]], np.ndarray]


class UnusableEncoder(ValueError):
    """The encoder cannot be had; the message is one Danish line."""


@dataclass(frozen=True)
class Encoder:
    """An encoder and what was learned from its vectors: `post` and `sentence` weights, (dimensions + 1, outputs), bias last."""

    encode: Encode
    post: np.ndarray
    sentence: np.ndarray

    def evidence(self, sentences: Sequence[str]) -> np.ndarray:
        """What the network reads of a post's sentences besides the rest, (3 * outputs)."""
        return evidence(vectors(self.encode, sentences), self.post, self.sentence)


def load(name: str) -> Encode:
    """The function called `module:function`. Raises UnusableEncoder."""
    module, _, function = name.partition(":")
    try:
        return getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError):
        raise UnusableEncoder(f"Sætningskoderen »{name}« findes ikke på denne maskine.") from None


def vectors(encode: Encode, texts: Sequence[str]) -> np.ndarray:
    """Vectors of unit length, (texts, dimensions). Raises UnusableEncoder for another shape."""
    found = np.asarray(encode(list(texts)), dtype=np.float32)
    if found.ndim != 2 or len(found) != len(texts):
        raise UnusableEncoder("Sætningskoderen skal give én vektor for hver tekst.")
    return unit(found)


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows drawn to length 1; a row of zeros stays."""
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-6)


def evidence(sentences: np.ndarray, post: np.ndarray, sentence: np.ndarray) -> np.ndarray:
    """Margins of a post, of its worst sentence and of all, from its sentences' vectors (sentences, dimensions)."""
    inside = sentences @ sentence[:-1] + sentence[-1]
    whole = unit(sentences.mean(axis=0)) @ post[:-1] + post[-1]
    return np.concatenate([whole, inside.max(axis=0), inside.mean(axis=0)])
