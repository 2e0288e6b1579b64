"""What every answer is guarded by: its headers, the names this site answers to, and how much a question may take.

Datasette's own pages have scripts and styles in their HTML; `web.inline` gives those the nonce of the answer, and nothing else has one.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Awaitable, Callable, Collection, Iterable
from contextvars import ContextVar
from typing import Any, Final
from urllib.parse import urlsplit

Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[dict[str, Any], Callable[..., Any], Send], Awaitable[None]]

# Observable Plot puts this one style element into its drawing; the hash names it (tests/test_web.py computes it anew).
_PLOT_STYLE: Final = "'sha256-jSYQUrW7J0b3jPqhZP9C2Xh1PyJKHKXd4s0fpGGKrww='"
_POLICY: Final = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self'{nonce} {plot}; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": _POLICY.format(nonce="", plot=_PLOT_STYLE),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
LONGEST_VALUE: Final = 16 << 20  # bytes of one value in SQL, a plan's whole text; a function makes no more, which no time limit would stop
LONGEST_LIKE: Final = 1000  # bytes of a pattern of LIKE, which is held against every letter of a text
MOST_MEMORY: Final = 256 << 20  # bytes of SQLite in this process; a question that needs more fails by itself
MISDIRECTED: Final = 421
_nonce: ContextVar[str] = ContextVar("nonce", default="")


def nonce() -> str:
    """The nonce of the answer that is being made; empty outside of one."""
    return _nonce.get()


def guarded(app: App, hosts: Collection[str] = ()) -> App:
    """`app` with the headers on every answer that has no policy of its own.

    Where `hosts` are named, a request for another is refused: a page elsewhere whose name is made to lead here ("DNS rebinding") would
    else read the plans through the reader's own browser.
    """

    async def answer(scope: dict[str, Any], receive: Callable[..., Any], send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        kept = _nonce.set(secrets.token_urlsafe(16))
        try:
            outward = _with_headers(send, _nonce.get())
            if hosts and _host(scope["headers"]) not in hosts:
                await _refuse(outward)
            else:
                await app(scope, receive, outward)
        finally:
            _nonce.reset(kept)

    return answer


def limit(connection: sqlite3.Connection) -> None:
    """Bounds what a question may take of the memory."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LONGEST_LIKE)
    connection.execute(f"pragma hard_heap_limit = {MOST_MEMORY}")


def _with_headers(send: Send, word: str) -> Send:
    policy = _POLICY.format(nonce=f" 'nonce-{word}'", plot=_PLOT_STYLE)

    async def outward(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", []))
            named = {bytes(name).lower() for name, _ in given}
            wanted = HEADERS | {"Content-Security-Policy": policy}
            missing = [(name.lower().encode(), value.encode()) for name, value in wanted.items() if name.lower().encode() not in named]
            message = {**message, "headers": [*given, *missing]}
        await send(message)

    return outward


def _host(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The name asked for, without its port; empty where it is none, or more than one."""
    found = [value for name, value in headers if name.lower() == b"host"]
    try:
        return urlsplit("//" + found[0].decode("ascii")).hostname or "" if len(found) == 1 else ""
    except ValueError:
        return ""


async def _refuse(send: Send) -> None:
    words = (
        "Địa chỉ này không phải của máy này. Hãy mở http://127.0.0.1, hoặc đặt mật khẩu (--password-file) nếu có máy chủ trung gian.\n"
        "This address is not this machine's. Open http://127.0.0.1, or set a password (--password-file) behind a proxy.\n"
    )
    kind = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": MISDIRECTED, "headers": kind})
    await send({"type": "http.response.body", "body": words.encode()})
