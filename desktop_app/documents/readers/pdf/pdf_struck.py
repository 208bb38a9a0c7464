"""Text of a PDF page that is struck out: by an annotation, or by a line drawn through its letters.

A print knows no struck-out text: word processors draw a thin line, or a rectangle as thin, over
the middle of the letters. A line below them underlines, one between them is of a table. An
annotation of the kind says which words it strikes out (ISO 32000-1, 12.5.6.10).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from desktop_app.documents.text.struck import struck

_MOST_OBJECTS = 2_000
_MOST_LINES = 300
"""A drawing has more; there they are no sign of anything."""
_MOST_ANNOTATIONS = 2_000
_MOST_SEGMENTS = 6
"""Of a line (two) or a rectangle (five)."""
_THIN_POINTS = 3.0
_MIDDLE = (0.3, 0.65)
"""Of the height from the deepest to the highest letters of a font: a line struck through small
letters is at 0.45, one below them at 0.1."""
_FEWEST_LETTERS = 2
"""Through a single one, lines are signs of formulas."""
_INSIDE = 1.5  # points that a line may end before a letter does


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


def marked(page: Any, textpage: Any, text: str) -> str:
    """Return the text of a page with marks around what is struck out.

    Args:
        text: The page's own; it is returned as it is if nothing is struck out.
    """
    lines = [line for line in _thin_lines(page) if _crosses_text(textpage, line)]
    areas = list(_struck_areas(page))
    if not lines and not areas:
        return text
    flags = _struck_characters(textpage, lines, areas)
    if not any(flags):
        return text
    pieces, at = [], 0
    for is_struck, run in groupby(flags):
        count = sum(1 for _ in run)
        piece = textpage.get_text_range(at, count)
        is_word = bool(areas) or len(piece.strip()) >= _FEWEST_LETTERS
        pieces.append(struck(piece) if is_struck and is_word else piece)
        at += count
    return "".join(pieces)


def _thin_lines(page: Any) -> list[_Box]:
    """Return the level lines on a page; none where there are as many as in a drawing."""
    import pypdfium2.raw as pdfium

    sides = tuple(ctypes.c_float() for _ in range(4))
    found: list[_Box] = []
    # Pages have thousands of objects: names are looked up once.
    handle, path = page.raw, pdfium.FPDF_PAGEOBJ_PATH
    get, kind = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    for number in range(min(pdfium.FPDFPage_CountObjects(handle), _MOST_OBJECTS)):
        shape = get(handle, number)
        if kind(shape) != path:
            continue
        if pdfium.FPDFPath_CountSegments(shape) > _MOST_SEGMENTS:
            continue
        if pdfium.FPDFPageObj_GetBounds(shape, *sides):
            box = _Box(*(side.value for side in sides))
            if box.top - box.bottom <= _THIN_POINTS < box.right - box.left:
                found.append(box)
                if len(found) > _MOST_LINES:
                    return []
    return found


def _crosses_text(textpage: Any, line: _Box) -> bool:
    """Return whether a letter is where a line is: at its middle, or a little before or after."""
    import pypdfium2.raw as pdfium

    x, y = line.middle
    aside = (line.right - line.left) / 4
    return bool(pdfium.FPDFText_GetCharIndexAtPos(textpage, x, y, aside, 1.0) >= 0)


def _struck_areas(page: Any) -> Iterator[_Box]:
    """Yield what annotations strike out."""
    import pypdfium2.raw as pdfium

    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_STRIKEOUT:
                for which in range(pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
                    corners = pdfium.FS_QUADPOINTSF()
                    if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, which, corners):
                        yield _around(corners)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _around(corners: Any) -> _Box:
    across = (corners.x1, corners.x2, corners.x3, corners.x4)
    upright = (corners.y1, corners.y2, corners.y3, corners.y4)
    return _Box(min(across), min(upright), max(across), max(upright))


def _struck_characters(textpage: Any, lines: list[_Box], areas: list[_Box]) -> list[bool]:
    """Return of each character whether it is struck out; a line's end is as what is around it."""
    import pypdfium2.raw as pdfium

    rect = pdfium.FS_RECTF()
    flags: list[bool | None] = []
    for number in range(textpage.count_chars()):
        if pdfium.FPDFText_IsGenerated(textpage, number) == 1:
            flags.append(None)
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, number, rect)
        letter = _Box(rect.left, rect.bottom, rect.right, rect.top)
        flags.append(_is_struck(letter, lines, areas))
    return _filled(flags)


def _is_struck(letter: _Box, lines: list[_Box], areas: list[_Box]) -> bool:
    x, y = letter.middle
    if any(area.left <= x <= area.right and area.bottom <= y <= area.top for area in areas):
        return True
    height = letter.top - letter.bottom
    low, high = (letter.bottom + share * height for share in _MIDDLE)
    return any(
        line.left - _INSIDE <= x <= line.right + _INSIDE and low <= line.middle[1] <= high
        for line in lines
    )


def _filled(flags: list[bool | None]) -> list[bool]:
    """Return flags with those of generated characters as on either side of them."""
    after, following = False, []
    for flag in reversed(flags):
        following.append(after)
        after = after if flag is None else flag
    before, out = False, []
    for flag, coming in zip(flags, reversed(following), strict=True):
        before, is_open = (before, before and coming) if flag is None else (flag, flag)
        out.append(is_open)
    return out
