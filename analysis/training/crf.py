"""A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001), fitted by L-BFGS over many chains at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

_IMPOSSIBLE = -1e4


@dataclass(frozen=True, slots=True)
class Chains:
    """Chains laid end to end: features (tokens, features), gold labels (tokens), first token of each chain, its weight."""

    features: np.ndarray
    labels: np.ndarray
    starts: np.ndarray
    weights: np.ndarray


@dataclass(frozen=True, slots=True)
class Field:
    """Fitted weights: of features (buckets, labels) and of transitions (labels + 1, labels), the last row the start."""

    table: np.ndarray
    transitions: np.ndarray


def fit(chains: Chains, buckets: int, allowed: np.ndarray, penalty: float, rounds: int) -> Field:
    """The field of least penalised loss. `allowed` (labels + 1, labels) says which transitions there are."""
    count = allowed.shape[1]
    used, columns = np.unique(chains.features, return_inverse=True)
    columns = columns.reshape(chains.features.shape)
    tokens, width = columns.shape
    matrix = csr_array((np.ones(tokens * width, dtype=np.float32), columns.ravel(), np.arange(0, tokens * width + 1, width)), shape=(tokens, len(used)))
    transposed = matrix.T.tocsr()
    groups = list(_groups(chains))
    barrier = np.where(allowed, 0, _IMPOSSIBLE)
    weight = np.zeros(tokens)
    for rows, weights in groups:
        weight[rows] = weights[:, None]
    gold = np.zeros((tokens, count))
    gold[np.arange(tokens), chains.labels] = weight
    size = len(used) * count

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        table, transitions = point[:size].reshape(-1, count), point[size:].reshape(count + 1, count)
        scores = matrix @ table.astype(np.float32)
        total, expected, moves = 0.0, np.zeros((tokens, count)), np.zeros((count + 1, count))
        for rows, weights in groups:
            value, marginals, pairs = _chain_loss(scores[rows].astype(float), transitions + barrier, chains.labels[rows], weights)
            total += value
            expected[rows] = marginals
            moves += pairs
        slope = transposed @ (expected - gold).astype(np.float32)
        gradient = np.concatenate([(slope + 2 * penalty * table).ravel(), (moves + 2 * penalty * transitions).ravel()])
        return total + penalty * float(point @ point), gradient

    best = minimize(loss, np.zeros(size + (count + 1) * count), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 7}).x
    table = np.zeros((buckets, count))
    table[used] = best[:size].reshape(-1, count)
    return Field(table, best[size:].reshape(count + 1, count) + barrier)


def _groups(chains: Chains):
    """Chains of one length together: token numbers (chains, length) and weights (chains)."""
    lengths = np.diff(np.append(chains.starts, len(chains.labels)))
    for length in np.unique(lengths):
        chosen = lengths == length
        yield chains.starts[chosen][:, None] + np.arange(length), chains.weights[chosen]


def _chain_loss(scores: np.ndarray, transitions: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Weighted loss, marginals (chains, length, labels), and expected minus seen transitions, by forward-backward."""
    chains, length, count = scores.shape
    start, inner = transitions[count], transitions[:count]
    forward, backward = np.zeros_like(scores), np.zeros_like(scores)
    forward[:, 0] = scores[:, 0] + start
    for place in range(1, length):
        forward[:, place] = _log_sum(forward[:, place - 1, :, None] + inner, 1) + scores[:, place]
    for place in range(length - 2, -1, -1):
        backward[:, place] = _log_sum(inner + (scores[:, place + 1] + backward[:, place + 1])[:, None, :], 2)
    whole = _log_sum(forward[:, -1], 1)
    marginals = np.exp(forward + backward - whole[:, None, None]) * weights[:, None, None]
    pairs = np.zeros_like(transitions)
    pairs[count] = marginals[:, 0].sum(axis=0)
    np.subtract.at(pairs[count], labels[:, 0], weights)
    rows = np.arange(chains)
    right = scores[rows, 0, labels[:, 0]] + start[labels[:, 0]]
    for place in range(1, length):
        joint = forward[:, place - 1, :, None] + inner + (scores[:, place] + backward[:, place])[:, None, :] - whole[:, None, None]
        pairs[:count] += np.einsum("nij,n->ij", np.exp(joint), weights)
        np.subtract.at(pairs, (labels[:, place - 1], labels[:, place]), weights)
        right += scores[rows, place, labels[:, place]] + inner[labels[:, place - 1], labels[:, place]]
    return float(weights @ (whole - right)), marginals, pairs


def _log_sum(values: np.ndarray, axis: int) -> np.ndarray:
    top = values.max(axis=axis, keepdims=True)
    return np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)
