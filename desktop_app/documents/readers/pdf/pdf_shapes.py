"""What is drawn on a page of a PDF beside its letters: level lines, and pictures."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

_MOST_OBJECTS: Final = 2_000
_MOST_LINES: Final = 300
"""A drawing has more; there they are no sign of anything."""
_MOST_PICTURES: Final = 200
_MOST_SEGMENTS: Final = 6
"""Of a line (two) or a rectangle (five)."""
_THIN_POINTS: Final = 3.0
_FORM_DEPTH: Final = 3
_MOST_OVER: Final = 50
_MOST_WORDS: Final = 500
_MOST_PARTS: Final = 20


class Box(NamedTuple):
    """Where something is on its page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


@dataclass(slots=True)
class Shapes:
    """What the first objects of a page draw.

    Attributes:
        lines: Level ones, or rectangles as thin; none where there are as many as in a drawing.
        pictures: PDFium's handles, at most 200; valid while the page is open.
        over: What is drawn over words that stood there before: bars, boxes; and wherever it is,
            what a hand may have drawn: crosses, curves. What lies below words, such as the ground
            of a table, was drawn before them.
    """

    lines: list[Box] = field(default_factory=list)
    pictures: list[Any] = field(default_factory=list)
    over: list[Box] = field(default_factory=list)


def shapes(page: Any) -> Shapes:
    """Return the lines of a page, and its pictures with those in forms on it."""
    import pypdfium2.raw as pdfium

    found = Shapes()
    words: list[Any] = []
    get, kind_of = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    # Pages have thousands of objects, mostly text: names are looked up once.
    text, path = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
    handle, sides = page.raw, tuple(ctypes.c_float() for _ in range(4))
    for number in range(min(pdfium.FPDFPage_CountObjects(handle), _MOST_OBJECTS)):
        shape = get(handle, number)
        kind = kind_of(shape)
        if kind == text:
            words.append(shape)
            continue
        if kind != path:
            _add_pictures(found, shape, kind, _FORM_DEPTH)
        elif len(found.lines) <= _MOST_LINES and (line := _thin_line(shape, sides)):
            found.lines.append(line)
        elif len(found.over) < _MOST_OVER:
            box = _bounds(shape, sides)
            if box and (_is_drawing(shape, box) or _covers(box, words, sides)):
                found.over.append(box)
    if len(found.lines) > _MOST_LINES:
        found.lines.clear()
    return found


def bounds(shape: Any) -> Box | None:
    """Return where an object is, or None if nobody can say."""
    return _bounds(shape, tuple(ctypes.c_float() for _ in range(4)))


def _bounds(shape: Any, sides: tuple[Any, ...]) -> Box | None:
    import pypdfium2.raw as pdfium

    known = pdfium.FPDFPageObj_GetBounds(shape, *sides)
    return Box(*(side.value for side in sides)) if known else None


def _thin_line(shape: Any, sides: tuple[Any, ...]) -> Box | None:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFPath_CountSegments(shape) > _MOST_SEGMENTS:
        return None
    box = _bounds(shape, sides)
    return box if box and box.height <= _THIN_POINTS < box.width else None


def _is_drawing(shape: Any, box: Box) -> bool:
    """Whether a path of some size has a curve or a slanting line among its first parts."""
    import pypdfium2.raw as pdfium

    if min(box.width, box.height) <= _THIN_POINTS:
        return False
    x, y, last = ctypes.c_float(), ctypes.c_float(), (0.0, 0.0)
    for number in range(min(pdfium.FPDFPath_CountSegments(shape), _MOST_PARTS)):
        part = pdfium.FPDFPath_GetPathSegment(shape, number)
        kind = pdfium.FPDFPathSegment_GetType(part)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return True
        pdfium.FPDFPathSegment_GetPoint(part, x, y)
        here = x.value, y.value
        if kind == pdfium.FPDF_SEGMENT_LINETO and _is_slanting(last, here):
            return True
        last = here
    return False


def _is_slanting(start: tuple[float, float], end: tuple[float, float]) -> bool:
    return min(abs(start[0] - end[0]), abs(start[1] - end[1])) > 0.1  # not by rounding


def _covers(box: Box, words: list[Any], sides: tuple[Any, ...]) -> bool:
    """Whether something of some size lies over words, of which the last are looked at."""
    if min(box.width, box.height) <= _THIN_POINTS:
        return False
    for shape in words[-_MOST_WORDS:]:
        other = _bounds(shape, sides)
        if (
            other
            and min(box.right, other.right) - max(box.left, other.left) > _THIN_POINTS
            and min(box.top, other.top) - max(box.bottom, other.bottom) > _THIN_POINTS
        ):
            return True
    return False


def _add_pictures(found: Shapes, shape: Any, kind: int, depth: int) -> None:
    import pypdfium2.raw as pdfium

    if len(found.pictures) >= _MOST_PICTURES:
        return
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        found.pictures.append(shape)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth > 0:
        for number in range(min(pdfium.FPDFFormObj_CountObjects(shape), _MOST_OBJECTS)):
            inner = pdfium.FPDFFormObj_GetObject(shape, number)
            _add_pictures(found, inner, pdfium.FPDFPageObj_GetType(inner), depth - 1)
