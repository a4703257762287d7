"""What surrounds every page: the ASGI app with its headers, Danish, style and footer."""

from __future__ import annotations

import base64
import gc
import hashlib
import html
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TITLE = "Kasket"
HERE = Path(__file__).parent
_FILES = "/media/"
"""What users download; it is theirs and left as it is."""
ICON = HERE / "kasket.png"
_ASSETS = {"da.js": "text/javascript", "kasket.css": "text/css", "sheet.css": "text/css"}
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_POLICY = (
    "default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-src 'self'; frame-ancestors 'none'; worker-src 'self' blob:"
)
_HEADERS = [
    (b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"), (b"x-frame-options", b"DENY"),
    (b"cache-control", b"no-store"),
]  # fmt: skip


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """What is loaded at the start is never garbage; a rerun need not look through it."""
    gc.collect()
    gc.freeze()
    yield


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _ASSETS:
        return Response("Findes ikke", status_code=404)
    return FileResponse(HERE / name, media_type=_ASSETS[name], headers={"cache-control": "no-cache"})


class DanishShell:
    """Middleware that makes Streamlit's page Danish and lets it fetch from nowhere else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        plain = [header for header in scope["headers"] if header[0] != b"accept-encoding" or not _wants_html(scope)]
        is_file = scope["path"].startswith(_FILES)
        await self.app({**scope, "headers": plain}, receive, send if is_file else _Rewriter(send))


def _wants_html(scope: Scope) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


class _Rewriter:
    """Holds back an HTML answer until it is whole, and sends it rewritten."""

    def __init__(self, send: Send) -> None:
        self.send, self.start, self.body = send, None, b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()

    async def _finish(self) -> None:
        body = rewrite(self.body)
        kept = [header for header in self.start["headers"] if header[0].lower() not in _REPLACED]
        headers = [*kept, *_HEADERS, (b"content-length", str(len(body)).encode()), (b"content-security-policy", policy(body))]
        await self.send({**self.start, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})


_REPLACED = {b"content-length", b"content-encoding", b"etag", b"last-modified", b"cache-control"}


def _is_html(message: Message) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in message["headers"])


def rewrite(page: bytes) -> bytes:
    """Streamlit's page with Danish language and title, and Kasket's script and style."""
    page = page.replace(b'lang="en"', b'lang="da"', 1)
    page = re.sub(rb"<title>.*?</title>", f"<title>{TITLE}</title>".encode(), page, count=1)
    links = b'<link rel="stylesheet" href="/kasket/kasket.css"><link rel="stylesheet" href="/kasket/sheet.css"><script src="/kasket/da.js" defer></script></head>'
    return page.replace(b"</head>", links, 1)


def policy(page: bytes) -> bytes:
    """The content security policy of a page: its own inline scripts by hash, and nothing from elsewhere."""
    digests = [base64.b64encode(hashlib.sha256(script).digest()).decode() for script in _INLINE_SCRIPT.findall(page)]
    return _POLICY.format(scripts=" ".join(f"'sha256-{digest}'" for digest in digests)).encode()


ROUTES = [Route("/kasket/{name}", _asset)]
MIDDLEWARE = [Middleware(DanishShell)]


def head(pages: Sequence[tuple[str, str]], current: str) -> None:
    """The wordmark and the way to the other pages, at the top of each. `pages`: path and title."""
    links = "".join(
        f'<a class="k-go" href="/{path}"{" aria-current=page" if path == current else ""}>{html.escape(title)}</a>' for path, title in pages
    )
    st.html(
        '<header class="k-head"><span class="k-wordmark">Kasket</span><span class="k-tagline">Tjek dit opslag, før du deler det</span>'
        f'<nav class="k-nav" aria-label="Sider">{links}</nav></header>'
    )


def footer() -> None:
    st.html('<footer class="k-foot">Intet forlader denne maskine. Dine opslag gemmes ikke. Kasket giver råd; det er dig, der bestemmer.</footer>')
