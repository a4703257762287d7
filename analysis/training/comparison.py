"""Families of models on the same held-out posts: `python -m analysis.training.comparison [--data ../shared/data]`.

Prints the table and writes it to docs/model-comparison.md. Every family learns from the same writers, and the held-out
posts are by others. Seeded; about 40 minutes on two cores. `--rows` measures some rows only; `--keep FOLDER` keeps the
answers of every row there, and what is kept is not measured anew. The data of `--data` is not part of Kasket.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from joblib import parallel_config
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import roc_auc_score
from threadpoolctl import threadpool_limits

from . import comparison_linear as linear
from . import comparison_networks as networks
from . import comparison_shipped as shipped
from . import comparison_spacy as of_spacy
from . import corpus, tables
from .comparison_data import GROUPS, HELD, Answer, Split, split
from .comparison_vectors import unlabelled
from .figures import Judged, macro_micro, separation

REPORT = tables.ROOT / "docs" / "model-comparison.md"
BASE = "udleveret"
_RESAMPLES = 500
_textcat = partial(of_spacy.answer, kind="textcat_multilabel")
ROWS: Mapping[str, tuple[str, Callable[[Split], Answer]]] = {
    "ord": ("ord 1-2, TF-IDF + logistisk regression", lambda of: linear.answer(of, [linear.WORDS])),
    "bogstaver": ("ord 1-2 + bogstaver 3-5 + logistisk regression", lambda of: linear.answer(of, [linear.WORDS, linear.LETTERS])),
    BASE: ("**det udleverede**: opslag + sætninger + lille netværk", shipped.answer),
    "regler": ("det udleverede + reglernes alarmer", lambda of: shipped.answer(of, [shipped.rules])),
    "krænkelse": ("det udleverede + krænkelse og stemning (DKHate, SAM)", lambda of: shipped.answer(of, [shipped.offence_and_sentiment])),
    "koder": ("det udleverede + sætningskoder (WordLlama)", lambda of: shipped.answer(of, [shipped.encoded])),
    "alle": ("det udleverede + alle tre", lambda of: shipped.answer(of, [shipped.rules, shipped.offence_and_sentiment, shipped.encoded])),
    "pose": ("spaCy textcat, ordpose (BOW)", lambda of: _textcat(of, settings=of_spacy.BAG)),
    "cnn": ("spaCy textcat, CNN (reduce)", lambda of: _textcat(of, settings=of_spacy.REDUCED)),
    "ensemble": ("spaCy textcat, ensemble", lambda of: _textcat(of, settings=of_spacy.ENSEMBLE)),
    "spancat": ("spaCy spancat, sætninger, højeste", lambda of: of_spacy.answer(of, "spancat", of_spacy.SPANS)),
    "uden par": ("netværk fra bunden, uden par", lambda of: networks.answer(of, pair_weight=0.0)),
    "par": ("netværk fra bunden, med par", networks.answer),
    "fortrænet": ("netværk med par, ordvektorer fortrænet uden mærker", lambda of: networks.answer(of, unlabelled(of.folder))),
    "fortrænet uden par": ("netværk uden par, ordvektorer fortrænet uden mærker", lambda of: networks.answer(of, unlabelled(of.folder), 0.0)),
}
"""By name: what the row is called, and what answers it."""
BLENDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "gennemsnit": ("gennemsnit af det udleverede og spaCys ensemble", (BASE, "ensemble")),
}
"""Rows that are the mean of others' answers."""
NOTES = Path(__file__).with_name("comparison_notes.md")


def measure(name: str, of: Split, keep: Path | None) -> Answer:
    """A row's answer, from the folder where it is kept already."""
    file = keep / f"{name}.npz" if keep else None
    if file and file.exists():
        with np.load(file) as stored:
            return Answer(stored["scores"], float(stored["seconds"]), float(stored["megabytes"]))
    print(name, flush=True)
    with threadpool_limits(1), parallel_config(backend="threading"):
        found = ROWS[name][1](of)
    if file:
        np.savez(file, scores=found.scores, seconds=found.seconds, megabytes=found.megabytes)
    return found


