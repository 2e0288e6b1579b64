"""What a plan was read from: `/ke-hoach/<id>/trang/<n>.png` (or .jpg) is a page as a picture, `/ke-hoach/<id>/tep` the file itself.

Both are asked for by the plan's id alone, and answered to those who may see the plan's row."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from datasette.utils import tilde_decode
from datasette.utils.asgi import Request, Response

from web import page_image, queries, source

if TYPE_CHECKING:  # Datasette loads its plugins while it is being imported itself
    from datasette.app import Datasette

Send = Callable[[dict[str, Any]], Awaitable[None]]
_SAFE: Final = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"}
_PICTURE: Final = _SAFE | {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, max-age=86400"}
_FILE: Final = _SAFE | {"Content-Security-Policy": "sandbox", "Cache-Control": "private, no-cache"}
_AT_ONCE: Final = 1 << 16
_TYPES: Final = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".doc": "application/msword",
    ".rtf": "application/rtf",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
}


async def picture(datasette: Datasette, request: Request) -> Response:
    """A page as a picture, or in plain words why there is none."""
    if request.method not in ("GET", "HEAD"):
        return _refused(request)
    form = request.url_vars["form"]
    try:
        found = await _source(datasette, request)
        drawn = await page_image.picture(found, int(request.url_vars["page"]), form)
    except source.SourceGone as gone:
        return _said(gone, request)
    return Response(drawn, headers=_PICTURE, content_type=page_image.FORMS[form])


async def file(datasette: Datasette, request: Request, send: Send) -> Response | None:
    """The source file, to be saved and never opened as a page of this site."""
    if request.method not in ("GET", "HEAD"):
        return _refused(request)
    try:
        found = await _source(datasette, request)
    except source.SourceGone as gone:
        return _said(gone, request)
    with ExitStack() as held:
        try:
            opened = await asyncio.to_thread(held.enter_context, source.opened(found))
        except source.SourceGone as gone:
            return _said(gone, request)
        name = found.path.name.encode("utf-8", "replace").decode()
        kind = _TYPES.get(PurePosixPath(name.lower()).suffix, "application/octet-stream")
        headers = _FILE | {"Content-Disposition": _attachment(name), "Content-Length": str(found.size), "Content-Type": kind}
        raw = [(key.lower().encode(), value.encode("latin-1")) for key, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        left = found.size if request.method == "GET" else 0
        while left > 0 and (part := await asyncio.to_thread(opened.read, min(_AT_ONCE, left))):
            left -= len(part)
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    return None


async def _source(datasette: Datasette, request: Request) -> source.Source:
    rows = await queries.ask(datasette, request, "plan_file", plan=tilde_decode(request.url_vars["plan"]))
    if not rows:
        raise source.SourceGone("Không có kế hoạch này.", "No such plan.")
    return await asyncio.to_thread(source.of, rows[0])


def _said(gone: source.SourceGone, request: Request) -> Response:
    words = gone.en if request.args.get("lang") == "en" else gone.vi
    return Response.text(words, status=gone.status, headers=_SAFE | {"Cache-Control": "no-store"})


def _refused(request: Request) -> Response:
    return Response.text("Method not allowed", status=405, headers=_SAFE | {"Allow": "GET, HEAD"})


def _attachment(name: str) -> str:
    """RFC 6266: the name in ASCII for old programs, and in full."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
