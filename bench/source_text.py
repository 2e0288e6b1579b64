"""Reads the plain source of a sample plan into the parts that a page is laid out from.

A source is UTF-8 text. One line is one paragraph; blank lines only part blocks. Its order follows Decree 30/2020/NĐ-CP: issuing
body, `Số:` (the Party's papers: `Số`), motto, place and date, `KẾ HOẠCH`, title, body, `Nơi nhận:`, signature. Consecutive lines
with bars are a table. Its header is every leading row whose first cell repeats that of the first row, or is left empty above rows of
figures; equal neighbours in the header, and empty cells, are part of the merged cell to the left or above.

A programme or a directive has the word `CHƯƠNG TRÌNH` or `CHỈ THỊ` in place of `KẾ HOẠCH`, a decision `QUYẾT ĐỊNH`; what follows a
decision's signature (`KẾ HOẠCH`, title, body) is attached to it. So are annexes (`PHỤ LỤC ...`) behind any signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

DOC_TYPE = "KẾ HOẠCH"
DECISION = "QUYẾT ĐỊNH"
DOC_TYPES = (DECISION, "CHƯƠNG TRÌNH", "CHỈ THỊ", DOC_TYPE)
RECIPIENTS = "Nơi nhận:"
BARS = 2  # a line with this many bars is a row of a table


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` all have the same number of cells; the first `header` of them are the header."""

    rows: tuple[tuple[str, ...], ...]
    header: int


@dataclass(frozen=True, slots=True)
class Source:
    """The parts of a plan. `number` is the line `Số: ...`; `draft` the word DỰ THẢO or empty; `signer` empty where nobody signed.

    `attached` and `attached_title` hold the plan that a decision (`doc_type`) issues, or annexes (no title), else nothing.
    """

    issuer: tuple[str, ...]
    number: str
    draft: str
    motto: tuple[str, ...]
    dated: str
    title: tuple[str, ...]
    body: tuple[str | Table, ...]
    recipients: tuple[str, ...]
    office: tuple[str, ...]
    signer: str
    doc_type: str = DOC_TYPE
    attached_title: tuple[str, ...] = ()
    attached: tuple[str | Table, ...] = ()


def read_source(text: str) -> Source:
    """The parts of the source `text`. Raises ValueError where a part that every plan has is missing."""
    lines = [line.rstrip() for line in text.splitlines()]
    try:
        doc_type = next((name for name in DOC_TYPES if name in lines), DOC_TYPE)
        start, end = lines.index(doc_type), lines.index(RECIPIENTS)
        last = lines.index(DOC_TYPE, end) if doc_type == DECISION else _annex(lines, end)
    except ValueError as error:
        raise ValueError(f"source lacks the line {DOC_TYPE!r} or {RECIPIENTS!r}") from error
    head = [line for line in lines[:start] if line]
    count = next((i for i, line in enumerate(head) if line.startswith(("Số:", "Số "))), None)
    if count is None:
        raise ValueError("source lacks the line 'Số: ...'")
    gap = lines.index("", start + 1)
    closing = _stretches(lines[end:last])
    titled = doc_type == DECISION
    below = lines.index("", last) if titled else last
    offices, signer = _signed(closing)
    return Source(
        issuer=tuple(head[:count]),
        number=head[count],
        draft="".join(line for line in head[count:] if line == "DỰ THẢO"),
        motto=tuple(line for line in head[count:] if line.upper().startswith(("CỘNG H", "ĐẢNG CỘNG SẢN")) or line.startswith("Độc lập")),
        dated=head[-1],
        title=tuple(lines[start + 1 : gap]),
        body=tuple(_blocks(lines[gap:end])),
        recipients=tuple(closing[0][1:]),
        office=offices,
        signer=signer,
        doc_type=doc_type,
        attached_title=tuple(lines[last + 1 : below]) if titled else (),
        attached=tuple(_blocks(lines[below:])),
    )


def _annex(lines: list[str], end: int) -> int:
    """The first line of the annexes behind the signature, or the number of lines where there are none."""
    return next((i for i in range(end, len(lines)) if lines[i].upper().startswith("PHỤ LỤC")), len(lines))


def _signed(closing: list[list[str]]) -> tuple[tuple[str, ...], str]:
    """The office of who signs, a line each, and the name: after a blank line, or the last line where that is not in capitals."""
    offices = closing[1] if len(closing) > 1 else []
    if len(closing) > 2:
        return tuple(offices), closing[2][0]
    named = len(offices) > 1 and not offices[-1].isupper()
    return (tuple(offices[:-1]), offices[-1]) if named else (tuple(offices), "")


def _stretches(lines: list[str]) -> list[list[str]]:
    """Runs of lines between blank ones."""
    return [list(run) for filled, run in groupby(lines, key=bool) if filled]


def _blocks(lines: list[str]) -> list[str | Table]:
    """Paragraphs and tables of the body, in order."""
    blocks: list[str | Table] = []
    for barred, run in groupby((line for line in lines if line), key=lambda line: line.count("|") >= BARS):
        if barred:
            blocks.append(_table(list(run)))
        else:
            blocks.extend(run)
    return blocks


def _table(lines: list[str]) -> Table:
    rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in lines)
    if len({len(row) for row in rows}) != 1:
        raise ValueError(f"rows of different length in the table that begins {lines[0][:60]!r}")
    header = next((i for i, row in enumerate(rows) if i and not _heads(row, rows[0])), len(rows))
    return Table((*_spread(rows[:header]), *rows[header:]), header)


def _heads(row: tuple[str, ...], first: tuple[str, ...]) -> bool:
    """Whether `row` goes on with the header that `first` begins."""
    return row[0] == first[0] or (not row[0] and "" in first and not any(c.isdigit() for c in "".join(row[2:])))


def _spread(header: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, ...]]:
    """The header with each empty cell filled from its left under the same upper cell (and in the first row), else from above."""
    above = ("",) * len(header[0]) if header else ()
    for row in header:
        cells: list[str] = []
        for i, cell in enumerate(row):
            beside = i > 0 and above[i] == above[i - 1] and cells[-1] != above[i]
            cells.append(cell or (cells[-1] if beside else above[i]))
        above = tuple(cells)
        yield above


HEADING = re.compile(r"(PHẦN [^:]+:|[A-ZĐ]\.|[IVX]+\.|\d+(?:\.\d+)*\.|[a-zđ]\))\s+(.+)")


def heading(line: str) -> tuple[str, str, str] | None:
    """(label, title, run-on text) of a heading line, None for other paragraphs. A title is short, up to its colon or the line's end."""
    match = HEADING.fullmatch(line)
    if match is None:
        return None
    label, rest = match[1], match[2]
    if len(rest) <= 160 and rest[-1] not in ".;:":
        return label, rest, ""
    title, colon, after = rest.partition(":")
    return (label, title + colon, after) if colon and len(title) <= 60 and not title.startswith("Dự án") else None
