"""What each part of the model is worth, and how much more the corpus would give: models with less, writers left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import scipy.sparse as sparse
from joblib import Parallel, delayed
from sklearn.metrics import roc_auc_score

from .. import features
from . import understanding as recipe
from .corpus import LabelledPost
from .design import Design
from .figures import Judged, macro_micro

GROUPS = 6
"""Groups of writers left out in turn; fewer than in the main figures, since each row is trained anew."""
SHARES = (0.125, 0.25, 0.5, 1.0)


def ablations(data: Design) -> Iterator[tuple[str, np.ndarray]]:
    """Post models with fewer blocks of features, as margins: what each block is worth."""
    starts = {"ord 1-2": (features.WORDS, features.LEMMAS), "lemmaer 1-3": (features.LEMMAS, features.LETTERS),
              "bogstaver 4-5": (features.LETTERS, features.MEANINGS), "betydninger": (features.MEANINGS, features.CLASSES), "ordklasser": (features.CLASSES, data.posts.shape[1])}  # fmt: skip
    kept = np.zeros(data.posts.shape[1], dtype=bool)
    for name, (start, end) in starts.items():
        kept[start:end] = True
        kept[-6:] = True
        yield f"{'+ ' if name != 'ord 1-2' else ''}{name}", _posts_only(replace(data, posts=data.posts[:, kept]))
    only = np.zeros(data.posts.shape[1], dtype=bool)
    only[features.CLASSES :] = True
    yield "ordklasser alene", _posts_only(replace(data, posts=data.posts[:, only]))


def _posts_only(data: Design) -> np.ndarray:
    return _left_out(data, {name: np.ones(len(data.writers), dtype=bool) for name in data.writers})


def _left_out(data: Design, learned: Mapping[str, np.ndarray]) -> np.ndarray:
    """Margins of every post by models of the posts that its group of writers may learn from."""
    groups = recipe.writer_groups(data.writers, GROUPS)
    rows = [(np.isin(data.writers, group), learned[group[0]]) for group in groups]
    parts = Parallel(n_jobs=2)(delayed(_margins)(data.posts, data.targets, left, chosen & ~left) for left, chosen in rows)
    margins = np.zeros_like(data.targets)
    for (left, _), part in zip(rows, parts, strict=True):
        margins[left] = part
    return margins


def _margins(posts: sparse.csr_matrix, targets: np.ndarray, left: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    weights, bias = recipe.fit(posts[chosen], targets[chosen], recipe.POST_C)
    return posts[left] @ weights + bias


def learning_curve(data: Design, posts: Sequence[LabelledPost]) -> Iterator[str]:
    """The post model by how many of the other writers it has learned from, drawn at random."""
    yield "| skribenter lært af | opslag lært af | makro-F1 | mikro-F1 | AUC |\n|---|---|---|---|---|"
    names = sorted(set(data.writers))
    drawn = np.random.default_rng(recipe.SEED).permutation(names)
    groups = recipe.writer_groups(data.writers, GROUPS)
    for share in SHARES:
        learned = {group[0]: np.isin(data.writers, _first(drawn, group, share)) for group in groups}
        margins = _left_out(data, learned)
        macro, micro = macro_micro(Judged(posts, data.targets, margins))
        area = roc_auc_score(data.targets[:, -1], margins[:, -1])
        size = np.mean([chosen.sum() for chosen in learned.values()])
        yield f"| {share:.1%} | {size:.0f} | {macro:.3f} | {micro:.3f} | {area:.3f} |"


def _first(drawn: np.ndarray, group: list[str], share: float) -> np.ndarray:
    others = drawn[~np.isin(drawn, group)]
    return others[: max(round(share * len(others)), 2)]


def worst_sentence(data: Design, margins: recipe.Margins) -> np.ndarray:
    """A post by its worst sentence alone, as margins."""
    worst = np.full_like(data.targets, -9)
    np.maximum.at(worst, data.post_of, margins.sentences)
    return worst


