"""Answers a page's address with `.csv`, `.xlsx`, `.docx` or, where rows have days, `.ics` behind it: the same rows as a file."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from datasette.utils.asgi import Request, Response

from web import ics, queries, spreadsheet, word
from web.security import HEADERS
from web.taken import Each, Taken

if TYPE_CHECKING:
    from web.page import Visit

FORMATS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8; method=PUBLISH",
}
AT_ONCE = asyncio.Semaphore(2)  # files being made: each may take a processor for half a minute
_LINES: Final = 500  # of CSV, or events of a calendar, sent together
_PIECE: Final = 1 << 16  # bytes


class Streamed(Response):  # type: ignore[misc]  # Datasette has no types
    """A response whose body is sent as it is made, a piece at a time, while there is somebody to take it."""

    def __init__(self, pieces: Iterator[bytes], headers: dict[str, str], content_type: str, request: Request) -> None:
        super().__init__("", headers=headers, content_type=content_type)
        self.pieces, self.request = pieces, request

    async def asgi_send(self, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        headers = [(name.lower().encode(), value.encode()) for name, value in self.headers.items()]
        headers.append((b"content-type", self.content_type.encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        gone = asyncio.create_task(_gone(self.request))
        while self.request.method != "HEAD" and not gone.done() and (piece := await asyncio.to_thread(next, self.pieces, b"")):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        gone.cancel()
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _gone(request: Request) -> None:
    """Ends when the reader has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def answer(visit: Visit, take: Callable[[], Awaitable[Taken]] | None, wanted: str) -> Response:
    """The page's rows as a file of the format `wanted`, as an attachment; 404 where the page gives none."""
    if take is None:
        return Response.text("Trang này không có tệp để lấy. / This page gives no such file.", status=404, headers=HEADERS)
    async with AT_ONCE:
        taken = await take()
        if wanted == "ics" and not taken.day:
            return Response.text("Trang này không có lịch để lấy. / This page gives no calendar.", status=404, headers=HEADERS)
        if wanted != "docx":  # on paper nothing can be opened
            taken = replace(taken, rows=Each(taken.rows, lambda row: row | {"link": visit.absolute(visit.plan_link(row))}))
        pieces = await begun(_pieces(taken, wanted, visit.lang, queries.described(visit.datasette)))
    headers = HEADERS | {"Content-Disposition": f'attachment; filename="{taken.file_name}.{wanted}"'}
    return Streamed(pieces, headers, FORMATS[wanted], visit.request)


async def begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, of which the first is made, so that what goes wrong is told before the answer begins."""
    return chain((await asyncio.to_thread(next, pieces, b""),), pieces)


def together(lines: Iterator[str]) -> Iterator[bytes]:
    """Many lines at a time."""
    while piece := "".join(islice(lines, _LINES)):
        yield piece.encode()


def _pieces(taken: Taken, wanted: str, lang: str, metadata: dict[str, Any]) -> Iterator[bytes]:
    """The file in pieces: of a format that is written line by line as they are asked for, of another when it is whole."""
    if wanted in ("csv", "ics"):
        yield from together(spreadsheet.csv_lines(taken, lang) if wanted == "csv" else ics.ics(taken, lang))
        return
    with tempfile.TemporaryFile() as made:
        if wanted == "xlsx":
            spreadsheet.xlsx(taken, lang, metadata, made)
        else:
            word.docx(taken, lang, made)
        made.seek(0)
        while part := made.read(_PIECE):
            yield part
