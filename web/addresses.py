"""The path that a proxy serves the site under (`--base-url`), on the pages of Datasette too: some of them write it before an address that
has it already, some leave it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from web.security import App, Send

if TYPE_CHECKING:  # Datasette loads its plugins while it is being imported itself
    from datasette.app import Datasette
    from datasette.utils.asgi import Request


def under(app: App, base: str) -> App:
    """`app` that is told the path without `base`, and writes it anew before every address."""

    async def answer(scope: dict[str, Any], receive: Callable[..., Any], send: Send) -> None:
        raw = scope.get("raw_path") or b""
        if base != "/" and scope.get("path", "").startswith(base):
            bare = raw[len(base) - 1 :] if raw.startswith(base.encode()) else None
            scope = scope | {"path": scope["path"][len(base) - 1 :], "raw_path": bare}
        await app(scope, receive, send)

    return answer


def install(datasette: Datasette) -> None:
    """Let whole addresses (facets by the items of a list) have the base too."""
    base, known = datasette.setting("base_url"), datasette.absolute_url

    def absolute_url(request: Request, path: str) -> str:
        return str(known(request, path if path.startswith((base, "http")) else datasette.urls.path(path)))

    datasette.absolute_url = absolute_url
