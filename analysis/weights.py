"""Reading the weights that lie in models/: one Danish line where they cannot be had, so that the rules go on without."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import numpy as np

Model = TypeVar("Model")


class UnusableModel(ValueError):
    """The weights cannot be read; the message is one Danish line."""


def load(path: Path, what: str, made_of: Callable[[Mapping[str, np.ndarray]], Model]) -> Model:
    """The model made of a file's arrays. Raises UnusableModel, saying that `what` is off, when the file is missing or damaged."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            return made_of({name: stored[name] for name in stored.files})
    except FileNotFoundError:
        raise UnusableModel(f"{what} er slået fra: {path.name} mangler. Reglerne virker uden.") from None
    except UnusableModel:
        raise
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, MemoryError):
        raise UnusableModel(f"{what} er slået fra: {path.name} kan ikke læses. Reglerne virker uden.") from None
