"""How well the model judges posts by writers it has not seen: `python -m analysis.training.report` (`make model-report`).

Every figure of docs/model-report.md comes from here. A post is judged by models that never saw its writer; pairs are by
one writer and so stay together.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

from .. import features
from ..evaluation import Score
from ..knife_edge import knife_edge
from ..model import CATEGORIES, Finding
from ..review import Reviewer
from ..understanding import shares_of
from . import corpus
from . import understanding as recipe
from .corpus import LabelledPost
from .design import Design, design
from .figures import Judged, best_f1, calibration_error, interval, macro_micro, separation

REPORT = Path(__file__).resolve().parents[2] / "docs" / "model-report.md"
ROOT = REPORT.parents[1]
FOLDS = 12
_LONG = 500
PAIRS_ONLY = frozenset(f"S{number}" for number in range(1, 8))
"""Writers of pairs and single sentences, each of a few categories only."""


@dataclass(frozen=True)
class Alarms:
    """What the rules alone say of one post: the categories with an alarm, and the findings."""

    found: frozenset[str]
    findings: tuple[Finding, ...]


def rule_alarms(posts: Sequence[LabelledPost]) -> list[Alarms]:
    """The rules' alarms of every post, the model left out."""
    reviewer = Reviewer.load(ROOT / "guidelines", model=None)
    reviews = [reviewer.review(post.text, post.setting).findings for post in posts]
    return [Alarms(frozenset(f.category for head in found for f in (head, *head.also) if f.is_alarm), found) for found in reviews]


def told(alarms: Alarms, chance: np.ndarray, limit: float, whole: float) -> set[str]:
    """Categories with an alarm by the rules, or by the model where both probabilities reach their limits."""
    of_model = {name for name, of_category in zip(CATEGORIES[:9], chance, strict=False) if chance[-1] >= whole and of_category >= limit}
    return of_model | alarms.found


def ablations(data: Design) -> Iterator[tuple[str, np.ndarray]]:
    """Post models with fewer blocks of features, as margins: what each block is worth."""
    starts = {"ord 1-2": (features.WORDS, features.LEMMAS), "lemmaer 1-3": (features.LEMMAS, features.LETTERS),
              "bogstaver 4-5": (features.LETTERS, features.CLASSES), "ordklasser": (features.CLASSES, data.posts.shape[1])}  # fmt: skip
    kept = np.zeros(data.posts.shape[1], dtype=bool)
    for name, (start, end) in starts.items():
        kept[start:end] = True
        kept[-6:] = True
        yield f"{'+ ' if name != 'ord 1-2' else ''}{name}", _posts_only(replace(data, posts=data.posts[:, kept]))
    only = np.zeros(data.posts.shape[1], dtype=bool)
    only[features.CLASSES :] = True
    yield "ordklasser alene", _posts_only(replace(data, posts=data.posts[:, only]))


def _posts_only(data: Design) -> np.ndarray:
    margins = np.zeros_like(data.targets)
    for group in recipe.writer_groups(data.writers, 8):
        left = np.isin(data.writers, group)
        weights, bias = recipe.fit(data.posts[~left], data.targets[~left], recipe.POST_C)
        margins[left] = data.posts[left] @ weights + bias
    return margins


def row(name: str, judged: Judged) -> str:
    macro, micro = macro_micro(judged)
    figures = [macro, micro, *separation(judged).values()]
    return f"| {name} | {len(judged.posts)} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |"


HEAD = "| | opslag | makro-F1 | mikro-F1 | AUC | AUC mod rene | AUC mod nærved | set ved 5 % | nærved ved 5 % |\n|---|---|---|---|---|---|---|---|---|"


def subsets(judged: Judged) -> Iterator[tuple[str, Judged]]:
    """The whole corpus, and its parts by how they were written."""
    first = np.array([post.writer[0] for post in judged.posts])
    full = np.array([post.writer not in PAIRS_ONLY for post in judged.posts])
    long = np.array([len(post.text) >= _LONG for post in judged.posts])
    yield "alle", judged
    yield "hele opslag (uden S1-S7)", judged.chosen(full)
    yield "T (først skrevet)", judged.chosen(first == "T")
    yield "K-P (svære, lange)", judged.chosen(np.isin(first, list("KLMNOP")))
    yield f"{_LONG} tegn og derover", judged.chosen(long)


def categories(judged: Judged) -> Iterator[str]:
    yield "| kategori | opslag | F1 | AUC | gennemsnitlig præcision |\n|---|---|---|---|---|"
    for column, name in enumerate(CATEGORIES[:9]):
        truth, score = judged.targets[:, column], judged.probabilities[:, column]
        f1, _ = best_f1(truth, score)
        yield f"| {name} | {int(truth.sum())} | {f1:.2f} | {roc_auc_score(truth, score):.3f} | {average_precision_score(truth, score):.2f} |"


LIMITS = ((1.01, 0.0), (0.3, 0.6), (0.4, 0.0), (0.4, 0.6), (0.4, 0.7), (0.5, 0.6), (0.5, 0.7))
"""Thresholds of category and whole that the report compares; guidelines/understanding.yaml ships 0.4 and 0.6."""


