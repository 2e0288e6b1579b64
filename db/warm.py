"""Imported by the fork server: everything that reading needs is loaded and used once, so that processes forked from it start warm.

A file then costs a fork, not a second of imports, lexicons and compiled patterns. Nothing here may fail: what cannot be warmed is not.
"""

from __future__ import annotations

import gc
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

PLAN: Final = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH
Số: 12/KH-UBND
Hà Tĩnh, ngày 15 tháng 01 năm 2022
KẾ HOẠCH
Giảm nghèo bền vững năm 2022
Căn cứ Nghị quyết số 05/NQ-HĐND ngày 12/7/2021 của Hội đồng nhân dân tỉnh về giảm nghèo;
I. MỤC TIÊU
1. Chỉ tiêu
Phấn đấu giảm tỷ lệ hộ nghèo từ 5,2% xuống còn dưới 3,5% vào cuối năm 2022; hỗ trợ 1.200 hộ nghèo về nhà ở.
II. TỔ CHỨC THỰC HIỆN
1. Sở Lao động - Thương binh và Xã hội
- Chủ trì, phối hợp với Sở Y tế cấp thẻ bảo hiểm y tế cho người nghèo trước ngày 30/6/2022; báo cáo Ủy ban nhân dân tỉnh hằng quý.
2. Ủy ban nhân dân các huyện
Thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững trên địa bàn.
"""


def warm() -> None:
    """Reads a small plan of each kind."""
    from docx import Document
    from pypdfium2 import PdfDocument

    from db.rows import Source, rows
    from extract.parsers import ocr
    from extract.patterns import pattern
    from extract.reading import read

    ocr.ready()
    pattern.ready()
    with tempfile.TemporaryDirectory() as folder:
        text, word, pdf = (Path(folder, f"plan.{suffix}") for suffix in ("txt", "docx", "pdf"))
        text.write_text(PLAN, encoding="utf-8")
        document = Document()
        for line in PLAN.splitlines():
            document.add_paragraph(line)
        document.add_table(2, 2).cell(1, 1).text = "3,5%"
        document.save(str(word))
        blank = PdfDocument.new()
        blank.new_page(595, 842)
        blank.save(pdf)
        for path in (text, word, pdf):
            with suppress(Exception):
                rows(read(path), Source("warm", "", path.name, ""))


with suppress(Exception):
    warm()
gc.collect()
gc.freeze()  # a collection in a forked process would copy the pages of all that is shared
