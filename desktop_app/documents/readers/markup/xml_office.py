"""Office documents in one XML file: Word 2003 and later ("flat"), Excel 2003 (SpreadsheetML)."""

from __future__ import annotations

from typing import Final

from desktop_app.documents.limits import MAX_TITLE_CHARS
from desktop_app.documents.model import ReadFailure
from desktop_app.documents.readers.markup.flow import Flow
from desktop_app.documents.readers.markup.xml_text import local
from desktop_app.documents.readers.sheets.sheet_text import SheetText, TextRoom
from desktop_app.documents.sources.source import Extracted

_CHARACTERS: Final = {"tab": "\t", "noBreakHyphen": "-"}
_RUNNING: Final = frozenset({"hdr", "ftr"})
_NOTES: Final = frozenset({"footnote", "endnote", "comment"})
_UNSEEN: Final = frozenset({"del", "moveFrom", "Fallback", "tabs"})
_MOST_FLOWS: Final = 100  # inside each other
_SHEET_TEXTS: Final = frozenset({"Data", "Comment", "Title"})


class Word2003:
    """Paragraphs, tables, notes, headers and footers; only what stands in ``w:t`` is text."""

    def __init__(self) -> None:
        self._body = Flow()
        self._flows = [self._body]
        self._notes: list[str] = []
        self._running: dict[str, None] = {}
        self._room = TextRoom()
        self._unseen = self._cells = 0
        self._is_text = False
        self._title = ""
        self._in_title = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if self._unseen or name in _UNSEEN or _is_struck(name, attributes):
            self._unseen += 1
        elif name in _RUNNING or name in _NOTES:
            is_deep = len(self._flows) > _MOST_FLOWS
            self._flows.append(self._flows[-1] if is_deep else Flow())
        elif name == "tc":
            self._cells += 1
        elif name in _CHARACTERS:
            self._flows[-1].write(_CHARACTERS[name], in_table=bool(self._cells))
        elif name in ("br", "cr"):
            self._flows[-1].end_line()
        self._is_text = name == "t"
        self._in_title = name in ("Title", "title")

    def end(self, tag: str) -> None:
        name = local(tag)
        self._is_text = self._in_title = False
        if self._unseen:
            self._unseen -= 1
        elif name == "p":
            self._flows[-1].end_paragraph(in_table=bool(self._cells))
        elif name == "tc":
            self._cells -= 1
            self._flows[-1].end_cell()
        elif name == "tr":
            self._flows[-1].end_row()
        elif name in _RUNNING or name in _NOTES:
            self._end_apart(name)

    def _end_apart(self, name: str) -> None:
        text = self._flows.pop().take().strip()
        if text and name in _RUNNING:
            self._running.setdefault(text)
        elif text:
            self._notes.append(text)

    def data(self, text: str) -> None:
        if self._is_text and not self._unseen:
            self._room.take(len(text))
            self._flows[-1].write(text, in_table=bool(self._cells))
        elif self._in_title and len(self._title) < MAX_TITLE_CHARS:
            self._title += text

    def close(self) -> None:
        pass

    def extracted(self, problem: ReadFailure | None = None) -> Extracted:
        text = "\n\n".join(filter(None, (self._body.take(), *self._notes)))
        running = tuple(self._running)
        if problem is None:
            return Extracted((text,), self._title, running=running)
        return Extracted((text,), self._title, problem.reason, problem.detail, running)


def _is_struck(name: str, attributes: dict[str, str]) -> bool:
    """Whether an ``aml:annotation`` says that its text was deleted."""
    return name == "annotation" and _attribute(attributes, "type") == "Word.Deletion"


class Spreadsheet2003:
    """Sheets as pages; the comments of a sheet come after its cells."""

    def __init__(self) -> None:
        self._room = TextRoom()
        self._sheet = SheetText("", self._room)
        self._pages: list[str] = []
        self._pieces: list[str] = []
        self._row = self._column = -1
        self._is_text = self._in_comment = False
        self._title = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "Worksheet":
            self._sheet = SheetText(_attribute(attributes, "Name"), self._room)
            self._row = -1
        elif name == "Row":
            self._row = _index(attributes, self._row + 1)
            self._column = -1
        elif name == "Cell":
            self._column = _index(attributes, self._column + 1)
        elif name in _SHEET_TEXTS and not self._in_comment:
            self._pieces.clear()
            self._is_text = True
            self._in_comment = name == "Comment"

    def end(self, tag: str) -> None:
        name = local(tag)
        if self._in_comment and name != "Comment":
            return  # its text is in a "Data" of its own
        text = "".join(self._pieces)
        if name == "Data":
            self._sheet.cell(self._row, self._column, text)
        elif name == "Comment":
            self._sheet.block(text)
        elif name == "Title":
            self._title = self._title or text
        elif name == "Worksheet":
            self._pages.append(self._sheet.text())
        if name in _SHEET_TEXTS:
            self._pieces.clear()
            self._is_text = self._in_comment = False

    def data(self, text: str) -> None:
        if self._is_text:
            self._pieces.append(text)

    def close(self) -> None:
        pass

    def extracted(self, problem: ReadFailure | None = None) -> Extracted:
        pages = tuple(self._pages) or ("",)
        if problem is None:
            return Extracted(pages, self._title)
        return Extracted((*pages, self._sheet.text()), self._title, problem.reason, problem.detail)


def _attribute(attributes: dict[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if local(key) == name), "")


def _index(attributes: dict[str, str], expected: int) -> int:
    """Return the row or column of an element, from 0; written down only after a gap."""
    index = _attribute(attributes, "Index")
    return int(index) - 1 if index.isascii() and index.isdigit() and len(index) < 8 else expected
