"""The straight lines of a scanned page, found in its grey picture: how far it leans, the page set upright, its rules in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from extract.model import Box
from extract.parsers.pdf_grid import Grid, Rule, grids, merged

PALER = 45  # grey levels by which ink is darker than the paper
_ACROSS, _DOWN = 36.0, 14.0  # points: a straight stretch that no letter has
_WHOLE = 0.9  # of such a stretch is ink, even where a rule is broken
_DRAWN = 0.7  # of a cell's side is ink where it is ruled
_CROSSED = 0.25  # and at most so much of what lies beside it is ink
_AWAY = 9  # pixels from the middle of a rule to what lies beside it
_NEAR = 3.0  # points within which two rules meet
_NEIGHBOURS = 5  # pixels on each side of a speck
_SPECK = 9  # pixels of ink
_LEAN = 2.5  # degrees: the most that a page leans
_STEP = 0.025

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Upright:
    """A scanned page set upright, in a grey picture without its rules; `grids` are its ruled tables in points of that picture.

    `lean` is by how many degrees, clockwise, the page lies on the scan."""

    picture: Image.Image
    points_per_pixel: float
    lean: float
    grids: tuple[Grid, ...]

    @property
    def paper(self) -> float:
        """The grey of the bare paper."""
        return _paper(self.picture)

    def on_scan(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the upright page stands on the scan, both in points from the top left."""
        a, b, c, d, e, f = _turn(self.lean, self.picture.width, self.picture.height)
        s = self.points_per_pixel
        return a * x + b * y + c * s, d * x + e * y + f * s

    def box_on_scan(self, box: Box) -> Box:
        """The box of the same size around the place on the scan where the middle of `box` stands."""
        wide, high = (box.x1 - box.x0) / 2, (box.bottom - box.top) / 2
        x, y = self.on_scan(box.x0 + wide, box.top + high)
        return Box(box.page, *(round(v, 1) for v in (max(0.0, x - wide), max(0.0, y - high), x + wide, y + high)))

    def corners_on_scan(self, grid: Grid) -> list[tuple[float, float]]:
        """A table's corners on the scan in points, clockwise from the top left."""
        left, right, top, bottom = grid.columns[0], grid.columns[-1], grid.rows[0], grid.rows[-1]
        return [self.on_scan(x, y) for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))]


def upright(picture: Image.Image, points_per_pixel: float) -> Upright | None:
    """The page of a grey `picture` with its ruled tables; null where it has none. Pages without upright rules are done with in a glance."""
    across, down = (max(8, round(length / points_per_pixel)) for length in (_ACROSS, _DOWN))
    if not _may_be_ruled(_ink(picture), down):
        return None
    lean = _lean(_ink(picture), across)
    if abs(lean) > _LEAN - _STEP:
        return None
    turned = picture.transform(
        picture.size, Image.Transform.AFFINE, _turn(lean, *picture.size), Image.Resampling.BICUBIC, fillcolor=int(_paper(picture))
    )
    ink = _ink(turned)
    lying, standing = _rules(ink, across), _rules(ink.T, down).T
    first = grids(_standing([*_lines(lying, True, points_per_pixel), *_lines(standing.T, False, points_per_pixel)]))
    rules = [rule for grid in first for rule in _measured(grid, ink, points_per_pixel)]
    found = grids(rules)
    if not found:
        return None
    clean = _without_rules(turned, lying | _thick(standing.T).T, rules, points_per_pixel)
    return Upright(_without_specks(clean), points_per_pixel, lean, tuple(found))


def _turn(lean: float, width: int, height: int) -> tuple[float, float, float, float, float, float]:
    """x' = ax + by + c, y' = dx + ey + f: from a pixel of the upright page to one of the scan, about the middle."""
    c, s, x, y = cos(radians(lean)), sin(radians(lean)), width / 2, height / 2
    return c, -s, x - c * x + s * y, s, c, y - s * x - c * y


def _paper(picture: Image.Image) -> float:
    return float(np.median(np.asarray(picture)[::8, ::8]))


def _ink(picture: Image.Image) -> Mask:
    return np.asarray(picture) < _paper(picture) - PALER


def _may_be_ruled(ink: Mask, length: int) -> bool:
    """Whether upright strokes stand on the page that are longer than any letter's: at least two columns of pixels, and in three places."""
    high = ink.shape[0] // length * length
    strips = ink[:high].reshape(-1, length, ink.shape[1]).sum(axis=1, dtype=np.uint8) >= _WHOLE * length
    return int(strips.sum()) >= 3 and int(strips.any(axis=0).sum()) >= 2


