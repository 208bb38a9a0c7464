"""PDF by PDFium, page by page: the page's text, what was filled in and remarked, attached files."""

from __future__ import annotations

import contextlib
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
from desktop_app.documents.readers.pages import named
from desktop_app.documents.readers.pdf import pdf_scans, pdf_struck
from desktop_app.documents.readers.pdf.pdf_attachments import Attachments
from desktop_app.documents.readers.pdf.pdf_beside import BesideText
from desktop_app.documents.readers.pdf.pdf_fields import Fields
from desktop_app.documents.readers.pdf.pdf_shapes import shapes
from desktop_app.documents.sources.source import Extracted, Source

_WORD_CHAR = re.compile(r"[^\W_]")
_CATALOGUE = re.compile(rb"\b(\d{1,9}) 0 obj\s{0,9}<<[^<>]{0,500}/Type\s{0,9}/Catalog\b")
_PASSWORD_ERRORS = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


def read(source: Source) -> Extracted:
    """Return the text of all pages that have one.

    Files attached to the document follow the text of its last page.

    Raises:
        ReadFailure: ENCRYPTED, DAMAGED, SCANNED (no page has text, some are pictures), NO_TEXT.
    """
    with opened(source) as (document, is_cut_off):
        count = len(document)
        if count < 1:
            raise ReadFailure(Reason.DAMAGED, "no pages")
        reading = _Reading(document, source)
        reading.read_pages(min(count, MAX_PDF_PAGES))
        reading.read_attachments()
        title = document.get_metadata_value("Title")
    found = reading.result(count, title)
    if is_cut_off and found.reason is None:
        found = replace(found, reason=Reason.DAMAGED, detail="the end of the file is missing")
    return found


def picture(source: Source, page: int) -> Any:
    """Return one page as a Pillow image in grey, for its text to be recognised.

    Args:
        page: From 1.

    Raises:
        ReadFailure: ENCRYPTED; DAMAGED (also: there is no such page); SCANNED (no Pillow).
    """
    import pypdfium2

    with opened(source) as (document, _):
        try:
            leaf = document[page - 1]
            try:
                return pdf_scans.drawn(leaf)
            finally:
                leaf.close()
        except ImportError as exc:
            raise ReadFailure(Reason.SCANNED) from exc
        except (pypdfium2.PdfiumError, IndexError, ValueError) as exc:
            raise ReadFailure(Reason.DAMAGED) from exc


def page_count(source: Source) -> int | None:
    """Return how many pages will be read, or None if the file cannot be opened."""
    try:
        with opened(source) as (document, _):
            return max(0, min(len(document), MAX_PDF_PAGES))
    except ReadFailure:
        return None


@contextlib.contextmanager
def opened(source: Source) -> Iterator[tuple[Any, bool]]:
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

    def __init__(self, document: Any, source: Source) -> None:
        import pypdfium2

        self._document = document
        self._error = pypdfium2.PdfiumError
        self._given = source.recognised
        self._attachments = Attachments(source)
        self._fields = Fields(document, self._attachments.of_annotation)
        self._beside = BesideText(document)
        self._size = 0
        self._pages: list[str] = []
        self._failed: list[int] = []
        self._scanned: list[int] = []
        self._recognised: list[int] = []
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

    def read_attachments(self) -> None:
        """Read the files attached to the document and put them after its last page."""
        texts = self._attachments.of_document(self._document)
        if texts:
            self._pages[-1] = "\n\n".join(filter(None, [self._pages[-1], *texts]))

    def result(self, count: int, title: str) -> Extracted:
        """Return what was read, with the first reason why that is not all."""
        reason, detail = self._problem(count)
        scanned = tuple(self._scanned)
        if not any(map(_WORD_CHAR.search, self._pages)):
            if self._scanned:
                whole = len(self._scanned) == count
                raise ReadFailure(Reason.SCANNED, "" if whole else named(self._scanned), scanned)
            raise ReadFailure(Reason.DAMAGED if self._failed else Reason.NO_TEXT)
        recognised = tuple(self._recognised)
        pages = tuple(self._pages)
        return Extracted(
            pages,
            title,
            reason,
            detail,
            self._beside.addresses(pages),
            scanned,
            recognised,
            pictures=self._attachments.pictures.union(self._beside.pictures),
        )

    def _problem(self, count: int) -> tuple[Reason | None, str]:
        if self._failed:
            return Reason.DAMAGED, named(self._failed)
        if len(self._pages) < count or (self._cut_at is not None and self._cut_at < count):
            return Reason.TOO_LARGE, f"pages 1 to {len(self._pages):,} of {count:,}"
        if self._scanned:
            return Reason.SCANNED, named(self._scanned)
        return self._attachments.problem()

    def _read_page(self, number: int) -> str:
        page = self._document[number - 1]
        try:
            textpage = page.get_textpage()
            try:
                text: str = textpage.get_text_range()
                drawn = shapes(page)
                text = pdf_struck.marked(page, textpage, text, drawn.lines)
                self._beside.add(page, drawn)
            finally:
                textpage.close()
            if pdf_scans.is_undecodable(text):
                text = self._from_picture(number, "")
            elif pdf_scans.is_picture(page, text):
                text = self._from_picture(number, text)
            extra = self._fields.on(page, text)
            return "\n\n".join([text, *extra]) if extra else text
        finally:
            page.close()

    def _from_picture(self, number: int, text: str) -> str:
        """Return what was recognised on a page, with the few letters it has as text."""
        found = self._given.get(number)
        if found is None:
            self._scanned.append(number)
            return text
        if not found:
            return text
        self._recognised.append(number)
        return pdf_scans.with_recognised(text, found)
