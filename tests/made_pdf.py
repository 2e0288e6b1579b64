"""PDF files written by hand, for tests: every letter half as wide as its size, so that a test can say where each one stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDE, HIGH = 595, 842  # A4 in points


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text whose base line begins `x` points from the left and `y` from the top; `upright`: it runs up the page."""

    x: float
    y: float
    text: str
    size: float = 12
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its texts, its straight lines (x0, y0, x1, y1; y from the top), a grey image over the whole of it, a stamp.

    `stamp` is shown by an annotation, each line 10 points below the one before."""

    texts: Sequence[Text] = ()
    rules: Sequence[tuple[float, float, float, float]] = ()
    image: bool = False
    rotate: int = 0
    stamp: Sequence[Text] = ()


def lines(texts: Iterable[str], x: float = 85, top: float = 100, step: float = 18) -> list[Text]:
    """One text below another."""
    return [Text(x, top + step * i, text) for i, text in enumerate(texts)]


def table(columns: Sequence[float], rows: Sequence[float], cells: Sequence[Sequence[str | None]]) -> Sheet:
    """A ruled table. `columns` and `rows` are its edges; a cell that is null belongs to the one on its left, and no rule parts them."""
    rules = [(columns[0], y, columns[-1], y) for y in rows]
    texts = []
    for (top, bottom), row in zip(pairwise(rows), cells, strict=True):
        rules += [(x, top, x, bottom) for x, cell in zip(columns, [*row, ""], strict=True) if cell is not None]
        texts += [Text(x + 4, top + 14, cell, 10) for x, cell in zip(columns, row, strict=False) if cell]
    return Sheet(texts, rules)


def pdf(*sheets: Sheet, more: str = "") -> bytes:
    """The file. `more` is put into its trailer."""
    letters = sorted({c for s in sheets for t in (*s.texts, *s.stamp) for c in t.text if ord(c) > 126})
    codes = {c: 128 + i for i, c in enumerate(letters)} | {chr(c): c for c in range(32, 127)}
    objects: list[bytes] = [b"", b"", _font(), _stream(_meanings(codes)), _stream("\x80", "/Type/XObject/Subtype/Image" + _PIXEL)]
    kids = []
    for sheet in sheets:
        objects.append(_stream(_content(sheet, codes)))
        content = len(objects)
        annotation = ""
        if sheet.stamp:
            drawn = "".join(_show(t, codes) for t in sheet.stamp)
            objects.append(_stream(drawn, f"/Type/XObject/Subtype/Form/BBox[0 0 {WIDE} {HIGH}]{_RESOURCES}"))
            objects.append(f"<</Type/Annot/Subtype/Stamp/F 4/Rect[0 0 {WIDE} {HIGH}]/AP<</N {len(objects)} 0 R>>>>".encode())
            annotation = f"/Annots[{len(objects)} 0 R]"
        box = f"/MediaBox[0 0 {WIDE} {HIGH}]/Rotate {sheet.rotate}"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}{_RESOURCES}/Contents {content} 0 R{annotation}>>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return _file(objects, more)


_RESOURCES = "/Resources<</Font<</F 3 0 R>>/XObject<</I 5 0 R>>>>"
_PIXEL = "/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"


def _file(objects: Sequence[bytes], more: str) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R{more}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


def _font() -> bytes:
    widths = " ".join(["500"] * 224)
    kind = "/Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding"
    return f"<<{kind}/FirstChar 32/LastChar 255/Widths[{widths}]/ToUnicode 4 0 R>>".encode()


def _meanings(codes: dict[str, int]) -> str:
    """The table of what each code means, in portions of 100, the most that one may hold."""
    pairs = [f"<{code:02x}> <{ord(c):04x}>" for c, code in codes.items()]
    parts = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts)
    return f"/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n{body}endcmap end"


def _content(sheet: Sheet, codes: dict[str, int]) -> str:
    image = f"q {WIDE} 0 0 {HIGH} 0 0 cm /I Do Q\n" if sheet.image else ""
    rules = "".join(f"{x0} {HIGH - y0} m {x1} {HIGH - y1} l S\n" for x0, y0, x1, y1 in sheet.rules)
    return image + rules + "".join(_show(text, codes) for text in sheet.texts)


def _show(text: Text, codes: dict[str, int]) -> str:
    turn = "0 1 -1 0" if text.upright else "1 0 0 1"
    written = "".join(f"{codes[c]:02x}" for c in text.text)
    return f"BT /F {text.size} Tf {turn} {text.x} {HIGH - text.y} Tm <{written}> Tj ET\n"


def _stream(text: str, head: str = "") -> bytes:
    body = text.encode("latin-1")
    return f"<<{head}/Length {len(body)}>>stream\n".encode() + body + b"\nendstream"
