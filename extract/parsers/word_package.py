"""The zip container of a .docx and its XML parts (ECMA-376, transitional and strict alike).

Names are shortened on reading: `{http://...wordprocessingml/2006/main}p` becomes `w:p`, whichever edition of the standard wrote it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from extract.model import Problem, Severity, Status
from extract.parsers import Unreadable

MAX_UNPACKED = 200 * 1024 * 1024  # bytes; these three stop archives that unpack to gigabytes
MAX_RATIO = 200
MAX_ENTRIES = 5_000
_SMALL = 1024 * 1024  # a member below it may shrink as much as it likes
_DEEPEST = 200  # elements within elements

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
}
_DAMAGED = (
    "Tệp Word bị hỏng, không mở được: hãy mở và lưu lại bằng Word, hoặc tìm bản khác.",
    "Damaged Word file: open it in Word and save it again, or get another copy.",
)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a document that hold text or say how it looks. `furniture`: headers and footers by relationship id."""

    document: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    furniture: Mapping[str, Element]
    problems: tuple[Problem, ...] = ()


def unpack(data: bytes) -> Package:
    """The package in `data`. Raises Unreadable where it is damaged, encrypted, no Word document, or would unpack to too much."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            _preflight(archive)
            return _package(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ElementTree.ParseError, KeyError, UnicodeError, ValueError) as damage:
        raise Unreadable(*_DAMAGED) from damage


def _preflight(archive: ZipFile) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("Tệp có mật khẩu: hãy bỏ mật khẩu.", "Password-protected file: remove the password.", Status.ENCRYPTED)
    swollen = any(m.file_size > _SMALL and m.file_size > MAX_RATIO * max(1, m.compress_size) for m in members)
    if len(members) > MAX_ENTRIES or sum(m.file_size for m in members) > MAX_UNPACKED or swollen:
        raise Unreadable(
            "Tệp Word giải nén ra quá lớn nên không được đọc: hãy lưu lại bằng Word hoặc tìm bản khác.",
            "The Word file would unpack to far too much and was not read: save it again in Word, or get another copy.",
        )


def _package(archive: ZipFile) -> Package:
    main = next((path for _, kind, path in _relations(archive, "") if kind == "officeDocument"), "word/document.xml")
    document = _xml(archive.read(main))
    problems: list[Problem] = []
    singles: dict[str, Element] = {}
    furniture: dict[str, Element] = {}
    for ident, kind, path in _relations(archive, main):
        if kind not in ("styles", "numbering", "footnotes", "endnotes", "header", "footer"):
            continue
        try:
            root = _xml(archive.read(path))
        except (KeyError, ElementTree.ParseError) as damage:
            problems.append(_missing(path, damage))
            continue
        if kind in ("header", "footer"):
            furniture[ident] = root
        else:
            singles[kind] = root
    return Package(
        document,
        singles.get("styles"),
        singles.get("numbering"),
        singles.get("footnotes"),
        singles.get("endnotes"),
        furniture,
        tuple(problems),
    )


def _missing(path: str, damage: Exception) -> Problem:
    message = f"Phần {path} của tệp Word bị hỏng hoặc thiếu: số mục tự động, chú thích hoặc đầu trang có thể thiếu."
    english = f"Part {path} of the Word file is damaged or missing ({type(damage).__name__}): numbers, notes or headers may be missing."
    return Problem("parse", Severity.WARNING, message, english)


def _relations(archive: ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """Id, kind and path of what `part` ("" for the package) refers to within the archive."""
    folder, name = dirname(part), part.rpartition("/")[2]
    try:
        root = _xml(archive.read(join(folder, "_rels", f"{name}.rels")))
    except KeyError:
        return
    for relation in root:
        if relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], path


class _Builder(ElementTree.TreeBuilder):
    """Refuses document types (entities that swell or point outside)."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise ValueError("document type declared")


@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    if name[0] != "{":
        return name
    space, _, local = name[1:].partition("}")
    return f"{_PREFIXES.get(space, '?')}:{local}"


def _xml(data: bytes) -> Element:
    """The tree of an XML part with short names. Raises ValueError where it is nested without end, declares a document type
    or an encoding that nobody knows."""
    parser = ElementTree.XMLParser(target=_Builder())
    try:
        parser.feed(data)
        root: Element = parser.close()
    except LookupError as error:
        raise ValueError(f"unknown encoding: {error}") from error
    level = [root]
    for _ in range(_DEEPEST):
        below: list[Element] = []
        for element in level:
            element.tag = _short(element.tag)
            if attributes := element.attrib:
                element.attrib = {_short(name): value for name, value in attributes.items()}
            below += element
        if not below:
            return root
        level = below
    raise ValueError("nested too deeply")
