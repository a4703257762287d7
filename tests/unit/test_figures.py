"""The figures of the report, on numbers one can work out by hand."""

import numpy as np
import pytest

from analysis.model import Setting
from analysis.training.corpus import LabelledPost
from analysis.training.figures import Judged, best_f1, calibration_error, separation
from analysis.training.tables import Alarms, told

KINDS = ("violation", "violation", "near-miss", "clean", "clean")


def judged(scores):
    posts = [LabelledPost(f"A-{n}", "tekst", Setting(), kind, (), (1, 0, 0, 0)) for n, kind in enumerate(KINDS)]
    truth = np.array([[kind == "violation"] * 10 for kind in KINDS], dtype=float)
    return Judged(posts, truth, np.tile(np.array(scores)[:, None], (1, 10)))


def test_separation():
    figures = separation(judged([0.9, 0.3, 0.5, 0.1, 0.2]))
    assert figures["AUC"] == pytest.approx(5 / 6)
    assert figures["AUC mod rene"] == 1
    assert figures["set ved 5 % alarm på rene"] == 1


def test_best_f1_and_its_threshold():
    assert best_f1(np.array([1.0, 0, 1, 0]), np.array([0.9, 0.8, 0.7, 0.1])) == (pytest.approx(0.8), 0.7)


def test_calibration_error_is_nothing_where_told_and_true_agree():
    assert calibration_error(np.array([1.0, 0, 0, 0]), np.full(4, 0.25)) == 0
    assert calibration_error(np.zeros(4), np.full(4, 0.25)) == pytest.approx(0.25)


def chance(any_, tone):
    return np.array([tone, 0, 0, 0, 0, 0, 0, 0, 0, any_])


@pytest.mark.parametrize(
    ("alarms", "chances", "expected"),
    [
        (Alarms(frozenset({"tone"}), ()), chance(0.05, 0.01), {"tone"}),
        (Alarms(frozenset(), ()), chance(0.9, 0.5), {"tone"}),
        (Alarms(frozenset(), ()), chance(0.5, 0.5), set()),
        (Alarms(frozenset({"role"}), ()), chance(0.9, 0.3), {"role"}),
    ],
)
def test_rules_and_model_together(alarms, chances, expected):
    assert told(alarms, chances, 0.4, 0.6) == expected
