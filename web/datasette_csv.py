"""Datasette's own CSV (tables, saved questions): all rows, however many, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from datasette.utils.asgi import Request, Response

from web.spreadsheet import harmless

if TYPE_CHECKING:  # Datasette loads its plugins while it is being imported itself
    from datasette.app import Datasette


class HarmlessWriter:
    """`csv.writer` whose texts never begin a formula. `out` is what Datasette gives: its `write` may be awaited."""

    def __init__(self, out: Any) -> None:
        self._writer = csv.writer(out)

    def writerow(self, cells: Iterable[Any]) -> Any:
        return self._writer.writerow([harmless(cell) for cell in cells])


class _Unlimited:
    """Datasette, whose saved questions are answered with all their rows."""

    def __init__(self, datasette: Datasette) -> None:
        self._datasette = datasette

    def __getattr__(self, name: str) -> Any:
        return getattr(self._datasette, name)

    async def execute(self, *args: Any, truncate: bool, **given: Any) -> Any:
        return await self._datasette.execute(*args, truncate=False, **given)


async def whole(datasette: Datasette, request: Request) -> Response:
    """A table, or the answer to a saved question, as CSV with every row; a `_size` in figures is kept to.

    Datasette itself would end the file at the most rows of a page, without a word.
    """
    from datasette.views.table import TableView

    asked = parse_qsl(request.query_string, keep_blank_values=True)
    if not any(name == "_size" and value.isdecimal() for name, value in asked):
        asked = [(name, value) for name, value in asked if name not in ("_size", "_next", "_stream")] + [("_stream", "1"), ("_size", "max")]
    scope = request.scope | {"query_string": urlencode(asked).encode("ascii")}
    return await TableView(_Unlimited(datasette)).get(Request(scope, request.receive))


def install() -> None:
    """Datasette writes its CSV through the module `csv` of its views; there is no hook for it."""
    from datasette.views import base

    base.csv = SimpleNamespace(writer=HarmlessWriter)
