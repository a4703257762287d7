"""Charts of past posts: a tidy frame in, an Altair chart out, with Danish titles, units and a text that stands for the picture.

Colours differ in lightness as well as in hue, so that they hold in grey and for the colour-blind. What draws
them for a report is in pictures.py.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.model import BALANCE_CLASSES
from analysis.past import words
from analysis.past.columns import ALL, UNSURE

COLOURS = {"professional": "#14233f", "political": "#a2382a", "personal": "#3f9a9c", "private": "#f2cf6b", UNSURE: "#d9d9d9"}
"""By class, from dark to light (L* about 14, 40, 59, 84, 87)."""
PLATFORM_COLOURS = {
    "facebook": "#0b3d91", "linkedin": "#00798c", "x": "#111111", "instagram": "#c2477f", "threads": "#6b6b6b",
    "mastodon": "#7b5cd6", "bluesky": "#4ba3e3", "unknown": "#9a9a9a", ALL: "#5a3d1b",
}  # fmt: skip
_DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [10, 4], [4, 1, 1, 1], [3, 6]]
_SEVERITIES = {"stop": "#7a0c1e", "warn": "#d1602b", "consider": "#f0c244"}
_SEVERITY_WORDS = {"stop": "stop op", "warn": "over kanten", "consider": "på kanten", "fine": "ingen fund"}
_MEASURES = {"open_question": "åbent spørgsmål", "citizens": "borgere eller medlemmer"}
_INK = "#1a1a1a"
_WIDTH, _HEIGHT = 620, 260
_MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
NUMBER_LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " kr."], "percent": "\u00a0%"}
TIME_LOCALE = {
    "dateTime": "%A %-d. %B %Y kl. %H.%M", "date": "%d.%m.%Y", "time": "%H.%M.%S", "periods": ["", ""],
    "days": ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
    "shortDays": ["søn", "man", "tir", "ons", "tor", "fre", "lør"],
    "months": _MONTHS, "shortMonths": [month[:3] for month in _MONTHS],
}  # fmt: skip
_PERCENT = alt.Axis(format=".0%", grid=True)
_TIME = {"week": "%-d. %b %Y", "month": "%b %Y"}


def shares_over_time(table: pd.DataFrame, platform: str = ALL, every: str = "month") -> alt.Chart:
    """Stacked shares of the four classes; `table` is `shares.shares_over_time`."""
    here = table[table["platform"] == platform]
    ends = here["period"] + (pd.Timedelta(days=7) if every == "week" else pd.offsets.MonthBegin(1))
    tops = here.groupby("period")["share"].cumsum()
    stacked = _named(here.assign(end=ends, top=tops, bottom=tops - here["share"]), "balance_class", words.CLASSES)
    chart = alt.Chart(stacked).mark_rect(stroke=_INK, strokeWidth=0.4).encode(
        x=_period(every), x2="end:T", y2="top:Q",
        y=alt.Y("bottom:Q", title="Andel af opslagene", axis=_PERCENT, scale=alt.Scale(domain=[0, 1])),
        color=_class_colour(),
        tooltip=[_when(every), alt.Tooltip("name:N", title="Klasse"), _share(), _posts()],
    )  # fmt: skip
    title = f"Fagligt, politisk, personligt og privat over tid, {words.platform(platform)}"
    return _finished(chart, title, _means(here, "balance_class", "share", words.CLASSES))


def headline_over_time(table: pd.DataFrame, every: str = "month") -> alt.LayerChart:
    """A line a platform of professional and political together, with the target's band where `targets.with_bands` gave one."""
    base = alt.Chart(_platforms(table))
    lines = base.mark_line(point=alt.OverlayMarkDef(size=45), strokeWidth=2).encode(
        x=_period(every), y=alt.Y("public:Q", title="Fagligt og politisk", axis=_PERCENT, scale=alt.Scale(domain=[0, 1])),
        color=_platform_colour(table), strokeDash=_platform_dash(table),
        tooltip=[_when(every), alt.Tooltip("name:N", title="Platform"), alt.Tooltip("public:Q", title="Fagligt og politisk", format=".0%"), _posts()],
    )  # fmt: skip
    aims = table[table["low"].notna()].drop_duplicates("platform") if "low" in table else table.head(0)
    bands = [
        alt.Chart(aims[aims["platform"] == name]).mark_rect(opacity=0.15, color=PLATFORM_COLOURS.get(name, "#777777")).encode(y="low:Q", y2="high:Q")
        for name in aims["platform"]
    ]
    title = f"Fagligt og politisk over tid{', med dit mål' if bands else ''}"
    return _finished(alt.layer(*bands, lines), title, _means(table, "platform", "public", words.PLATFORMS))


