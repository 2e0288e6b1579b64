"""Damaged PDFs: what is left of them is read, what is lost is named, and nothing is lost without a word."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from made_pdf import Sheet, lines, pdf

from extract.model import Parsed, Severity, Status
from extract.parsers import Options
from extract.parsers.pdf import read


def _linear(data: bytes) -> bytes:
    """The file as it is made for the web: its first page comes first, its list of pages last."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as whole:
        whole.save(out, linearize=True)
    return out.getvalue()


def _shifted(data: bytes) -> bytes:
    """The file with every third entry of its table of objects wrong."""
    head, start, entries = data.partition(b"xref\n")
    return (
        head
        + start
        + b"\n".join(b"%010d 00000 n " % 7 if i % 3 == 0 and b" n" in line else line for i, line in enumerate(entries.split(b"\n")))
    )


EIGHT = pdf(*(Sheet(lines([f"Trang {n}. Giao các xã rà soát hộ nghèo, hộ cận nghèo."] * 9)) for n in range(1, 9)))
LIST = EIGHT[EIGHT.index(b"/Kids[") + 6 :].partition(b"]")[0]
REBUILT = "was rebuilt"

# what is wrong with the file -> its content, the pages that are left, what is said
DAMAGED = {
    "cut at its end": (EIGHT[:-400], range(1, 9), REBUILT),
    "cut in its last page": (EIGHT[: EIGHT.rindex(b"/Type/Page")], range(1, 8), "has lost page 8:"),
    "cut in half": (EIGHT[: len(EIGHT) // 2], range(1, 4), "has lost page 4, 5, 6, 7, 8:"),
    "made for the web, cut in half": (_linear(EIGHT)[: len(_linear(EIGHT)) // 2], [1], "was cut"),
    "no table of objects": (EIGHT.replace(b"startxref", b"start"), range(1, 9), REBUILT),
    "wrong table of objects": (_shifted(EIGHT), range(1, 9), REBUILT),
    "fewer pages said than listed": (EIGHT.replace(b"/Count 8", b"/Count 2"), range(1, 9), REBUILT),
    "more pages said than there are": (EIGHT.replace(b"/Count 8", b"/Count 9"), range(1, 9), "9 pages but only 8"),
    "pages not listed": (EIGHT.replace(LIST, LIST[: LIST.index(b"13 0 R")]), range(1, 9), REBUILT),
    "a page gone": (EIGHT.replace(b"\n11 0 obj\n", b"\n          "), [1, 2, 4, 5, 6, 7, 8], "has lost page 3:"),
    "a page's content gone": (EIGHT.replace(b"\n10 0 obj\n", b"\n          "), [1, 2, 4, 5, 6, 7, 8], "has lost page 3:"),
    "something else before it": (b"HTTP/1.1 200 OK\r\n\r\n" * 5 + EIGHT, range(1, 9), None),
    "zeros behind it": (EIGHT + b"\0" * 5000, range(1, 9), REBUILT),
}


@pytest.mark.parametrize(("content", "left", "said"), DAMAGED.values(), ids=DAMAGED)
def test_what_is_left_is_read_and_what_is_lost_is_named(tmp_path: Path, content: bytes, left: list[int], said: str | None) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    parsed = read(path, Options(ocr="never"))
    assert pages(parsed) == {number: number for number in left}
    told = [problem for problem in parsed.problems if problem.message_en and said and said in problem.message_en]
    assert len(told) == len(parsed.problems) == (said is not None)
    assert parsed.status is (Status.OK if said in (REBUILT, None) else Status.PARTIAL)
    assert all((problem.severity is Severity.INFO) is (said == REBUILT) for problem in told)


def pages(parsed: Parsed) -> dict[int, int]:
    """What a page calls itself -> its number."""
    return {int(block.text.split("Trang ")[1].split(".")[0]): block.lines[0].box.page for block in parsed.blocks}


def test_every_cut_is_a_refusal_or_says_so(tmp_path: Path) -> None:
    from extract.parsers import Unreadable

    path = tmp_path / "a.pdf"
    for whole in (EIGHT, _linear(EIGHT)):
        for tenth in range(1, 10):
            path.write_bytes(whole[: len(whole) * tenth // 10])
            try:
                parsed = read(path, Options(ocr="never"))
            except Unreadable as refused:
                assert refused.message
            else:
                assert parsed.status is Status.PARTIAL and parsed.problems and len(pages(parsed)) < 8
