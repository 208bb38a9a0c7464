"""Pages of a PDF whose text is not there as text: telling them, and drawing them.

A page is scanned if it has hardly a letter and is a picture, if it is a picture nearly all over and
its letters are no more than stamps on it, or if its letters cannot be decoded. A picture with more
text is one that was recognised before, and so is one whose text is not drawn.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from typing import Any, Final

from desktop_app.documents.limits import MAX_OCR_PIXELS, MAX_OCR_SIDE
from desktop_app.documents.model import ReadFailure, Reason

DOTS_AN_INCH: Final = 200

_FEW_LETTERS = 16
_STAMP_LETTERS = 300
"""Page numbers of the court, "certified true copy", who produced it: up to 250 were seen."""
_COVER = 0.4
_COVER_UNDER_STAMPS = 0.8
_POINTS = 20
"""How much images cover is told by so many points a side, spread over the page."""
_UNDECODABLE_SHARE = 0.3
_UNDECODABLE_FROM = 20
_MOST_OBJECTS = 2_000
_FORM_DEPTH = 3
_OUTLINED_SEGMENTS = 1_000
"""Letters drawn as lines and curves take about 20 a letter; frames, rules and logos on pages with
hardly a word had up to 265."""
_LETTERS = re.compile(rf"(?:[\W_]*+[^\W_]){{{_FEW_LETTERS}}}")
_MORE_THAN_STAMPS = re.compile(rf"(?:[\W_]*+[^\W_]){{{_STAMP_LETTERS}}}")
_WORD = re.compile(r"[^\W_]+")
_SAID_ALREADY = 0.8
# What a font without a usable character map yields; U+0002 and U+FFFE are PDFium's hyphen marks.
_UNDECODABLE = re.compile("[\ufffd\ue000-\uf8ff\x00\x01\x03-\x08\x0e-\x1f]")


def is_undecodable(text: str) -> bool:
    """Return whether more than 30 % of a page's characters say nothing."""
    if len(text) <= _UNDECODABLE_FROM or _is_printable(text):
        return False
    return len(_UNDECODABLE.findall(text)) > _UNDECODABLE_SHARE * len(text)


def _is_printable(text: str) -> bool:
    """Return, sooner than a search would tell, whether there is nothing undecodable in a text."""
    return "\ufffd" not in text and text.replace("\r\n", "").isprintable()


def is_picture(page: Any, text: str) -> bool:
    """Return whether a page with little text of its own shows something that may be text.

    With hardly a letter, that is images on more than 40 % of it, or as many lines and curves as a
    few dozen letters drawn as outlines take. With fewer letters than stamps have, it is images on
    more than 80 %, unless letters are there that are not drawn: then the images were recognised.
    """
    if _MORE_THAN_STAMPS.match(text):
        return False
    if _LETTERS.match(text):
        return _shows(page, _COVER_UNDER_STAMPS) and not _has_hidden_text(page)
    return _shows(page, _COVER, _OUTLINED_SEGMENTS)


def _shows(page: Any, share: float, outlined_segments: int = 0) -> bool:
    """Return whether images cover more than a share of a page, or, if asked, it has many lines."""
    import pypdfium2.raw as pdfium

    covered = _Covered(page.get_bbox())
    segments = 0
    for shape in _objects(page):
        if shape.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered.add(shape.get_bounds())
        elif shape.type == pdfium.FPDF_PAGEOBJ_PATH:
            segments += pdfium.FPDFPath_CountSegments(shape)
        if covered.share > share or segments >= outlined_segments > 0:
            return True
    return False


def _has_hidden_text(page: Any) -> bool:
    """Return whether a page has letters that are not drawn, as those recognised in a scan."""
    import pypdfium2.raw as pdfium

    return any(
        shape.type == pdfium.FPDF_PAGEOBJ_TEXT
        and pdfium.FPDFTextObj_GetTextRenderMode(shape) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        for shape in _objects(page)
    )


def _objects(page: Any) -> Iterator[Any]:
    """Yield the first objects of a page: a drawing may have millions, a scan comes early."""
    return itertools.islice(page.get_objects(max_depth=_FORM_DEPTH), _MOST_OBJECTS)


class _Covered:
    """The part of a page that boxes cover; where they overlap, it counts once."""

    def __init__(self, page: tuple[float, float, float, float]) -> None:
        left, bottom, right, top = page
        self._left, self._bottom = min(left, right), min(bottom, top)
        self._width, self._height = abs(right - left) or 1.0, abs(top - bottom) or 1.0
        self._rows = [0] * _POINTS  # a bit for each point

    @property
    def share(self) -> float:
        return sum(map(int.bit_count, self._rows)) / _POINTS**2

    def add(self, box: tuple[float, float, float, float]) -> None:
        x0, y0, x1, y1 = box
        first, end = _points(x0 - self._left, x1 - self._left, self._width)
        columns = (1 << end) - (1 << first)
        for row in range(*_points(y0 - self._bottom, y1 - self._bottom, self._height)):
            self._rows[row] |= columns


def _points(start: float, end: float, length: float) -> tuple[int, int]:
    """Return the half-open range of points, in the middles of their cells, in a span."""
    # The order of the arguments makes 0 of what is no number.
    low, high = (round(min(max(0.0, at / length), 1.0) * _POINTS) for at in (start, end))
    return low, max(low, high)


def with_recognised(own: str, recognised: str) -> str:
    """Return a scanned page's text: its own, then what was recognised, but nothing twice.

    What is on the page as text is in its picture, too, as it is drawn. So where the page's own text
    has most of the recognised words it is enough, and else its lines that were recognised are not
    repeated.
    """
    words = _words(recognised)
    if len(words & _words(own)) >= _SAID_ALREADY * len(words):
        return own
    said = f" {' '.join(recognised.split())} "
    missing = [line for line in own.splitlines() if f" {' '.join(line.split())} " not in said]
    return "\n\n".join(filter(None, ("\n".join(missing).strip(), recognised)))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def drawn(page: Any) -> Any:
    """Return a page as a Pillow image in grey, 200 dots an inch or as many as the limit allows.

    Form values and notes are not drawn: they are read as text.

    Raises:
        ReadFailure: DAMAGED: it has no size that could be drawn.
    """
    width, height = page.get_size()
    if not (width > 0 and height > 0 and math.isfinite(width * height)):
        raise ReadFailure(Reason.DAMAGED, "a page without a size")
    scale = min(
        DOTS_AN_INCH / 72,
        math.sqrt(MAX_OCR_PIXELS / (width * height)),
        MAX_OCR_SIDE / max(width, height),
    )
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False, draw_annots=False)
    try:
        return bitmap.to_pil().copy()
    finally:
        bitmap.close()
