"""A PDF, opened. pdfium leaves out pages of a damaged file and says nothing: qpdf (by pikepdf) counts them once more, and where it finds
more of them the file is read as qpdf puts it in order."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2

from extract.model import Problem, Severity
from extract.parsers.pdf_page_tree import in_their_places, kids, pages_of, with_pages
from extract.text import normalise

_A4: Final = (0, 0, 595, 842)  # points
_PAGES: Final = (b"/Page", b"/ObjStm")  # without either, packed or not, a file has no page
# what pikepdf raises over damage
_DAMAGE: Final = (pikepdf.PdfError, pikepdf.PasswordError, OSError, ValueError, RuntimeError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Opened:
    """A `document` (pypdfium2's; the caller closes it) and its `source`: the path, or the bytes of the file put in order.

    `lost`: numbers (from 1) of pages of which nothing is left; where the file was put in order they stand in it, blank. `said`: how many
    pages the file says it has, if more than there are. `damaged`: it had to be put in order, by pdfium or here; `cut`: it no longer says
    what pages it had."""

    document: Any
    source: Path | bytes
    lost: tuple[int, ...] = ()
    said: int | None = None
    damaged: bool = False
    cut: bool = False

    @property
    def partial(self) -> bool:
        """Whether pages are missing, or may be."""
        return bool(self.lost or self.said is not None or self.cut)

    def problems(self) -> Iterator[Problem]:
        """What is to be told of a damaged file."""
        if self.lost:
            numbers = ", ".join(map(str, self.lost[:20])) + ("..." if len(self.lost) > 20 else "")
            yield _problem(
                f"Tệp PDF hỏng, mất trang {numbers}: hãy tìm bản khác.",
                f"The PDF is damaged and has lost page {numbers}: get another copy.",
                self.lost[0],
            )
        if self.said is not None:
            there = len(self.document) - len(self.lost)
            yield _problem(
                f"Tệp PDF ghi {self.said} trang nhưng chỉ đọc được {there}: hãy tìm bản khác.",
                f"The PDF says that it has {self.said} pages but only {there} can be read: get another copy.",
            )
        if self.cut:
            yield _problem(
                "Tệp PDF bị cắt, có thể thiếu trang cuối: hãy tải lại hoặc tìm bản khác.",
                "The PDF was cut and may lack its last pages: download it again or get another copy.",
            )
        elif self.damaged and not self.partial:
            yield Problem(
                "parse",
                Severity.INFO,
                normalise("Tệp PDF hỏng mục lục bên trong, đã dựng lại: hãy so trang cuối với bản gốc."),
                "The PDF's table of objects is damaged and was rebuilt: compare the last page with the original.",
            )


@dataclass(frozen=True, slots=True)
class _InOrder:
    """A damaged file as qpdf puts it in order; `there`: how many pages are no blanks."""

    data: bytes
    there: int
    lost: tuple[int, ...]
    said: int | None
    cut: bool = False


def opened(path: Path) -> Opened:
    """The PDF at `path`. Raises pypdfium2.PdfiumError where it needs a password or is damaged beyond reading."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        order = _in_order(path)
        if order is None or not order.there:
            raise
        return _ordered(order)
    try:
        if _is_sound(path, len(document)):
            return Opened(document, path)
        order, loads = _in_order(path), [_loads(document, index) for index in range(len(document))]
        if order and (order.there, -len(order.lost)) > (sum(loads), -loads.count(False)):
            document.close()
            return _ordered(order)
        lost = tuple(number for number, there in enumerate(loads, 1) if not there)
        return Opened(document, path, tuple(sorted({*lost, *(order.lost if order else ())})), order.said if order else None, True)
    except BaseException:
        document.close()
        raise


def _ordered(order: _InOrder) -> Opened:
    return Opened(pypdfium2.PdfDocument(order.data), order.data, order.lost, order.said, True, order.cut)


def _loads(document: Any, index: int) -> bool:
    with suppress(pypdfium2.PdfiumError):
        document[index].close()
        return True
    return False


def _is_sound(path: Path, count: int) -> bool:
    """Whether qpdf has nothing to say of the file and finds `count` pages too. What it cannot open for want of a password is for pdfium."""
    try:
        with path.open("rb") as file, pikepdf.open(file, suppress_warnings=True) as pdf:
            whole = all("/Contents" in page.obj for page in pdf.pages)
            return len(pdf.pages) == count and not _rebuilt(pdf) and (whole or not pdf.get_warnings())
    except pikepdf.PasswordError:
        return True
    except _DAMAGE:
        return False


def _rebuilt(pdf: Any) -> bool:
    """Whether qpdf had to search the file for its objects."""
    return any("reconstruct" in str(warning) for warning in pdf.get_warnings())


def _in_order(path: Path) -> _InOrder | None:
    """The file put in order; null where no page is found in it."""
    data = path.read_bytes()
    if not any(sign in data for sign in _PAGES):
        return None
    for attempt in (data, with_pages(data)):
        with suppress(*_DAMAGE), pikepdf.open(io.BytesIO(attempt), suppress_warnings=True) as pdf:
            order = _mended(pdf, attempt)
            if order.there:
                return order if attempt is data else replace(order, cut=True)
    return None


def _mended(pdf: Any, data: bytes) -> _InOrder:
    """Pages that the tree of pages has forgotten are put at its end; of those that are gone each is a blank one, in its place where that
    is known."""
    top = pdf.Root.Pages
    said = top.get("/Count")
    dropped = sum("non-dictionary object" in str(warning) for warning in pdf.get_warnings())
    named = in_their_places(pages_of(top), kids(data)) if dropped else pages_of(top)
    there = {page.objgen for page in named if page is not None}
    missing = max(dropped, int(said) - len(there) if isinstance(said, int) else 0)
    forgotten = [page for page in pdf.objects if _is_page(page) and page.objgen not in there][:missing]
    whole = [*(page for page in named if page is not None or not forgotten), *forgotten]
    top.Kids = pikepdf.Array([_blank(pdf) if page is None else page for page in whole])
    top.Count = len(whole)
    for page in top.Kids:
        page.Parent = top
    lost = tuple(number for number, page in enumerate(top.Kids, 1) if "/Contents" not in page)
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of form fields that no form names
        pdf.save(out, encryption=False)
    unknown = missing - len(forgotten) - whole.count(None)
    return _InOrder(out.getvalue(), len(whole) - len(lost), lost, len(whole) + unknown if unknown > 0 else None)


def _blank(pdf: Any) -> Any:
    return pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=list(_A4)))


def _is_page(found: Any) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Page"


def _problem(message: str, message_en: str, page: int | None = None) -> Problem:
    return Problem("parse", Severity.WARNING, normalise(message), message_en, page)
