"""The evidence for one row of a plan: where its quote stands on the paper, as boxes on the page's picture or as the paragraph around it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from web import page_image, source
from web.page_image import Sheet
from web.queries import Row

_ROOM: Final = 1200  # characters shown before and after a quote in its paragraph
_NARROWEST: Final = 420.0  # points: no closer look is narrower
_TALLEST: Final = 260.0
_MARGIN: Final = 24.0
_PAGED: Final = ("pdf", "scan")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the page shown, in points from its top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Paper:
    """The page to be shown of a plan. `boxes` are those of the row on it; `closer` is the SVG viewBox around them, null without any;
    `gone` says why there is no picture."""

    number: int
    pages: int
    form: str
    on: tuple[int, ...]
    sheet: Sheet | None
    boxes: tuple[Box, ...]
    closer: str | None
    gone: source.SourceGone | None = None


async def paper(plan: Row, file: Row, row: Row | None, wanted: str) -> Paper | None:
    """The page `wanted` (digits; else the row's first, else the first) with the row's boxes; null where the format has no pages."""
    if plan["format"] not in _PAGED or not plan["pages"]:
        return None
    boxes = _boxes(row)
    on = tuple(sorted({number for number, _ in boxes})) or ((row["page"],) if row and row["page"] else ())
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:9]) <= plan["pages"] else min(on or (1,))
    form = "jpg" if plan["ocr"] else "png"
    try:
        found = await asyncio.to_thread(source.of, file)
        sheet = await page_image.sheet(found, number)
    except source.SourceGone as gone:
        return Paper(number, plan["pages"], form, on, None, (), None, gone)
    here = tuple(box for page, box in boxes if page == number)
    return Paper(number, plan["pages"], form, on, sheet, here, _closer(here, sheet))


def _boxes(row: Row | None) -> list[tuple[int, Box]]:
    """The row's boxes by page, none where its text is not what is expected."""
    try:
        read: Any = json.loads((row and row["boxes"]) or "[]")
        spelled = [[float(value) for value in box] for box in read]
        return [(int(page), Box(x0, top, round(x1 - x0, 2), round(bottom - top, 2))) for page, x0, top, x1, bottom in spelled]
    except (TypeError, ValueError):
        return []


def _closer(boxes: Sequence[Box], sheet: Sheet) -> str | None:
    """A window around the boxes: as wide as they are, but not so narrow that letters grow huge, and no taller than the eye needs."""
    if not boxes:
        return None
    left, right = min(box.x for box in boxes) - _MARGIN, max(box.x + box.width for box in boxes) + _MARGIN
    top, bottom = min(box.y for box in boxes) - _MARGIN, max(box.y + box.height for box in boxes) + _MARGIN
    width = min(max(right - left, _NARROWEST), sheet.width)
    x = min(max((left + right - width) / 2, 0.0), sheet.width - width)
    y = max(top, 0.0)
    height = max(min(bottom - y, _TALLEST, sheet.height - y), 1.0)
    return f"{x:.1f} {y:.1f} {width:.1f} {height:.1f}"


def paragraph(text: str, row: Row) -> tuple[str, str, str]:
    """The paragraph that the row's quote stands in, as what is before it, the quote, and what is after."""
    start, end = row["start_char"] or 0, row["end_char"] or 0
    if not 0 <= start < end <= len(text):
        return "", row["text"] or "", ""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    before, after = text[first:start], text[end : len(text) if last < 0 else last]
    return ("… " if len(before) > _ROOM else "") + before[-_ROOM:], text[start:end], after[:_ROOM] + (" …" if len(after) > _ROOM else "")
