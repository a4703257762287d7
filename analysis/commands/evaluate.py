"""`evaluate`: the whole table of figures against labelled posts."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from .. import evaluation
from ..evaluation import LABELLED, Judged, Score
from ..review import Reviewer
from ..understanding import MODEL


def run(options: argparse.Namespace) -> int:
    model = None if options.rules_only else MODEL
    judged = evaluation.judge(Reviewer.load(options.guidelines, model), Path(options.labelled))
    if not judged:
        raise ValueError(f"{options.labelled}: ingen mærkede opslag")
    for line in table(judged):
        print(line)
    for line in _errors(judged, options.errors):
        print(line)
    return 0


def table(judged: Sequence[Judged]) -> Iterator[str]:
    """The figures as text, one line each."""
    scores = {category: evaluation.category_score(judged, category) for category in LABELLED}
    yield f"{len(judged)} opslag\n"
    yield f"{'kategori':<17}{'træf':>6}{'falske':>8}{'overset':>9}{'præcision':>11}{'genkald':>9}{'F1':>7}"
    for category, score in scores.items():
        yield _row(category, score)
    together = Score(*(sum(getattr(score, name) for score in scores.values()) for name in ("hits", "false", "missed")))
    yield _row("alle (mikro)", together)
    met = [score.f1 for score in scores.values() if score.hits + score.missed]
    yield f"{'F1 makro':<50}{sum(met) / len(met) if met else 0:>17.2f}\n"
    for kind, name in (("violation", "overtrædelser set"), ("near-miss", "alarm på nærved"), ("clean", "alarm på rene")):
        alarms, posts = evaluation.alarm_share(judged, kind)
        if posts:
            yield f"{name:<22}{alarms:>5} af {posts:<5} {alarms / posts:>6.1%}"
    brier, error = evaluation.calibration(judged)
    yield f"knivsæg: AUC {evaluation.area_under_curve(judged):.2f}, Brier {brier:.3f}, kalibreringsfejl {error:.3f}"
    right, mean, told, unsure = evaluation.balance_error(judged)
    yield f"balance: dominerende klasse rigtig {right:.2f}, fejl på faglig+politisk {mean:.2f} ({told} sagt, {unsure} »ved ikke«)"


def _row(name: str, score: Score) -> str:
    return (
        f"{name:<17}{score.hits:>6}{score.false:>8}{score.missed:>9}"
        f"{score.precision:>11.2f}{score.recall:>9.2f}{score.f1:>7.2f}"
    )


def _errors(judged: Sequence[Judged], most: int) -> Iterator[str]:
    """The first alarms on posts without a violation, and the first violations not seen."""
    false = [post for post in judged if not post.is_violation and post.review.alarms]
    missed = [post for post in judged if post.is_violation and not post.wanted & post.found]
    for post in false[:most]:
        alarm = post.review.alarms[0]
        yield f"\nFALSK {post.item.get('id')} [{post.item['kind']}] {alarm.rule}: »{alarm.quote[:200]}«"
    for post in missed[:most]:
        label = post.item["labels"][0]
        yield f"\nOVERSET {post.item.get('id')} [{label['category']}]: »{(label.get('quote') or label['quotes'][0])[:200]}«"
