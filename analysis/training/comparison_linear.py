"""Rows of the comparison that are linear in words and letters: TF-IDF and logistic regression."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from .comparison_data import Answer, Split, megabytes

WORDS = {"ngram_range": (1, 2), "token_pattern": r"\w+|[^\w\s]"}
LETTERS = {"analyzer": "char_wb", "ngram_range": (3, 5)}
_COSTS = (2.0, 10.0, 50.0)
"""Inverse strengths of the penalty to choose from, by the writers on trial."""
_SEED = 7


def answer(split: Split, kinds: Sequence[dict]) -> Answer:
    """Logistic regressions on the sequences of these kinds side by side."""
    start = time.process_time()
    readers = [TfidfVectorizer(**kind, min_df=2, sublinear_tf=True, dtype=np.float32) for kind in kinds]
    learned = [split.texts[number] for number in np.flatnonzero(split.learned)]
    rows = sparse.hstack([reader.fit_transform(learned) for reader in readers]).tocsr()
    targets, trial = split.targets[split.learned], split.trial[split.learned]
    cost = max(_COSTS, key=lambda each: roc_auc_score(targets[trial, -1], _fit(rows[~trial], targets[~trial, -1], each).decision_function(rows[trial])))
    models = [_fit(rows, target, cost) for target in targets.T]
    seconds = time.process_time() - start
    seen = sparse.hstack([reader.transform([split.texts[number] for number in np.flatnonzero(split.held)]) for reader in readers])
    scores = np.column_stack([model.decision_function(seen.tocsr()) for model in models])
    weights = np.vstack([model.coef_ for model in models])
    return Answer(scores, seconds, megabytes(weights, *([*reader.vocabulary_] for reader in readers), *(reader.idf_ for reader in readers)))


def _fit(rows: sparse.csr_matrix, target: np.ndarray, cost: float) -> LogisticRegression:
    return LogisticRegression(C=cost, solver="liblinear", tol=1e-3, random_state=_SEED).fit(rows, target)
