"""Trains the tagger of names: `python -m analysis.training.entities --data ../shared/data`; `--evaluate` measures it.

Learns from the training split of UNER_Danish-DDT alone, the sentences as they are and rewritten the way posts are
(entity_augmentation). The knowledge of names comes from Statistics Denmark's lists, how often a word has a capital from
the open corpus and SAM, of which no labels are read. The development splits are only measured.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from ..entities import LABELS, MODEL, TAGS, Tagger, allowed_transitions, from_arrays, load
from ..entity_features import BUCKETS, FEATURES, feature_ids, runs
from ..entity_tokens import NameKnowledge, candidates, starts, tokens
from ..understanding import packed
from .crf import Chains, Field, fit
from .entity_augmentation import Augmenter, entity_groups
from .entity_data import Annotated, Names, Sentence, annotated, read, read_names
from .name_knowledge import knowledge

CORPUS = Path(__file__).resolve().parents[2] / "sample_posts" / "corpus"
TRAINING = "da_ddt-ud-train.iob2"
YARDSTICKS = {"news": "da_ddt-ud-dev.iob2", "Twitter": "da_twitter_dev.tsv", "Arto": "da_arto_dev.tsv"}
_REWRITTEN = 0.15
_MEMBERS, _COPIES, _POSTS, _JOINED = 4, 3, 5000, 0.2
_PENALTY, _ROUNDS = 0.12, 60


def unlabelled(data: Path) -> Iterator[str]:
    """The texts of the open corpus and of SAM."""
    for file in sorted(CORPUS.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield json.loads(line)["text"]
    with (data / "sentiment" / "sam_sentences.csv").open(encoding="utf-8", newline="") as rows:
        yield from (row[1] for row in csv.reader(rows) if len(row) > 1)


def training_texts(sentences: Sequence[Sentence], names: Names, generator: np.random.Generator) -> Iterator[tuple[Annotated, float]]:
    """Every sentence as it is and rewritten, and short invented posts, each with its weight."""
    groups = [group for sentence in sentences for group in entity_groups(sentence)]
    places, organisations = ([tuple(word.text for word in words) for label, words in groups if label == wanted] for wanted in ("LOC", "ORG"))
    augmenter = Augmenter(names, generator, places, organisations)
    for number, sentence in enumerate(sentences):
        yield annotated(sentence), 1.0
        for _ in range(_COPIES):
            rewritten = augmenter.rewritten(sentence)
            if generator.random() < _JOINED:
                rewritten = (*rewritten, *augmenter.rewritten(sentences[(number + 1) % len(sentences)]))
            yield annotated(rewritten), _REWRITTEN
    for _ in range(_POSTS):
        yield annotated(augmenter.post()), _REWRITTEN


def chains(texts: Iterable[tuple[Annotated, float]], known: NameKnowledge) -> Chains:
    """The runs of candidates of all texts, with their gold tags."""
    features, labels, firsts, weights, total = [], [], [], [], 0
    for text, weight in texts:
        sequence = tokens(text.text, known)
        chosen = candidates(sequence)
        if not chosen:
            continue
        places = starts(text.text, sequence)
        tags = gold_tags([(places[number], places[number] + len(sequence[number].text)) for number in chosen], text.entities)
        features.append(feature_ids(sequence, chosen, known).astype(np.int32))
        for first, after in runs(chosen):
            firsts.append(total + first)
            weights.append(weight)
            labels += _valid(tags[first:after])
        total += len(chosen)
    return Chains(np.concatenate(features), np.array(labels), np.array(firsts), np.array(weights))


def gold_tags(places: Sequence[tuple[int, int]], entities: Sequence[tuple[int, int, str]]) -> list[str]:
    """The tag of each token: B for the first that an entity holds."""
    tags, begun = [], set()
    for start, end in places:
        inside = next((entity for entity in entities if entity[0] <= start and end <= entity[1]), None)
        tags.append("O" if inside is None else f"{'I' if inside in begun else 'B'}-{inside[2]}")
        begun.add(inside)
    return tags


def _valid(tags: Sequence[str]) -> list[int]:
    """Numbers of the tags of a run; an I whose B is no candidate, or in another run, becomes B."""
    valid: list[str] = []
    for tag in tags:
        lost = tag.startswith("I-") and (not valid or valid[-1][2:] != tag[2:])
        valid.append(f"B-{tag[2:]}" if lost else tag)
    return [TAGS.index(tag) for tag in valid]


def train(data: Path, seed: int, sentences: Sequence[Sentence]) -> dict[str, np.ndarray]:
    """The arrays of the trained tagger: the mean of fields that have each seen the sentences rewritten in another way."""
    names = read_names(data / "names")
    known, fields = knowledge(names, list(unlabelled(data)), seed), []
    for member in range(_MEMBERS):
        learned = chains(training_texts(sentences, names, np.random.default_rng((seed, member))), known)
        print(f"{len(learned.labels)} tokens in {len(learned.starts)} runs, {FEATURES} features a token, {len(known.keys)} words known", flush=True)
        fields.append(fit(learned, BUCKETS, allowed_transitions(), _PENALTY, _ROUNDS))
    return arrays(mean(fields), known)


def mean(fields: Sequence[Field]) -> Field:
    """The field whose weights are the mean of the fields' weights."""
    return Field(np.mean([field.table for field in fields], axis=0), np.mean([field.transitions for field in fields], axis=0))


def arrays(field: Field, known: NameKnowledge) -> dict[str, np.ndarray]:
    """What is stored: weights in 8 bits, without the tags' common part."""
    table = field.table - field.table.mean(axis=1, keepdims=True)
    scale = float(np.quantile(np.abs(table[table != 0]), 0.9999)) / 127
    rounded = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
    return {
        "table": rounded,
        "scale": np.float32(scale),
        "transitions": field.transitions.astype(np.float32),
        "keys": known.keys,
        "codes": known.codes,
        "clusters": known.clusters,
        "ordinary": packed(known.ordinary),
    }


def counts(tagger: Tagger, texts: Iterable[Annotated]) -> dict[str, tuple[int, int, int]]:
    """By label: entities found exactly, found in all, and in the text."""
    right, found, gold = Counter(), Counter(), Counter()
    for text in texts:
        said = {(entity.start, entity.end, entity.label) for entity in tagger.find(text.text)}
        right.update(label for *_, label in said & set(text.entities))
        found.update(label for *_, label in said)
        gold.update(label for *_, label in text.entities)
    return {label: (right[label], found[label], gold[label]) for label in LABELS}


def report(tagger: Tagger, data: Path) -> str:
    """A table of precision, recall and F1 by label and yardstick; spans and labels must match exactly."""
    lines = ["| Corpus | Label | Precision | Recall | F1 | Entities |", "|---|---|---|---|---|---|"]
    for name, file in YARDSTICKS.items():
        for label, (right, found, gold) in counts(tagger, map(annotated, read(data / "ner" / file))).items():
            precision, recall, both = right / max(found, 1), right / max(gold, 1), 2 * right / max(found + gold, 1)
            lines.append(f"| {name} | {label} | {precision:.3f} | {recall:.3f} | {both:.3f} | {gold} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--evaluate", action="store_true", help="only measure the shipped weights")
    options = parser.parse_args()
    if not options.evaluate:
        stored = train(options.data, options.seed, read(options.data / "ner" / TRAINING))
        from_arrays(stored)
        np.savez_compressed(MODEL, **stored)
        print(f"{MODEL.stat().st_size // 1024} kB")
    print(report(load(), options.data))


if __name__ == "__main__":
    main()
