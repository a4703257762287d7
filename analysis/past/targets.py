"""What the leader aims at: per platform a band for professional and political together, and, if wanted, for each class."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from ..model import BALANCE_CLASSES
from .columns import ALL
from .settings import SETTINGS
from .shares import headline, mean_shares
from .words import CLASSES, FEW, PLATFORMS, percent, platform

HEADLINE = "headline"
"""Professional and political together."""
_NAMES = {HEADLINE: "fagligt og politisk", **CLASSES}
_KEYS = ("platform", "low", "high")


@dataclass(frozen=True, slots=True)
class Band:
    """Shares between `low` and `high` (0-1), both ends within. Raises ValueError, in Danish."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not all(isinstance(end, int | float) and math.isfinite(end) and 0 <= end <= 1 for end in (self.low, self.high)):
            raise ValueError("Et mål går fra 0 til 100 procent.")
        if self.low > self.high:
            raise ValueError(f"Målet begynder ved {percent(self.low)} og slutter ved {percent(self.high)}. Byt dem om.")

    def place(self, share: float) -> str:
        """`below`, `within` or `above`."""
        return "below" if share < self.low else "above" if share > self.high else "within"

    def distance(self, share: float) -> float:
        """How far outside a share lies (0-1); 0 within."""
        return max(self.low - share, share - self.high, 0.0)


@dataclass(frozen=True, slots=True)
class Target:
    """The bands of one platform, or of ALL. Raises ValueError, in Danish, for bands that cannot be met together."""

    platform: str
    headline: Band
    classes: Mapping[str, Band] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if self.platform not in PLATFORMS:
            raise ValueError(f"Ukendt platform: »{self.platform}«.")
        if unknown := set(self.classes) - set(BALANCE_CLASSES):
            raise ValueError(f"Ukendt klasse: {', '.join(sorted(unknown))}. Vælg mellem {', '.join(BALANCE_CLASSES)}.")
        least, most = self._together(BALANCE_CLASSES)
        if least > 1 or most < 1:
            raise ValueError("De fire klassers mål kan ikke nås samtidig: tilsammen er de altid 100 %.")
        least, most = self._together(BALANCE_CLASSES[:2])
        if least > self.headline.high or most < self.headline.low:
            raise ValueError("Målene for fagligt og politisk hver for sig passer ikke til målet for dem tilsammen.")

    def _together(self, names: Iterable[str]) -> tuple[float, float]:
        """The least and the most that classes can sum to."""
        bands = [self.classes.get(name, Band(0, 1)) for name in names]
        return sum(band.low for band in bands), sum(band.high for band in bands)

    @property
    def bands(self) -> Mapping[str, Band]:
        """Every band of the platform; HEADLINE first."""
        return {HEADLINE: self.headline, **self.classes}


def band_of(targets: Iterable[Target], platform_name: str, name: str = HEADLINE) -> Band | None:
    """The band of a platform, or that of ALL where the platform has none of its own."""
    by_platform = {target.platform: target.bands for target in targets}
    return by_platform.get(platform_name, by_platform.get(ALL, {})).get(name)


def with_bands(frame: pd.DataFrame, targets: Iterable[Target], share: str) -> pd.DataFrame:
    """A tidy frame with `platform` and, if it has one, `balance_class`, with `low`, `high` and `place` of its `share` column."""
    targets = tuple(targets)
    names = frame["balance_class"] if "balance_class" in frame else [HEADLINE] * len(frame)
    bands = [band_of(targets, where, name) for where, name in zip(frame["platform"], names, strict=True)]
    return frame.assign(
        low=pd.Series([band.low if band else None for band in bands], index=frame.index, dtype="float64"),
        high=pd.Series([band.high if band else None for band in bands], index=frame.index, dtype="float64"),
        place=pd.Series(
            [band.place(value) if band and value == value else "" for band, value in zip(bands, frame[share], strict=True)],
            index=frame.index, dtype="str",
        ),
    )  # fmt: skip


def standing(frame: pd.DataFrame, targets: Iterable[Target]) -> pd.DataFrame:
    """Where the leader is: platform, name, share, posts, low, high, place, sentence (Danish); a row per band.

    `place` is `few` under the named number of posts.
    """
    targets = tuple(targets)
    shares = headline(frame).set_index("platform")
    classes = mean_shares(frame).set_index(["platform", "balance_class"])
    rows = []
    for target in targets:
        for name, band in target.bands.items():
            source, key = (shares, target.platform) if name == HEADLINE else (classes, (target.platform, name))
            posts = int(source.loc[key, "posts"]) if key in source.index else 0
            share = float(source.loc[key, "public" if name == HEADLINE else "share"]) if posts else float("nan")
            rows.append(_stand(target.platform, name, band, share, posts))
    return pd.DataFrame(rows, columns=["platform", "name", "share", "posts", "low", "high", "place", "sentence"])


def _stand(where: str, name: str, band: Band, share: float, posts: int) -> tuple:
    place = "few" if posts < SETTINGS.fewest_posts else band.place(share)
    return where, name, share, posts, band.low, band.high, place, _sentence(where, name, band, share, place)


def _sentence(where: str, name: str, band: Band, share: float, place: str) -> str:
    on = "På tværs af platforme" if where == ALL else f"På {platform(where)}"
    if place == "few":
        return f"{on} er der {FEW} til at sige noget om dit mål."
    away = max(round(100 * band.distance(share)), 1)
    where_to = {"within": "så du er inden for", "above": f"så du ligger {away} procentpoint over", "below": f"så du ligger {away} procentpoint under"}
    return f"{on} er {percent(share)} {_NAMES[name]}. Dit mål er {round(100 * band.low)}-{percent(band.high)}, {where_to[place]}."


def to_json(targets: Iterable[Target]) -> list[dict]:
    """Targets as plain data."""
    return [
        {"platform": t.platform, "low": t.headline.low, "high": t.headline.high,
         "classes": {name: [band.low, band.high] for name, band in t.classes.items()}}
        for t in targets
    ]  # fmt: skip


def from_json(data: Iterable[Mapping]) -> tuple[Target, ...]:
    """Targets of plain data. Raises ValueError, in Danish, for what is none."""
    try:
        return tuple(
            Target(row["platform"], Band(row["low"], row["high"]), {name: Band(*ends) for name, ends in row.get("classes", {}).items()})
            for row in data
        )
    except (KeyError, TypeError, AttributeError):
        raise ValueError(f"Filen har ikke mål, som Kasket kan læse; hvert mål har {', '.join(_KEYS)}.") from None
