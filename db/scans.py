"""A quick look at PDFs and pictures: how many pages OCR will have to read, so that typed plans come first and the wait can be told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from extract.parsers.archive import opened
from extract.parsers.pictures import count_pages
from extract.parsers.sniff import sniff

SECONDS_A_PAGE: Final = 1.5
_LOOKED_AT: Final = 5
_STAMP: Final = 200  # a signed scan carries its signature stamp as text: 15-75 characters a page, more where several have signed


def pages(paths: Iterable[Path]) -> dict[Path, int]:
    """File -> about how many of its pages are pictures, judged by five of them; files that do not open are left out."""
    found = {}
    for path in paths:
        try:
            with opened(path) as real:
                found[path] = count_pages(real) if sniff(real) == "image" else _pages(real)
        except Exception:  # a damaged file: reading it will say so
            continue
    return found


def _pages(path: Path) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        total = len(document)
        chosen = sorted({total * i // _LOOKED_AT for i in range(_LOOKED_AT)}) if total else []
        pictures = sum(document[i].get_textpage().count_chars() < _STAMP for i in chosen)
        return round(total * pictures / len(chosen)) if chosen else 0
    finally:
        document.close()
