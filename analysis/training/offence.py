"""Recognises offence in Danish comments: `python -m analysis.training.offence --data ../shared/data`.

A weighted kernel ridge regression on DKHate (Sigurbergsson & Derczynski, LREC 2020, CC BY 4.0), one variant for each mix
of the parts of offence_parts. Cross-validated 5 x 5 times with near-duplicates in one fold; strength and threshold are
chosen by predictions out of fold inside each training part. `--test FILE` judges a file of the same form by a model of
all of DKHate's training file. Seeded; writes no file.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.linalg import lapack
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score
from threadpoolctl import threadpool_limits

from . import corpus
from .offence_parts import background, kernels, normal, offence_classes
from .understanding import shipped_classes

FOLDS, REPEATS = 5, 5
STRENGTHS = (0.5, 1.0)
"""Ridge penalties to choose from."""
WEIGHT = 5.0
"""What an offensive comment counts for; they are one in eight."""
_ALIKE = 0.8
_SMOOTH = 10
_TRAINING = Path("offence") / "offenseval-da-training-v1.tsv"
VARIANTS: Mapping[str, Mapping[str, float]] = {
    "ord 1-2 og bogstaver 2-5, vægte fra DKHate": {"own": 1},
    "det samme, vægte fra SAM": {"text": 1},
    "+ krænkende ord (offence.yaml)": {"text": 1, "offence": 0.4},
    "+ øvrige ordklasser": {"text": 1, "classes": 0.3},
    "+ stemning lært af SAM": {"text": 1, "sentiment": 0.1},
    "+ tone lært af corpus": {"text": 1, "tone": 0.1},
    "+ sentimentleksikon": {"text": 1, "lexicon": 0.1},
    "alt": {"text": 1, "offence": 0.4, "classes": 0.3, "sentiment": 0.1, "tone": 0.05, "lexicon": 0.1},
}
BEST = "alt"
Fold = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Dual weights of the comments learned from, their score out of fold, and the threshold of the score."""

    dual: np.ndarray
    out_of_fold: np.ndarray
    threshold: float


