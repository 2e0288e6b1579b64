"""Hazards of plain text, of formats told by their names only, and of what else lies in an office folder."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import unicodedata

from bench.hazard import LINES, Expected, Hazard, Made, files, zipped
from db.warm import PLAN

_SCRIPT = '- Sở Y tế chủ trì <script>alert(1)</script> [x](javascript:alert(1)) "><img src=x onerror=alert(1)> ngày 30/6/2022.\n'
_ODT = "application/vnd.oasis.opendocument.text"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_FORMULA = '- =HYPERLINK("http://x","y") +1+1 @SUM(A1) -2+3|cmd Sở Y tế chủ trì trước ngày 30/6/2022.\n'


def hazards(seed: int) -> list[Hazard]:
    """All of them; `seed` makes the random bytes."""
    return [*files("text", _encodings(seed)), *files("text", _contents()), *files("other", _others(seed))]


def _encodings(seed: int) -> dict[str, tuple[Made, Expected]]:
    chance = random.Random(seed)
    return {
        "empty.txt": (b"", "refused"),
        "spaces only.txt": (b" \r\n\t" * 1000, "refused"),
        "zeros only.txt": (bytes(10_000), "refused"),
        "one letter.txt": (b"a", "named"),
        "utf-16 little.txt": (PLAN.encode("utf-16"), "read"),
        "utf-16 big.txt": (b"\xfe\xff" + PLAN.encode("utf-16-be"), "read"),
        "utf-16 without mark.txt": (PLAN.encode("utf-16-le"), "read"),
        "utf-16 odd byte.txt": (PLAN.encode("utf-16") + b"\x41", "read"),
        "utf-32.txt": (PLAN.encode("utf-32"), "named"),
        "utf-8 mark.txt": (b"\xef\xbb\xbf" + PLAN.encode(), "read"),
        "decomposed.txt": (unicodedata.normalize("NFD", PLAN).encode(), "read"),
        "windows-1258.txt": (_windows_1258(PLAN), "read"),
        "broken utf-8.txt": (PLAN.encode()[:-1] + b"\xc3\x28\xe1\xbb" + PLAN.encode(), "read"),
        "cut in a letter.txt": (PLAN.encode()[:-3][:701], "read"),
        "surrogates in utf-8.txt": (PLAN.encode() + "\ud800 \udfff".encode("utf-8", "surrogatepass"), "read"),
        "overlong.txt": (PLAN.encode() + b"\xc0\xaf\xf5\x80\x80\x80", "read"),
        "zero bytes inside.txt": (PLAN.encode().replace(b"\n", b"\x00\n"), "named"),
        "control characters.txt": (PLAN.encode() + b"\x1b[2J\x07\x08\x7f" * 3, "named"),
        "random bytes.txt": (chance.randbytes(50_000), "refused"),
        "random letters.txt": ("".join(chance.choice("aăâbcdđeêghi 1.,%()\n") for _ in range(50_000)).encode(), "read"),
        "old mac lines.txt": (PLAN.replace("\n", "\r").encode(), "read"),
        "form feeds.txt": (PLAN.replace("\n", "\n\f").encode(), "read"),
        "line separators.txt": (PLAN.replace("\n", "\u2028").encode(), "read"),
    }


def _contents() -> dict[str, tuple[Made, Expected]]:
    def plan(more: str) -> bytes:
        return (PLAN + more).encode()

    return {
        "30 MB on one line.txt": (lambda: plan("Phấn đấu giảm 3,5% hộ nghèo, " * 1_000_000), "named"),
        "500,000 short lines.txt": (lambda: plan("- a\n" * 500_000), "named"),
        "5,000 headings.txt": (lambda: plan("".join(f"{n}. Việc {n}\n" for n in range(5_000))), "named"),
        "5,000 targets.txt": (lambda: plan("".join(f"- Giảm tỷ lệ hộ nghèo còn {n % 90},5% năm 2022.\n" for n in range(5_000))), "named"),
        "pump of numbers.txt": (plan("1." * 20_000), "read"),
        "pump of brackets.txt": (plan("(" * 20_000 + ")" * 20_000), "read"),
        "pump of percents.txt": (plan("từ 1% " * 3_000), "read"),
        "pump of dates.txt": (plan("ngày 1/1/" * 8_000), "read"),
        "pump of capitals.txt": (plan("A" * 40_000), "read"),
        "pump of blanks.txt": (plan(" " * 60_000 + "x"), "read"),
        "pump of dots.txt": (plan("." * 40_000), "read"),
        "huge number.txt": (plan("Hỗ trợ " + "9" * 5_000 + " hộ nghèo; còn " + "9" * 400 + "%.\n"), "read"),
        "impossible dates.txt": (plan("Trước ngày 31/02/2022, ngày 99/99/9999, tháng 13 năm 0000, quý IX/2022.\n"), "read"),
        "letters with 10,000 marks.txt": (plan("e" + "\u0301" * 10_000), "read"),
        "directions turned.txt": (plan("\u202e- Sở Y tế chủ trì\u202c\u2066\u2069\u200b\u200d\ufeff\u00ad\n"), "read"),
        "scripts.txt": (plan(_SCRIPT * 20), "read"),
        "formulas.txt": (plan(_FORMULA * 20), "read"),
        "deep numbering.md": (plan("\n".join("1." * n + " Mục" for n in range(1, 300))), "read"),
        "wide table.md": (plan("\n" + "| a " * 500 + "|\n" + "|---" * 500 + "|\n" + ("| 1 " * 500 + "|\n") * 100), "named"),
        "same line 20,000 times.txt": (lambda: plan((LINES[8] + "\n") * 20_000), "named"),
        "no plan at all.txt": ("Công thức nấu phở: xương bò, quế, hồi, gừng.\n".encode() * 50, "read"),
    }


def _others(seed: int) -> dict[str, tuple[Made, Expected]]:
    text, tar = PLAN.encode(), io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        entry = tarfile.TarInfo("../../a.txt")
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))
    html = f"<!DOCTYPE html><html><body>{''.join(f'<p>{line}</p>' for line in LINES)}<script>alert(1)</script></body></html>"
    rtf = r"{\rtf1\ansi " + "".join(r"\par " + "".join(c if ord(c) < 128 else rf"\u{ord(c)}?" for c in line) for line in LINES) + "}"
    return {
        "text named pdf.pdf": (text, "read"),
        "text named docx.docx": (text, "read"),
        "program.pdf": (b"MZ\x90\x00" + random.Random(seed).randbytes(5_000), "refused"),
        "gzip named txt.txt": (gzip.compress(text), "named"),
        "archive.tar.pdf": (tar.getvalue(), "named"),
        "rar.docx": (b"Rar!\x1a\x07\x01\x00" + bytes(500), "refused"),
        "html named doc.doc": (html.encode(), "read"),
        "page.html": (html.encode(), "read"),
        "deep page.html": (("<html><body>" + "<div>" * 50_000 + PLAN).encode(), "named"),
        "page of utf-16.html": (html.encode("utf-16"), "read"),
        "plan.rtf": (rtf.encode(), "named"),
        "deep.rtf": (b"{\\rtf1 " + b"{" * 50_000 + b"a", "named"),
        "rtf named doc.doc": (rtf.encode(), "named"),
        "ole of nothing.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3_000), "refused"),
        "word 97 cut.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(800) + "WordDocument".encode("utf-16-le") + bytes(900), "refused"),
        "with password.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(800) + "EncryptedPackage".encode("utf-16-le"), "refused"),
        "folder.zip": (zipped({"a.txt": text, "../../evil.txt": text, "/abs.txt": text, "b/c.txt": text}), "named"),
        "zip in zip.zip": (zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": text})})}), "named"),
        "bomb.zip": (lambda: zipped({f"{n}.txt": bytes(50_000_000) for n in range(20)}), "named"),
        "20,000 entries.zip": (lambda: zipped({f"{n}.txt": b"a" for n in range(20_000)}), "named"),
        "zip cut.zip": (zipped({"a.txt": text})[:-30], "named"),
        "odt.odt": (_odt(), "named"),
        "odt with laughs.odt": (_odt('<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'), "named"),
        "picture of noise.png": (lambda: _picture("PNG", seed), "named"),
        "picture of noise.jpg": (lambda: _picture("JPEG", seed), "named"),
        "two pages.tif": (lambda: _picture("TIFF", seed), "named"),
        "picture cut.png": (lambda: _picture("PNG", seed)[:900], "named"),
        "picture of 60,000 x 60,000.png": (_huge_picture, "named"),
        "sheet.xlsx": (zipped({"xl/workbook.xml": "<a/>"}), "skipped"),
        "README.md": (b"# x", "skipped"),
        "~$plan.docx": (b"x" * 162, "skipped"),
        "film.mp4": (bytes(1000), "skipped"),
    }


def _windows_1258(text: str) -> bytes:
    """Letters with tone marks behind them, as that code page has them: one letter of it stands for two of ours."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tones = [c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
            out += (base + "".join(tones)).encode("cp1258", "replace")
    return bytes(out)


def _odt(doctype: str = "") -> bytes:
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table", "style"))
    body = "".join(f"<text:p>{line}</text:p>" for line in LINES)
    head = f"<?xml version='1.0'?>{doctype}<office:document-content {spaces} office:version='1.2'>"
    content = f"{head}<office:body><office:text>{body}</office:text></office:body>"
    return zipped(
        {
            "mimetype": _ODT,
            "content.xml": content + "</office:document-content>",
            "META-INF/manifest.xml": f"<m:manifest xmlns:m='{_MANIFEST}' m:version='1.2'>"
            f"<m:file-entry m:full-path='/' m:media-type='{_ODT}'/>"
            "<m:file-entry m:full-path='content.xml' m:media-type='text/xml'/></m:manifest>",
        }
    )


def _picture(kind: str, seed: int) -> bytes:
    from PIL import Image

    out, image = io.BytesIO(), Image.frombytes("L", (400, 300), random.Random(seed).randbytes(120_000))
    more = {"save_all": True, "append_images": [image]} if kind == "TIFF" else {}
    image.save(out, kind, **more)
    return out.getvalue()


def _huge_picture() -> bytes:
    import struct
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(3_000_000))) + chunk(b"IEND", b"")