def platforms(table: pd.DataFrame) -> alt.Chart:
    """The four shares of each platform side by side; `table` is `shares.mean_shares`."""
    here = _named(_platforms(table).rename(columns={"name": "where"}), "balance_class", words.CLASSES)
    chart = alt.Chart(here).mark_bar(stroke=_INK, strokeWidth=0.4).encode(
        y=alt.Y("where:N", title=None, sort=None),
        x=alt.X("share:Q", title="Andel af opslagene", axis=_PERCENT, scale=alt.Scale(domain=[0, 1])),
        color=_class_colour(), order=alt.Order("rank:Q"),
        tooltip=[alt.Tooltip("where:N", title="Platform"), alt.Tooltip("name:N", title="Klasse"), _share(), _posts()],
    )  # fmt: skip
    public = table[table["balance_class"].isin(BALANCE_CLASSES[:2])].groupby("platform", as_index=False)["share"].sum()
    alternative = f"Fagligt og politisk tilsammen: {_means(public, 'platform', 'share', words.PLATFORMS)}"
    return _finished(chart, "Platform for platform", alternative, height=40 * max(table["platform"].nunique(), 1) + 20)


def rhythm(table: pd.DataFrame) -> alt.Chart:
    """A square an hour of the week; `table` is `shares.rhythm`."""
    here = table.assign(day=[words.WEEKDAYS[day] for day in table["weekday"]])
    chart = alt.Chart(here).mark_rect(stroke="#ffffff").encode(
        x=alt.X("hour:O", title="Klokken", scale=alt.Scale(domain=list(range(24))), axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y("day:O", title=None, scale=alt.Scale(domain=list(words.WEEKDAYS))),
        color=alt.Color("posts:Q", title="Opslag", scale=alt.Scale(scheme="blues", domainMin=0), legend=alt.Legend(format="d", tickMinStep=1)),
        tooltip=[alt.Tooltip("day:N", title="Ugedag"), alt.Tooltip("hour:O", title="Klokken"), _posts(),
                 alt.Tooltip("knife_edge:Q", title="Knivsæg i snit", format=".0f")],
    )  # fmt: skip
    busiest = here.sort_values("posts", ascending=False).head(1)
    told = "".join(f"Flest opslag: {row.day} kl. {row.hour} ({row.posts})." for row in busiest.itertuples())
    return _finished(chart, "Hvornår du skriver (opslag pr. time i ugen)", told or "Ingen opslag med klokkeslæt.", height=220)


def edge_over_time(table: pd.DataFrame, platform: str = ALL, every: str = "month") -> alt.LayerChart:
    """Mean and highest knife-edge score; `table` is `edge.edge_over_time`."""
    here = table.loc[table["platform"] == platform].drop(columns="ids")
    base = alt.Chart(here).encode(x=_period(every))
    scale = alt.Scale(domain=[0, 100])
    tips = [_when(every), alt.Tooltip("mean:Q", title="I snit", format=".0f"), alt.Tooltip("highest:Q", title="Højest"), _posts()]
    mean = base.mark_line(color=COLOURS["professional"], point=True).encode(y=alt.Y("mean:Q", title="Knivsæg (0-100)", scale=scale), tooltip=tips)
    top = base.mark_point(color=COLOURS["political"], shape="triangle-up", filled=True, size=55, opacity=1).encode(y=alt.Y("highest:Q", scale=scale), tooltip=tips)
    told = f"I snit fra {here['mean'].min():.0f} til {here['mean'].max():.0f}; højest {here['highest'].max()}." if len(here) else "Ingen opslag."
    return _finished(alt.layer(mean, top), "Hvor tæt på kanten: snit (linje) og højeste (trekant)", told)


def findings(table: pd.DataFrame, most: int = 12) -> alt.Chart:
    """Findings by category and severity; `table` is `edge.findings_by_category`."""
    here = _named(table, "category", words.CATEGORIES).assign(severity_name=[_SEVERITY_WORDS.get(level, level) for level in table["severity"]])
    names = [_SEVERITY_WORDS[level] for level in _SEVERITIES]
    chart = alt.Chart(here).mark_bar(stroke=_INK, strokeWidth=0.4).encode(
        y=alt.Y("name:N", title=None, sort="-x"), x=alt.X("findings:Q", title="Fund", axis=alt.Axis(format="d", tickMinStep=1)),
        color=alt.Color("severity_name:N", title="Alvor", scale=alt.Scale(domain=names, range=list(_SEVERITIES.values())), legend=alt.Legend(columns=1)),
        tooltip=[alt.Tooltip("name:N", title="Emne"), alt.Tooltip("severity_name:N", title="Alvor"), alt.Tooltip("findings:Q", title="Fund"), _posts()],
    )  # fmt: skip
    sums = table.groupby("category")["findings"].sum().sort_values(ascending=False).head(most)
    told = ", ".join(f"{words.CATEGORIES.get(name, name)} {number}" for name, number in sums.items())
    return _finished(chart, "Hvad Kasket peger på", told or "Ingen fund.", height=28 * max(len(sums), 1) + 20)


def dialogue_over_time(table: pd.DataFrame, platform: str = ALL, every: str = "month") -> alt.LayerChart:
    """Shares with an open question, and with citizens or members, each with its interval; `table` is `dialogue.dialogue_over_time`."""
    here = _named(table[table["platform"] == platform], "measure", _MEASURES)
    domain, colours = list(_MEASURES.values()), [COLOURS["professional"], COLOURS["personal"]]
    scale = alt.Scale(domain=[0, 1])
    tips = [_when(every), alt.Tooltip("name:N", title="Med"), _share(), _posts()]
    bands = [
        alt.Chart(here[here["name"] == name]).mark_area(opacity=0.15, color=colour).encode(
            x=_period(every), y=alt.Y("low:Q", title="Andel af opslagene", axis=_PERCENT, scale=scale), y2="high:Q")
        for name, colour in zip(domain, colours, strict=True)
    ]  # fmt: skip
    line = alt.Chart(here).mark_line(point=True).encode(
        x=_period(every), y="share:Q", tooltip=tips, color=alt.Color("name:N", title=None, scale=alt.Scale(domain=domain, range=colours), legend=alt.Legend(columns=1)),
        strokeDash=alt.StrokeDash("name:N", title=None, scale=alt.Scale(domain=domain, range=_DASHES[:2]), legend=alt.Legend(columns=1)),
    )  # fmt: skip
    return _finished(alt.layer(*bands, line), "Dialog og borgerens vinkel over tid (med usikkerhed)", _means(here, "measure", "share", _MEASURES))


def themes(table: pd.DataFrame) -> alt.LayerChart:
    """How many posts each theme has, with its interval; `table` is `themes.theme_shares`."""
    base = alt.Chart(table).encode(y=alt.Y("theme:N", title=None, sort=None))
    bars = base.mark_bar(color=COLOURS["personal"]).encode(
        x=alt.X("share:Q", title="Andel af opslagene", axis=_PERCENT), tooltip=[alt.Tooltip("theme:N", title="Tema"), _share(), _posts()]
    )
    reach = base.mark_rule(color=_INK, strokeWidth=1.5).encode(x="low:Q", x2="high:Q")
    told = ", ".join(f"{row.theme} {words.percent(row.share)}" for row in table.itertuples())
    return _finished(alt.layer(bars, reach), "Dine temaer (med usikkerhed)", told or "Ingen temaer.", height=30 * max(len(table), 1) + 20)


def engagement(table: pd.DataFrame, measure: str = "likes") -> alt.LayerChart:
    """The middle figure of each class or tone with its interval; `table` is `engagement.engagement_by`. Groups of few are left out."""
    here = table[(table["measure"] == measure) & (table["note"] == "")]
    here = _named(here, "group", {**words.CLASSES, **_SEVERITY_WORDS})
    unit = words.ENGAGEMENT[measure]
    base = alt.Chart(here).encode(y=alt.Y("name:N", title=None, sort=None))
    tips = [alt.Tooltip("name:N", title="Gruppe"), alt.Tooltip("median:Q", title="I midten", format=",.0f"),
            alt.Tooltip("low:Q", title="Fra", format=",.0f"), alt.Tooltip("high:Q", title="Til", format=",.0f"), _posts()]  # fmt: skip
    reach = base.mark_rule(strokeWidth=2, color=_INK).encode(x=alt.X("low:Q", title=f"{unit.capitalize()} pr. opslag", axis=alt.Axis(format=",.0f")), x2="high:Q")
    middle = base.mark_point(filled=True, size=90, opacity=1, color=COLOURS["political"]).encode(x="median:Q", tooltip=tips)
    told = ", ".join(f"{row.name} {words.decimal(row.median, 0)}" for row in here.itertuples(index=False))
    title = f"{unit.capitalize()} i midten (median), med usikkerhed"
    return _finished(alt.layer(reach, middle), title, told or "For få opslag.", height=34 * max(len(here), 1) + 20)


def _finished(chart: Any, title: str, alternative: str, height: int = _HEIGHT) -> Any:
    """The chart with its title, the text that stands for it, and what all charts share."""
    described = chart.properties(title=title, description=f"{title}. {alternative}", width=_WIDTH, height=height)
    return (
        described.configure(locale={"number": NUMBER_LOCALE, "time": TIME_LOCALE}, background="#ffffff")
        .configure_axis(labelColor=_INK, titleColor=_INK, labelFontSize=12, titleFontSize=12)
        .configure_legend(labelColor=_INK, titleColor=_INK, labelFontSize=12, orient="bottom", columns=2)
        .configure_title(color=_INK, anchor="start", fontSize=15)
    )


def _named(table: pd.DataFrame, column: str, names: Any) -> pd.DataFrame:
    """The table with `name`, in Danish, and `rank`, the order of the names."""
    order = {name: number for number, name in enumerate(names)}
    return table.assign(name=[names.get(key, key) for key in table[column]], rank=[order.get(key, len(order)) for key in table[column]])


def _platforms(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(name=[words.platform(name) for name in table["platform"]])


def _period(every: str) -> alt.X:
    ticks = alt.Undefined if every == "week" else alt.TimeIntervalStep(interval="month", step=1)
    return alt.X("period:T", title="Uge (mandagen)" if every == "week" else "Måned", axis=alt.Axis(format=_TIME[every], labelOverlap=True, labelBound=True, tickCount=ticks))


def _when(every: str) -> alt.Tooltip:
    return alt.Tooltip("period:T", title="Ugen fra" if every == "week" else "Måned", format=_TIME[every])


def _share() -> alt.Tooltip:
    return alt.Tooltip("share:Q", title="Andel", format=".0%")


def _posts() -> alt.Tooltip:
    return alt.Tooltip("posts:Q", title="Opslag", format=",d")


def _class_colour() -> alt.Color:
    names = [words.CLASSES[name] for name in BALANCE_CLASSES]
    return alt.Color("name:N", title=None, sort=names, scale=alt.Scale(domain=names, range=[COLOURS[name] for name in BALANCE_CLASSES]))


def _platform_scale(table: pd.DataFrame, values: Any) -> alt.Scale:
    present = sorted(table["platform"].unique())
    return alt.Scale(domain=[words.platform(name) for name in present], range=[values(name) for name in present])


def _platform_colour(table: pd.DataFrame) -> alt.Color:
    return alt.Color("name:N", title=None, scale=_platform_scale(table, lambda name: PLATFORM_COLOURS.get(name, "#777777")))


def _platform_dash(table: pd.DataFrame) -> alt.StrokeDash:
    order = list(PLATFORM_COLOURS)
    return alt.StrokeDash("name:N", title=None, scale=_platform_scale(table, lambda name: _DASHES[order.index(name) % len(_DASHES) if name in order else 0]))


def _means(table: pd.DataFrame, by: str, share: str, names: Any) -> str:
    """`fagligt 62 %, politisk 20 %`: the mean of every group, for those who cannot see the picture."""
    if table.empty:
        return "Ingen opslag."
    weights = table["posts"] if "posts" in table else pd.Series(1, index=table.index)
    sums = (table[share] * weights).groupby(table[by]).sum() / weights.groupby(table[by]).sum()
    return ", ".join(f"{names.get(name, name)} {words.percent(sums[name])}" for name in (*names, *sums.index.difference(list(names))) if name in sums.index)
