"""The rules of a role on one sheet of A4: shown on the page, printed, or taken along as one HTML file."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date

from analysis.rule_sheet import AVOID, COLUMNS, CONSIDER, MAY, Column, Item

from . import danish
from .highlight import safe
from .shell import HERE

_LOOK = {MAY: "may", CONSIDER: "consider", AVOID: "stop"}


def sheet(columns: Sequence[Column], whom: str, day: date, link: str = "") -> str:
    """The sheet's own HTML. `link`: where the rest can be read."""
    body = "".join(_column(column) for column in columns)
    left_out = sum(column.left_out for column in columns)
    rest = f"{danish.plural(left_out, 'regel', 'regler')} mere, med begrundelser og kilder, står under Færdselsregler i Kasket."
    more = f'<a class="k-go" href="{html.escape(link)}">{rest}</a>' if link else rest
    return (
        f'<section class="k-sheet" aria-label="Færdselsregler på ét ark"><div class="k-sheet-head"><strong>Færdselsregler for sociale medier</strong>'
        f'<span>{safe(whom)} · {danish.day(day)}</span></div><div class="k-columns">{body}</div>'
        f'<p class="k-sheet-foot">{more} Kasket giver råd. Du bestemmer.</p></section>'
    )


def _column(column: Column) -> str:
    items = "".join(map(_item, column.items)) or "<li>Ingen regler her.</li>"
    return f'<div class="k-column k-{_LOOK[column.name]}"><h3>{COLUMNS[column.name]}</h3><ul>{items}</ul></div>'


def _item(item: Item) -> str:
    why = f"<small>{safe(item.why)}</small>" if item.why else ""
    return f"<li>{safe(item.rule.rule.title)}{why}</li>"


def page(columns: Sequence[Column], whom: str, day: date) -> str:
    """The sheet as an HTML file that needs nothing else."""
    style = (HERE / "sheet.css").read_text("utf-8")
    return (
        '<!doctype html><html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Færdselsregler: {safe(whom)}</title><style>body{{margin:1rem;background:#fff;color:#1a1a1a;font-family:system-ui,sans-serif}}{style}</style></head>"
        f'<body><main><h1 class="k-spoken">Færdselsregler</h1><h2 class="k-spoken">{safe(whom)}</h2>{sheet(columns, whom, day)}</main></body></html>'
    )
