"""Hazards of Word files: what is hidden in them, what is broken in them, and what they would have a reader do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from docx import Document

from bench.hazard import LINES, Expected, Hazard, Made, files, zipped

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_BODY = "word/document.xml"
_LINK = "http://127.0.0.1:9/template"


def hazards(seed: int) -> list[Hazard]:
    """All of them."""
    return [*files("word", {**_shown(), **_broken(), **_hostile(), **_large()})]


def _shown() -> dict[str, tuple[Made, Expected]]:
    """Text that a plain reader does not see."""
    lines = "".join(_p(line) for line in LINES)
    shape = f"<v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>{lines}</w:txbxContent></v:textbox></v:shape>"
    box = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    note = f"<w:footnotes xmlns:w='{_W}'><w:footnote w:id='2'>{_p('Ghi chú')}</w:footnote></w:footnotes>"
    changed = (
        f"<w:p><w:ins w:id='1' w:author='a'>{_r('Sở Y tế chủ trì')}</w:ins>"
        f"<w:del w:id='2' w:author='a'><w:r><w:delText>Sở Xây dựng</w:delText></w:r></w:del></w:p>"
    )
    return {
        "plain.docx": (_docx(), "read"),
        "content controls.docx": (_of(f"<w:sdt><w:sdtContent>{lines}</w:sdtContent></w:sdt>"), "read"),
        "tracked changes.docx": (_of(lines + changed), "read"),
        "text box.docx": (_of(f"<w:p>{box}</w:p>"), "read"),
        "nested tables.docx": (_of(lines + _nested(3)), "read"),
        "footnotes.docx": (_with({"word/footnotes.xml": note}), "read"),
        "old font.docx": (
            _of("".join(_p(line, "<w:rFonts w:ascii='.VnTime'/>") for line in ("KÕ ho¹ch gi¶m nghÌo n¨m 2022",) * 9)),
            "read",
        ),
        "alternate content.docx": (
            _of(
                "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
                f"<mc:Choice Requires='x'>{lines}</mc:Choice><mc:Fallback>{lines}</mc:Fallback></mc:AlternateContent>"
            ),
            "named",
        ),
        "text outside paragraphs.docx": (_of(f"<w:r><w:t>lạc</w:t></w:r>{lines}"), "read"),
        "custom xml.docx": (_of(f"<w:customXml w:element='a'>{lines}</w:customXml>"), "read"),
        "strict.docx": (_changed({_BODY: _document(lines).replace(_W, _STRICT)}), "read"),
        "utf-16 inside.docx": (_changed({_BODY: _document(lines).replace("UTF-8", "UTF-16").encode("utf-16")}), "named"),
        "control characters.docx": (_of(lines.replace("Sở", "S&#1;ở")), "named"),
        "scripts and formulas.docx": (_of(lines + _p("&lt;script&gt;alert(1)&lt;/script&gt; =1+1 javascript:alert(1)")), "read"),
        "empty.docx": (_of(""), "refused"),
        "only a picture.docx": (_of("<w:p><w:r><w:drawing/></w:r></w:p>"), "named"),
    }


def _broken() -> dict[str, tuple[Made, Expected]]:
    whole, lines = _docx(), "".join(_p(line) for line in LINES)
    cell = f"<w:tc>{_p('a')}</w:tc>"
    rows = {
        "merge without start": f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{_p('a')}</w:tc>{cell}</w:tr>",
        "no rows": "",
        "row without cells": "<w:tr/>",
        "cell without text": f"<w:tr><w:tc/>{cell}</w:tr>",
        "span of 10^9": f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='1000000000'/></w:tcPr>{_p('a')}</w:tc></w:tr>",
        "span of letters": f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='abc'/></w:tcPr>{_p('a')}</w:tc></w:tr>",
        "span below 0": f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='-5'/></w:tcPr>{_p('a')}</w:tc></w:tr>",
        "10^9 columns before": f"<w:tr><w:trPr><w:gridBefore w:val='1000000000'/></w:trPr>{cell}</w:tr>",
    }
    tables: dict[str, tuple[Made, Expected]] = {
        f"table with {why}.docx": (_of(f"{lines}<w:tbl><w:tblGrid/>{row}</w:tbl>"), "read") for why, row in rows.items()
    }
    loop = (
        f"<w:styles xmlns:w='{_W}'><w:style w:type='paragraph' w:styleId='A'><w:basedOn w:val='B'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='B'><w:basedOn w:val='A'/></w:style></w:styles>"
    )
    numbers = (
        f"<w:numbering xmlns:w='{_W}'><w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='L'/><w:lvl w:ilvl='99'>"
        "<w:start w:val='99999999999999999999'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1%2%99'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )
    numbered = "".join(
        f"<w:p><w:pPr><w:pStyle w:val='A'/><w:numPr><w:ilvl w:val='99'/><w:numId w:val='1'/></w:numPr></w:pPr>{_r(x)}</w:p>" for x in LINES
    )
    return tables | {
        "cut.docx": (whole[: len(whole) // 2], "refused"),
        "cut at the end.docx": (whole[:-20], "refused"),
        "without document.docx": (_changed({}, without=_BODY), "refused"),
        "without types.docx": (_changed({}, without="[Content_Types].xml"), "named"),
        "without relations.docx": (_changed({}, without="_rels/.rels"), "named"),
        "body no xml.docx": (_changed({_BODY: "<w:document"}), "refused"),
        "body random.docx": (_changed({_BODY: b"\x00\xff" * 500}), "refused"),
        "body of another kind.docx": (_changed({_BODY: "<html><body>x</body></html>"}), "refused"),
        "styles in a loop.docx": (_changed({_BODY: _document(numbered), "word/styles.xml": loop}), "named"),
        "numbers in a loop.docx": (_with({"word/numbering.xml": numbers}, numbered), "named"),
        "wrong checksum.docx": (_wrong_checksum(whole), "named"),
        "bytes before.docx": (b"x" * 300 + whole, "named"),
        "bytes after.docx": (whole + b"x" * 300, "read"),
        "members twice.docx": (_twice(whole), "named"),
        "flag of encryption.docx": (whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"), "named"),
        "docx named pdf.pdf": (whole, "read"),
        "docx named txt.txt": (whole, "read"),
        "macros.docm": (whole, "named"),
    }


def _hostile() -> dict[str, tuple[Made, Expected]]:
    lines = "".join(_p(line) for line in LINES)
    laughs = "<!DOCTYPE a [<!ENTITY l0 'ha'>" + "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(10)) + "]>"
    outside = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    relation = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' TargetMode='External' "
    )
    office = "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return {
        "billion laughs.docx": (_changed({_BODY: _document(_p("&l10;"), laughs)}), "refused"),
        "outside entity.docx": (_changed({_BODY: _document(lines + _p("&x;"), outside)}), "refused"),
        "linked template.docx": (
            _changed({"word/_rels/settings.xml.rels": f"{relation}{office}/attachedTemplate' Target='{_LINK}'/></Relationships>"}),
            "read",
        ),
        "linked picture.docx": (_with({"word/a.xml": f"{relation}{office}/image' Target='{_LINK}'/></Relationships>"}), "read"),
        "member above the folder.docx": (_with({"../../evil.txt": "x", "/tmp/evil.txt": "x"}), "named"),
    }


def _large() -> dict[str, tuple[Made, Expected]]:
    lines = "".join(_p(line) for line in LINES)
    return {
        "bomb of 1 GiB.docx": (lambda: _with({"word/media/a.bin": bytes(2**30)}), "refused"),
        "bomb in the body.docx": (lambda: _of(lines + _p("a" * 300_000_000)), "refused"),
        "10,000 members.docx": (lambda: _with({f"word/media/{n}.png": b"x" for n in range(10_000)}), "refused"),
        "50,000 paragraphs.docx": (lambda: _of(_p("- Sở Y tế chủ trì.") * 50_000), "named"),
        "paragraph of 5 MB.docx": (lambda: _of(lines + _p("Sở Y tế chủ trì, " * 300_000)), "named"),
        "100,000 runs.docx": (lambda: _of(lines + "<w:p>" + _r("a ") * 100_000 + "</w:p>"), "named"),
        "tables 200 deep.docx": (lambda: _of(lines + _nested(200)), "named"),
        "controls 3,000 deep.docx": (
            lambda: _of("<w:sdt><w:sdtContent>" * 3_000 + lines + "</w:sdtContent></w:sdt>" * 3_000),
            "named",
        ),
        "table of 2,000 x 30.docx": (
            lambda: _of(lines + "<w:tbl>" + ("<w:tr>" + f"<w:tc>{_p('12,5')}</w:tc>" * 30 + "</w:tr>") * 2_000 + "</w:tbl>"),
            "named",
        ),
    }


def _r(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def _p(text: str, look: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def _nested(depth: int) -> str:
    start, end = "<w:tbl><w:tr><w:tc>", f"{_p('x')}</w:tc></w:tr></w:tbl>"
    return start * depth + _p("Sở Y tế chủ trì") + end * depth


def _document(body: str, doctype: str = "") -> str:
    return f"<?xml version='1.0' encoding='UTF-8'?>{doctype}<w:document xmlns:w='{_W}'><w:body>{body}</w:body></w:document>"


def _docx() -> bytes:
    document, out = Document(), io.BytesIO()
    for line in LINES:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def _members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(_docx())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _changed(members: Mapping[str, bytes | str], without: str = "") -> bytes:
    return zipped({name: content for name, content in (_members() | dict(members)).items() if name != without})


def _of(body: str) -> bytes:
    return _changed({_BODY: _document(body)})


def _with(members: Mapping[str, bytes | str], body: str = "") -> bytes:
    return _changed({**members, _BODY: _document(body or "".join(_p(line) for line in LINES))})


def _wrong_checksum(whole: bytes) -> bytes:
    at = whole.index(b"word/document.xml") + 40
    return whole[:at] + bytes(byte ^ 0xFF for byte in whole[at : at + 20]) + whole[at + 20 :]


def _twice(whole: bytes) -> bytes:
    out = io.BytesIO(whole)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(_BODY, _document(_p("hai lần")))
    return out.getvalue()
