"""Which format a file has, by its content: names lie."""

from __future__ import annotations

import stat
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from extract.parsers.text_bytes import utf16
from extract.parsers.word97 import header

_HEAD = 64 * 1024
_OLE_SEARCH = 4 * 1024 * 1024  # where a compound file's directory is looked for, in bytes
_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image"),
    (b"\xff\x4f\xff\x51", "image"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
)
_BRANDS = {b"avif": "image"} | dict.fromkeys(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "heic"
)  # ISO 23008-12
_MEMBERS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_MANIFEST = "META-INF/manifest.xml"
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_FLAT = ((b"<w:worddocument", "doc"), (b"urn:oasis:names:tc:opendocument", "odt"), (b"/office/2006/xmlpackage", "xml"))


def sniff(path: Path) -> str | None:
    """The format of the regular file at `path`: docx, pdf, text, doc, odt, encrypted (an Office file with a password), rtf, html, mhtml,
    image, heic, xlsx, pptx, ods, odp, xml, zip, rar, 7z, gzip, ole; null where it is empty, of no known format, a link or no regular file.

    Raises OSError where the file cannot be read.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        return None
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00 \t\r\n"):
        return None
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(path)
    return next((name for magic, name in _MAGIC if head.startswith(magic)), None) or _picture(head) or _text(head)


def _zip(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
            kind = archive.open("mimetype").read(100) if names[:1] == ["mimetype"] else b""
            listed = archive.open(_MANIFEST).read(_HEAD) if kind and _MANIFEST in names else b""
    except (BadZipFile, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error):
        return "zip"
    if kind in _OPEN_DOCUMENTS:
        return "encrypted" if b":encryption-data" in listed else _OPEN_DOCUMENTS[kind]
    if not {"[Content_Types].xml", "_rels/.rels"} & set(names):
        return "zip"
    return next((kind for folder, kind in _MEMBERS if any(name.startswith(folder) for name in names)), "zip")


def _ole(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(_OLE_SEARCH)
        file.seek(max(0, path.lstat().st_size - _OLE_SEARCH))
        data += file.read(_OLE_SEARCH)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    if "WordDocument".encode("utf-16-le") not in data:
        return "ole"
    word = header(data)
    return "encrypted" if word and word.encrypted else "doc"


def _picture(head: bytes) -> str | None:
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image"
    if head.startswith(b"BM") and len(head) > 30 and head[6:10] == bytes(4) and head[26:28] == b"\x01\x00":
        return "image"
    return _BRANDS.get(head[8:12]) if head[4:8] == b"ftyp" else None


def _text(head: bytes) -> str | None:
    if codec := utf16(head):
        head = head[: len(head) // 2 * 2].decode(codec, errors="ignore").encode()
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    if b"\x00" in head or controls * 100 > len(head):
        return None
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"mime-version:", b"from: <saved by", b'from: "saved by')) and b"multipart/related" in start[:4096]:
        return "mhtml"
    if start.startswith(b"<?xml"):
        if flat := next((kind for mark, kind in _FLAT if mark in start[:4096]), None):
            return flat
        start = start[start.find(b"?>") + 2 :].lstrip()
    while start.startswith(b"<!--") and b"-->" in start:
        start = start[start.find(b"-->") + 3 :].lstrip()
    return "html" if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<meta")) else "text"
