"""What the first header of an old Word file says of it ([MS-DOC] 2.5, the FIB), without reading the file's text."""

from __future__ import annotations

from dataclasses import dataclass

_SECTOR = 512  # a stream begins at a sector of the compound file
_WORD_97, _WORD_95 = b"\xec\xa5", b"\xdc\xa5"
_ENCRYPTED = 0x0100  # fEncrypted, of the flags at byte 10
_LENGTH = 0x4C  # ccpText: characters of the body, marks of paragraphs and cells and the codes of fields among them


@dataclass(frozen=True, slots=True)
class Header:
    """`encrypted`: it has a password; `characters`: of its body, all of them, 0 where they are not told (Word 95 and before)."""

    encrypted: bool
    characters: int
    before_97: bool


def header(data: bytes) -> Header | None:
    """The header in a compound file's bytes, null where there is none: it is damaged, or no Word file."""
    for at in range(_SECTOR, len(data) - _LENGTH - 4, _SECTOR):
        mark, flags, length = data[at : at + 2], data[at + 10 : at + 12], data[at + _LENGTH : at + _LENGTH + 4]
        if mark in (_WORD_97, _WORD_95):
            encrypted = bool(int.from_bytes(flags, "little") & _ENCRYPTED)
            characters = max(0, int.from_bytes(length, "little", signed=True)) if mark == _WORD_97 else 0
            return Header(encrypted, characters, mark == _WORD_95)
    return None
