"""What a PDF has beside its text: where its links lead, and pictures that nobody has read."""

from __future__ import annotations

import ctypes
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

from desktop_app.documents.model import MARK
from desktop_app.documents.readers.links import MOST_ADDRESSES, unseen_addresses
from desktop_app.documents.readers.pdf.pdf_shapes import Shapes, bounds
from desktop_app.documents.sources.source import picture_print

_SMALLEST_POINTS: Final = 24
"""A third of an inch: pictures that are lower or narrower are bullets, signs and rules."""
_MOST_PICTURE_BYTES: Final = 32 << 20
"""Of one document; what comes after is told apart by its size."""
_MOST_LINKS: Final = 1_000
_MOST_ANNOTATIONS: Final = 2_000
_LONGEST_STATE: Final = 512  # bytes
_HYPHENS: Final = "\x02\ufffe"
"""PDFium's signs for one at the end of a line."""


class BesideText:
    """Collects links and pictures, page by page.

    Attributes:
        pictures: What tells each picture from others (``Extracted.pictures``).
    """

    def __init__(self, document: Any) -> None:
        self.pictures: set[str] = set()
        self._document = document
        self._addresses: dict[str, None] = {}
        self._bytes_left = _MOST_PICTURE_BYTES
        self._page = 1

    def add(self, page: Any, drawn: Shapes) -> None:
        """Take in the links of a page, what is drawn over its words, and its pictures that are
        large enough to say something."""
        for picture in drawn.pictures:
            box = bounds(picture)
            if box is None or min(box.width, box.height) >= _SMALLEST_POINTS:
                self.pictures.add(self._print(picture))
        self.pictures.update(_marks(page, self._page))
        self.pictures.update(f"{MARK}{self._page} over {_at(box)}" for box in drawn.over)
        self._page += 1
        if len(self._addresses) <= MOST_ADDRESSES:
            self._addresses.update(dict.fromkeys(self._links(page)))

    def addresses(self, pages: Iterable[str]) -> tuple[str, ...]:
        """Return where links lead, if no page says so: what stands below the text."""
        # Long addresses are broken over lines.
        text = "".join("".join(pages).split()) if self._addresses else ""
        for mark in _HYPHENS:
            text = text.replace(mark, "-")
        below = unseen_addresses(self._addresses, text)
        return (below,) if below else ()

    def _print(self, picture: Any) -> str:
        import pypdfium2.raw as pdfium

        size = pdfium.FPDFImageObj_GetImageDataRaw(picture, None, 0)
        if not 0 < size <= self._bytes_left:
            width, height = ctypes.c_uint(), ctypes.c_uint()
            pdfium.FPDFImageObj_GetImagePixelSize(picture, width, height)
            return picture_print(width.value << 16 | height.value, size)
        self._bytes_left -= size
        buffer = (ctypes.c_ubyte * size)()
        pdfium.FPDFImageObj_GetImageDataRaw(picture, buffer, size)
        return picture_print(zlib.crc32(buffer), size)

    def _links(self, page: Any) -> Iterator[str]:
        import pypdfium2.raw as pdfium

        if pdfium.FPDFPage_GetAnnotCount(page) <= 0:
            return
        place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
        for _ in range(_MOST_LINKS):
            if not pdfium.FPDFLink_Enumerate(page, place, link):
                return
            action = pdfium.FPDFLink_GetAction(link)
            if action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI:
                size = pdfium.FPDFAction_GetURIPath(self._document, action, None, 0)
                buffer = ctypes.create_string_buffer(size)
                pdfium.FPDFAction_GetURIPath(self._document, action, buffer, size)
                yield buffer.value.decode("utf-8", "replace")


def _state(annotation: Any) -> str:
    """Return which of its looks a box of a form shows ("Yes", "Off"), "" if it is none."""
    import pypdfium2.raw as pdfium

    size = pdfium.FPDFAnnot_GetStringValue(annotation, b"AS", None, 0)
    if not 2 < size <= _LONGEST_STATE:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, b"AS", buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _at(box: Any) -> str:
    return " ".join(f"{side:.0f}" for side in (box.left, box.bottom, box.right, box.top))


def _marks(page: Any, number: int) -> Iterator[str]:
    """Yield what is drawn upon the text of a page by hand: ink, stamps, boxes, highlights.

    A signature, a cross or a black box changes what the page says, though not its text.
    """
    import pypdfium2.raw as pdfium

    kinds = (
        pdfium.FPDF_ANNOT_INK,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_SQUARE,
        pdfium.FPDF_ANNOT_CIRCLE,
        pdfium.FPDF_ANNOT_LINE,
        pdfium.FPDF_ANNOT_POLYGON,
        pdfium.FPDF_ANNOT_POLYLINE,
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_REDACT,
    )
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind in kinds:
                box = pdfium.FS_RECTF()
                pdfium.FPDFAnnot_GetRect(annotation, box)
                yield f"{MARK}{number} {kind} {_at(box)}"
            elif kind == pdfium.FPDF_ANNOT_WIDGET and (state := _state(annotation)):
                yield f"{MARK}{number} {state}"
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
