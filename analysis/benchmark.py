"""Speed as ratios: each pair is timed in turns on the same posts.

Against tokenisation every post is read once and new to both, as a draft is: spaCy remembers each word it has met, and on
posts it has seen before it is about twice as fast.
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import spacy

from . import guidelines as packs
from .conditions import Phrases
from .guidelines import Guidelines
from .model import Setting
from .review import Reviewer
from .words import inflections

_ROUNDS = 9
_LENGTH = 350
"""Characters of a made-up post, about the length of a real one."""


def report(guidelines: Path | str, posts: Path | str | None = None) -> Iterator[str]:
    """The ratios as lines of text."""
    loaded = packs.load(guidelines)
    texts = _texts(Path(posts)) if posts else own_texts(loaded)
    half = len(texts) // 2
    yield f"{half} opslag på {statistics.mean(map(len, texts[half:])):.0f} tegn i snit, efter opvarmning på {half} andre"
    rules, whole = Reviewer(loaded, model=None), Reviewer(loaded)
    yield _line("regler alene mod spaCy blank('da')", *_against_tokenisation(rules, texts[:half], texts[half:]), 0.5)
    yield _line("tid med ti gange så mange fraseregler", *_tenfold(loaded, texts[half:]), 1.3)
    setting = Setting()
    pairs = _in_turns(lambda text: whole.review(text, setting), lambda text: rules.review(text, setting), texts[half:])
    ratio, detail = _ratio(pairs, len(texts) - half)
    yield f"{'tid med forståelse mod regler alene':<40} {ratio:5.2f}   {detail}"


def _line(name: str, ratio: float, detail: str, limit: float) -> str:
    return f"{name:<40} {ratio:5.2f}   (mål {limit})   {detail}"


def _texts(path: Path) -> list[str]:
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines() if line.strip()]


def own_texts(loaded: Guidelines) -> list[str]:
    """Posts put together from the test texts of the rules: far denser in findings than real posts."""
    parts = [test.text for rule in loaded.all_rules() for test in rule.tests]
    random.Random(1).shuffle(parts)
    texts = [""]
    for part in parts:
        texts[-1] = f"{texts[-1]} {part}".strip()
        if len(texts[-1]) >= _LENGTH:
            texts.append("")
    return texts[:-1]


def _against_tokenisation(reviewer: Reviewer, before: Sequence[str], posts: Sequence[str]) -> tuple[float, str]:
    """How fast a full review is, with bare tokenisation of the same posts as 1."""
    tokenise = spacy.blank("da").make_doc
    setting = Setting()
    for text in before:
        tokenise(text)
        reviewer.review(text, setting)
    parts = [posts[start::_ROUNDS] for start in range(_ROUNDS)]
    pairs = [(_time(tokenise, part), _time(lambda text: reviewer.review(text, setting), part)) for part in parts]
    return _ratio(pairs, len(parts[0]))


def _tenfold(loaded: Guidelines, posts: Sequence[str]) -> tuple[float, str]:
    """The time of a review with ten times as many phrase rules, the shipped ones as 1."""
    setting = Setting()
    few, many = Reviewer(loaded, model=None), Reviewer(_with_more_phrases(loaded, 9), model=None)
    pairs = _in_turns(lambda text: many.review(text, setting), lambda text: few.review(text, setting), posts)
    ratio, _ = _ratio(pairs, len(posts))
    phrases, more = (_phrase_rules(reviewer.guidelines) for reviewer in (few, many))
    return ratio, f"{phrases} mod {more} regler"


def _in_turns(one: Callable, other: Callable, posts: Sequence[str]) -> list[tuple[float, float]]:
    return [(_time(one, posts), _time(other, posts)) for _ in range(_ROUNDS)]


def _time(work: Callable, posts: Sequence[str]) -> float:
    start = time.perf_counter()
    for text in posts:
        work(text)
    return time.perf_counter() - start


def _ratio(pairs: Sequence[tuple[float, float]], posts: int) -> tuple[float, str]:
    one, other = (statistics.median(times) / posts * 1e6 for times in zip(*pairs, strict=True))
    return statistics.median(first / second for first, second in pairs), f"{one:.0f} mod {other:.0f} µs pr. opslag"


def _phrase_rules(loaded: Guidelines) -> int:
    return sum(isinstance(condition, Phrases) for rule in loaded.all_rules() for condition in rule.any)


def _with_more_phrases(loaded: Guidelines, times: int) -> Guidelines:
    """The guidelines with `times` as many phrase rules again, of made-up words that read like Danish."""
    letters = random.Random(2)
    added = {}
    for rule in loaded.all_rules():
        sizes = [len(condition.entries) for condition in rule.any if isinstance(condition, Phrases)]
        for number in range(times):
            for size in sizes:
                key = f"{rule.id}.{number}.{len(added)}"
                added[key] = replace(rule, id=key, any=(Phrases(tuple(made_up_word(letters) for _ in range(size))),), unless=())
    name = next(iter(loaded.packs))
    pack = loaded.packs.get("common", loaded.packs[name])
    return replace(loaded, packs={**loaded.packs, pack.name: replace(pack, rules={**pack.rules, **added})})


def made_up_word(letters: random.Random) -> str:
    """A word that reads like Danish and is none."""
    syllables = ["bra", "fle", "gul", "kna", "lis", "mør", "nes", "pry", "ska", "tog", "vin", "æbl", "dør", "hus"]
    return letters.choice(inflections("".join(letters.choices(syllables, k=3))))
