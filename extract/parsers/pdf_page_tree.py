"""The tree of a damaged PDF's pages: which pages it names, those found in the file without it, and a new one where it is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import pikepdf

_NODES: Final = 100_000
_HEAD: Final = 2_000  # bytes of a page's object in which it says that it is one
_INHERITED: Final = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")  # ISO 32000-1, 7.7.3.4


def pages_of(top: Any) -> list[Any]:
    """The pages (pikepdf dictionaries) below the node `top`, null where it names one that is not there. Each gets what it inherits."""
    out: list[Any] = []
    waiting, seen = [top], set()
    while waiting and len(out) + len(waiting) < _NODES:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            out.append(None)
        elif not isinstance(node.get("/Kids"), pikepdf.Array):
            out.append(node)
        elif node.objgen not in seen:
            seen.add(node.objgen)
            below = list(node.Kids)
            for kid in below:
                _inherit(kid, node)
            waiting += reversed(below)
    return out


def _inherit(kid: Any, node: Any) -> None:
    if isinstance(kid, pikepdf.Dictionary):
        for name in _INHERITED:
            if name in node and name not in kid:
                kid[name] = node[name]


def kids(data: bytes) -> list[int]:
    """The numbers of the objects that the first array of kids in the bytes of a file names; none where there are several: then it is not
    known what comes first."""
    _, found, behind = data.partition(b"/Kids")
    if not found or b"/Kids" in behind or not behind.lstrip().startswith(b"["):
        return []
    return [int(number) for number in behind.lstrip()[1:].partition(b"]")[0].split()[::3] if number.isdigit()]


def in_their_places(pages: Sequence[Any], numbers: Sequence[int]) -> list[Any]:
    """`pages`, null among them for each of `numbers` (those that the tree named) that is none of theirs."""
    known = {page.objgen[0]: page for page in pages if page is not None}
    return [known.get(number) for number in numbers] if known.keys() <= set(numbers) else list(pages)


def with_pages(data: bytes) -> bytes:
    """The file with a new root and tree of the pages in it, in the order in which they stand: where those are gone, as in a file that was
    made for the web and cut, qpdf finds no page."""
    named = list(dict.fromkeys(_pages_in(data)))
    top = max(_objects_in(data), default=0) + 1
    made = {
        top: b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(b"%d 0 R" % number for number in named), len(named)),
        top + 1: b"<</Type/Catalog/Pages %d 0 R>>" % top,
    }
    objects = b"".join(b"%d 0 obj\n%b\nendobj\n" % one for one in made.items())
    return data.replace(b"/Root", b"/Gone") + b"\nendstream\nendobj\n" + objects + b"trailer\n<</Root %d 0 R>>\n" % (top + 1)


def _pages_in(data: bytes) -> Iterator[int]:
    """The numbers of the objects that say they are pages."""
    at = 0
    while (at := data.find(b"/Page", at)) >= 0:
        said = data[max(0, at - 9) : at].rstrip().endswith(b"/Type")
        at += len(b"/Page")
        if said and not data[at : at + 1].isalpha():
            number = _number(data, data.rfind(b" 0 obj", max(0, at - _HEAD), at))
            yield from [number] if number else []


def _objects_in(data: bytes) -> Iterator[int]:
    at = 0
    while (at := data.find(b" 0 obj", at + 1)) >= 0:
        yield _number(data, at)


def _number(data: bytes, end: int) -> int:
    """The number of the object whose "0 obj" begins at `end`; 0 where there is none."""
    digits = data[max(0, end - 9) : max(0, end)].split()[-1:]
    return int(digits[0]) if digits and digits[0].isdigit() else 0