def blended(answers: Sequence[Answer]) -> Answer:
    """The mean of answers, each output drawn to mean 0 and variance 1 over the posts first."""
    drawn = [(answer.scores - answer.scores.mean(axis=0)) / (answer.scores.std(axis=0) + 1e-9) for answer in answers]
    return Answer(np.mean(drawn, axis=0), sum(answer.seconds for answer in answers), sum(answer.megabytes for answer in answers))


def differences(judged: Judged, others: np.ndarray) -> tuple[float, float]:
    """95 % of how much higher the AUC is than that of the other scores, over writers drawn with replacement."""
    chance = np.random.default_rng(1)
    writers = np.array([post.writer for post in judged.posts])
    rows = [np.flatnonzero(writers == name) for name in sorted(set(writers))]
    draws = []
    for _ in range(_RESAMPLES):
        drawn = np.concatenate([rows[place] for place in chance.integers(len(rows), size=len(rows))])
        truth = judged.targets[drawn, -1]
        draws.append(roc_auc_score(truth, judged.probabilities[drawn, -1]) - roc_auc_score(truth, others[drawn]))
    return float(np.quantile(draws, 0.025)), float(np.quantile(draws, 0.975))


HEAD = "| | makro-F1 | mikro-F1 | AUC | AUC mod det udleverede, 95 % | set ved 5 % alarm på rene | CPU-sekunder | MB |\n|---|---|---|---|---|---|---|---|"


def row(title: str, judged: Judged, answer: Answer, base: np.ndarray | None) -> str:
    """A line of the table; `base` is the shipped design's score of every post."""
    figures = separation(judged)
    apart = "" if base is None else "{:+.3f} til {:+.3f}".format(*differences(judged, base))
    cells = [*(f"{figure:.3f}" for figure in (*macro_micro(judged), figures["AUC"])), apart]
    cells += [f"{figures['set ved 5 % alarm på rene']:.3f}", f"{answer.seconds:.0f}", f"{answer.megabytes:.1f}"]
    return f"| {title} | " + " | ".join(cells) + " |"


def lines(of: Split, answers: Mapping[str, Answer]) -> Iterator[str]:
    """The whole comparison."""
    writers = sorted({of.posts[number].writer for number in np.flatnonzero(of.held)})
    learned = len({post.writer for post in of.posts}) - len(writers)
    yield f"{of.held.sum()} opslag af {len(writers)} skribenter er holdt ude ({HELD} af {GROUPS} hold: {', '.join(writers)}); der er lært af {of.learned.sum()} opslag af {learned} andre. Netværkene fra bunden og spaCy lærer af alle på nær {of.trial.sum()}, som afgør, hvornår de stopper."
    yield f"\n{HEAD}"
    base = answers[BASE].scores[:, -1] if BASE in answers else None
    titles = {name: title for name, (title, _) in (*ROWS.items(), *BLENDS.items())}
    for name, found in answers.items():
        yield row(titles[name], of.judged(of.held, found.scores), found, None if name == BASE else base)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="a folder with DKHate, SAM and the treebank")
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument("--keep", type=Path, help="a folder for the answers of every row")
    parser.add_argument("--every", type=int, default=1, help="one post in so many, to try it out; nothing is written")
    options = parser.parse_args()
    warnings.filterwarnings("ignore", category=ConvergenceWarning)
    of = split(corpus.read()[:: options.every], options.data)
    answers = {name: measure(name, of, options.keep) for name in options.rows}
    answers |= {name: blended([answers[part] for part in parts]) for name, (_, parts) in BLENDS.items() if all(part in answers for part in parts)}
    told = "\n".join([*lines(of, answers), "", NOTES.read_text("utf-8").strip()])
    print(told)
    if options.every == 1 and options.rows == list(ROWS):
        REPORT.write_text(f"# Modelfamilier sammenlignet\n\n{told}\n", "utf-8")


if __name__ == "__main__":
    main()
