"""Charts drawn as SVG and PNG, without a browser and without a network, for reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import vl_convert

from analysis.past.out.report import Picture

from .charts import NUMBER_LOCALE, TIME_LOCALE


def svg(chart: alt.TopLevelMixin) -> str:
    """The chart as SVG, drawn offline."""
    return _drawn(vl_convert.vegalite_to_svg, chart.to_dict())


def png(chart: alt.TopLevelMixin, scale: float = 2.0) -> bytes:
    """The chart as PNG, drawn offline."""
    return _drawn(vl_convert.vegalite_to_png, chart.to_dict(), scale=scale)


def picture(chart: alt.TopLevelMixin) -> Picture:
    """The chart as a report takes it: the title stands above it, not in it."""
    told = chart.to_dict()
    title = told.pop("title")
    text = told["description"].removeprefix(f"{title}. ")
    return Picture(title, text, _drawn(vl_convert.vegalite_to_svg, told), _drawn(vl_convert.vegalite_to_png, told, scale=2.0))


def _drawn(draw: Callable[..., Any], told: dict[str, Any], **options: Any) -> Any:
    return draw(told, format_locale=NUMBER_LOCALE, time_format_locale=TIME_LOCALE, allowed_base_urls=[], **options)
