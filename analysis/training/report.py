"""How well the model judges posts by writers it has not seen: `python -m analysis.training.report` (`make model-report`).

Every figure of docs/model-report.md comes from here, and docs/model-errors.md holds the worst errors to be read. A post is
judged by models that never saw its writer; pairs are by one writer and so stay together. What is measured on files that
are not part of Kasket (names, offence, real text) stands in docs/model-report-data.md, with its commands.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from . import corpus, parts, tables
from . import understanding as recipe
from .corpus import LabelledPost
from .design import Design, design
from .figures import Judged, interval

DOCS = tables.ROOT / "docs"
REPORT, ERRORS = DOCS / "model-report.md", DOCS / "model-errors.md"
FOLDS = 12


@dataclass(frozen=True)
class Measured:
    """The corpus as the model sees it, and what models that never saw a post's writer say of it."""

    posts: Sequence[LabelledPost]
    data: Design
    margins: recipe.Margins
    judged: Judged
    alarms: Sequence[tables.Alarms]


def measure(folds: int) -> Measured:
    posts = corpus.read()
    data = design(posts, recipe.shipped_classes())
    margins = recipe.out_of_writer(data, folds)
    answers = recipe.out_of_writer_probabilities(data, recipe.seen(data, margins))
    return Measured(posts, data, margins, Judged(posts, data.targets, answers), tables.rule_alarms(posts))


def lines(found: Measured, folds: int) -> Iterator[str]:
    """The whole report."""
    posts, judged = found.posts, found.judged
    yield f"{len(posts)} opslag, {len(set(found.data.writers))} skribenter. Skribenterne er udeladt i {folds} hold."
    yield f"\n## Samlet\n\n{tables.HEAD}"
    yield from (tables.row(name, part) for name, part in tables.subsets(judged))
    low, high = interval(judged)
    yield f"\nAUC, 95 % over skribenter: {low:.3f}-{high:.3f}."
    yield "\n## Kategorier\n"
    yield from tables.categories(judged)
    yield f"\n## Hvad hver del er værd (hele corpus, {parts.GROUPS} hold)\n\n{tables.HEAD}"
    yield from (tables.row(name, Judged(posts, found.data.targets, answer)) for name, answer in parts.ablations(found.data))
    yield tables.row("værste sætning alene", Judged(posts, found.data.targets, parts.worst_sentence(found.data, found.margins)))
    yield tables.row("det hele (netværket)", judged)
    yield "\n## Læringskurve (opslagsmodellen alene)\n"
    yield from parts.learning_curve(found.data, posts)
    yield "\n## Alarmer, regler og model sammen\n"
    yield from tables.thresholds(judged, found.alarms)
    full = np.array([post.writer not in tables.PAIRS_ONLY for post in posts])
    yield "\nDet samme på hele opslag (uden S1-S7):\n"
    yield from tables.thresholds(judged.chosen(full), [alarms for alarms, keep in zip(found.alarms, full, strict=True) if keep])
    yield "\n## Knivsæg\n"
    yield from tables.edge(judged, found.alarms)
    yield ""
    yield from tables.reliability(judged)
    yield f"\n{tables.balance(found.data, found.margins)}"
    yield "\n## Skribenter\n"
    yield from tables.writers(judged, found.alarms)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folds", type=int, default=FOLDS, help="groups of writers left out in turn")
    options = parser.parse_args()
    found = measure(options.folds)
    with ERRORS.open("w", encoding="utf-8") as out:
        out.write("# De værste fejl\n\nSkrevet af `make model-report`: opdigtede opslag af skribenter, modellen ikke har set.\n\n")
        out.writelines(f"{line}\n" for line in tables.errors(found.judged))
    with REPORT.open("w", encoding="utf-8") as out:
        out.write("# Modelrapport\n\nSkrevet af `make model-report`. Ingen post er bedømt af en model, der har set dens skribent.\n\n")
        for line in lines(found, options.folds):
            print(line, flush=True)
            out.write(line + "\n")


if __name__ == "__main__":
    main()
