"""A scanned page as it is read: turned upright, set straight, the two pages of an open book parted; and where things then stand on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extract.model import Block, Box, Line, Span

_PALER: Final = 45  # grey levels by which ink is darker than the paper
_SMALL: Final = 4  # pixels of the picture in one of those that are looked at
_LEAN: Final = 6.0  # degrees: the most that a page leans
_STEP: Final = 0.25
_STRAIGHT: Final = 1.25  # degrees; measured: Tesseract reads all words of a page that leans by 1, 97% by 2, 53% by 3, 18% by 5
_SHARPER: Final = 1.15  # times as sharp as unturned must the lines be: a page of stamps and pictures has none
_WIDE: Final = 1.2  # times as wide as high is a page that may be two
_MIDDLE: Final = (0.4, 0.6)  # of the width, where the gutter is
_GUTTER: Final = 0.025  # of the width that it is wide at least
_WRITTEN: Final = (0.25, 0.02)  # of the rows of one half, and of the other, hold ink
_TURNS: Final = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}

Affine = tuple[float, float, float, float, float, float]
_SAME: Final[Affine] = (1, 0, 0, 0, 1, 0)


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is read as one page: its grey `picture`; `there`: x' = ax + by + c, y' = dx + ey + f from a pixel of it to one of the scan."""

    picture: Image.Image
    points_per_pixel: float
    there: Affine = _SAME

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.picture.width * self.points_per_pixel, self.picture.height * self.points_per_pixel

    def turned(self, degrees: int) -> Leaf:
        """The leaf turned anticlockwise by 90, 180 or 270 degrees."""
        w, h = self.picture.size
        back: dict[int, Affine] = {90: (0, -1, w, 1, 0, 0), 180: (-1, 0, w, 0, -1, h), 270: (0, 1, 0, -1, 0, h)}
        return replace(self, picture=self.picture.transpose(_TURNS[degrees]), there=_then(self.there, back[degrees]))

    def straight(self) -> Leaf:
        """The leaf with its lines level; itself where they nearly are."""
        lean = _lean(self.picture)
        if abs(lean) < _STRAIGHT:
            return self
        c, s, x, y = cos(radians(lean)), sin(radians(lean)), self.picture.width / 2, self.picture.height / 2
        back = c, -s, x - c * x + s * y, s, c, y - s * x - c * y
        paper = int(np.median(np.asarray(self.picture)[::8, ::8]))
        made = self.picture.transform(self.picture.size, Image.Transform.AFFINE, back, Image.Resampling.BICUBIC, fillcolor=paper)
        return replace(self, picture=made, there=_then(self.there, back))

    def halves(self) -> tuple[Leaf, ...]:
        """The two pages of an open book, the left one first; else itself."""
        at = _gutter(self.picture)
        if at is None:
            return (self,)
        w, h = self.picture.size
        right = replace(self, picture=self.picture.crop((at, 0, w, h)), there=_then(self.there, (1, 0, at, 0, 1, 0)))
        return replace(self, picture=self.picture.crop((0, 0, at, h))), right

    def on_scan(self, box: Box, page: int) -> Box:
        """The smallest upright box on the scan, which is `page` of its document, around a `box` of the leaf; both in points."""
        a, b, c, d, e, f = self.there
        s = self.points_per_pixel
        corners = [(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs, ys = [a * x + b * y + c * s for x, y in corners], [d * x + e * y + f * s for x, y in corners]
        return Box(page, *(round(max(0.0, edge), 1) for edge in (min(xs), min(ys), max(xs), max(ys))))

    def placed(self, line: Line, text: str, page: int) -> Iterator[Line]:
        """A printed line of a block's `text` where it stands on the scan: one for each word where it does not lie level there."""
        level = self.there[1] == self.there[3] == 0 < self.there[0]
        spans = [line.span] if level else list(_words(line.span, text))
        per_character = (line.box.x1 - line.box.x0) / max(1, line.span.end - line.span.start)
        for span in spans:
            x0, x1 = (line.box.x0 + (at - line.span.start) * per_character for at in (span.start, span.end))
            own = tuple(at.shift(line.span.start - span.start) for at in line.doubtful)
            unsure = tuple(word for word in own if word.start < span.end - span.start and word.end > 0)
            yield replace(line, span=span, doubtful=unsure, box=self.on_scan(replace(line.box, x0=x0, x1=x1), page))


def moved(block: Block, leaves: dict[int, tuple[int, Leaf | None]]) -> Block:
    """A block of leaves with its lines where they stand in the document; `leaves`: number of a leaf -> of the page, and where it lies if
    not as the page itself."""
    out: list[Line] = []
    for line in block.lines:
        page, leaf = leaves[line.box.page]
        out += leaf.placed(line, block.text, page) if leaf else [replace(line, box=replace(line.box, page=page))]
    return replace(block, lines=tuple(out))


def _words(span: Span, text: str) -> Iterator[Span]:
    at = span.start
    for word in span.of(text).split(" "):
        if word:
            yield Span(at, at + len(word))
        at += len(word) + 1


def _then(outer: Affine, inner: Affine) -> Affine:
    """The one map that does `inner` first and `outer` then."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return a * g + b * j, a * h + b * k, a * i + b * m + c, d * g + e * j, d * h + e * k, d * i + e * m + f


def _ink(picture: Image.Image) -> NDArray[np.bool_]:
    """Where ink is, in a smaller picture."""
    small: NDArray[np.uint8] = np.asarray(picture.reduce(_SMALL))
    dark: NDArray[np.bool_] = small < np.median(small) - _PALER
    return dark


def _lean(picture: Image.Image) -> float:
    """By how many degrees, clockwise, the lines of a page lean: so turned their ink falls into the fewest rows; 0 where that is unsure."""
    rows, columns = np.nonzero(_ink(picture))
    if len(rows) < 500:
        return 0.0
    angles = np.arange(-_LEAN, _LEAN + _STEP / 2, _STEP)
    middle = columns - picture.width / _SMALL / 2
    sharp = [_sharpness(rows - middle * np.tan(radians(angle))) for angle in angles]
    best = int(np.argmax(sharp))
    if best in (0, len(angles) - 1) or sharp[best] < _SHARPER * sharp[len(angles) // 2]:
        return 0.0
    return float(angles[best])


def _sharpness(rows: NDArray[np.float64]) -> float:
    counts = np.bincount(np.rint(rows - rows.min()).astype(np.int64))
    return float(np.square(counts, dtype=np.float64).sum())


def _gutter(picture: Image.Image) -> int | None:
    """The pixel column in the middle of the empty strip between two pages side by side; null where there are no two."""
    width, height = picture.size
    if width < _WIDE * height:
        return None
    ink = _ink(picture)
    ink &= ink.mean(axis=0) < 0.8  # the dark edge that a book's fold makes is no text
    wide = ink.shape[1]
    start, end = (round(share * wide) for share in _MIDDLE)
    empty = ink[:, start:end].mean(axis=0) < 0.005
    run = _longest(empty)
    if run is None or run[1] - run[0] < _GUTTER * wide:
        return None
    at = start + (run[0] + run[1]) // 2
    written = sorted(float(half.any(axis=1).mean()) for half in (ink[:, :at], ink[:, at:]))
    return at * _SMALL if written[1] >= _WRITTEN[0] and written[0] >= _WRITTEN[1] else None


def _longest(empty: NDArray[np.bool_]) -> tuple[int, int] | None:
    """Where the longest stretch of columns that are empty starts and ends."""
    changes = np.flatnonzero(np.diff(np.concatenate(([0], empty.view(np.int8), [0]))))
    runs = list(zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True))
    return max(runs, key=lambda run: run[1] - run[0], default=None)
