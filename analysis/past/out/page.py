"""A report as one HTML file: no script, nothing fetched, charts as inline SVG; opens and prints without a network."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from defusedxml import ElementTree

from ...cells import storable
from .report import Chosen, Picture, Report, Table

_STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:48rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.2rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #767676;padding:.3rem .5rem;text-align:left}
figure{margin:1.5rem 0;break-inside:avoid}figure svg{max-width:100%;height:auto}figcaption{color:#444}
blockquote{border-left:4px solid #3f9a9c;margin:1rem 0;padding:.2rem 1rem;white-space:pre-wrap;overflow-wrap:anywhere}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_UNWELCOME = re.compile(r"script|foreignobject|iframe|image|use|animate|set|style|handler", re.IGNORECASE)
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b-\x1f\x7f]")


def to_html(report: Report) -> str:
    """The page. Raises ValueError for a picture whose SVG holds anything but a drawing."""
    return (
        f'<!doctype html>\n<html lang="da"><head><meta charset="utf-8"><title>{_safe(report.title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="referrer" content="no-referrer"><style>{_STYLE}</style></head><body><main>{"".join(_parts(report))}</main></body></html>\n'
    )


def _parts(report: Report) -> Iterator[str]:
    yield f"<h1>{_safe(report.title)}</h1><p>{_safe(report.subtitle)}</p>"
    if report.sentences:
        yield f"<h2>Det ser vi</h2><ul>{''.join(f'<li>{_safe(sentence)}</li>' for sentence in report.sentences)}</ul>"
    for table in report.tables:
        yield _table(table)
    for number, picture in enumerate(report.pictures):
        yield _picture(picture, number)
    if report.posts:
        yield f"<h2>Opslag, du har valgt</h2>{''.join(map(_post, report.posts))}"
    yield f"<footer><p>{_safe(report.foot)}</p></footer>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_safe(name)}</th>' for name in table.head)
    rows = "".join(
        f'<tr><th scope="row">{_safe(first)}</th>{"".join(f"<td>{_safe(cell)}</td>" for cell in rest)}</tr>' for first, *rest in table.rows
    )
    return f"<h2>{_safe(table.title)}</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _picture(picture: Picture, number: int) -> str:
    drawing = f'<div role="img" aria-label="{_safe(picture.text)}"><div aria-hidden="true">{_drawing(picture.svg, number)}</div></div>'
    return f"<h2>{_safe(picture.title)}</h2><figure>{drawing}<figcaption>{_safe(picture.text)}</figcaption></figure>"


def _drawing(svg: str, number: int) -> str:
    """An SVG that only draws, its ids told apart from those of the others on the page."""
    try:
        elements = list(ElementTree.fromstring(svg).iter())
    except ElementTree.ParseError as fault:
        raise ValueError(f"not an SVG: {fault}") from None
    for element in elements:
        if _UNWELCOME.fullmatch(element.tag.rpartition("}")[2]) or any(_is_unwelcome(*pair) for pair in element.attrib.items()):
            raise ValueError("the SVG holds more than a drawing")
    return re.sub(r'(\bid="|url\(#)', rf"\1d{number}-", svg)


def _is_unwelcome(name: str, value: str) -> bool:
    name = name.rpartition("}")[2].lower()
    return name.startswith("on") or name == "href" or ("url(" in value and not re.fullmatch(r"url\(#[\w-]+\)", value))


def _post(post: Chosen) -> str:
    return f"<h3>{_safe(', '.join(filter(None, (post.when, post.note))))}</h3><blockquote>{_safe(post.text)}</blockquote>"


def _safe(text: str) -> str:
    """Text as HTML, with what breaks or turns the line of reading shown as a box."""
    return html.escape(_CONTROLS.sub("\u2423", storable(text)))
