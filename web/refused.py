"""What an address that cannot be answered is told: a status of 4xx or 503 and words, where Datasette would fail with its own fault."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response

from web import security
from web.datasette_json import CutError

if TYPE_CHECKING:  # Datasette loads its plugins while it is being imported itself
    from datasette.app import Datasette

_NOT_UNDERSTOOD: Final = (400, "Không hiểu được địa chỉ này.", "This address cannot be understood.")
_TOO_LONG: Final = (
    413,
    f"Văn bản dài quá {security.LONGEST_VALUE >> 20} MB nên không hiện được ở đây. Hãy mở tệp gốc trong thư mục đã nạp.",
    f"A text of over {security.LONGEST_VALUE >> 20} MB cannot be shown here. Open the file itself in the folder that was loaded.",
)
_TOO_MUCH: Final = (
    503,
    "Câu hỏi này lâu quá hoặc cần nhiều bộ nhớ quá nên đã dừng. Hãy lọc hẹp hơn rồi thử lại.",
    "This question took too long or too much memory and was stopped. Choose a narrower filter and try again.",
)


def answer(datasette: Datasette, request: Request, exception: Exception) -> Response | None:
    """The answer to what went wrong; null where it is Datasette's to tell, or a fault of ours."""
    if (told := _told(exception, own=_is_datasette_s(datasette, request))) is None:
        return None
    status, vi, en = told
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "error": f"{vi} / {en}", "status": status}, status=status)
    return Response.text(f"{vi}\n{en}\n", status=status)


def _told(exception: Exception, own: bool) -> tuple[int, str, str] | None:
    """Status and words. `own`: in Datasette's own pages, where the address alone makes a wrong value."""
    if isinstance(exception, CutError):
        return exception.told()
    if isinstance(exception, sqlite3.DataError):
        return _TOO_LONG
    if isinstance(exception, QueryInterrupted | MemoryError):
        return _TOO_MUCH
    return _NOT_UNDERSTOOD if own and isinstance(exception, ValueError | KeyError | IndexError | TypeError | sqlite3.Error) else None


def _is_datasette_s(datasette: Datasette, request: Request) -> bool:
    return request.scope.get("url_route", {}).get("kwargs", {}).get("database") in {base.route for base in datasette.databases.values()}
