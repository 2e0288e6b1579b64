"""A table as files that Excel opens: .xlsx with real numbers and dates, and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import IO, Any, Final

from xlsxwriter import Workbook

from web.columns import WIDE
from web.taken import Taken

_LONGEST_CELL: Final = 32_767  # characters, Excel's limit
_A4: Final = 9  # Excel's number of the paper
_MOST_ROWS: Final = 1_048_575  # of one sheet below the heading, Excel's limit
_CONTROL: Final = dict.fromkeys(code for code in range(0x20) if chr(code) not in "\n\t")
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # the wide ones are taken for the narrow in East Asian settings


def xlsx(taken: Taken, lang: str, metadata: dict[str, Any], out: IO[bytes]) -> None:
    """Writes a workbook to `out`, a row at a time: the rows with a frozen heading and a filter, what each column means, and the filters
    with what they rest on.

    Texts never become formulas or links; what is longer than a cell may be is cut with "…" (the quote's place leads to the whole).
    """
    safe = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "constant_memory": True}
    with Workbook(out, safe) as book:
        book.set_properties({"title": taken.title, "comments": taken.basis})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#e8eef2", "border": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        count = _rows(book, taken, lang, bold, wrap)
        _sheet(
            book,
            "Ý nghĩa cột" if lang != "en" else "Columns",
            [("Cột", "Column", "Nghĩa", "Meaning"), *taken.meanings(metadata)],
            bold,
            wrap,
        )
        _sheet(book, "Điều kiện lọc" if lang != "en" else "Filters", list(_conditions(taken, count)), bold, wrap)


def _rows(book: Workbook, taken: Taken, lang: str, bold: Any, wrap: Any) -> int:
    """Writes the rows; how many there are, with those that the sheet cannot hold."""
    sheet = book.add_worksheet("Dữ liệu" if lang != "en" else "Data")
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
    whole = book.add_format({"num_format": "#,##0", "valign": "top"})
    figure = book.add_format({"num_format": "#,##0.0###", "valign": "top"})
    plain = book.add_format({"num_format": "0", "valign": "top"})
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.repeat_rows(0)
    for at, column in enumerate(taken.columns):
        sheet.set_column(at, at, 60 if column.name in WIDE else 10 if column.kind in ("number", "flag", "date") else 20)
    sheet.write_row(0, 0, [column.heading(lang) for column in taken.columns], bold)
    every = taken.cells(lang)
    count = 0
    for count, cells in enumerate(islice(every, _MOST_ROWS), 1):
        for at, (column, value) in enumerate(zip(taken.columns, cells, strict=True)):
            if value is None:
                continue
            if column.kind == "date" and (found := _day(str(value))):
                sheet.write_datetime(count, at, found, day)
            elif isinstance(value, int | float):
                bare = column.name.endswith(("year", "page", "start", "end"))
                sheet.write_number(count, at, value, plain if bare else whole if float(value).is_integer() else figure)
            else:
                sheet.write_string(count, at, _fitting(str(value)), wrap)
    sheet.autofilter(0, 0, count, len(taken.columns) - 1)
    return count + sum(1 for _ in every)


def _sheet(book: Workbook, name: str, rows: list[tuple[str, ...]], bold: Any, wrap: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 1, 28)
    sheet.set_column(2, 3, 70)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(at, column, _fitting(text), wrap if at else bold)


def _conditions(taken: Taken, count: int) -> Iterator[tuple[str, ...]]:
    """What the rows were asked with, and what the answer rests on."""
    yield ("Điều kiện / Filter", "Giá trị / Value")
    yield from taken.filters
    yield ("Dựa trên / Rests on", taken.basis)
    yield ("Số dòng / Rows", str(count))
    if count > _MOST_ROWS:
        yield ("Bị cắt / Cut", f"Excel chỉ chứa {_MOST_ROWS} dòng; lấy CSV để có đủ / Excel holds no more rows; the CSV has all")
    yield ("Câu hỏi lưu sẵn / Saved question", taken.question)
    yield ("Trang / Page", taken.address)


def _fitting(text: str) -> str:
    kept = text.translate(_CONTROL)
    return kept if len(kept) <= _LONGEST_CELL else kept[: _LONGEST_CELL - 1] + "…"


def _day(iso: str) -> date | None:
    """A whole day; Excel counts days from 1900. Null for a year or a month alone, which stay as they are written."""
    try:
        found = date.fromisoformat(iso) if len(iso) == 10 else None
    except ValueError:
        return None
    return found if found and found.year >= 1900 else None


def csv_lines(taken: Taken, lang: str) -> Iterator[str]:
    """The rows as CSV, all of them, a piece at a time; a byte order mark first, so that Excel reads Vietnamese letters.

    A text that a spreadsheet would take for a formula gets an apostrophe in front (the advice of OWASP on CSV injection).
    """
    yield "\ufeff" + line([column.heading(lang) for column in taken.columns])
    for cells in taken.cells(lang):
        yield line([harmless(value) for value in cells])


def harmless(value: Any) -> Any:
    """The value of a cell; a text with an apostrophe in front where it would run.

    >>> harmless("=1+1"), harmless("5 ha"), harmless(-5)
    ("'=1+1", '5 ha', -5)
    """
    if isinstance(value, str) and (value[:1] in ("\t", "\r", "\n") or _shown(value).startswith(_FORMULA)):
        return "'" + value
    return value


def _shown(text: str) -> str:
    """The text from its first letter that is seen; a spreadsheet passes over what stands before."""
    return text.lstrip().lstrip("\0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff").lstrip()


def line(cells: Iterable[Any]) -> str:
    """A line of CSV with its end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
