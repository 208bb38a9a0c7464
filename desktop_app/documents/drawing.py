"""One page of a file to a picture for the screen."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from desktop_app.documents.filetypes import detect
from desktop_app.documents.model import Kind, PagePicture, ReadFailure, Reason
from desktop_app.documents.sources.source import Source

_DRAWN = {
    Kind.PDF: "desktop_app.documents.readers.pdf.pdf_drawing",
    Kind.IMAGE: "desktop_app.documents.readers.pictures.image_drawing",
}
"""Module of each kind's ``draw(source, page, scale, width)``."""


def draw_page(source: Source, page: int, *, scale: float = 1.0, width: int = 0) -> PagePicture:
    """Return a page, no larger than the limits allow.

    Args:
        page: From 1.
        scale: Pixels a point (1/72 inch), above 0.
        width: Pixels wide instead, above 0; 0 leaves it to ``scale``.

    Raises:
        ReadFailure: UNSUPPORTED: a file of this kind has no pages that can be drawn; any other
            reason is about this file or page.
    """
    module = _DRAWN.get(detect(source))
    if module is None:
        raise ReadFailure(Reason.UNSUPPORTED, "no pictures of pages")
    draw: Callable[[Source, int, float, int], PagePicture] = importlib.import_module(module).draw
    return draw(source, page, scale, width)
