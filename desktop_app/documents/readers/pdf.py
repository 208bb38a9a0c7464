"""PDF by PDFium, page by page: the page's text, form values and FreeText notes."""

from __future__ import annotations

import contextlib
import ctypes
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from desktop_app.documents.limits import (
    MAX_FAILED_PAGES_IN_A_ROW,
    MAX_PDF_PAGES,
    MAX_TEXT_CHARS,
)
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.source import Extracted, Source

_SCAN_LETTERS = 16
_SCAN_COVER = 0.4
_GARBLED_SHARE = 0.3
_GARBLED_FROM = 20
_MOST_OBJECTS = 2_000
_MOST_PAGES_NAMED = 8
_WORD_CHAR = re.compile(r"[^\W_]")
# What a font without a usable character map yields; U+0002 and U+FFFE are PDFium's hyphen marks.
_UNDECODABLE = re.compile("[\ufffd\ue000-\uf8ff\x00\x01\x03-\x08\x0e-\x1f]")
_CATALOGUE = re.compile(rb"\b(\d{1,9}) 0 obj\s{0,9}<<[^<>]{0,500}/Type\s{0,9}/Catalog\b")
_PASSWORD_ERRORS = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


def read(source: Source) -> Extracted:
    """Return the text of all pages that have one.

    Raises:
        ReadFailure: ENCRYPTED, DAMAGED, SCANNED (no page has text, some are pictures), NO_TEXT.
    """
    with _opened(source) as (document, is_cut_off):
        count = len(document)
        if count < 1:
            raise ReadFailure(Reason.DAMAGED, "no pages")
        reading = _Reading(document)
        reading.read_pages(min(count, MAX_PDF_PAGES))
        title = document.get_metadata_dict().get("Title", "")
    found = reading.result(count, title)
    if is_cut_off and found.reason is None:
        found = replace(found, reason=Reason.DAMAGED, detail="the end of the file is missing")
    return found


def page_count(source: Source) -> int | None:
    """Return how many pages will be read, or None if the file cannot be opened."""
    try:
        with _opened(source) as (document, _):
            return max(0, min(len(document), MAX_PDF_PAGES))
    except ReadFailure:
        return None


@contextlib.contextmanager
def _opened(source: Source) -> Iterator[tuple[Any, bool]]:
    """Open a document; the second value says whether its end is missing."""
    import pypdfium2

    try:
        document, is_cut_off = _load(source)
    except pypdfium2.PdfiumError as exc:
        if getattr(exc, "err_code", None) in _PASSWORD_ERRORS:
            raise ReadFailure(Reason.ENCRYPTED) from exc
        raise ReadFailure(Reason.DAMAGED) from exc
    try:
        yield document, is_cut_off
    finally:
        document.close()


