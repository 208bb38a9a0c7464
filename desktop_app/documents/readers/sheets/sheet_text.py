"""Cells to text: one page a sheet, rows parted by newlines, cells by tabs, gaps kept small."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.sources.source import Extracted

MAX_EMPTY_CELLS = 64
"""So many are kept of a longer run: two cells may be thousands of columns apart. A month of days
fits, in which it matters under which of them a cross stands."""

# What programs call a first sheet, in the languages they are sold in.
_NEVER_NAMED = re.compile(
    r"(?:sheet|table|tabelle|feuil(?:le)?|hoja|foglio|blad|ark|planilha|folha|arkusz|list|munka"
    r"|taul|sayfa|лист|аркуш|工作表|シート|시트)[ _]?\d{0,3}",
    re.IGNORECASE,
)
_OF_LONG_WORDS = re.compile(r"[^\W\d_]{3,}(?:[ _-]+[^\W\d_]{3,})*")


class TextRoom:
    """How much text a file may still give, over all its pages."""

    def __init__(self, chars: int = MAX_TEXT_CHARS) -> None:
        self._left = chars

    def take(self, chars: int) -> None:
        """Count characters.

        Raises:
            ReadFailure: TOO_LARGE once there is no room left.
        """
        self._left -= chars
        if self._left < 0:
            raise ReadFailure(Reason.TOO_LARGE, "only the beginning was read")


class SheetText:
    """The text of one sheet as its cells come in, row by row; empty rows leave no trace.

    Args:
        name: The sheet's name, its first line.
        room: Shared by all sheets of the file.

    Attributes:
        is_empty: Whether there is nothing but the name.
    """

    def __init__(self, name: str, room: TextRoom) -> None:
        self._room = room
        self._lines = [name] if name else []
        self._cells: list[str] = []
        self._row = self._column = 0
        self._blocks: list[str] = []
        self.is_empty = True

    def cell(self, row: int, column: int, text: str) -> None:
        """Add a cell; numbers count from 0 and usually ascend. Empty text is no cell.

        Raises:
            ReadFailure: TOO_LARGE; what was added before stays.
        """
        text = " ".join(text.split())
        if not text:
            return
        if row != self._row:
            self._end_row()
            self._row = row
        gap = max(column - self._column, 0)
        tabs = min(gap, MAX_EMPTY_CELLS) + bool(self._cells)
        self._room.take(len(text) + tabs)
        self.is_empty = False
        self._cells.append("\t" * tabs + text)
        self._column = column + 1

    def block(self, text: str) -> None:
        """Add a note, comment or text box, to be shown after the cells, parted by empty lines.

        Raises:
            ReadFailure: TOO_LARGE; what was added before stays.
        """
        if text := text.strip():
            self._room.take(len(text) + 2)
            self.is_empty = False
            self._blocks.append(text)

    def text(self) -> str:
        """Return the page so far."""
        self._end_row()
        return "\n\n".join(filter(None, ("\n".join(self._lines), *self._blocks)))

    def _end_row(self) -> None:
        if self._cells:
            self._lines.append("".join(self._cells))
            self._cells.clear()
        self._column = 0


class WorkbookText:
    """The sheets of a file as they are read; one that fails does not keep the others from it.

    Attributes:
        room: For the text of all sheets.
        running: Headers and footers found, each once.
        is_empty: Whether no sheet has more than its name so far.
        problem: Why not all was read, the first reason met.
    """

    def __init__(self, room: TextRoom | None = None) -> None:
        self.room = room or TextRoom()
        self.running: dict[str, None] = {}
        self.is_empty = True
        self.problem: ReadFailure | None = None
        self._pages: list[str] = []
        self._names: list[str] = []

    @contextmanager
    def sheet(self, name: str) -> Iterator[SheetText]:
        """Give a sheet to write into; a ``ReadFailure`` inside ends this sheet only."""
        name = " ".join(name.split())
        sheet = SheetText(name, self.room)
        try:
            yield sheet
        except ReadFailure as exc:
            self.remember(exc)
        finally:
            self._pages.append(sheet.text())
            self._names.append(name)
            self.is_empty = self.is_empty and sheet.is_empty

    def remember(self, problem: ReadFailure) -> None:
        """Note why not all is read; the first reason is shown."""
        self.problem = self.problem or problem

    def pages(self) -> tuple[str, ...]:
        """Return the text of each sheet so far."""
        return tuple(self._pages)

    def extracted(self, title: str = "") -> Extracted:
        """Return all sheets; the name of an only one stands above it, as in a print.

        So a table and the workbook made of it say the same. Names count as headers do.

        Raises:
            ReadFailure: The first problem, else NO_TEXT, where no sheet has more than its name.
        """
        if self.is_empty:
            raise self.problem or ReadFailure(Reason.NO_TEXT)
        problem = self.problem
        reason, detail = (problem.reason, problem.detail) if problem else (None, "")
        pages, headers = self._framed()
        return Extracted(pages, title, reason, detail, tuple(self.running), headers=headers)

    def _framed(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return pages and headers; a name with figures or short words counts as text."""
        if len(self._pages) != 1:
            return self.pages(), ()
        name, page = self._names[0], self._pages[0]
        body = page.removeprefix(name).lstrip("\n")
        if _NEVER_NAMED.fullmatch(name):
            return (body,), ()
        return ((body,), (name,)) if _OF_LONG_WORDS.fullmatch(name) else ((page,), ())
