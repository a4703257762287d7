"""Themes the leader names: words to posts, by the mini-language of phrases (`normering*`, `barsel`, `ny lov`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ..conditions import Phrases
from ..lexicon import Lexicon
from ..model import BALANCE_CLASSES
from ..text import clean
from ..words import fold, phrase_literals
from .periods import start_of
from .uncertainty import wilson

MOST_THEMES = 20


def theme_posts(frame: pd.DataFrame, themes: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """theme, id: every post with a word of a theme, in the order of the themes. Raises ValueError, in Danish, for a theme without words."""
    named = {name: Phrases(tuple(words), word_class=name) for name, words in themes.items()}
    _require_words(named)
    lexicon = Lexicon.build(named.values())
    own = frame[frame["own_words"]]
    hits = [lexicon.search(fold(clean(text).clean), "") for text in own["text"]]
    rows = [(name, identity) for name, words in named.items() for identity, found in zip(own["id"], hits, strict=True) if words in found]
    return pd.DataFrame(rows, columns=["theme", "id"])


def _require_words(named: Mapping[str, Phrases]) -> None:
    if len(named) > MOST_THEMES:
        raise ValueError(f"Vælg højst {MOST_THEMES} temaer ad gangen.")
    for name, words in named.items():
        if not any(literal.text.strip() for entry in words.entries for literal in phrase_literals(entry)):
            raise ValueError(f"Temaet »{name}« har ingen ord. Skriv de ord, der kendetegner det.")


def theme_shares(frame: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """theme, posts, share (of all posts, 0-1), low, high, the four balance shares (means); the most frequent first.

    `found` is what `theme_posts` gave.
    """
    joined = found.merge(frame[["id", *BALANCE_CLASSES]], on="id")
    grouped = joined.groupby("theme", sort=False)
    result = grouped.size().rename("posts").reset_index()
    total = int(frame["own_words"].sum())
    result["share"] = result["posts"] / max(total, 1)
    result["low"], result["high"] = wilson(result["posts"], total)
    result = result.merge(grouped[list(BALANCE_CLASSES)].mean().reset_index(), on="theme")
    return result.sort_values("posts", ascending=False, kind="stable", ignore_index=True)


def themes_over_time(frame: pd.DataFrame, found: pd.DataFrame, every: str = "month") -> pd.DataFrame:
    """period, theme, posts, share (of the period's posts, 0-1); only where a theme has posts."""
    dated = frame.loc[frame["own_words"] & frame["published"].notna(), ["id", "published"]]
    dated = dated.assign(period=start_of(dated["published"], every))
    totals = dated.groupby("period").size()
    result = found.merge(dated, on="id").groupby(["period", "theme"]).size().rename("posts").reset_index()
    return result.assign(share=result["posts"] / result["period"].map(totals))
