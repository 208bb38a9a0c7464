"""Form values and remarks in a PDF, which are no part of a page's own text (ISO 32000-1, 12.5)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

_MOST_ANNOTATIONS = 20_000
# Values of a ticked box that say no more than that it is ticked.
_BARE_TICKS = frozenset({"", "yes", "on", "ja", "oui", "true", "x", "1", "0"})


class Fields:
    """Reads what was filled in and remarked on the pages of one document.

    Args:
        pinned: Gives the text of a file that is pinned to a page by an annotation.
    """

    def __init__(self, document: Any, pinned: Callable[[Any], str]) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._pinned = pinned
        self._form = None
        self._value_types = (
            pdfium.FPDF_FORMFIELD_TEXTFIELD,
            pdfium.FPDF_FORMFIELD_COMBOBOX,
            pdfium.FPDF_FORMFIELD_LISTBOX,
        )
        self._tick_types = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
        # Links and pop-ups say what is said elsewhere.
        self._remarks = (
            pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_LINE,
            pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE, pdfium.FPDF_ANNOT_POLYGON,
            pdfium.FPDF_ANNOT_POLYLINE, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE,
            pdfium.FPDF_ANNOT_SQUIGGLY, pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_STAMP,
            pdfium.FPDF_ANNOT_CARET, pdfium.FPDF_ANNOT_INK, pdfium.FPDF_ANNOT_REDACT,
        )  # fmt: skip
        if document.get_formtype() != pdfium.FORMTYPE_NONE:
            document.init_forms()
            self._form = document.formenv

    def on(self, page: Any, text: str) -> list[str]:
        """Return the values and remarks on ``page``, in the order of its annotations.

        Args:
            text: The page's own. Programs that repeat marked words in their mark are not followed.
        """
        found = [value.strip() for value in self._values(page)]
        if not any(found):
            return []
        own = " ".join(text.split())
        return [value for value in found if value and " ".join(value.split()) not in own]

    def _values(self, page: Any) -> Iterator[str]:
        pdfium = self._pdfium
        for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
            annotation = pdfium.FPDFPage_GetAnnot(page, index)
            if annotation:
                try:
                    yield self._value(annotation)
                finally:
                    pdfium.FPDFPage_CloseAnnot(annotation)

    def _value(self, annotation: Any) -> str:
        pdfium = self._pdfium
        subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
        if subtype == pdfium.FPDF_ANNOT_FILEATTACHMENT:
            remark = wide(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
            return "\n\n".join(filter(None, (remark.strip(), self._pinned(annotation))))
        if subtype in self._remarks:
            return wide(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
        if subtype != pdfium.FPDF_ANNOT_WIDGET or self._form is None:
            return ""
        kind = pdfium.FPDFAnnot_GetFormFieldType(self._form, annotation)
        if kind in self._value_types:
            return wide(pdfium.FPDFAnnot_GetFormFieldValue, self._form, annotation)
        if kind in self._tick_types and pdfium.FPDFAnnot_IsChecked(self._form, annotation):
            return self._ticked(annotation)
        return ""

    def _ticked(self, annotation: Any) -> str:
        """Return what a ticked box stands for: what it is called, and the value it exports."""
        pdfium = self._pdfium
        label = wide(pdfium.FPDFAnnot_GetFormFieldAlternateName, self._form, annotation)
        value = wide(pdfium.FPDFAnnot_GetFormFieldExportValue, self._form, annotation)
        said = "" if value.strip().lower() in _BARE_TICKS else value
        return ": ".join(filter(None, (label.strip(), said.strip())))


def wide(getter: Any, *arguments: Any) -> str:
    """Call one of PDFium's string getters: ask for the size in bytes, then for the UTF-16."""
    from pypdfium2.raw import FPDF_WCHAR

    size = getter(*arguments, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    getter(*arguments, ctypes.cast(buffer, ctypes.POINTER(FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "ignore")
