"""A sentence encoder whose weights come inside a package from PyPI (WordLlama, MIT): `tests.packaged_encoder:encode`."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import wordllama


@cache
def _encoder() -> wordllama.WordLlamaInference:
    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


def encode(texts: Sequence[str]) -> np.ndarray:
    """Vectors (texts, 256); an empty text is a row of zeros."""
    return np.nan_to_num(_encoder().embed([text or " " for text in texts]))
