"""Text under way, with breaks between its paragraphs, cells and rows."""

from __future__ import annotations

import io
import re

from desktop_app.documents.text.struck import StruckRuns

_SURROGATE = re.compile("[\ud800-\udfff]")


class Flow:
    """Text that belongs together; breaks are written only once something follows them."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._out = io.StringIO()
        self._struck = StruckRuns()
        self._gap = ""
        self._cells = 0  # that ended since the last text
        self._is_after_row = False

    @property
    def goes_on(self) -> bool:
        """Whether the next text stands on the line of the last."""
        return not self._gap and not self._cells and self._out.tell() > 0

    def take(self) -> str:
        """Return all of it, surrogate pairs joined, and begin anew."""
        self._end_struck()
        text = self._out.getvalue()
        self._begin()
        if _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text

    def write(self, text: str, *, in_table: bool = False, is_struck: bool = False) -> None:
        """Add text.

        Args:
            in_table: The text is in a cell; text that is not begins a paragraph after a row.
            is_struck: It is drawn as struck out.
        """
        if is_struck or self._struck.is_open:
            text = self._struck.marked(text, is_struck=is_struck)
        if self._is_after_row and not in_table:
            self._gap = "\n\n"
        if self._gap and self._out.tell():
            self._out.write(self._gap)
        if self._cells:
            self._out.write("\t" * self._cells)
        self._gap, self._cells, self._is_after_row = "", 0, False
        self._out.write(text)

    def end_line(self) -> None:
        """End a line; a second time in a row leaves an empty one."""
        self._end_struck()
        self._gap = "\n\n" if self._gap.startswith("\n") else "\n"
        self._cells = 0

    def end_paragraph(self, *, in_table: bool) -> None:
        """End a paragraph; inside a cell that is no more than a space."""
        self._end_struck()
        if not in_table:
            self._gap, self._cells = "\n\n", 0
        elif self.goes_on:
            self._gap = " "

    def end_cell(self) -> None:
        """End a cell of a table; those that are empty at the end of a row leave nothing."""
        self._end_struck()
        if self._gap == " ":
            self._gap = ""
        self._cells += 1
        self._is_after_row = False

    def end_row(self) -> None:
        """End a row of a table."""
        self._end_struck()
        self._gap, self._cells = "\n", 0
        self._is_after_row = True

    def _end_struck(self) -> None:
        if self._struck.is_open:
            self._out.write(self._struck.end())
