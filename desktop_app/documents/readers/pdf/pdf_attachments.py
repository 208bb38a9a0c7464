"""Files attached to a PDF or pinned to its pages, such as the data of an electronic invoice."""

from __future__ import annotations

import ctypes
from typing import Any

from desktop_app.documents.limits import MAX_INNER_BYTES, MAX_INNER_FILES
from desktop_app.documents.model import Reason
from desktop_app.documents.readers.packed.inside import InsideFiles
from desktop_app.documents.readers.pdf.pdf_fields import wide
from desktop_app.documents.sources.source import Source

_UNNAMED = "without a name"


class Attachments:
    """Reads the files inside one PDF, on the account of the outermost file."""

    def __init__(self, source: Source) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._inside = InsideFiles(source)

    def of_document(self, document: Any) -> list[str]:
        """Return what the files say that are attached to the document as a whole."""
        count = self._pdfium.FPDFDoc_GetAttachmentCount(document)
        return [
            self._text(self._pdfium.FPDFDoc_GetAttachment(document, index))
            for index in range(min(count, MAX_INNER_FILES))
        ]

    def of_annotation(self, annotation: Any) -> str:
        """Return what a file says that is pinned to a page; "" if there is none."""
        attachment = self._pdfium.FPDFAnnot_GetFileAttachment(annotation)
        return self._text(attachment) if attachment else ""

    @property
    def pictures(self) -> frozenset[str]:
        """What tells the pictures in them from others."""
        return self._inside.pictures

    def problem(self) -> tuple[Reason | None, str]:
        """Return why not all of them were read (see ``InsideFiles.problem``)."""
        return self._inside.problem()

    def _text(self, attachment: Any) -> str:
        if not attachment:
            self._inside.leave_out(_UNNAMED, Reason.DAMAGED)
            return ""
        name = wide(self._pdfium.FPDFAttachment_GetName, attachment) or _UNNAMED
        label = f"Attachment: {name}"
        if self._inside.is_full:
            self._inside.leave_out(name, Reason.TOO_LARGE)
            return label
        data = self._data(attachment)
        if isinstance(data, Reason):
            self._inside.leave_out(name, data)
            return label
        return self._inside.page(data, name, label=label)

    def _data(self, attachment: Any) -> bytes | Reason:
        size = ctypes.c_ulong()
        self._pdfium.FPDFAttachment_GetFile(attachment, None, 0, size)
        if not size.value:
            return Reason.EMPTY
        if size.value > MAX_INNER_BYTES:
            return Reason.TOO_LARGE
        buffer = ctypes.create_string_buffer(size.value)
        if not self._pdfium.FPDFAttachment_GetFile(attachment, buffer, size.value, size):
            return Reason.DAMAGED
        return buffer.raw