def _load(source: Source) -> tuple[Any, bool]:
    """Open a document; one that was cut off before its trailer gets a new one (and True)."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(source.data() if source.in_memory else source.stream()), False
    except PdfiumError as exc:
        catalogue = None if exc.err_code in _PASSWORD_ERRORS else _CATALOGUE.search(source.data())
        if catalogue is None:
            raise
        # PDFium finds objects without a table, but not which of them is the catalogue.
        trailer = b"\ntrailer\n<</Root %b 0 R>>\n%%%%EOF\n" % catalogue[1]
        return PdfDocument(source.data() + trailer), True


class _Reading:
    """The pages read so far."""

    def __init__(self, document: Any) -> None:
        import pypdfium2

        self._document = document
        self._error = pypdfium2.PdfiumError
        self._fields = _Fields(document)
        self._size = 0
        self._pages: list[str] = []
        self._failed: list[int] = []
        self._scanned: list[int] = []
        self._cut_at: int | None = None

    def read_pages(self, count: int) -> None:
        """Read pages 1 to ``count``, or up to the limit of text or of failures in a row."""
        failed_in_a_row = 0
        for number in range(1, count + 1):
            try:
                text = self._read_page(number)
                failed_in_a_row = 0
            except self._error:
                text = ""
                self._failed.append(number)
                failed_in_a_row += 1
            self._pages.append(text)
            self._size += len(text)
            if self._size > MAX_TEXT_CHARS or failed_in_a_row >= MAX_FAILED_PAGES_IN_A_ROW:
                self._cut_at = number
                return

    def result(self, count: int, title: str) -> Extracted:
        """Return what was read, with the reason for what was not."""
        has_text = any(map(_WORD_CHAR.search, self._pages))
        if not has_text:
            if self._scanned:
                raise ReadFailure(Reason.SCANNED)
            raise ReadFailure(Reason.DAMAGED if self._failed else Reason.NO_TEXT)
        pages = tuple(self._pages)
        if self._failed:
            return Extracted(pages, title, Reason.DAMAGED, _named(self._failed))
        if len(pages) < count or (self._cut_at is not None and self._cut_at < count):
            detail = f"pages 1 to {len(pages):,} of {count:,}"
            return Extracted(pages, title, Reason.TOO_LARGE, detail)
        if self._scanned:
            return Extracted(pages, title, Reason.SCANNED, _named(self._scanned))
        return Extracted(pages, title)

    def _read_page(self, number: int) -> str:
        page = self._document[number - 1]
        try:
            textpage = page.get_textpage()
            try:
                text: str = textpage.get_text_range()
            finally:
                textpage.close()
            if _is_garbled(text):
                text = ""
                self._scanned.append(number)
            elif len(_WORD_CHAR.findall(text[:400])) < _SCAN_LETTERS and _is_picture(page):
                self._scanned.append(number)
            extra = self._fields.on(page)
            return "\n\n".join([text, *extra]) if extra else text
        finally:
            page.close()


def _named(numbers: list[int]) -> str:
    names = ", ".join(map(str, numbers[:_MOST_PAGES_NAMED]))
    more = (
        f" and {len(numbers) - _MOST_PAGES_NAMED} more" if len(numbers) > _MOST_PAGES_NAMED else ""
    )
    return f"page {names}" if len(numbers) == 1 else f"pages {names}{more}"


def _is_garbled(text: str) -> bool:
    if len(text) <= _GARBLED_FROM:
        return False
    return len(_UNDECODABLE.findall(text)) > _GARBLED_SHARE * len(text)


def _is_picture(page: Any) -> bool:
    """Whether images cover more than 40 % of the page, counted by their boxes."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = page.get_bbox()
    area = abs((right - left) * (top - bottom))
    covered = 0.0
    images = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
    for _, image in zip(range(_MOST_OBJECTS), images, strict=False):
        x0, y0, x1, y1 = image.get_bounds()
        width = min(x1, right) - max(x0, left)
        height = min(y1, top) - max(y0, bottom)
        covered += max(0.0, width) * max(0.0, height)
        if covered > _SCAN_COVER * area:
            return True
    return False


class _Fields:
    """Form values and FreeText notes, which are no part of a page's own text."""

    def __init__(self, document: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._form = None
        self._text_types = (
            pdfium.FPDF_FORMFIELD_TEXTFIELD,
            pdfium.FPDF_FORMFIELD_COMBOBOX,
            pdfium.FPDF_FORMFIELD_LISTBOX,
        )
        if document.get_formtype() != pdfium.FORMTYPE_NONE:
            document.init_forms()
            self._form = document.formenv

    def on(self, page: Any) -> list[str]:
        """Return the values on ``page`` in the order of its annotations."""
        found = []
        for index in range(self._pdfium.FPDFPage_GetAnnotCount(page)):
            annotation = self._pdfium.FPDFPage_GetAnnot(page, index)
            if annotation:
                found.append(self._value(annotation))
                self._pdfium.FPDFPage_CloseAnnot(annotation)
        return [value for value in found if value.strip()]

    def _value(self, annotation: Any) -> str:
        pdfium = self._pdfium
        subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
        if subtype == pdfium.FPDF_ANNOT_FREETEXT:
            return _wide(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
        if subtype == pdfium.FPDF_ANNOT_WIDGET and self._form is not None:
            kind = pdfium.FPDFAnnot_GetFormFieldType(self._form, annotation)
            if kind in self._text_types:
                return _wide(pdfium.FPDFAnnot_GetFormFieldValue, self._form, annotation)
        return ""


def _wide(getter: Any, *arguments: Any) -> str:
    """Call one of PDFium's string getters: ask for the size in bytes, then for the UTF-16."""
    from pypdfium2.raw import FPDF_WCHAR

    size = getter(*arguments, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    getter(*arguments, ctypes.cast(buffer, ctypes.POINTER(FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "ignore")
