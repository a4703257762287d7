"""Thresholds and words of the overview of past posts, read once from settings.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("settings.yaml")


@dataclass(frozen=True, slots=True)
class Settings:
    """`similar` and `same_words` are cosines, `edge` a knife-edge score; the rest are counts and words."""

    citizen_classes: tuple[str, ...]
    open_words: tuple[str, ...]
    inviting_rule: str
    fewest_posts: int
    edge: int
    similar: float
    same_words: float
    fewest_leaders: int


def load(path: Path = _FILE) -> Settings:
    """The settings of a file. Raises TypeError for a name that is missing or unknown."""
    sections = yaml.safe_load(path.read_text("utf-8"))
    values = {name: _frozen(value) for section in sections.values() for name, value in section.items()}
    return Settings(**values)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


SETTINGS = load()
