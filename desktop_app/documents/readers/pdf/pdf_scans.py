"""Pages of a PDF whose text is not there as text: telling them, and drawing them.

A page is scanned if it has hardly a letter and is a picture, or if its letters cannot be decoded.
A picture with text is one that was recognised before. PDFium keeps the two apart, so a scan with a
text layer costs nothing here.
"""

from __future__ import annotations

import math
import re
from typing import Any, Final

from desktop_app.documents.limits import MAX_OCR_PIXELS, MAX_OCR_SIDE
from desktop_app.documents.model import ReadFailure, Reason

DOTS_AN_INCH: Final = 200

_FEW_LETTERS = 16
_BEGINNING_CHARS = 400
_COVER = 0.4
_UNDECODABLE_SHARE = 0.3
_UNDECODABLE_FROM = 20
_MOST_OBJECTS = 2_000
_FORM_DEPTH = 3
_OUTLINED_SEGMENTS = 1_000
"""Letters drawn as lines and curves take about 20 a letter; frames, rules and logos on pages with
hardly a word had up to 265."""
_LETTERS = re.compile(rf"(?:[\W_]*[^\W_]){{{_FEW_LETTERS}}}")
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
    """Return whether a page with hardly a letter of text shows something that may be text.

    That is, images on more than 40 % of it, counted by their boxes, or as many lines and curves as
    a few dozen letters drawn as outlines take.
    """
    if _LETTERS.match(text, 0, _BEGINNING_CHARS):
        return False
    import pypdfium2.raw as pdfium

    left, bottom, right, top = page.get_bbox()
    to_cover = _COVER * abs((right - left) * (top - bottom))
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH)
    objects = page.get_objects(filter=kinds, max_depth=_FORM_DEPTH)
    segments = 0
    for _, shape in zip(range(_MOST_OBJECTS), objects, strict=False):
        if shape.type == pdfium.FPDF_PAGEOBJ_PATH:
            segments += pdfium.FPDFPath_CountSegments(shape)
        else:
            x0, y0, x1, y1 = shape.get_bounds()
            width, height = min(x1, right) - max(x0, left), min(y1, top) - max(y0, bottom)
            to_cover -= max(0.0, width) * max(0.0, height)
        if to_cover < 0 or segments >= _OUTLINED_SEGMENTS:
            return True
    return False


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
