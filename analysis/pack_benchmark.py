"""`bench --packs`: does reading grow with the number of rules alone, and does reviewing hardly grow at all? Ratios."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from . import guidelines as packs
from .benchmark import made_up_word, own_texts
from .model import Setting
from .review import Reviewer

_ROUNDS = 5
_FEW, _SOME, _MANY = 100, 200, 2_000


def report(guidelines: Path | str) -> Iterator[str]:
    """The ratios as lines of text."""
    with tempfile.TemporaryDirectory() as directory:
        few, some, many = (_pack(Path(directory) / f"{number}.yaml", number) for number in (_FEW, _SOME, _MANY))
        pairs = [(_load_time(many) / _MANY, _load_time(few) / _FEW) for _ in range(_ROUNDS)]
        yield _line(f"indlæsning pr. regel, {_MANY} mod {_FEW} regler", pairs, 3.0, 1e6, "µs")
        lean, full = (Reviewer.load(pack, model=None) for pack in (some, many))
    texts = own_texts(packs.load(guidelines))
    pairs = [(_review_time(full, texts), _review_time(lean, texts)) for _ in range(_ROUNDS)]
    yield _line(f"tjek af opslag, {_MANY} mod {_SOME} regler", pairs, 1.3, 1e6, "µs")


def _line(name: str, pairs: Sequence[tuple[float, float]], limit: float, unit: float, told: str) -> str:
    ratio = statistics.median(one / other for one, other in pairs)
    one, other = (statistics.median(times) * unit for times in zip(*pairs, strict=True))
    return f"{name:<44} {ratio:5.2f}   (mål {limit})   {one:.0f} mod {other:.0f} {told}"


def _pack(path: Path, number: int) -> Path:
    """A pack of rules with phrases that no post holds, a pattern and an exception each, written as people write them."""
    letters = random.Random(number)
    path.write_text("pack: common\ntitle: Mange\nrules:\n" + "".join(_rule(letters, n) for n in range(number)), "utf-8")
    return path


def _rule(letters: random.Random, number: int) -> str:
    words = [made_up_word(letters) for _ in range(8)]
    return f"""\
  - id: tone.nr{number}
    title: Regel nummer {number}
    category: tone
    kind: consider
    severity: {{default: consider, chief-executive: warn}}
    why: Ordene findes ikke, så ingen kan blive kede af dem.
    advice: Skriv noget andet.
    sources: [l557]
    detect:
      any:
        - phrases: [{", ".join(words[:4])}]
        - pattern: "{words[4]}|{words[5]} ..3 {words[6]}"
      unless:
        - phrases: [{words[7]}]
        - scope: [quoted]
    tests:
      flag: ["Der stod {words[0]} på skiltet."]
      pass: ["Der stod intet på skiltet."]
"""


def _load_time(path: Path) -> float:
    start = time.perf_counter()
    packs.load(path)
    return time.perf_counter() - start


def _review_time(reviewer: Reviewer, texts: Sequence[str]) -> float:
    setting = Setting()
    start = time.perf_counter()
    for text in texts:
        reviewer.review(text, setting)
    return (time.perf_counter() - start) / len(texts)
