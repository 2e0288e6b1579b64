"""Hazards of PDF files: damaged, endless, huge, empty ones, made by hand or from a sample of our own."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bench.hazard import Expected, Hazard, Made, files

_SAMPLES = Path(__file__).parent.parent / "corpus" / "plans"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_SHOW = b"BT /F 12 Tf 70 700 Td (Ke hoach giam ngheo nam 2022: So Y te chu tri.) Tj ET"


def hazards(seed: int) -> list[Hazard]:
    """All of them; `seed` says which bytes are damaged."""
    return [*files("pdf", {**_damaged(seed), **_shapes(), **_endless(), **_huge(), **_active()})]


def _damaged(seed: int) -> dict[str, tuple[Made, Expected]]:
    whole, chance = _sample(".pdf"), random.Random(seed)

    def spoilt(share: float) -> bytes:
        out = bytearray(whole)
        for _ in range(int(len(out) * share)):
            out[chance.randrange(len(out))] = chance.randrange(256)
        return bytes(out)

    spoilts: dict[str, tuple[Made, Expected]] = {
        f"bytes damaged {n}.pdf": (spoilt(share), "whole") for n, share in enumerate((0.0001, 0.0005, 0.001, 0.005, 0.01))
    }
    return spoilts | {
        "whole.pdf": (whole, "read"),
        "cut in half.pdf": (whole[: len(whole) // 2], "whole"),
        "cut at the end.pdf": (whole[:-1500], "whole"),
        "wrong places.pdf": (re.sub(rb"startxref\s+\d+", b"startxref 7", whole), "read"),
        "head only.pdf": (b"%PDF-1.7\n", "refused"),
        "bytes before.pdf": (b"\r\n" * 300 + whole, "read"),
        "bytes after.pdf": (whole + b"\x00" * 5_000, "read"),
        "twice.pdf": (whole + whole, "read"),
        "zeros in the middle.pdf": (whole[:3_000] + bytes(3_000) + whole[6_000:], "whole"),
        "pdf without suffix": (whole, "read"),
        "pdf named docx.docx": (whole, "read"),
        "pdf named txt.txt": (whole, "read"),
        "scan.pdf": (_sample(".scan.pdf"), "named"),
    }


def _shapes() -> dict[str, tuple[Made, Expected]]:
    def page(keys: bytes, content: bytes = _SHOW, more: Sequence[bytes] = ()) -> bytes:
        return _pdf([_page(keys), _stream(content), _FONT, *more])

    nameless = _FONT.replace(b">>", b"/Encoding<</Differences[32/g1/g2/g3]>>>>")
    return {
        "typed.pdf": (page(b""), "read"),
        "no pages.pdf": (_pdf([], pages=b"/Kids[]/Count 0"), "refused"),
        "no pages at all.pdf": (_pdf([], pages=b""), "refused"),
        "blank page.pdf": (page(b"", b""), "named"),
        "count of 1000.pdf": (_pdf([_page(b""), _stream(_SHOW), _FONT], pages=b"/Kids[3 0 R]/Count 1000"), "named"),
        "count below 0.pdf": (_pdf([_page(b""), _stream(_SHOW), _FONT], pages=b"/Kids[3 0 R]/Count -5"), "named"),
        "no size.pdf": (page(b"/MediaBox[0 0 0 0]"), "named"),
        "size turned.pdf": (page(b"/MediaBox[595 842 0 0]"), "named"),
        "size of letters.pdf": (page(b"/MediaBox[/A /B /C /D]"), "named"),
        "size of 10^9.pdf": (page(b"/MediaBox[0 0 1000000000 1000000000]"), "named"),
        "turned by 45.pdf": (page(b"/Rotate 45"), "named"),
        "turned by 10^20.pdf": (page(b"/Rotate 100000000000000000000"), "named"),
        "upside down.pdf": (page(b"/Rotate 180"), "named"),
        "no content.pdf": (_pdf([_page(b"").replace(b"/Contents 4 0 R", b""), b"null", _FONT]), "named"),
        "content random.pdf": (page(b"", random.Random(1).randbytes(3_000)), "named"),
        "unfinished string.pdf": (page(b"", b"BT /F 12 Tf (abc"), "named"),
        "wrong length.pdf": (page(b"").replace(b"/Length 72", b"/Length 7"), "named"),
        "unknown filter.pdf": (_pdf([_page(b""), b"<</Filter/Nothing/Length 3>>stream\nabc\nendstream", _FONT]), "named"),
        "broken flate.pdf": (_pdf([_page(b""), b"<</Filter/FlateDecode/Length 5>>stream\nabcde\nendstream", _FONT]), "named"),
        "no font.pdf": (_pdf([_page(b""), _stream(_SHOW), b"null"]), "named"),
        "letters of size 0.pdf": (page(b"", _SHOW.replace(b"12 Tf", b"0 Tf")), "named"),
        "letters of size 10^30.pdf": (page(b"", _SHOW.replace(b"12 Tf", b"1000000000000000000000000000000 Tf")), "named"),
        "text off the page.pdf": (page(b"", _SHOW.replace(b"70 700", b"99999 -99999")), "named"),
        "no meaning of letters.pdf": (_pdf([_page(b""), _stream(_SHOW), nameless]), "named"),
    }


def _endless() -> dict[str, tuple[Made, Expected]]:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
    itself = _stream(b"/X Do", form + b"/Resources<</XObject<</X 6 0 R>>>>")
    laughs = [_stream(b"/X Do " * 10, form + b"/Resources<</XObject<</X %d 0 R>>>>" % (7 + n)) for n in range(12)]
    deep = [b"<</Type/Pages/Count 1/Kids[%d 0 R]/Parent %d 0 R>>" % (4 + n, max(2, 2 + n)) for n in range(5_000)]
    use = b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
    end = b"<</Type/Page/MediaBox[0 0 595 842]/Parent 5002 0 R>>"
    return {
        "kids in a circle.pdf": (_pdf([b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"]), "refused"),
        "lengths that ask each other.pdf": (
            _pdf([_page(b""), b"<</Length 5 0 R>>stream\nBT\nendstream", b"6 0 R", b"5 0 R"]),
            "named",
        ),
        "pages that ask each other.pdf": (_pdf([b"4 0 R", b"3 0 R"]), "refused"),
        "tree 5,000 deep.pdf": (_pdf([*deep, end]), "named"),
        "table of places in a loop.pdf": (
            _pdf([_page(b""), _stream(_SHOW), _FONT]).replace(b"trailer<<", b"trailer<</Prev 9 "),
            "named",
        ),
        "form that draws itself.pdf": (_pdf([_page(use), _stream(b"/X Do " + _SHOW), _FONT, itself]), "named"),
        "forms that laugh.pdf": (_pdf([_page(use), _stream(b"/X Do"), _FONT, *laughs, _stream(_SHOW, form)]), "named"),
        "states never restored.pdf": (_pdf([_page(b""), _stream(b"q " * 500_000 + _SHOW), _FONT]), "named"),
        "brackets 100,000 deep.pdf": (_pdf([_page(b"/A" + b"[" * 100_000), _stream(_SHOW), _FONT]), "named"),
        "filters 500 deep.pdf": (
            _pdf([_page(b""), b"<</Filter[" + b"/ASCIIHexDecode" * 500 + b"]/Length 8>>stream\n41414141\nendstream", _FONT]),
            "named",
        ),
    }


def _huge() -> dict[str, tuple[Made, Expected]]:
    def font(body: bytes, more: Sequence[bytes]) -> bytes:
        return _pdf([_page(b""), _stream(b"BT /F 12 Tf 70 700 Td <00410042> Tj ET"), body, *more])

    ranges = b"begincmap 1 begincodespacerange <00000000><7fffffff> endcodespacerange 1 beginbfrange <00000000><7fffffff><0041> endbfrange"
    two = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[6 0 R]>>"
    wide = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/W[0 2147483647 500]>>"
    grid = b"".join(
        b"%d 50 m %d 790 l S 50 %d m 550 %d l S " % (50 + n * 2.5, 50 + n * 2.5, 50 + n * 3.7, 50 + n * 3.7) for n in range(200)
    )
    image = b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    use = b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
    return {
        "map of 2^31 letters.pdf": (font(two, [wide.replace(b"2147483647", b"9"), _stream(ranges)]), "named"),
        "widths of 2^31 letters.pdf": (font(two, [wide, _stream(b"")]), "named"),
        "map named as a path.pdf": (font(two.replace(b"/Identity-H", b"/..#2f..#2f..#2ftmp#2fevil"), [wide, _stream(b"")]), "named"),
        "20,000 pages.pdf": (_many_pages, "named"),
        "text bomb.pdf": (lambda: _pdf([_page(b""), _squeezed(b"BT /F 12 Tf (a) Tj ET " * 20_000_000), _FONT]), "named"),
        "300,000 letters on a page.pdf": (lambda: _pdf([_page(b""), _squeezed(_SHOW * 6_000), _FONT]), "named"),
        "grid 200 x 200.pdf": (_pdf([_page(b""), _stream(grid + _SHOW), _FONT]), "named"),
        "100,000 lines drawn.pdf": (lambda: _pdf([_page(b""), _squeezed(grid * 250 + _SHOW), _FONT]), "named"),
        "picture of 10^10 points.pdf": (
            lambda: _pdf([_page(use), _stream(b"595 0 0 842 0 0 cm /X Do"), _FONT, _stream(zlib.compress(bytes(10**7)), image)]),
            "named",
        ),
    }


def _active() -> dict[str, tuple[Made, Expected]]:
    def acts(action: bytes) -> bytes:
        return _pdf([_page(b""), _stream(_SHOW), _FONT], root=b"/OpenAction<<" + action + b">>")

    note = b"/Annots[<</Type/Annot/Subtype/FreeText/Rect[50 50 300 90]/Contents(Ghi chu them)/DA(/F 12 Tf)>>]"
    field = b"/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(Da dien)/Rect[50 50 300 90]>>]"
    return {
        "script on opening.pdf": (acts(b"/S/JavaScript/JS(app.alert\\(1\\))"), "read"),
        "program on opening.pdf": (acts(b"/S/Launch/F(/bin/sh)"), "read"),
        "address on opening.pdf": (acts(b"/S/URI/URI(http://127.0.0.1:9/)"), "read"),
        "note.pdf": (_pdf([_page(note), _stream(_SHOW), _FONT]), "read"),
        "field filled in.pdf": (_pdf([_page(field), _stream(_SHOW), _FONT], root=b"/AcroForm<</Fields[]>>"), "read"),
        "encrypted oddly.pdf": (
            _pdf([_page(b""), _stream(_SHOW), _FONT]).replace(b"trailer<<", b"trailer<</Encrypt<</Filter/Standard/V 9/R 9>>"),
            "refused",
        ),
        "with password.pdf": (
            _pdf([_page(b""), _stream(_SHOW), _FONT]).replace(
                b"trailer<<", b"trailer<</ID[(a)(a)]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>"
            ),
            "refused",
        ),
    }


def _page(keys: bytes) -> bytes:
    own = b"/Resources" in keys, b"/MediaBox" in keys
    resources = b"" if own[0] else b"/Resources<</Font<</F 5 0 R>>>>"
    return b"<</Type/Page/Parent 2 0 R/Contents 4 0 R" + resources + (b"" if own[1] else b"/MediaBox[0 0 595 842]") + keys + b">>"


def _stream(content: bytes, keys: bytes = b"") -> bytes:
    return b"<<" + keys + b"/Length %d>>stream\n" % len(content) + content + b"\nendstream"


def _squeezed(content: bytes) -> bytes:
    return _stream(zlib.compress(content), b"/Filter/FlateDecode")


def _many_pages() -> bytes:
    kids = b" ".join(b"%d 0 R" % (6 + n) for n in range(20_000))
    return _pdf([b"null", _stream(_SHOW), _FONT, *[_page(b"")] * 20_000], pages=b"/Count 20000/Kids[" + kids + b"]")


def _pdf(objects: Sequence[bytes], pages: bytes = b"/Kids[3 0 R]/Count 1", root: bytes = b"") -> bytes:
    """The objects are numbered from 3 on; 1 is the catalogue, 2 the page tree."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate((b"<</Type/Catalog/Pages 2 0 R" + root + b">>", b"<</Type/Pages" + pages + b">>", *objects), 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start))


@cache
def _sample(suffix: str) -> bytes:
    """The smallest of our own samples whose name ends so."""
    found = [path for path in _SAMPLES.rglob(f"*{suffix}") if path.name.endswith(".scan.pdf") == (suffix == ".scan.pdf")]
    return min(found, key=lambda path: path.stat().st_size).read_bytes()
