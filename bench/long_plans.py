"""Plans as long as wanted, made of the project's own: to see whether a file's time grows with its size and no faster."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Final

import docx
import pypdfium2
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from db import warm

PLANS: Final = Path(__file__).resolve().parents[1] / "corpus" / "plans"
_HEAD: Final = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
_LEADERS: Final = ("Sở Y tế", "Sở Tài chính", "Sở Nội vụ", "Sở Xây dựng", "Sở Tư pháp", "Sở Công Thương", "Sở Giáo dục và Đào tạo")


def pdf(path: Path, pages: int) -> Path:
    """A typed PDF of `pages` pages: those of our typed plans in turn, one plan after another."""
    plans = [pypdfium2.PdfDocument(plan) for plan in sorted(PLANS.rglob("*.pdf")) if ".scan." not in plan.name]
    made = pypdfium2.PdfDocument.new()
    for plan in cycle(plans):
        if len(made) == pages:
            break
        made.import_pages(plan, list(range(min(len(plan), pages - len(made)))))
    made.save(path)
    return path


def word(path: Path, cells: int) -> Path:
    """A Word file with one table of `cells` cells, five a row, each row another task with who leads it and by when."""
    document = docx.Document()
    for line in warm.PLAN.splitlines():
        document.add_paragraph(line)
    document.add_paragraph("PHỤ LỤC: Phân công nhiệm vụ")
    table = document.add_table(0, len(_HEAD))
    for row in range(cells // len(_HEAD)):
        leader, other = _LEADERS[row % 7], _LEADERS[(row // 7 + row + 1) % 7]
        task = f"Rà soát, hỗ trợ {row * 3 + 12} hộ nghèo của xã số {row} về nhà ở"
        values = (str(row), task, leader, other, f"Trước ngày {row % 28 + 1}/{row % 12 + 1}/2022") if row else _HEAD
        inner = "".join(f"<w:tc><w:p><w:r><w:t>{value}</w:t></w:r></w:p></w:tc>" for value in values)
        table._tbl.append(parse_xml(f"<w:tr {nsdecls('w')}>{inner}</w:tr>"))
    document.save(str(path))
    return path
