"""Charts: Danish titles, units and texts; colours that hold in grey; drawn without a network."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest
from PIL import Image

from analysis.model import BALANCE_CLASSES
from analysis.past import dialogue, edge, engagement, shares, themes
from analysis.past.columns import empty
from analysis.past.out import page, pdf
from analysis.past.out.report import report
from analysis.past.targets import Band, Target, with_bands
from tests.unit.past.invented import PERSONAL, POLITICAL, PRIVATE, PROFESSIONAL, alarm, archive
from views.shared import charts, pictures

POSTS = archive(*[
    {**kind, **more, "platform": platform, "likes": 1000 + number, "open_question": True, "text": "Lønnen <script>alert(1)</script>"}
    for number in range(10) for platform in ("facebook", "x")
    for kind, more in ((PROFESSIONAL, {}), (POLITICAL, alarm()), (PERSONAL, {}), (PRIVATE, {}))
])  # fmt: skip
TARGETS = [Target("facebook", Band(0.5, 0.7))]
CHARTS = {
    "shares": lambda frame: charts.shares_over_time(shares.shares_over_time(frame)),
    "headline": lambda frame: charts.headline_over_time(with_bands(shares.headline_over_time(frame), TARGETS, "public")),
    "platforms": lambda frame: charts.platforms(shares.mean_shares(frame)),
    "rhythm": lambda frame: charts.rhythm(shares.rhythm(frame)),
    "edge": lambda frame: charts.edge_over_time(edge.edge_over_time(frame, "week"), every="week"),
    "findings": lambda frame: charts.findings(edge.findings_by_category(frame)),
    "dialogue": lambda frame: charts.dialogue_over_time(dialogue.dialogue_over_time(frame)),
    "themes": lambda frame: charts.themes(themes.theme_shares(frame, themes.theme_posts(frame, {"<b>løn</b>": ["løn*"]}))),
    "engagement": lambda frame: charts.engagement(engagement.engagement_by(frame)),
}  # fmt: skip


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_has_a_title_a_text_and_danish_numbers(name):
    chart = CHARTS[name](POSTS).to_dict()
    assert chart["title"] and chart["description"].startswith(chart["title"])
    assert len(chart["description"]) > len(chart["title"]) + 5
    assert chart["config"]["locale"]["number"]["decimal"] == ","
    assert "marts" in chart["config"]["locale"]["time"]["months"]
    assert "alert(1)" not in json.dumps(chart, default=str)


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_stands_no_posts_and_one(name):
    for frame in (empty(), archive({}), archive(*[{"published": None}] * 3)):
        assert CHARTS[name](frame).to_dict()["title"]


def test_a_bar_chart_holds_the_tables_own_figures():
    data = next(iter(CHARTS["shares"](POSTS).to_dict()["datasets"].values()))
    assert pd.DataFrame(data)["share"].sum() == pytest.approx(3)  # three months, four classes each summing to 1
    assert {row["name"] for row in data} == {"fagligt", "politisk", "personligt", "privat"}


def test_the_target_is_a_band_behind_the_lines():
    layers = CHARTS["headline"](POSTS).to_dict()["layer"]
    assert [layer["mark"]["type"] for layer in layers] == ["rect", "line"]
    assert len(charts.headline_over_time(shares.headline_over_time(POSTS)).to_dict()["layer"]) == 1


def test_colours_differ_in_lightness():
    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2

    levels = sorted(lightness(charts.COLOURS[name]) for name in BALANCE_CLASSES)
    assert all((light + 0.05) / (dark + 0.05) > 1.8 for dark, light in pairwise(levels))


def test_a_picture_is_drawn_offline_with_danish_words():
    drawn = pictures.svg(CHARTS["engagement"](POSTS))
    assert "1.0" in drawn and "Likes pr. opslag" in drawn
    assert "<script" not in drawn and not re.search(r'(?:href|src)="http', drawn)
    assert "<b>løn" not in pictures.svg(CHARTS["themes"](POSTS))
    assert Image.open(io.BytesIO(pictures.png(CHARTS["rhythm"](POSTS), 1))).size[0] > 500


def test_every_chart_stands_in_a_report():
    made = report(POSTS, date(2026, 5, 1), [pictures.picture(draw(POSTS)) for draw in CHARTS.values()], TARGETS)
    written = page.to_html(made)
    assert written.count("<figure>") == len(CHARTS) and "<b>løn" not in written
    assert pdf.to_pdf(made).startswith(b"%PDF")
