"""Photographed or scanned pages (.jpg, .png, .tif of several pages): each becomes a page of a PDF, which is read like any scan."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from extract.model import BlockKind, Parsed, Status
from extract.parsers import Options, Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

_MAX_PIXELS = 120_000_000  # of one page: 360 MB in colour
_MAX_PAGES = 500
_LONGEST = 6000  # pixels a side: more is more than OCR looks at
_A4 = 11.69  # inches of the longer side, taken where the picture does not say how large its page is
_SIDES = (5.0, 24.0)  # inches of the longer side that a page may have: A6 to A2
_QUALITY = 92  # of JPEG within the PDF
# what Pillow raises on damaged files, its formats each in their way
_DAMAGE = (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, TypeError, LookupError, struct.error, zlib.error)
_LETTERS = 40  # fewer on all its pages: a photo or a logo, no paper


def read(path: Path, options: Options) -> Parsed:
    """The blocks of a picture's pages, with boxes in points of the page as `as_pdf` makes it. Raises Unreadable where it is damaged, too
    large, or (status skipped) shows next to no text."""
    from extract.parsers import ocr, pdf

    empty = Unreadable("Ảnh gần như không có chữ: bỏ qua.", "A picture with next to no text: skipped.", Status.SKIPPED)
    with TemporaryDirectory(prefix="kehoach-") as folder:
        made = Path(folder, "pages.pdf")
        made.write_bytes(as_pdf(path))
        try:
            parsed = pdf.read(made, options)
        except Unreadable as nothing:
            raise (empty if options.ocr != "never" and ocr.ready() else nothing) from nothing
    letters = sum(sum(map(str.isalpha, block.text)) for block in parsed.blocks if block.kind is not BlockKind.STAMP)
    if letters < _LETTERS:
        raise empty
    return replace(parsed, format="scan")


def as_pdf(path: Path, only: int | None = None) -> bytes:
    """A PDF with one page for each of the picture's, upright as its camera noted, in the size that it states or else as A4; with `only`
    the `only`th (from 1) alone. Raises Unreadable as `read` does."""
    with _opened(path) as picture:
        count, resolution = _count(picture), _resolution(picture)
        if count > _MAX_PAGES:
            raise Unreadable(f"Ảnh có quá nhiều trang ({count}): hãy tách nhỏ.", f"The picture has too many pages ({count}): split it.")
        wanted = range(count) if only is None else range(only - 1, only)
        pages = (_page(picture, number) for number in wanted if 0 <= number < count)
        first = next(pages, None)
        if first is None:
            raise Unreadable(f"Ảnh không có trang {only}.", f"The picture has no page {only}.")
        out = io.BytesIO()
        first.save(out, "PDF", save_all=True, append_images=pages, resolution=resolution, quality=_QUALITY)
        return out.getvalue()


def count_pages(path: Path) -> int:
    """How many pages a picture has. Raises Unreadable where it does not open."""
    with _opened(path) as picture:
        return _count(picture)


def _count(picture: Image) -> int:
    """Pages: those of a .tif; what else holds several pictures is one with its previews or a film."""
    return int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1


@contextmanager
def _opened(path: Path) -> Iterator[Image]:
    from PIL.Image import DecompressionBombError
    from PIL.Image import open as opened

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with opened(path) as picture:
                yield picture
    except DecompressionBombError as error:
        raise Unreadable("Ảnh quá lớn: hãy thu nhỏ còn khoảng 3000 x 4000.", f"The picture is too large: {error}") from error
    except _DAMAGE as error:
        raise Unreadable(
            "Ảnh hỏng hoặc không đủ, không mở được: hãy quét hoặc chụp lại.", f"The picture is damaged and does not open: {error}"
        ) from error


def _page(picture: Image, number: int) -> Image:
    """The `number`th page (from 0), upright, in colour (the red of stamps matters) or in shades of grey, on white."""
    from PIL import ImageOps
    from PIL.Image import new

    if number:
        picture.seek(number)
    width, height = picture.size
    if width * height > _MAX_PIXELS:
        raise Unreadable(
            f"Ảnh quá lớn ({width} x {height} điểm): hãy thu nhỏ còn khoảng 3000 x 4000.",
            f"The picture is too large ({width} x {height} pixels): bring it to about 3000 x 4000.",
        )
    upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        clear = upright.convert("RGBA")
        upright = new("RGBA", clear.size, "white")
        upright.alpha_composite(clear)
    if upright.mode.startswith("I"):  # 16 bits a shade
        upright = upright.convert("I").point(lambda shade: shade * (1 / 256))
    page = upright.convert("RGB" if upright.mode in ("RGB", "P", "CMYK", "YCbCr", "LAB", "HSV", "RGBA") else "L")
    page.thumbnail((_LONGEST, _LONGEST))
    return page


def _resolution(picture: Image) -> float:
    """Pixels an inch of the pages as they are made, as the first states if that makes a page of it."""
    longest = max(picture.size)
    kept = min(longest, _LONGEST)
    told = float(picture.info.get("dpi", (0, 0))[0] or 0) * kept / longest
    return told if told > 1 and _SIDES[0] <= kept / told <= _SIDES[1] else kept / _A4
