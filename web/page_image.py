"""A page of a PDF (or of a picture, made one) as a picture, drawn by pdfium when it is asked for.

pdfium may only be called from one thread at a time, so a single thread draws; who waits too long is told so. Boxes of rows are in points
of the page as it was read (`extract.parsers.pdf`): seen from the top left, turned so that its text stands upright, and so is the picture.
"""

from __future__ import annotations

import asyncio
import io
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Any, Final, TypeVar

import pypdfium2
import pypdfium2.raw as pdfium

from extract.parsers import Unreadable, archive, pdf_open, pictures
from extract.parsers.pdf_text import page_chars, turned
from extract.parsers.sniff import sniff
from web.source import Source, SourceGone

DPI: Final = 144
LONGEST: Final = 2400  # pixels of a page's longer side
SECONDS: Final = 8.0  # for one page; then it is given up
FORMS: Final = {"png": "image/png", "jpg": "image/jpeg"}
_WAITING: Final = 12  # pages asked for at once
_CACHED: Final = 64 << 20  # bytes

_thread: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pdfium")
_places: Final = BoundedSemaphore(_WAITING)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's size as it is seen, in points."""

    width: float
    height: float


class _Cache:
    """Pictures by source, page and form; the longest unused ones go when they hold more than `most` bytes together."""

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0
        self._pictures: OrderedDict[tuple[Source, int, str], bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[Source, int, str]) -> bytes | None:
        with self._lock:
            if found := self._pictures.get(key):
                self._pictures.move_to_end(key)
            return found

    def put(self, key: tuple[Source, int, str], picture: bytes) -> None:
        with self._lock:
            self.held += len(picture) - len(self._pictures.pop(key, b""))
            self._pictures[key] = picture
            while self.held > self.most:
                self.held -= len(self._pictures.popitem(last=False)[1])


_cache: Final = _Cache(_CACHED)


async def sheet(source: Source, number: int) -> Sheet:
    """The size of the `number`th page (from 1). Raises SourceGone where the file has no such page or there is no time for it."""
    return await _in_turn(lambda: _sheet(source, number))


async def picture(source: Source, number: int, form: str) -> bytes:
    """The `number`th page (from 1) as a file of one of `FORMS`. Raises SourceGone as `sheet` does."""
    found = _cache.get((source, number, form))
    return found if found is not None else await _in_turn(lambda: _picture(source, number, form))


async def _in_turn(work: Callable[[], _T]) -> _T:
    if not _places.acquire(blocking=False):
        raise _busy()
    try:
        return await asyncio.wait_for(asyncio.get_running_loop().run_in_executor(_thread, work), SECONDS * 2)
    except TimeoutError as late:
        raise _busy() from late
    finally:
        _places.release()


def _busy() -> SourceGone:
    return SourceGone(
        "Máy chủ đang vẽ quá nhiều trang; hãy thử lại sau ít phút.", "Too many pages are being drawn; try again shortly.", 503
    )


@lru_cache(maxsize=4096)
def _sheet(source: Source, number: int) -> Sheet:
    with _page(source, number) as page:
        return Sheet(*page.get_size())


def _picture(source: Source, number: int, form: str) -> bytes:
    if found := _cache.get((source, number, form)):
        return found
    with _page(source, number) as page:
        bitmap = _drawn(page)
        out = io.BytesIO()
        if form == "jpg":
            bitmap.to_pil().save(out, "JPEG", quality=82)
        else:
            bitmap.to_pil().save(out, "PNG", compress_level=6)
        bitmap.close()
    _cache.put((source, number, form), out.getvalue())
    return out.getvalue()


@contextmanager
def _page(source: Source, number: int) -> Iterator[Any]:
    """The page, turned as it was when it was read."""
    try:
        with archive.opened(source.path) as real:
            is_picture = sniff(real) == "image"
            document = pypdfium2.PdfDocument(pictures.as_pdf(real, number)) if is_picture else pdf_open.opened(real).document
    except (pypdfium2.PdfiumError, OSError, Unreadable) as error:
        raise SourceGone("Không mở được tệp gốc.", "The source file does not open.", 422) from error
    try:
        if not is_picture and not 1 <= number <= len(document):
            raise SourceGone(f"Tệp gốc không có trang {number}.", f"The source file has no page {number}.")
        document.init_forms()
        page = document[0 if is_picture else number - 1]
        if turn := turned(page_chars(page)):
            page.set_rotation((page.get_rotation() + 90 * turn) % 360)
        yield page
    except (RuntimeError, ValueError, MemoryError) as error:  # PdfiumError is a RuntimeError
        raise SourceGone(f"Không vẽ được trang {number}.", f"Page {number} cannot be drawn.", 422) from error
    finally:
        document.close()


def _drawn(page: Any) -> Any:
    """The page as a pypdfium2 bitmap, drawn step by step so that it can be given up. Raises SourceGone when it takes too long."""
    width, height = page.get_size()
    scale = min(DPI / 72, LONGEST / max(width, height, 1.0))
    area = (0, 0, max(1, ceil(width * scale)), max(1, ceil(height * scale)))
    bitmap = pypdfium2.PdfBitmap.new_native(*area[2:], pdfium.FPDFBitmap_BGR)
    bitmap.fill_rect((255, 255, 255, 255), *area)
    end = monotonic() + SECONDS
    late = dict(pdfium.IFSDK_PAUSE._fields_)["NeedToPauseNow"](lambda _: monotonic() > end)
    pause = pdfium.IFSDK_PAUSE(version=1, NeedToPauseNow=late)
    status = pdfium.FPDF_RenderPageBitmap_Start(bitmap, page, *area, 0, pdfium.FPDF_ANNOT, pause)
    pdfium.FPDF_RenderPage_Close(page)
    if status != pdfium.FPDF_RENDER_DONE:
        bitmap.close()
        raise SourceGone("Trang này vẽ quá lâu nên không hiện được ảnh.", "This page takes too long to draw.", 422)
    if page.formenv:
        pdfium.FPDF_FFLDraw(page.formenv, bitmap, page, *area, 0, pdfium.FPDF_ANNOT)
    return bitmap
