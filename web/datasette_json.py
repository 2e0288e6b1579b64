"""Datasette's own JSON (tables, saved questions): what is cut says so, or is refused with words on where all of it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from datasette.renderer import json_renderer

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response

_BARE: Final = ("array", "arrayfirst", "object")
"""Shapes that are rows alone, with no place to say that there are more."""


@dataclass(slots=True)
class CutError(Exception):
    """Rows alone were asked for, and there are more than `count`; all are at `whole`."""

    count: int
    whole: str

    def told(self) -> tuple[int, str, str]:
        """Status and words, in Vietnamese and English."""
        return (
            413,
            f"Có hơn {self.count} dòng mà dạng này không có chỗ để nói là bị cắt. Lấy đủ ở {self.whole}, hoặc bỏ _shape; với bảng thì có "
            "thể đặt _size.",
            f"There are over {self.count} rows and this shape cannot say that it is cut. All are in {self.whole}; or leave out _shape; "
            "pages of a table can be had with _size.",
        )


def render(request: Request, args: Any, data: dict[str, Any], view_name: str) -> Response:
    """The JSON as Datasette writes it.

    Raises CutError for rows alone of which there are more: unless a `_size` in figures or a `_next` says that the reader turns pages, the
    next of which stands in the header `link`.
    """
    turning = str(args.get("_size", "")).isdecimal() or "_next" in args
    if args.get("_shape") in _BARE and not data.get("error") and (data.get("truncated") or (data.get("next") and not turning)):
        raise CutError(len(data["rows"]), request.path.removesuffix(".json") + ".csv")
    return json_renderer(args, data, view_name)
