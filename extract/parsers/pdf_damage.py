"""Whether parts of a PDF are damaged though its pages open: pdfium shows what it can unpack and says nothing of the rest.

Every packed stream carries its own end and checksum (zlib, RFC 1950), so unpacking each to its end tells.
"""

from __future__ import annotations

import zlib
from typing import Final

_BEFORE: Final = 2_000  # bytes before a stream in which its dictionary begins
_AT_ONCE: Final = 1 << 20
_MOST: Final = 64 << 20  # bytes unpacked of one stream


def damaged_streams(data: bytes) -> int:
    """How many of the packed streams of the PDF file `data` do not unpack to their end; 0 for an encrypted file."""
    if b"/Encrypt" in data:
        return 0
    damaged, at = 0, 0
    while (at := data.find(b"stream", at)) >= 0:
        dictionary = data[data.rfind(b" obj", max(0, at - _BEFORE), at) : at]
        at += len(b"stream")
        start = at + (2 if data[at : at + 2] == b"\r\n" else 1)
        if not dictionary.rstrip().endswith(b">>"):
            continue  # "endstream", or a word in a text
        if _packed_only(dictionary):
            end = _end(data, start)
            damaged += end is None
            at = end or at
        if (after := data.find(b"endstream", at)) >= 0:
            at = after + len(b"endstream")
    return damaged


def _packed_only(dictionary: bytes) -> bool:
    """Whether zlib is the first filter of a stream."""
    _, given, behind = dictionary.partition(b"/Filter")
    return bool(given) and behind.lstrip(b" \r\n\t[").startswith(b"/FlateDecode")


def _end(data: bytes, start: int) -> int | None:
    """Where the stream that starts at `start` ends; null where it does not unpack so far."""
    unpacker, at, unpacked = zlib.decompressobj(), start, 0
    try:
        while not unpacker.eof and unpacked < _MOST:
            piece = unpacker.unconsumed_tail
            if not piece:
                piece = data[at : at + _AT_ONCE]
                at += len(piece)
            if not piece:
                return None
            unpacked += len(unpacker.decompress(piece, _AT_ONCE))
    except zlib.error:
        return None
    return at - len(unpacker.unused_data)
