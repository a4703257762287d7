"""The open corpus of labelled posts (sample_posts/corpus), one writer's posts told from another's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..model import BALANCE_CLASSES, Setting
from ..understanding import OUTPUTS

CORPUS = Path(__file__).resolve().parents[2] / "sample_posts" / "corpus"


@dataclass(frozen=True, slots=True)
class Label:
    """A category at an exact quote."""

    category: str
    severity: str
    quote: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class LabelledPost:
    """A post of the corpus; `kind` is violation, near-miss or clean, `balance` shares in the order of the classes."""

    id: str
    text: str
    setting: Setting
    kind: str
    labels: tuple[Label, ...]
    balance: tuple[float, ...]
    pair: str = ""

    @property
    def writer(self) -> str:
        """The letters before the dash of the id."""
        return self.id.partition("-")[0]

    @property
    def targets(self) -> list[bool]:
        """Whether each output of the model should fire."""
        found = {label.category for label in self.labels}
        return [*(name in found for name in OUTPUTS[:-1]), self.kind == "violation"]


def read(paths: Iterable[Path] | None = None) -> list[LabelledPost]:
    """The posts of JSONL files, the shipped corpus by default. Raises ValueError for a quote that is not in its text."""
    files = sorted(CORPUS.glob("*.jsonl")) if paths is None else list(paths)
    return [post for file in files for post in _posts(file)]


def _posts(file: Path) -> Iterator[LabelledPost]:
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        item = json.loads(line)
        labels = tuple(Label(label["category"], label["severity"], label["quote"], label.get("why", "")) for label in item["labels"])
        if any(label.quote not in item["text"] for label in labels):
            raise ValueError(f"{file.name}:{number}: a quote is not in the text")
        setting = Setting(item["role"], item["platform"], item["audience"])
        shares = tuple(float(item["balance"][name]) for name in BALANCE_CLASSES)
        yield LabelledPost(item["id"], item["text"], setting, item["kind"], labels, shares, item.get("pair") or "")
