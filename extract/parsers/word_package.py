"""The zip container of a .docx and its XML parts (ECMA-376, transitional and strict alike).

Strict parts are read as transitional ones, whose names `word_names` knows.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile

from lxml.etree import XMLParser, XMLSyntaxError, XPath, fromstring, tostring

from extract.model import Problem, Severity, Status
from extract.parsers import Unreadable
from extract.parsers.word_names import STRICT, Element

MAX_UNPACKED = 200 * 1024 * 1024  # bytes; these three stop archives that unpack to gigabytes
MAX_RATIO = 200
MAX_ENTRIES = 5_000
_SMALL = 1024 * 1024  # a member below it may shrink as much as it likes
_TOO_DEEP = XPath(f"boolean({200 * '/*'})")  # elements within elements

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
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, XMLSyntaxError, KeyError, UnicodeError, ValueError) as damage:
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
        except (KeyError, XMLSyntaxError) as damage:
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


def _xml(data: bytes) -> Element:
    """The tree of an XML part. Raises ValueError where it is nested without end or declares a document type (entities that swell or
    point outside), XMLSyntaxError where it is no XML."""
    root = _tree(data)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("document type declared")
    if _TOO_DEEP(root):
        raise ValueError("nested too deeply")
    if STRICT.keys() & set(root.nsmap.values()):
        text: bytes = tostring(root, encoding="utf-8")
        for strict, transitional in STRICT.items():
            text = text.replace(strict.encode(), transitional.encode())
        return _tree(text)
    return root


def _tree(data: bytes) -> Element:
    parser = XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return fromstring(data, parser)
