"""Text of a PDF page that is struck out: by an annotation, or by a line drawn through its letters.

A print knows no struck-out text: word processors draw a thin line, or a rectangle as thin, over
the middle of the letters. A line below them underlines, one between them is of a table. An
annotation of the kind says which words it strikes out (ISO 32000-1, 12.5.6.10).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from desktop_app.documents.readers.pdf.pdf_shapes import Box
from desktop_app.documents.text.struck import struck

_MOST_ANNOTATIONS = 2_000
_MIDDLE = (0.3, 0.65)
"""Of the height from the deepest to the highest letters of a font: a line struck through small
letters is at 0.45, one below them at 0.1."""
_FEW_LINES = 3
"""So many are looked at by themselves: finding out where all of the text is costs as much."""
_HIGHEST_LETTERS = 1_000.0  # points
_FEWEST_LETTERS = 2
"""Through a single one, lines are signs of formulas."""
_INSIDE = 1.5  # points that a line may end before a letter does


def marked(page: Any, textpage: Any, text: str, lines: Sequence[Box]) -> str:
    """Return the text of a page with marks around what is struck out.

    Args:
        text: The page's own; it is returned as it is if nothing is struck out.
        lines: Level ones on the page.
    """
    import pypdfium2.raw as pdfium

    rect = pdfium.FS_RECTF()
    lines = [line for line in _over_text(textpage, lines) if _crosses_text(textpage, line, rect)]
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


def _over_text(textpage: Any, lines: Sequence[Box]) -> Sequence[Box]:
    """Return the lines that are not between those of the text, as the rules of tables are."""
    import pypdfium2.raw as pdfium

    if len(lines) <= _FEW_LINES:
        return lines
    rows: set[int] = set()  # points above the bottom of the page at which text is
    sides = tuple(ctypes.c_double() for _ in range(4))
    _, top, _, bottom = sides
    for number in range(pdfium.FPDFText_CountRects(textpage, 0, -1)):
        pdfium.FPDFText_GetRect(textpage, number, *sides)
        if 0 < top.value - bottom.value < _HIGHEST_LETTERS:
            rows.update(range(int(bottom.value), int(top.value) + 1))
    return [line for line in lines if int(line.middle[1]) in rows]


def _crosses_text(textpage: Any, line: Box, rect: Any) -> bool:
    """Return whether a line goes through the letter at its middle, or a little before or after.

    So underlines, which are many, cost one letter each and not all of the page.
    """
    import pypdfium2.raw as pdfium

    x, y = line.middle
    number = pdfium.FPDFText_GetCharIndexAtPos(textpage, x, y, line.width / 4, 1.0)
    return number >= 0 and _is_struck(_letter(textpage, number, rect), [line], [])


def _struck_areas(page: Any) -> Iterator[Box]:
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


def _around(corners: Any) -> Box:
    across = (corners.x1, corners.x2, corners.x3, corners.x4)
    upright = (corners.y1, corners.y2, corners.y3, corners.y4)
    return Box(min(across), min(upright), max(across), max(upright))


def _struck_characters(textpage: Any, lines: list[Box], areas: list[Box]) -> list[bool]:
    """Return of each character whether it is struck out; a line's end is as what is around it."""
    import pypdfium2.raw as pdfium

    rect = pdfium.FS_RECTF()
    flags: list[bool | None] = []
    for number in range(textpage.count_chars()):
        if pdfium.FPDFText_IsGenerated(textpage, number) == 1:
            flags.append(None)
            continue
        flags.append(_is_struck(_letter(textpage, number, rect), lines, areas))
    return _filled(flags)


def _letter(textpage: Any, number: int, rect: Any) -> Box:
    import pypdfium2.raw as pdfium

    pdfium.FPDFText_GetLooseCharBox(textpage, number, rect)
    return Box(rect.left, rect.bottom, rect.right, rect.top)


def _is_struck(letter: Box, lines: list[Box], areas: list[Box]) -> bool:
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
