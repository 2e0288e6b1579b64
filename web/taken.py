"""What a page gives away as a file: the rows of its answer, the filters they were asked with, and how much they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from extract.text import bare
from extract.vocabulary import label
from web.columns import Cell, Column, described
from web.queries import Row


@dataclass(frozen=True, slots=True)
class Each:
    """Rows that are changed one at a time, as they are read."""

    rows: Iterable[Row]
    change: Callable[[Row], Row]

    def __iter__(self) -> Iterator[Row]:
        return map(self.change, self.rows)


@dataclass(frozen=True, slots=True)
class Taken:
    """One table of rows, which may be read more than once and are never held all at a time. `filters` are pairs of a name and a value in
    words; `basis` says what the rows rest on ("17/20 tỉnh ...").

    `leading` names the columns of a printed table (Word); the others stand only in spreadsheets.
    """

    title: str
    rows: Iterable[Row]
    columns: tuple[Column, ...]
    leading: tuple[str, ...]
    filters: tuple[tuple[str, str], ...] = ()
    basis: str = ""
    question: str = ""  # the saved question the rows come from
    address: str = ""  # of the page with all its filters
    day: str = ""  # the column with the day of each row, where the rows can be a calendar
    stamp: str = ""  # when the database was loaded (ISO)

    @property
    def file_name(self) -> str:
        """A name for the file, without its ending: lower-case ASCII words with hyphens, at most 80 characters."""
        kept = "".join(c if c.isascii() and c.isalnum() else " " for c in bare(self.title))
        return "-".join(kept.split())[:80].strip("-") or "kehoach"

    def cells(self, lang: str) -> Iterator[list[Cell]]:
        """The rows, each a list of values in the order of the columns."""
        for row in self.rows:
            yield [column.cell(row, lang) for column in self.columns]

    def meanings(self, metadata: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
        """Heading, English heading, meaning, English meaning of every column."""
        for column in self.columns:
            yield column.vi, column.en, *described(column, metadata)


def paper(row: Row) -> str:
    """The paper a row stands in, as a footnote cites it (form of Nghị định 30/2020/NĐ-CP, Appendix I: type, number, date, issuer).

    >>> paper({"doc_type": "ke_hoach", "number": "17/KH-UBND", "issued": "2022-08-01", "issuer": "Ủy ban nhân dân huyện Tân Sơn",
    ...        "section": "III.2", "page": 4})
    'Kế hoạch số 17/KH-UBND ngày 01/8/2022 của Ủy ban nhân dân huyện Tân Sơn, mục III.2, trang 4'
    """
    said = label("doc_type", row.get("doc_type") or "ke_hoach")
    said += f" số {row['number']}" if row.get("number") else " (không ghi số)"
    said += f" ngày {written(row['issued'])}" if len(row.get("issued") or "") == 10 else ""
    said += f" của {row['issuer']}" if row.get("issuer") else ""
    said += f", mục {row['section']}" if row.get("section") else ""
    return said + (f", trang {row['page']}" if row.get("page") else "")


def written(iso: str) -> str:
    """An ISO date as Nghị định 30/2020/NĐ-CP has it: days below 10 and months 1 and 2 with a nought.

    >>> written("2022-08-01"), written("2022-02-11")
    ('01/8/2022', '11/02/2022')
    """
    year, month, day = iso.split("-")
    return f"{day}/{month if month in ('01', '02') else int(month)}/{year}"
