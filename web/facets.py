"""Facets of Datasette's tables. Its time limit is for one facet, and an address may ask for any number of them; here those of one page
share a time, so that a page comes soon on a busy machine too. Those for which none was left are named on the page, as Datasette does."""

from __future__ import annotations

from contextvars import ContextVar
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from datasette.database import QueryInterrupted

if TYPE_CHECKING:  # Datasette loads its plugins while it is being imported itself
    from collections.abc import Callable

    from datasette.app import Datasette

    from web.security import App, Send

MOST_MS: Final = 800  # from the beginning of a request to the end of its last facet
_begun: ContextVar[float] = ContextVar("begun")


def timed(app: App) -> App:
    """`app` that knows when each request began."""

    async def answer(scope: dict[str, Any], receive: Callable[..., Any], send: Send) -> None:
        kept = _begun.set(monotonic())
        try:
            await app(scope, receive, send)
        finally:
            _begun.reset(kept)

    return answer


def install(datasette: Datasette) -> None:
    """Let what has a time limit of its own (facets alone have) end with the time that facets share."""
    known = datasette.execute

    async def execute(database: str, sql: str, params: Any = None, **more: Any) -> Any:
        if limit := more.get("custom_time_limit"):
            left = _left()
            if left < 1:
                raise QueryInterrupted(TimeoutError("no time left for facets"), sql, params)
            more["custom_time_limit"] = min(limit, left)
        return await known(database, sql, params, **more)

    datasette.execute = execute


def _left() -> int:
    """Milliseconds that facets of this request may still take."""
    return MOST_MS - int((monotonic() - _begun.get(monotonic())) * 1000)
