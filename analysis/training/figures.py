"""Figures of judged posts: separation, F1, calibration, intervals. Pure functions of arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

from .corpus import LabelledPost

_CLEAN_ALARMS = 0.05
_RESAMPLES = 200


@dataclass(frozen=True)
class Judged:
    """Posts of the corpus with what was said of each by models that never saw its writer."""

    posts: Sequence[LabelledPost]
    targets: np.ndarray
    probabilities: np.ndarray

    @property
    def kinds(self) -> np.ndarray:
        return np.array([post.kind for post in self.posts])

    def chosen(self, mask: np.ndarray) -> Judged:
        return Judged([post for post, keep in zip(self.posts, mask, strict=True) if keep], self.targets[mask], self.probabilities[mask])


def separation(judged: Judged) -> dict[str, float]:
    """Area under the curve of "would an adviser stop", and the violations seen at 5 % alarms on clean posts."""
    score, truth, kinds = judged.probabilities[:, -1], judged.targets[:, -1], judged.kinds
    limit = np.quantile(score[kinds == "clean"], 1 - _CLEAN_ALARMS)
    return {
        "AUC": roc_auc_score(truth, score),
        "AUC mod rene": roc_auc_score(truth[kinds != "near-miss"], score[kinds != "near-miss"]),
        "AUC mod nærved": roc_auc_score(truth[kinds != "clean"], score[kinds != "clean"]),
        "set ved 5 % alarm på rene": float((score[truth > 0] > limit).mean()),
        "nærved-alarm samme sted": float((score[kinds == "near-miss"] > limit).mean()),
    }


def best_f1(truth: np.ndarray, score: np.ndarray) -> tuple[float, float]:
    """The best F1 over all thresholds, and the threshold."""
    order = np.argsort(-score)
    hits = np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(truth) + 1) + truth.sum())
    return float(f1.max()), float(score[order][f1.argmax()])


def macro_micro(judged: Judged) -> tuple[float, float]:
    """Macro- and micro-F1 of the nine categories, each at its own best threshold."""
    scores, hits, wrong, missed = [], 0, 0, 0
    for column in range(9):
        truth, score = judged.targets[:, column], judged.probabilities[:, column]
        f1, limit = best_f1(truth, score)
        said = score >= limit
        scores.append(f1)
        hits, wrong, missed = hits + (said & (truth > 0)).sum(), wrong + (said & (truth == 0)).sum(), missed + (~said & (truth > 0)).sum()
    return float(np.mean(scores)), float(2 * hits / (2 * hits + wrong + missed))


def calibration_error(truth: np.ndarray, score: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error in bins of equal width."""
    inside = np.minimum((score * bins).astype(int), bins - 1)
    return float(sum(abs(score[inside == n].sum() - truth[inside == n].sum()) for n in range(bins)) / len(score))


def interval(judged: Judged) -> tuple[float, float]:
    """95 % of the AUC over writers drawn with replacement (200 draws)."""
    chance = np.random.default_rng(1)
    writers = np.array([post.writer for post in judged.posts])
    rows = {name: np.flatnonzero(writers == name) for name in sorted(set(writers))}
    draws = []
    for _ in range(_RESAMPLES):
        drawn = np.concatenate([rows[name] for name in chance.choice(list(rows), len(rows))])
        draws.append(roc_auc_score(judged.targets[drawn, -1], judged.probabilities[drawn, -1]))
    return float(np.quantile(draws, 0.025)), float(np.quantile(draws, 0.975))