def thresholds(judged: Judged, alarms: Sequence[Alarms]) -> Iterator[str]:
    """Alarms of rules and model together, by the model's thresholds."""
    yield "| kategori, helhed | overtrædelser set | alarm på nærved | alarm på rene | makro-F1 | mikro-F1 |\n|---|---|---|---|---|---|"
    kinds = judged.kinds
    for limit, whole in LIMITS:
        said = [told(found, chance, limit, whole) for found, chance in zip(alarms, judged.probabilities, strict=True)]
        raised = np.array([bool(names) for names in said])
        shares = [raised[kinds == kind].mean() for kind in ("violation", "near-miss", "clean")]
        figures = " | ".join(f"{figure:.3f}" for figure in (*shares, *_told_f1(judged.posts, said)))
        yield f"| {'regler alene' if limit > 1 else f'{limit}, {whole}'} | {figures} |"


def _told_f1(posts: Sequence[LabelledPost], said: Sequence[set[str]]) -> tuple[float, float]:
    scores, counts = [], np.zeros(3)
    for name in CATEGORIES[:9]:
        wanted = np.array([name in {label.category for label in post.labels} for post in posts])
        found = np.array([name in names for names in said])
        counted = [int(both.sum()) for both in (wanted & found, ~wanted & found, wanted & ~found)]
        scores.append(Score(*counted).f1)
        counts += counted
    return float(np.mean(scores)), Score(*map(int, counts)).f1


def edge(judged: Judged, alarms: Sequence[Alarms]) -> Iterator[str]:
    """The knife-edge as a probability: with and without the model."""
    truth = judged.targets[:, -1]
    scores = {
        "regler alene": [knife_edge(found.findings).score / 100 for found in alarms],
        "model alene": judged.probabilities[:, -1],
        "knivsæg (begge)": [knife_edge(found.findings, float(chance[-1])).score / 100 for found, chance in zip(alarms, judged.probabilities, strict=True)],
    }
    yield "| | AUC | Brier | kalibreringsfejl |\n|---|---|---|---|"
    for name, score in scores.items():
        values = np.array(score)
        yield f"| {name} | {roc_auc_score(truth, values):.3f} | {brier_score_loss(truth, values):.3f} | {calibration_error(truth, values):.3f} |"


def reliability(judged: Judged) -> Iterator[str]:
    """Of the posts given about so many per cent, how many an adviser stopped at."""
    truth, score = judged.targets[:, -1], judged.probabilities[:, -1]
    yield "| sandsynlighed | opslag | heraf overtrædelser |\n|---|---|---|"
    for low in range(0, 100, 10):
        inside = (score * 100 >= low) & (score * 100 < low + 10 + (low == 90))
        if inside.any():
            yield f"| {low}-{low + 10} % | {inside.sum()} | {100 * truth[inside].mean():.0f} % |"


def balance(data: Design, margins: recipe.Margins) -> str:
    shares = shares_of(margins.balance)
    right = (shares.argmax(axis=1) == data.balance.argmax(axis=1)).mean()
    error = np.abs(shares[:, :2].sum(axis=1) - data.balance[:, :2].sum(axis=1)).mean()
    return f"Balance: dominerende klasse rigtig i {right:.3f}, gennemsnitlig fejl på faglig og politisk andel {error:.3f}."


def lines(folds: int) -> Iterator[str]:
    """The whole report."""
    posts, classes = corpus.read(), recipe.shipped_classes()
    data = design(posts, classes)
    margins = recipe.out_of_writer(data, folds)
    answers = recipe.out_of_writer_probabilities(data, recipe.seen(data, margins))
    judged = Judged(posts, data.targets, answers)
    yield f"{len(posts)} opslag, {len(set(data.writers))} skribenter, {len(classes)} ordklasser. Skribenterne er udeladt i {folds} hold."
    yield f"\n## Samlet\n\n{HEAD}"
    yield from (row(name, part) for name, part in subsets(judged))
    low, high = interval(judged)
    yield f"\nAUC, 95 % over skribenter: {low:.3f}-{high:.3f}."
    yield "\n## Kategorier\n"
    yield from categories(judged)
    yield f"\n## Hvad hver del er værd (hele corpus, 8 hold)\n\n{HEAD}"
    yield from (row(name, Judged(posts, data.targets, answer)) for name, answer in ablations(data))
    yield row("værste sætning alene", Judged(posts, data.targets, _worst(data, margins)))
    yield row("det hele (netværket)", judged)
    yield "\n## Alarmer, regler og model sammen\n"
    alarms = rule_alarms(posts)
    yield from thresholds(judged, alarms)
    full = np.array([post.writer not in PAIRS_ONLY for post in posts])
    yield "\nDet samme på hele opslag (uden S1-S7):\n"
    yield from thresholds(judged.chosen(full), [found for found, keep in zip(alarms, full, strict=True) if keep])
    yield "\n## Knivsæg\n"
    yield from edge(judged, alarms)
    yield ""
    yield from reliability(judged)
    yield f"\n{balance(data, margins)}"


def _worst(data: Design, margins: recipe.Margins) -> np.ndarray:
    worst = np.full_like(data.targets, -9)
    np.maximum.at(worst, data.post_of, margins.sentences)
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folds", type=int, default=FOLDS, help="groups of writers left out in turn")
    options = parser.parse_args()
    with REPORT.open("w", encoding="utf-8") as out:
        out.write("# Modelrapport\n\nSkrevet af `make model-report`. Ingen post er bedømt af en model, der har set dens skribent.\n\n")
        for line in lines(options.folds):
            print(line, flush=True)
            out.write(line + "\n")


if __name__ == "__main__":
    main()
