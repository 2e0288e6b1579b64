"""Which format a file has, by its content: names lie."""

from __future__ import annotations

import stat
from pathlib import Path
from zipfile import BadZipFile, ZipFile

_HEAD = 64 * 1024
_OLE_SEARCH = 4 * 1024 * 1024  # where a compound file's directory is looked for, in bytes
_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
)
_MEMBERS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))


def sniff(path: Path) -> str | None:
    """The format of the regular file at `path`: docx, pdf, text, doc, encrypted (an Office file with a password), rtf, html, image,
    xlsx, pptx, zip, rar, 7z, gzip, ole; null where it is empty, of no known format, a link or no regular file.

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
    return next((name for magic, name in _MAGIC if head.startswith(magic)), None) or _text(head)


def _zip(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
    except (BadZipFile, ValueError, NotImplementedError, EOFError):
        return "zip"
    return next((kind for folder, kind in _MEMBERS if any(name.startswith(folder) for name in names)), "zip")


def _ole(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(_OLE_SEARCH)
        file.seek(max(0, path.lstat().st_size - _OLE_SEARCH))
        data += file.read(_OLE_SEARCH)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    return "doc" if "WordDocument".encode("utf-16-le") in data else "ole"


def _text(head: bytes) -> str | None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    if b"\x00" in head or controls * 100 > len(head):
        return None
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    return "html" if start.startswith((b"<!doctype html", b"<html")) else "text"