def _lean(ink: Mask, length: int) -> float:
    """The angle at which the stretches of lying rules fall into the fewest rows of pixels."""
    thick = _thick(ink)
    wide = thick.shape[1] // length * length
    rows, strips = np.nonzero(thick[:, :wide].reshape(thick.shape[0], -1, length).sum(axis=2, dtype=np.uint8) >= _WHOLE * length)
    if len(rows) == 0:
        return 0.0
    columns = (strips + 0.5) * length - ink.shape[1] / 2
    angles = np.arange(-_LEAN, _LEAN + _STEP / 2, _STEP)
    sharp = [float(np.square(np.bincount(np.rint(rows - columns * sin(radians(a)) + ink.shape[0]).astype(np.int64))).sum()) for a in angles]
    best = np.flatnonzero(np.array(sharp) >= max(sharp))
    return float(angles[best[len(best) // 2]])


def _thick(ink: Mask) -> Mask:
    """Each pixel of ink with those above and below it: a rule that is not quite straight stays in one row."""
    out = ink.copy()
    out[1:] |= ink[:-1]
    out[:-1] |= ink[1:]
    return out


def _rules(ink: Mask, length: int) -> Mask:
    """The pixels of lying rules: those in stretches of `length` pixels that are all but whole."""
    thick = _thick(ink)
    whole = np.zeros_like(ink)
    if ink.shape[1] <= length:
        return whole
    sums = np.cumsum(np.pad(thick, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    begins = (sums[:, length:] - sums[:, :-length]) >= _WHOLE * length
    edges = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int32)
    edges[:, : begins.shape[1]] += begins
    edges[:, length : length + begins.shape[1]] -= begins
    return (np.cumsum(edges[:, :-1], axis=1) > 0) & thick


def _lines(mask: Mask, across: bool, scale: float) -> Iterator[Rule]:
    """The stretches of a mask's rows as rules in points."""
    bounded = np.pad(mask, ((0, 0), (1, 1))).astype(np.int8)
    rows, places = np.nonzero(np.diff(bounded, axis=1))
    for row, start, end in zip(rows[::2].tolist(), places[::2].tolist(), places[1::2].tolist(), strict=True):
        yield Rule(across, (row + 0.5) * scale, start * scale, end * scale)


def _standing(rules: Sequence[Rule]) -> list[Rule]:
    """Rules less short upright ones that do not reach from one lying rule to another: tall letters close to a table."""
    whole = merged(rules)
    lying = [rule for rule in whole if rule.across]

    def held(place: float, at: float) -> bool:
        return any(abs(rule.at - place) <= _NEAR and rule.start - _NEAR <= at <= rule.end + _NEAR for rule in lying)

    return [r for r in whole if r.across or r.end - r.start > 2 * _DOWN or (held(r.start, r.at) and held(r.end, r.at))]


def _measured(grid: Grid, ink: Mask, scale: float) -> Iterator[Rule]:
    """The sides of the grid's squares along which ink is drawn: rules between two short rows are too short to be seen by themselves.

    Upright ones stand between lying ones: the letters of a heading close under a table are none of its rules."""

    def drawn(pixels: Mask, place: float, steps: Sequence[float], crossed: float = 1.0) -> list[tuple[float, float]]:
        shares = ((s, _share(pixels, place / scale, s[0] / scale, s[1] / scale)) for s in pairwise(steps))
        return [s for s, (share, beside) in shares if share >= _DRAWN and beside <= crossed]

    lying = {row: drawn(ink, row, grid.columns) for row in grid.rows}
    rows = [row for row in grid.rows if lying[row]]
    for row in rows:
        yield from (Rule(True, row, start, end) for start, end in lying[row])
    for column in grid.columns:
        yield from (Rule(False, column, start, end) for start, end in drawn(ink.T, column, rows, _CROSSED))


def _share(pixels: Mask, row: float, start: float, end: float) -> tuple[float, float]:
    """Of a lying stretch, its ends left out: the share in which ink stands in a row of three pixels' height at `row` or next to it, and
    the share of ink beside that row, which is little at a rule and more where letters are taken for one."""
    middle, margin = round(row), 0.1 * (end - start)
    stretch = slice(round(start + margin), max(round(end - margin), round(start + margin) + 1))
    top = max(0, middle - 4)
    band = pixels[top : middle + 5, stretch]
    if not band.size:
        return 0.0, 0.0
    full = _thick(band).mean(axis=1)
    best = top + int(full.argmax())
    beside = [pixels[max(0, best - _AWAY - 3) : max(0, best - _AWAY), stretch], pixels[best + _AWAY : best + _AWAY + 3, stretch]]
    return float(full.max()), max((float(side.mean()) for side in beside if side.size), default=0.0)


def _without_rules(picture: Image.Image, mask: Mask, rules: Sequence[Rule], scale: float) -> Image.Image:
    near = np.zeros_like(mask)
    for rule in rules:
        middle, stretch = round(rule.at / scale), slice(max(0, round(rule.start / scale) - 4), round(rule.end / scale) + 5)
        (near if rule.across else near.T)[max(0, middle - 5) : middle + 6, stretch] = True
    pixels = np.array(picture)
    pixels[mask & near] = int(_paper(picture))
    return Image.fromarray(pixels)


def _without_specks(picture: Image.Image) -> Image.Image:
    """Dirt is ink that has no other ink near it, and less of it than a full stop."""
    ink = _ink(picture)
    sums = np.pad(np.pad(ink, _NEIGHBOURS).cumsum(axis=0, dtype=np.int32).cumsum(axis=1), ((1, 0), (1, 0)))
    side = 2 * _NEIGHBOURS + 1
    around = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    pixels = np.array(picture)
    pixels[ink & (around <= _SPECK)] = int(_paper(picture))
    return Image.fromarray(pixels)


def without(picture: Image.Image, polygons: Sequence[Sequence[tuple[float, float]]], points_per_pixel: float) -> Image.Image:
    """A copy of a grey `picture` in which the `polygons` (in points) are blank paper."""
    out = picture.copy()
    draw = ImageDraw.Draw(out)
    for polygon in polygons:
        draw.polygon([(x / points_per_pixel, y / points_per_pixel) for x, y in polygon], fill=int(_paper(picture)))
    return out
