"""Tables of the model report, in Danish markdown, from posts judged by models that never saw their writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

from ..balance import CLEAR
from ..evaluation import Score
from ..knife_edge import knife_edge
from ..model import CATEGORIES, Finding
from ..review import Reviewer
from ..understanding import shares_of
from . import understanding as recipe
from .corpus import LabelledPost
from .design import Design
from .figures import Judged, best_f1, calibration_error, macro_micro, separation

ROOT = Path(__file__).resolve().parents[2]
_LONG = 500
PAIRS_ONLY = frozenset(f"S{number}" for number in range(1, 8))
"""Writers of pairs and single sentences, each of a few categories only."""
SHIPPED = (0.4, 0.6)
"""The limits of category and whole that guidelines/understanding.yaml ships."""


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
    yield "K-R (svære, lange)", judged.chosen(np.isin(first, list("KLMNOPQR")))
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
    shares, truth = shares_of(margins.balance), data.balance
    told = shares.max(axis=1) >= CLEAR
    right = (shares[told].argmax(axis=1) == truth[told].argmax(axis=1)).mean()
    error = np.abs(shares[told, :2].sum(axis=1) - truth[told, :2].sum(axis=1)).mean()
    return f"Balance: sagt om {told.mean():.2f} af opslagene; dominerende klasse rigtig i {right:.3f}, gennemsnitlig fejl på faglig og politisk andel {error:.3f}."


def writers(judged: Judged, alarms: Sequence[Alarms]) -> Iterator[str]:
    """Every writer's figures at the shipped limits, rules and model together."""
    yield "| skribent | opslag | AUC | overtrædelser set | alarm på nærved | alarm på rene |\n|---|---|---|---|---|---|"
    kinds, names = judged.kinds, np.array([post.writer for post in judged.posts])
    raised = np.array([bool(told(found, chance, *SHIPPED)) for found, chance in zip(alarms, judged.probabilities, strict=True)])
    for name in sorted(set(names)):
        own = names == name
        truth = judged.targets[own, -1]
        area = f"{roc_auc_score(truth, judged.probabilities[own, -1]):.2f}" if 0 < truth.mean() < 1 else "-"
        shares = (_share(raised[own & (kinds == kind)]) for kind in ("violation", "near-miss", "clean"))
        yield f"| {name} | {own.sum()} | {area} | {' | '.join(shares)} |"


def _share(raised: np.ndarray) -> str:
    return f"{raised.mean():.2f}" if len(raised) else "-"


def errors(judged: Judged, most: int = 25) -> Iterator[str]:
    """The violations the model found least likely and the other posts it found likeliest, to be read."""
    score = judged.probabilities[:, -1]
    truth = judged.targets[:, -1] > 0
    for title, chosen, order in (("Overset", truth, score), ("Falsk alarm", ~truth, -score)):
        yield f"## {title}\n"
        for number in np.flatnonzero(chosen)[np.argsort(order[chosen])][:most]:
            post = judged.posts[number]
            labels = "; ".join(f"{label.category}: »{label.quote}«" for label in post.labels) or post.kind
            yield f"- {post.id} · {post.setting.role} · {score[number]:.2f} · {labels}\n\n  {' '.join(post.text.split())}\n"