def read(file: Path) -> tuple[list[str], np.ndarray]:
    """Comments of a DKHate file (id, text, OFF or NOT; tab) and whether each is offensive."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) > 2 and row[2] in ("OFF", "NOT")]
    return [row[1] for row in rows], np.array([row[2] == "OFF" for row in rows])


def alike(texts: Sequence[str]) -> np.ndarray:
    """A number for each text, the same for near-duplicates (cosine of letter sequences)."""
    rows = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), dtype=np.float32).fit_transform(map(normal, texts))
    near = (rows @ rows.T).tocsr()
    near.data[near.data < _ALIKE] = 0
    near.eliminate_zeros()
    return connected_components(near)[1]


def folds(labels: np.ndarray, groups: np.ndarray, count: int, seed: int) -> list[Fold]:
    """Rows to learn from and rows left out; each fold with its share of the offensive, no group in two folds."""
    names, first = np.unique(groups, return_index=True)
    order = np.random.default_rng(seed).permutation(len(names))
    order = order[np.argsort(~labels[first[order]], kind="stable")]
    fold_of = np.empty(len(names), dtype=int)
    fold_of[order] = np.arange(len(names)) % count
    of_row = fold_of[np.searchsorted(names, groups)]
    return [(np.flatnonzero(of_row != number), np.flatnonzero(of_row == number)) for number in range(count)]


def best_threshold(labels: np.ndarray, scores: np.ndarray) -> float:
    """The threshold with the best macro-F1, smoothed over its neighbours."""
    order = np.argsort(-scores)
    said, total, right = np.arange(1, len(labels) + 1), labels.sum(), np.cumsum(labels[order])
    quiet = len(labels) - total - (said - right)
    macro = right / (said + total) + quiet / np.maximum(len(labels) - said + len(labels) - total, 1)
    reach = min(_SMOOTH, len(labels) // 20)
    smooth = np.convolve(np.pad(macro, reach, mode="edge"), np.ones(2 * reach + 1), "valid")
    place = int(smooth[:-1].argmax())
    return float(scores[order][place : place + 2].mean())


def fit(kernel: np.ndarray, labels: np.ndarray, inside: Sequence[Fold]) -> Fitted:
    """The penalty with the best average precision out of fold, and its threshold.

    Predictions out of a fold follow from the inverse of the whole (Rasmussen & Williams 2006, 5.12 for blocks).
    """
    signs, found = np.where(labels, 1.0, -1.0), []
    for strength in STRENGTHS:
        inverse = _inverse(kernel, np.where(labels, WEIGHT, 1.0), strength)
        dual, left_out = inverse @ signs, np.empty(len(labels))
        for _, rows in inside:
            left_out[rows] = signs[rows] - np.linalg.solve(inverse[np.ix_(rows, rows)], dual[rows])
        found.append((average_precision_score(labels, left_out), dual, left_out))
    _, dual, left_out = max(found, key=lambda each: each[0])
    return Fitted(dual, left_out, best_threshold(labels, left_out))


def _inverse(kernel: np.ndarray, weights: np.ndarray, strength: float) -> np.ndarray:
    system = np.asfortranarray(kernel + 1, dtype=np.float32)
    system[np.diag_indices_from(system)] += (strength / weights).astype(np.float32)
    factor, fault = lapack.spotrf(system, lower=1, overwrite_a=1)
    inverse, late = lapack.spotri(factor, lower=1, overwrite_c=1)
    if fault or late:
        raise np.linalg.LinAlgError("the kernel is not positive definite")
    lower = np.tril(inverse)
    return lower + np.tril(lower, -1).T


def predict(kernel: np.ndarray, fitted: Fitted) -> np.ndarray:
    """How far each row (comments, comments learned from) is above the threshold."""
    return (kernel + 1) @ fitted.dual - fitted.threshold


def mixed(parts: Mapping[str, np.ndarray], mix: Mapping[str, float]) -> np.ndarray:
    return sum(weight * parts[name] for name, weight in mix.items())


def measure(kernel: np.ndarray, labels: np.ndarray, splits: Sequence[Sequence[tuple[Fold, list[Fold]]]]) -> np.ndarray:
    """Macro-F1, F1 of the offensive, average precision and AUC of every left-out fold, (repeats * folds, 4)."""
    figures = []
    for (train, test), inside in (split for repeat in splits for split in repeat):
        above = predict(kernel[np.ix_(test, train)], fit(kernel[np.ix_(train, train)], labels[train], inside))
        truth = labels[test]
        figures.append([f1_score(truth, above > 0, average="macro"), f1_score(truth, above > 0), average_precision_score(truth, above), roc_auc_score(truth, above)])
    return np.array(figures)


def splits(labels: np.ndarray, groups: np.ndarray, repeats: int) -> list[list[tuple[Fold, list[Fold]]]]:
    """For each repeat, the folds, each with the folds inside its training part."""
    outer = [folds(labels, groups, FOLDS, seed) for seed in range(repeats)]
    return [[(fold, folds(labels[fold[0]], groups[fold[0]], 2 * FOLDS, 100 + seed)) for fold in part] for seed, part in enumerate(outer)]


def table(parts: Mapping[str, np.ndarray], labels: np.ndarray, groups: np.ndarray, repeats: int) -> Iterator[str]:
    """A line a variant: mean and standard deviation over all folds, then the deviation of the mean of a repeat."""
    yield "| udgave | makro-F1 | mellem gentagelser | F1 OFF | gennemsnitlig præcision | AUC |\n|---|---|---|---|---|---|"
    drawn = splits(labels, groups, repeats)
    for name, mix in VARIANTS.items():
        figures = measure(mixed(parts, mix), labels, drawn)
        mean, spread = figures.mean(axis=0), figures.std(axis=0)
        repeated = figures[:, 0].reshape(repeats, FOLDS).mean(axis=1).std()
        cells = [f"{m:.3f} ± {s:.3f}" for m, s in zip(mean, spread, strict=True)]
        yield f"| {name} | {cells[0]} | {repeated:.3f} | {' | '.join(cells[1:])} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--test", type=Path, help="a file of the same form, judged by a model of the whole training file")
    options = parser.parse_args()
    with threadpool_limits(1):
        run(options)


def run(options: argparse.Namespace) -> None:
    """Print the table, or the figures of a test file. One thread: on a busy machine more of them wait for each other."""
    texts, labels = read(options.data / _TRAINING)
    unseen, truth = read(options.test) if options.test else ([], np.empty(0, dtype=bool))
    parts = kernels([*texts, *unseen], background(options.data), {**shipped_classes(), **offence_classes()}, corpus.read())
    groups, known = alike(texts), len(texts)
    if not options.test:
        print(f"{known} kommentarer, {labels.sum()} krænkende, {len(set(groups))} uden gengangere")
        for line in table(parts, labels, groups, options.repeats):
            print(line, flush=True)
        return
    kernel = mixed(parts, VARIANTS[BEST])
    above = predict(kernel[known:, :known], fit(kernel[:known, :known], labels, folds(labels, groups, 2 * FOLDS, 0)))
    print(f"makro-F1 {f1_score(truth, above > 0, average='macro'):.3f}, F1 OFF {f1_score(truth, above > 0):.3f}")


if __name__ == "__main__":
    main()
