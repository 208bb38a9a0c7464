"""Drawing a page of a PDF for the screen, as it would be printed, with what was filled in."""

from __future__ import annotations

import contextlib
import math
from typing import Any

from desktop_app.documents.limits import MAX_SHOWN_PIXELS, MAX_SHOWN_SIDE
from desktop_app.documents.model import PagePicture, ReadFailure, Reason
from desktop_app.documents.readers.pdf.pdf import opened
from desktop_app.documents.sources.source import Source

_LESS = 0.01
"""Of a pixel: sides are rounded up, and a product may come out a hair above a whole number."""


def draw(source: Source, page: int, scale: float, width: int) -> PagePicture:
    """Return a page as a picture; see ``documents.drawing.draw_page``.

    Raises:
        ReadFailure: ENCRYPTED; DAMAGED (also: there is no such page).
    """
    import pypdfium2

    with opened(source) as (document, _):
        # Before any page is loaded; a form that cannot be shown leaves the rest of its page.
        with contextlib.suppress(pypdfium2.PdfiumError):
            document.init_forms()
        try:
            leaf = document[page - 1]
        except (pypdfium2.PdfiumError, IndexError) as exc:
            raise ReadFailure(Reason.DAMAGED, f"page {page:,}") from exc
        try:
            points = _size(leaf)
            wanted = (width - _LESS) / points[0] if width else scale
            bitmap = leaf.render(scale=_bounded(wanted, *points), rev_byteorder=True)
            try:
                return PagePicture(
                    _rows(bitmap), bitmap.width, bitmap.height, len(document), points
                )
            finally:
                bitmap.close()
        except (pypdfium2.PdfiumError, ValueError) as exc:
            raise ReadFailure(Reason.DAMAGED, f"page {page:,}") from exc
        finally:
            leaf.close()


def _size(leaf: Any) -> tuple[float, float]:
    width, height = leaf.get_size()
    if not (width > 0 and height > 0 and math.isfinite(width * height)):
        raise ReadFailure(Reason.DAMAGED, "a page without a size")
    return width, height


def _bounded(scale: float, width: float, height: float) -> float:
    return min(
        scale,
        math.sqrt(MAX_SHOWN_PIXELS / (width * height)),
        MAX_SHOWN_SIDE / max(width, height),
    )


def _rows(bitmap: Any) -> bytes:
    """Return the pixels without what pads each row."""
    row = 3 * bitmap.width
    pixels = memoryview(bitmap.buffer).cast("B")
    if bitmap.stride == row:
        return bytes(pixels[: row * bitmap.height])
    starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
    return b"".join(pixels[at : at + row] for at in starts)
