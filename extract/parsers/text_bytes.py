"""Bytes -> text: Unicode in its three encodings, text of old fonts, the Windows code page for Vietnamese."""

from __future__ import annotations

import codecs

from extract.model import Problem, Severity, Status
from extract.parsers.legacy import SCHEMES, common_words, converted, scheme

_BROKEN_SHARE = 0.02  # of the characters: beyond it a text is no UTF-8 with a few faults
_SAMPLE = 64 * 1024  # bytes that tell UTF-16


def utf16(data: bytes) -> str | None:
    """The codec of UTF-16 text, with its mark or without; null for anything else.

    Without one it shows by its spaces and Latin letters: every other byte of theirs is zero.

    >>> utf16("Kế hoạch năm 2023".encode("utf-16-be")), utf16(b"K\\x1ebf")
    ('utf-16-be', None)
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[: min(len(data), _SAMPLE) // 2 * 2]
    for codec, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        zeros, others = sample[high::2].count(0), sample[low::2].count(0)
        if 10 * zeros >= 3 * len(sample) // 2 and others * 5 <= zeros:  # a grave accent by itself has a zero at the other side
            text = sample.decode(codec, errors="replace")
            strange = sum(c not in "\t\n\r\f\v" and (ord(c) < 32 or c == "\ufffd" or ord(c) >= 0x3000) for c in text)
            return codec if strange * 50 <= len(text) and len(text) > 1 else None
    return None


def decode(data: bytes) -> tuple[str, tuple[Problem, ...], Status]:
    """The text of a file's bytes: UTF-8, UTF-16, text of old fonts, else the Windows code page for Vietnamese; a problem where it is not
    plain Unicode."""
    if codec := utf16(data):
        return data.decode(codec, errors="replace").removeprefix("\ufeff"), (), Status.OK
    try:
        text = data.decode("utf-8-sig")
        old = scheme(text)
        return (SCHEMES[old](text), (converted(old),), Status.OK) if old else (text, (), Status.OK)
    except UnicodeDecodeError:
        western = data.decode("latin-1")
    if old := scheme(western, beside=common_words(windows(data))):
        return SCHEMES[old](western), (converted(old),), Status.OK
    return _damaged(data)


def windows(data: bytes) -> str:
    """Text of the Windows code page for Vietnamese (1258), whose tone marks follow their letters."""
    return data.decode("cp1258", errors="replace")


def _damaged(data: bytes) -> tuple[str, tuple[Problem, ...], Status]:
    """UTF-8 with a few faults, or else the code page."""
    mended = data.decode("utf-8-sig", errors="replace")
    broken = mended.count("\ufffd")
    if broken <= _BROKEN_SHARE * len(mended) and sum(map(str.isalpha, mended)) > sum(map(str.isascii, mended)) / 2:
        message = f"{broken} ký tự hỏng trong tệp UTF-8 được thay bằng dấu \ufffd: hãy so với bản gốc."
        english = f"{broken} broken characters in this UTF-8 file were replaced: compare with the original."
        return mended, (Problem("parse", Severity.WARNING, message, english),), Status.PARTIAL
    return windows(data), (code_page(),), Status.OK


def code_page() -> Problem:
    """What to tell of a file that was read by the Windows code page."""
    message = "Tệp không phải Unicode, được đọc theo bảng mã Windows-1258: hãy kiểm tra dấu tiếng Việt hoặc lưu lại thành UTF-8."
    english = "The file is not Unicode and was read as Windows-1258: check the Vietnamese letters, or save it again as UTF-8."
    return Problem("parse", Severity.WARNING, message, english)
