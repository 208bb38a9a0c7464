"""One scanned page of a file to its text."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from desktop_app.documents.filetypes import detect
from desktop_app.documents.model import Kind, ReadFailure, Reason
from desktop_app.documents.sources.source import Source

_PICTURES = {
    Kind.PDF: "desktop_app.documents.readers.pdf.pdf",
    Kind.IMAGE: "desktop_app.documents.readers.pictures.image",
}
"""Module of each kind's ``picture(source, page)``, which draws a page in grey."""


def recognise_page(source: Source, page: int, languages: str) -> str:
    """Return the text recognised on a page; "" if there is none.

    Args:
        page: From 1, one of those a reading named as scanned.
        languages: Such as "eng+deu"; those that are not installed are left out.

    Raises:
        ReadFailure: SCANNED if nothing can be recognised here at all, for want of the engine or
            its data; any other reason is about this page.
    """
    from desktop_app.documents.ocr.engine import recognise

    module = _PICTURES.get(detect(source))
    if module is None:
        raise ReadFailure(Reason.UNSUPPORTED, "no pictures of pages")
    picture: Callable[[Source, int], Any] = importlib.import_module(module).picture
    return recognise(picture(source, page), languages)
