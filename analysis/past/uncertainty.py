"""How sure a figure is: 95 % intervals, without chance in them, so that the same rows always give the same figure."""

from __future__ import annotations

from typing import Any

import numpy as np

Z = 1.959964
"""The 97.5th percentile of the normal distribution."""


def wilson(found: Any, total: Any) -> tuple[Any, Any]:
    """Wilson's interval (1927) of a share: `found` of `total`, numbers or arrays. NaN where there is nothing to count."""
    found, total = np.asarray(found, dtype=float), np.asarray(total, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, spread = found / total, Z**2 / total
        centre = (share + spread / 2) / (1 + spread)
        reach = Z * np.sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return np.clip(centre - reach, 0, 1), np.clip(centre + reach, 0, 1)


def mean_interval(mean: Any, deviation: Any, count: Any) -> tuple[Any, Any]:
    """The normal interval of a mean of shares, kept within 0-1; NaN for fewer than two."""
    reach = Z * deviation / np.sqrt(count)
    return np.clip(mean - reach, 0, 1), np.clip(mean + reach, 0, 1)


def median_interval(values: Any) -> tuple[float, float, float]:
    """The median of numbers and the interval that holds it whatever their distribution: order statistics at Wilson's ranks."""
    ordered = np.sort(np.asarray(values, dtype=float))
    if not len(ordered):
        return (float("nan"),) * 3
    low, high = wilson(len(ordered) / 2, len(ordered))
    last = len(ordered) - 1
    return (
        float(np.median(ordered)),
        float(ordered[max(int(np.floor(low * len(ordered))), 0)]),
        float(ordered[min(int(np.ceil(high * len(ordered))) - 1, last)]),
    )
