"""OpenDocument: ODT, ODS, ODP, their templates, and the flat XML of each (FODT, FODS, FODP).

A package is read part by part, a flat file as one; both are the same elements (OpenDocument 1.3
part 3, clause 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop_app.documents.limits import MAX_PDF_PAGES
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.open_document.odf_lists import LIST_STYLES, ListNumbers
from desktop_app.documents.readers.open_document.odf_markup import (
    Mark,
    MarkKind,
    inside,
    marks,
    pass_over,
)
from desktop_app.documents.readers.open_document.odf_sheet import take_sheets
from desktop_app.documents.readers.open_document.odf_styles import TextStyles
from desktop_app.documents.readers.open_document.odf_text import SKIPPED, FlowText
from desktop_app.documents.readers.sheets.sheet_text import TextRoom, WorkbookText
from desktop_app.documents.sources.source import Extracted, Source
from desktop_app.documents.sources.xml_stream import xml_elements
from desktop_app.documents.sources.zips import Package

_MANIFEST = "META-INF/manifest.xml"
_OBJECT = re.compile(r"[^/]+/content\.xml")
_HEADERS = frozenset(
    f"style:{place}{which}" for place in ("header", "footer") for which in ("", "-left", "-first")
)
_FLOWING = frozenset({"office:text", "office:presentation", "office:drawing", "office:chart"})
_WORD = re.compile(r"\w")
_BREAK = "fo:break-before"


def read(source: Source) -> Extracted:
    """Return the text of a package: one page a slide or sheet, pages of a text where it tells them.

    Raises:
        ReadFailure: ENCRYPTED; DAMAGED or TOO_LARGE where nothing was read; NO_TEXT for a
            spreadsheet without cells.
    """
    package = Package(source.stream())
    if _is_encrypted(package):
        raise ReadFailure(Reason.ENCRYPTED)
    document = _Document(TextRoom())
    for part in ("styles.xml", "content.xml", "meta.xml"):
        if part in package.names:
            document.take_part(package, part)
    if "content.xml" not in package.names:
        raise ReadFailure(Reason.DAMAGED, "no document inside")
    for name in package.names:
        if _OBJECT.fullmatch(name):
            document.take_object(package, name)
    return replace(document.extracted(), pictures=package.pictures())


def read_flat(source: Source) -> Extracted:
    """Return the text of a flat file, whose root element is ``office:document``.

    Raises:
        ReadFailure: DAMAGED or TOO_LARGE where nothing was read; NO_TEXT.
    """
    document = _Document(TextRoom())
    try:
        document.take(marks(source.stream()))
    except ReadFailure as exc:
        document.remember(exc)
    return document.extracted()


def _is_encrypted(package: Package) -> bool:
    if _MANIFEST not in package.names:
        return False
    try:
        return any(True for _ in xml_elements(package.open(_MANIFEST), "{*}encryption-data"))
    except ReadFailure:
        return False  # the parts themselves will tell


class _Document:
    """What the parts of one document, taken in order, say."""

    def __init__(self, room: TextRoom) -> None:
        self._room = room
        self._title = ""
        self._lists = ListNumbers()
        self._looks = TextStyles()
        self._breaks: set[str] = set()
        self._style = ""
        self._headers: dict[str, None] = {}
        self._running: dict[str, None] = {}
        self._page_count = 0
        self._objects: list[str] = []
        self._flow: FlowText | None = None
        self._workbook: WorkbookText | None = None
        self._problem: ReadFailure | None = None

    def remember(self, problem: ReadFailure) -> None:
        """Note why not all is read; the first reason is shown."""
        self._problem = self._problem or problem

    def take_part(self, package: Package, part: str) -> None:
        try:
            self.take(marks(package.open(part)))
        except ReadFailure as exc:
            self.remember(exc)

    def take_object(self, package: Package, part: str) -> None:
        """Read a chart or another document that is embedded; its text goes to the end."""
        inner = _Document(self._room)
        inner.take_part(package, part)
        self._objects += inner._pages()
        if inner._problem:
            self.remember(inner._problem)

    def take(self, stream: Iterator[Mark]) -> None:
        """Read a whole part.

        Raises:
            ReadFailure: DAMAGED or TOO_LARGE; what was taken before stays.
        """
        for mark in stream:
            if mark.kind is not MarkKind.START:
                continue
            if mark.name in _FLOWING:
                self._flow = FlowText(self._room, self._lists, frozenset(self._breaks), self._looks)
                self._flow.take(mark, stream)
            elif mark.name == "office:spreadsheet":
                self._workbook = WorkbookText(self._room)
                take_sheets(mark, stream, self._workbook)
            elif mark.name == "dc:title":
                self._title = "".join(part.text for part in inside(mark, stream))
            elif mark.name == "meta:document-statistic":
                self._page_count = mark.number("meta:page-count", MAX_PDF_PAGES, 0)
            elif mark.name in SKIPPED:
                pass_over(mark, stream)
            else:
                self._take_style(mark, stream)

    def _take_style(self, mark: Mark, stream: Iterator[Mark]) -> None:
        if mark.name in LIST_STYLES:
            self._lists.learn(mark, stream)
        elif mark.name in _HEADERS:
            self._take_running(mark, stream)
        elif mark.name == "style:style":
            self._style = mark.get("style:name")
            self._looks.begin(mark)
            if mark.get("style:master-page-name"):
                self._breaks.add(self._style)
        elif mark.name == "style:text-properties":
            self._looks.take(mark)
        elif mark.get(_BREAK) == "page":
            self._breaks.add(self._style)

    def _take_running(self, mark: Mark, stream: Iterator[Mark]) -> None:
        is_shown = mark.get("style:display") != "false"
        flow = FlowText(self._room, ListNumbers(), looks=self._looks, is_running=True)
        flow.take(mark, stream)
        lines = map(str.strip, flow.pages()[0].split("\n"))
        text = "\n".join(line for line in lines if _WORD.search(line))
        if text and is_shown:
            which = self._headers if "header" in mark.name else self._running
            which[text] = None

    def _pages(self) -> tuple[str, ...]:
        if self._workbook:
            return self._workbook.pages()
        return self._flow.pages() if self._flow else ()

    def extracted(self) -> Extracted:
        """Return everything, with the first problem as the reason why that is not all.

        Raises:
            ReadFailure: The first problem, else NO_TEXT, where there is no text.
        """
        pages = list(self._pages()) or [""]
        pages[-1] = "\n\n".join(filter(None, (pages[-1], *self._objects)))
        problem = self._problem or (self._workbook.problem if self._workbook else None)
        is_empty = self._workbook.is_empty if self._workbook else not any(pages)
        pictures = self._flow.pictures.problem(pages) if self._flow else (None, "")
        reason, detail = (problem.reason, problem.detail) if problem else pictures
        if is_empty and not any(self._objects):
            raise ReadFailure(reason or Reason.NO_TEXT, detail)
        running = (*self._running, *(self._flow.below(pages) if self._flow else ()))
        title = self._title.strip() or (self._flow.heading if self._flow else "")
        return Extracted(
            tuple(pages),
            title,
            reason,
            detail,
            tuple(dict.fromkeys(running)),
            headers=tuple(self._headers),
            page_count=self._page_count,
        )
