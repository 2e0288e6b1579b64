"""Datasette's own CSV (tables, saved questions): all rows, however many, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from datasette.utils import tilde_decode
from datasette.utils.asgi import Request, Response

from web import files, queries
from web.spreadsheet import harmless, line

if TYPE_CHECKING:  # Datasette loads its plugins while it is being imported itself
    from datasette.app import Datasette


class HarmlessWriter:
    """`csv.writer` whose texts never begin a formula. `out` is what Datasette gives: its `write` may be awaited."""

    def __init__(self, out: Any) -> None:
        self._writer = csv.writer(out)

    def writerow(self, cells: Iterable[Any]) -> Any:
        return self._writer.writerow([harmless(cell) for cell in cells])


async def whole(datasette: Datasette, request: Request) -> Response:
    """A table, or the answer to a saved question, as CSV with every row; a `_size` in figures of a table is kept to.

    Datasette itself would end the file at the most rows of a page, without a word, and hold all rows of a question.
    """
    from datasette.views.table import TableView

    if lines := await _question(datasette, request):
        headers = {"Content-Disposition": f'attachment; filename="{request.url_vars["table"]}.csv"'} if request.args.get("_dl") else {}
        async with files.AT_ONCE:
            pieces = await files.begun(files.together(lines))
        return files.Streamed(pieces, headers, "text/plain; charset=utf-8", request)
    asked = parse_qsl(request.query_string, keep_blank_values=True)
    if not any(name == "_size" and value.isdecimal() for name, value in asked):
        asked = [(name, value) for name, value in asked if name not in ("_size", "_next", "_stream")] + [("_stream", "1"), ("_size", "max")]
    scope = request.scope | {"query_string": urlencode(asked).encode("ascii")}
    return await TableView(datasette).get(Request(scope, request.receive))


async def _question(datasette: Datasette, request: Request) -> Iterator[str] | None:
    """The lines of the answer to one of the plans' saved questions; null for all else."""
    database = await queries.plans_database(datasette)
    if not database or database.route != tilde_decode(request.url_vars["database"]):
        return None
    name = tilde_decode(request.url_vars["table"])
    query = await datasette.get_canned_query(database.name, name, request.actor)
    if not query:
        return None
    rows = await queries.rows(datasette, request, name, **{one: request.args.get(one) or "" for one in query.get("params", [])})
    first = 1 if request.args.get("_header") == "off" else 0
    return (line(map(harmless, row)) for row in islice(rows.table(), first, None))


def install() -> None:
    """Datasette writes its CSV through the module `csv` of its views; there is no hook for it."""
    from datasette.views import base

    base.csv = SimpleNamespace(writer=HarmlessWriter)
