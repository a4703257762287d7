"""What a report says, whatever it is printed as: a title, sentences, pictures and small tables; no post but those chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from .. import shares
from ..columns import ALL
from ..insights import insights
from ..targets import Target, standing
from ..words import count, day, percent, platform

PRIVACY = "Rapporten er lavet på din egen maskine, og intet er sendt nogen steder hen. Kasket giver råd; det er dig, der bestemmer."


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart drawn elsewhere: `svg` for the page, `png` for the PDF, `text` for who cannot see it."""

    title: str
    text: str
    svg: str
    png: bytes


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they are to be read."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A post that the leader wants in the report."""

    when: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    subtitle: str
    sentences: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()
    posts: tuple[Chosen, ...] = ()
    foot: str = PRIVACY


def report(
    frame: pd.DataFrame,
    made: date,
    pictures: Iterable[Picture] = (),
    targets: Iterable[Target] = (),
    titles: dict[str, str] | None = None,
    chosen: Iterable[str] = (),
    name: str = "",
) -> Report:
    """The report of one archive. `chosen`: ids of posts whose texts are to be in it (none unless asked for); `name`: the leader's."""
    targets = tuple(targets)
    told = [insight.sentence for insight in insights(frame, targets, titles or {})]
    places = [sentence for sentence in standing(frame, targets)["sentence"] if sentence not in told]
    return Report(
        title=f"Hvem er {name} på sociale medier?" if name else "Hvem er du på sociale medier?",
        subtitle=_subtitle(frame, made), sentences=(*told, *places), pictures=tuple(pictures),
        tables=(_platform_table(frame),), posts=_chosen(frame, set(chosen)),
    )  # fmt: skip


def _subtitle(frame: pd.DataFrame, made: date) -> str:
    own = frame[frame["own_words"]]
    dates = own["published"].dropna()
    span = f" fra {day(dates.min())} til {day(dates.max())}" if len(dates) else ""
    return f"{count(len(own), 'opslag', 'opslag')}{span}. Lavet den {day(made)}."


def _platform_table(frame: pd.DataFrame) -> Table:
    table = shares.headline(frame).sort_values("platform", key=lambda names: names == ALL, kind="stable")
    rows = tuple(
        (platform(row.platform), str(row.posts), *((percent(row.public), percent(row.person)) if row.posts else ("-", "-")), str(row.unsure))
        for row in table.itertuples()
    )
    return Table("Platform for platform", ("Platform", "Opslag", "Fagligt og politisk", "Personligt og privat", "Ved ikke"), rows)


def _chosen(frame: pd.DataFrame, ids: set[str]) -> tuple[Chosen, ...]:
    rows = frame[frame["id"].isin(ids)]
    return tuple(
        Chosen("" if pd.isna(row.published) else day(row.published), row.text, f"{platform(row.platform)}, knivsæg {row.knife_edge} af 100")
        for row in rows.itertuples()
    )
