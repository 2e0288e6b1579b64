"""Names in zip archives, which old programs wrote in the code page of their machine, and which may point out of the archive."""

from __future__ import annotations

import unicodedata
from typing import Final
from zipfile import ZipInfo

_UTF8: Final = 0x800  # the flag of a name in UTF-8
_LETTERS_437: Final = range(0x80, 0xA9)  # where the code page 437 has letters; above they are lines and Greek
_LONGEST: Final = 100  # characters of a part
_PARTS: Final = 30
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def shown(entry: ZipInfo) -> str:
    """The path of a file in its archive, "/" between parts, relative, without ".." or drives, in readable letters.

    >>> shown(ZipInfo("../../etc/passwd")), shown(ZipInfo("C:\\\\tài liệu\\\\a.doc"))
    ('etc/passwd', 'tài liệu/a.doc')
    """
    name = _decoded(entry).replace("\\", "/")
    parts = [_clean(part) for part in name.split("/")]
    kept = [part for part in parts if part not in ("", ".", "..") and not (len(part) == 2 and part[1] == ":")]
    return "/".join(map(_cut, kept[-_PARTS:])) or "_"


def _decoded(entry: ZipInfo) -> str:
    """The name in Unicode. Without the flag it is bytes of some machine, which the library takes for code page 437."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        data = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for codec in ("utf-8", "cp1258"):
        try:
            name = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec == "utf-8" or any(byte > 127 and byte not in _LETTERS_437 for byte in data):
            return name
    return entry.filename


def _clean(part: str) -> str:
    return unicodedata.normalize("NFC", "".join(c for c in part if unicodedata.category(c) not in _UNSEEN)).strip()


def _cut(part: str) -> str:
    """Short enough for every disk, its ending kept."""
    stem, dot, suffix = part.rpartition(".")
    if len(part) <= _LONGEST:
        return part
    return f"{stem[: _LONGEST - 20]}…{dot}{suffix[:18]}" if dot and stem else part[:_LONGEST]
