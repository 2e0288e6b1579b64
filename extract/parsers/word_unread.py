"""What a Word file shows and the reading leaves out: each kind is named, since nothing may be lost without a word."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Problem, Severity
from extract.parsers.word_names import Element, named

_LARGE = 3_600_000  # English Metric Units, 10 cm: a picture as wide and as high may be a page that was photographed
_SAVE = ": hãy mở và lưu lại bằng Word.", ": open it in Word and save it again."
_COPY = ": hãy chép chữ, số ra bảng rồi lưu lại.", ": copy its words and figures into a table and save."
_KINDS = {  # an element of the document -> what it shows, in Vietnamese and English
    "w:altChunk": ("nhúng một tệp khác", "embeds another file", _SAVE),
    "w:subDoc": ("gồm nhiều tệp con (Master Document)", "is made of other files (master document)", _SAVE),
    "*:chart": ("có biểu đồ", "holds a chart", _COPY),
    "*:relIds": ("có sơ đồ (SmartArt)", "holds a diagram (SmartArt)", _COPY),
    "*:textpath": ("có chữ nghệ thuật (WordArt)", "holds decorated text (WordArt)", _COPY),
    "w:ddList": ("có ô chọn trong biểu mẫu", "holds lists to choose from", _COPY),
}


def unread(document: Element) -> Iterator[Problem]:
    """A warning for each kind of content in `document` (the root of its main part) that shows and is not read; one for its large
    pictures, which may hold text."""
    for tag, (kind, english, (advice, advised)) in _KINDS.items():
        if next(document.iter(named(tag)), None) is not None:
            yield Problem(
                "parse", Severity.WARNING, f"Tệp Word {kind} không đọc được{advice}", f"The Word file {english}, not read{advised}"
            )
    if large := sum(_is_large(extent) for extent in document.iter(named("*:extent"))):
        message = f"Tệp Word có {large} hình lớn, chữ trong hình không được đọc: nếu đó là trang chụp, hãy xuất ra PDF rồi nạp lại."
        english = f"The Word file holds {large} large pictures, whose text is not read: if they are pages, export it to PDF and load that."
        yield Problem("parse", Severity.WARNING, message, english)


def _is_large(extent: Element) -> bool:
    """Of a drawing's size (wp:extent)."""
    sizes = [extent.get(side, "") for side in ("cx", "cy")]
    return all(size.isdecimal() and len(size) < 16 and int(size) >= _LARGE for size in sizes)
