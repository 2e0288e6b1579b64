"""The straight lines that a PDF page draws, by pypdfium2: strokes, and filled boxes too thin to be anything but a line."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from extract.parsers.pdf_grid import Rule
from extract.parsers.pdf_text import Place

_THIN = 3.0  # points
_SHORT = 4.0  # points: what is shorter rules no table
_MOST_OBJECTS = 20_000
_MOST_POINTS = 2000  # of one path; what has more is a drawing


def rules(page: Any, place: Place) -> list[Rule]:
    """The page's straight lines, lying and upright, in points as the page is seen."""
    out: list[Rule] = []
    for count, path in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if count >= _MOST_OBJECTS:
            return []
        out += _of_path(path, place)
    return out


def _of_path(path: Any, place: Place) -> Iterator[Rule]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke)):
        return
    for outline in _outlines(path, place):
        box = _box(outline)
        wide, high = box[2] - box[0], box[3] - box[1]
        if min(wide, high) <= _THIN:
            yield from _rule((box[0], box[1]), (box[2], box[3]))
        elif stroke.value:
            for start, end in pairwise(outline):
                yield from _rule(start, end)


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Rule]:
    wide, high = abs(end[0] - start[0]), abs(end[1] - start[1])
    if max(wide, high) < _SHORT or min(wide, high) > _THIN:
        return
    if wide >= high:
        yield Rule(True, (start[1] + end[1]) / 2, min(start[0], end[0]), max(start[0], end[0]))
    else:
        yield Rule(False, (start[0] + end[0]) / 2, min(start[1], end[1]), max(start[1], end[1]))


def _outlines(path: Any, place: Place) -> Iterator[list[tuple[float, float]]]:
    """The path's polygons as points on the page; none with a curve."""
    count = pdfium.FPDFPath_CountSegments(path)
    if not 0 < count <= _MOST_POINTS:
        return
    matrices = list(_matrices(path))
    x, y = ctypes.c_float(), ctypes.c_float()
    outline: list[tuple[float, float]] = []
    curved = False
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if not curved and len(outline) > 1:
                yield outline
            outline, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = x.value, y.value
        for matrix in matrices:
            point = matrix.on_point(*point)
        outline.append(place(*point))
        if pdfium.FPDFPathSegment_GetClose(segment):
            outline.append(outline[0])
    if not curved and len(outline) > 1:
        yield outline


def _matrices(path: Any) -> Iterator[Any]:
    """From the path's own coordinates outwards to the page's."""
    holder = path
    while holder is not None:
        yield holder.get_matrix()
        holder = getattr(holder, "container", None)


def _box(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)
