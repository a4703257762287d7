"""HTML, as Mastodon keeps posts, to the text its author wrote: paragraphs, line breaks, links in full."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_PARAGRAPHS = frozenset(("p", "blockquote", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "div"))
_NO_TEXT = frozenset(("script", "style"))
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\ue000"
_PARAGRAPH = "\ue001"
"""Private characters that stand for the two kinds of break while spaces are collapsed."""


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._kept = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._kept += tag == "pre"
        self._silent += tag in _NO_TEXT
        if tag == "br":
            self.parts.append(_BREAK)
        elif tag == "li":
            self.parts.append(f"{_BREAK}- ")
        elif tag in _PARAGRAPHS:
            self.parts.append(_PARAGRAPH)

    def handle_endtag(self, tag: str) -> None:
        self._kept -= tag == "pre" and self._kept > 0
        self._silent -= tag in _NO_TEXT and self._silent > 0
        if tag in _PARAGRAPHS:
            self.parts.append(_PARAGRAPH)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", _BREAK) if self._kept else _SPACES.sub(" ", data))


def text_of(markup: str) -> str:
    """The text; a paragraph's end is an empty line, a `<br>` a line's end."""
    parser = _Text()
    parser.feed(markup.replace(_BREAK, "").replace(_PARAGRAPH, ""))
    parser.close()
    text = re.sub(f" ?([{_BREAK}{_PARAGRAPH}]) ?", r"\1", "".join(parser.parts))
    text = re.sub(f"{_PARAGRAPH}{_BREAK}(?=- )", _PARAGRAPH, text)
    text = re.sub(f"{_PARAGRAPH}+", "\n\n", text.strip(_PARAGRAPH))
    return text.replace(_BREAK, "\n")
