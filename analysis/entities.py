"""Names in a text: persons, places, organisations and works, by a trained linear-chain tagger (models/ENTITIES.md).

NumPy alone runs it. Only candidates (analysis.entity_tokens) are tagged, run by run; a text without any costs no more
than its tokens. It remembers nothing of what it is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import weights
from .entity_features import BUCKETS, feature_ids, runs
from .entity_tokens import NameKnowledge, Token, candidates, starts, tokens
from .weights import UnusableModel

MODEL = Path(__file__).resolve().parent / "models" / "entities.npz"
LABELS = ("PER", "LOC", "ORG", "MISC")
TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BI"))
"""The tags in the order of the weights' columns."""
IMPOSSIBLE = -1e4
"""What a transition weighs that cannot be: an I without its B."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in a text: `start` and `end` as indices into it, one of LABELS, and how sure the tagger is (0-1)."""

    start: int
    end: int
    label: str
    confidence: float


@dataclass(frozen=True)
class Tagger:
    """The trained model. Never changes after it is loaded; safe between threads.

    `table` (BUCKETS, tags) in 8 bits, to be multiplied by `scale`; `transitions` (tags + 1, tags), the last row the start.
    """

    knowledge: NameKnowledge
    table: np.ndarray
    scale: float
    transitions: np.ndarray

    def find(self, text: str) -> list[Entity]:
        """The names in a text, in order."""
        sequence = tokens(text, self.knowledge)
        found = self.find_in(sequence)
        if not found:
            return []
        places = starts(text, sequence)
        return [Entity(places[first], places[after - 1] + len(sequence[after - 1].text), label, sure) for first, after, label, sure in found]

    def find_in(self, sequence: Sequence[Token]) -> list[tuple[int, int, str, float]]:
        """The names among tokens, in order: first and last-plus-one token, label, confidence."""
        chosen = candidates(sequence)
        if not chosen:
            return []
        scores = self.scores(sequence, chosen)
        alone = (scores + self.transitions[-1]).argmax(axis=1).tolist()
        return [
            (chosen[one], chosen[last - 1] + 1, label, sure)
            for first, after in runs(chosen)
            if after - first > 1 or alone[first]
            for one, last, label, sure in self._decoded(scores[first:after], first)
        ]

    def scores(self, sequence: Sequence[Token], chosen: Sequence[int]) -> np.ndarray:
        """What the features of each candidate say for each tag, (candidates, tags)."""
        rows = self.table[feature_ids(sequence, chosen, self.knowledge)]
        return rows.sum(axis=1, dtype=np.int32) * self.scale

    def _decoded(self, scores: np.ndarray, offset: int) -> Iterator[tuple[int, int, str, float]]:
        """The names of one run; places count from `offset`."""
        path = best_path(scores, self.transitions)
        if not any(path):
            return
        chances = self._chances(scores, path)
        first = 0
        while first < len(path):
            after = first + 1
            if path[first]:
                while after < len(path) and path[after] == path[first] + 1:
                    after += 1
                yield offset + first, offset + after, LABELS[(path[first] - 1) // 2], float(chances[first:after].min())
            first = after

    def _chances(self, scores: np.ndarray, path: Sequence[int]) -> np.ndarray:
        """How likely each tag of the path is, given its two neighbours'."""
        given = scores + self.transitions[[len(TAGS), *path[:-1]]]
        given[:-1] += self.transitions[: len(TAGS), path[1:]].T
        odds = np.exp(given - given.max(axis=1, keepdims=True))
        return odds[np.arange(len(path)), path] / odds.sum(axis=1)


def best_path(scores: np.ndarray, transitions: np.ndarray) -> list[int]:
    """The best tags of a run (Viterbi 1967)."""
    best = scores[0] + transitions[-1]
    if len(scores) == 1:
        return [int(best.argmax())]
    inner, backward = transitions[:-1].T, []
    for row in scores[1:]:
        reached = inner + best
        origin = reached.argmax(axis=1)
        best = reached.max(axis=1) + row
        backward.append(origin)
    path = [int(best.argmax())]
    for origin in reversed(backward):
        path.append(int(origin[path[-1]]))
    return path[::-1]


def allowed_transitions() -> np.ndarray:
    """Which tag may follow which, (tags + 1, tags); the last row is the start of a run."""
    allowed = np.ones((len(TAGS) + 1, len(TAGS)), dtype=bool)
    for column, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            allowed[:, column] = False
            allowed[[column - 1, column], column] = True
    return allowed


def load(path: Path = MODEL) -> Tagger:
    """The shipped tagger. Raises UnusableModel, in Danish, when the file is missing, damaged or of another make."""
    return weights.load(path, "Navnegenkendelsen", from_arrays)


def from_arrays(stored: Mapping[str, np.ndarray]) -> Tagger:
    """The tagger from its stored arrays."""
    table, transitions = stored["table"], stored["transitions"].astype(np.float32)
    if table.shape != (BUCKETS, len(TAGS)) or transitions.shape != (len(TAGS) + 1, len(TAGS)) or not len(stored["keys"]) == len(stored["codes"]) == len(stored["clusters"]):
        raise UnusableModel("Navnegenkendelsen er slået fra: vægtene passer ikke til denne udgave. Reglerne virker uden.")
    return _prepared(Tagger(NameKnowledge(stored["keys"], stored["codes"], stored["clusters"], tuple(stored["ordinary"].tobytes().decode("utf-8").split("\n"))), table, float(stored["scale"]), transitions))


def _prepared(tagger: Tagger) -> Tagger:
    """The tagger with its ordinary words worked out, so that the first text is as fast as the next."""
    tagger.find("Hej.")
    return tagger
