"""What the recipe for offence reads of a comment, each part as a matrix of likeness between comments (a kernel).

Nothing here has seen a label of DKHate. Weights of words, sequences of letters and classes are inverse frequencies in SAM
(Kongsbak et al. 2019, CC BY 4.0); scores come from models of SAM, of the corpus, and from Det Danske Sentimentleksikon
(CC BY-SA 4.0).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
import yaml
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import Ridge
from sklearn.svm import LinearSVC

from ..conditions import Phrases
from ..language import Document
from ..lexicon import Lexicon
from . import corpus

_LINK = re.compile(r"https?://\S+|www\.\S+|\burl\b", re.IGNORECASE)
_USER = re.compile(r"@\w+")
_LONG = re.compile(r"(.)\1{2,}")
_HIDDEN = re.compile(r"\b[^\W\d_]+\*+[^\W\d_]+\b")
_WORD = re.compile(r"\w+")
_WORDS = {"ngram_range": (1, 2), "token_pattern": r"\w+|[^\w\s]"}
_LETTERS = {"analyzer": "char_wb", "ngram_range": (2, 5)}
_SENTENCE_END = re.compile(r"(?<=[.!?\n])\s+")
_EVERY_SENTENCE = 3
"""One sentence in so many without a tone label is learned from."""
_COST, _SMOOTHING, _SEED = 0.1, 2.0, 7
OFFENCE = "offence_"
"""How the names of the word classes of offence.yaml begin."""
_LEXICON = Path(__file__).with_name("offence.yaml")


def offence_classes() -> dict[str, Phrases]:
    """Word classes of abusive language; kept apart from guidelines/vocabulary, whose words rules and model read."""
    entries = yaml.safe_load(_LEXICON.read_text("utf-8"))
    return {name: Phrases(tuple(map(str, entry["entries"])), name, entry["gloss"]) for name, entry in entries.items()}


@dataclass(frozen=True, slots=True)
class Background:
    """Text that is not DKHate: comments of SAM with their polarity (-2 to 2), and a polarity (-5 to 5) by word form."""

    comments: tuple[str, ...]
    polarity: np.ndarray
    words: Mapping[str, int]


def background(data: Path) -> Background:
    """SAM and the sentiment lexicon from a data folder."""
    with (data / "sentiment" / "sam_sentences.csv").open(encoding="utf-8", newline="") as rows:
        sam = [(row[1], int(row[0])) for row in csv.reader(rows) if len(row) > 1 and row[0].lstrip("-").isdigit()]
    with (data / "sentiment" / "dds_lexicon.csv").open(encoding="utf-8", newline="") as rows:
        words = {form: int(row[4]) for row in csv.reader(rows) for form in row[5].split(";")}
    return Background(tuple(normal(text) for text, _ in sam), np.array([polarity for _, polarity in sam]), words)


def normal(text: str) -> str:
    """Lower case, letters at most twice in a row, and one word each for a link, a user and a word hidden by asterisks."""
    text = _USER.sub(" useruser ", _LINK.sub(" urlurl ", text)).lower()
    return _LONG.sub(r"\1\1", _HIDDEN.sub(" skjultord ", text))


def weighted(counts: sparse.csr_matrix, elsewhere: sparse.csr_matrix) -> sparse.csr_matrix:
    """Rows of length 1: 1 + log of the counts, times the inverse document frequency in `elsewhere`."""
    frequency = np.asarray((elsewhere > 0).sum(axis=0)).ravel()
    rows = counts.astype(np.float64).tocsr()
    rows.data = 1 + np.log(rows.data)
    rows = rows @ sparse.diags(np.log((1 + elsewhere.shape[0]) / (1 + frequency)) + 1)
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(lengths, 1e-9)) @ rows).tocsr()


def counted(texts: Sequence[str], classes: Mapping[str, Phrases]) -> sparse.csr_matrix:
    """How often each word class stands in each text."""
    lexicon, number = Lexicon.build(classes.values()), {condition: n for n, condition in enumerate(classes.values())}
    counts = sparse.lil_matrix((len(texts), len(number)))
    for row, text in enumerate(texts):
        for condition, places in Document(text, lexicon).hits.items():
            counts[row, number[condition]] = len(places)
    return counts.tocsr()


def likeness(rows: sparse.csr_matrix | np.ndarray) -> np.ndarray:
    """Inner products of all rows, in single precision."""
    product = rows @ rows.T
    return np.asarray(product.toarray() if sparse.issparse(product) else product, dtype=np.float32)


def kernels(texts: Sequence[str], known: Background, classes: Mapping[str, Phrases], posts: Sequence[corpus.LabelledPost]) -> dict[str, np.ndarray]:
    """Every part by name, (texts, texts)."""
    normalised = [normal(text) for text in texts]
    return {
        name: likeness(rows)
        for make in (_sequences(normalised, known), _classes(normalised, known, classes), _scores(normalised, known, posts))
        for name, rows in make
    }


def _sequences(texts: Sequence[str], known: Background) -> Iterator[tuple[str, sparse.csr_matrix]]:
    own = []
    for settings in (_WORDS, _LETTERS):
        reader = CountVectorizer(**settings)
        counts = reader.fit_transform(texts)
        own.append((counts, reader.transform(known.comments)))
    yield "own", sparse.hstack([weighted(counts, counts) for counts, _ in own]).tocsr()
    yield "text", sparse.hstack([weighted(counts, elsewhere) for counts, elsewhere in own]).tocsr()


def _classes(texts: Sequence[str], known: Background, classes: Mapping[str, Phrases]) -> Iterator[tuple[str, sparse.csr_matrix]]:
    for name, ours in (("offence", True), ("classes", False)):
        chosen = {key: value for key, value in classes.items() if key.startswith(OFFENCE) == ours}
        yield name, weighted(counted(texts, chosen), counted(known.comments, chosen))


def _scores(texts: Sequence[str], known: Background, posts: Sequence[corpus.LabelledPost]) -> Iterator[tuple[str, np.ndarray]]:
    negative = [known.polarity < 0, known.polarity < -1]
    yield "sentiment", _standard(_learned(texts, known.comments, negative, known.polarity))
    sentences, toned = tone_sentences(posts)
    yield "tone", _standard(_learned(texts, sentences, [toned]))
    yield "lexicon", _standard(np.array([_polarity(text, known.words) for text in texts]))


def _learned(texts: Sequence[str], read: Sequence[str], labels: Sequence[np.ndarray], numbers: np.ndarray | None = None) -> np.ndarray:
    """Scores (texts, labels + numbers) of linear models fitted on `read`."""
    readers = [CountVectorizer(**settings, min_df=3) for settings in (_WORDS, _LETTERS)]
    counts = [reader.fit_transform(read) for reader in readers]
    rows = sparse.hstack([weighted(part, part) for part in counts]).tocsr()
    seen = sparse.hstack([weighted(reader.transform(texts), part) for reader, part in zip(readers, counts, strict=True)]).tocsr()
    scores = [LinearSVC(C=_COST, class_weight="balanced", random_state=_SEED).fit(rows, label).decision_function(seen) for label in labels]
    if numbers is not None:
        scores.append(Ridge(alpha=_SMOOTHING, solver="lsqr", random_state=_SEED).fit(rows, numbers).predict(seen))
    return np.column_stack(scores)


def tone_sentences(posts: Sequence[corpus.LabelledPost]) -> tuple[list[str], np.ndarray]:
    """Sentences of the corpus and whether each touches a quote labelled tone; the others thinned out."""
    found: list[tuple[str, bool]] = []
    for post in posts:
        quotes = [label.quote for label in post.labels if label.category == "tone"]
        for sentence in filter(str.strip, _SENTENCE_END.split(post.text)):
            found.append((sentence, any(quote in sentence or sentence in quote for quote in quotes)))
    kept = [(normal(sentence), toned) for number, (sentence, toned) in enumerate(found) if toned or number % _EVERY_SENTENCE == 0]
    return [sentence for sentence, _ in kept], np.array([toned for _, toned in kept])


def _polarity(text: str, words: Mapping[str, int]) -> tuple[float, float]:
    """The worst polarity of a word, and the sum of the negative ones by the root of the length."""
    found = [min(words.get(word, 0), 0) for word in _WORD.findall(text)]
    return min(found, default=0), sum(found) / np.sqrt(len(found) + 1)


def _standard(columns: np.ndarray) -> np.ndarray:
    """Columns with mean 0 and variance 1, together of length about 1."""
    return (columns - columns.mean(axis=0)) / (columns.std(axis=0) + 1e-9) / np.sqrt(columns.shape[1])
