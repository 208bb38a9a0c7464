"""Where the text of a page breaks: blocks, lines, cells; and which of it is struck out."""

from __future__ import annotations

import io
import re

from desktop_app.documents.text.struck import STRUCK_END, STRUCK_START, struck

_PARAGRAPH_TAGS = (
    "address article aside blockquote body center details dialog dir div dl fieldset figure footer "
    "form frameset h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav noframes ol optgroup p pre "
    "search section summary table ul"
)
_LINE_TAGS = (
    "br caption dd desc dt figcaption legend li option select svg tbody text "
    "textarea tfoot thead tr"
)
PARAGRAPH = frozenset(_PARAGRAPH_TAGS.split())
BLOCKS = PARAGRAPH | frozenset(_LINE_TAGS.split())
SPACE = re.compile(r"[ \t\n\r\f]+")


class Layout:
    """Text with its breaks; those are written only once text follows them.

    Attributes:
        is_struck: Whether what is written from now on is struck out.
        label: What stands before the next text, such as the number of a list's item.
    """

    def __init__(self) -> None:
        self.is_struck = False
        self.label = ""
        self._out = io.StringIO()
        self._gap = ""
        self._tabs = 0
        self._is_spaced = self._is_cell_empty = self._is_mark_open = False
        self._in_cell: list[bool] = []  # for each table that is open

    def text(self) -> str:
        """Return all that was written."""
        return self._out.getvalue() + STRUCK_END * self._is_mark_open

    def write(self, text: str, *, as_written: bool = False) -> None:
        """Add text, white space as it is or narrowed as browsers do."""
        if not as_written:
            text = SPACE.sub(" ", text)
            words = text.strip(" ")
            if not words:
                self._is_spaced = self._is_spaced or bool(text)
                return
            is_spaced, self._is_spaced = self._is_spaced or text[0] == " ", text[-1] == " "
            self._write_gap(is_spaced=is_spaced, goes_on=self.is_struck)
            if self.is_struck and not self._is_mark_open:
                self._out.write(STRUCK_START)
                self._is_mark_open = True
            self._out.write(words)
        elif text := text.removeprefix("\n") if self._gap else text:
            self._write_gap(is_spaced=self._is_spaced, goes_on=False)
            self._is_spaced = False
            lines = map(struck, text.split("\n")) if self.is_struck else (text,)
            self._out.write("\n".join(lines))

    def _write_gap(self, *, is_spaced: bool, goes_on: bool) -> None:
        """Write what parts the next text from the last; what is struck out ends with its block."""
        if self._is_mark_open and not (goes_on and not self._gap and not self._tabs):
            self._out.write(STRUCK_END)
            self._is_mark_open = False
        if not self._out.tell():
            self._out.write("\t" * self._tabs)
        elif self._gap or self._tabs:
            self._out.write(self._gap + "\t" * self._tabs)
        elif is_spaced:
            self._out.write(" ")
        if self.label:
            self._out.write(f"{self.label} ")
            self.label = ""
        self._gap, self._tabs, self._is_cell_empty = "", 0, False

    def end_line(self) -> None:
        """A second one in a row leaves an empty line."""
        self._break("\n\n" if self._gap else "\n")

    def end_block(self, tag: str) -> None:
        """End what stands on lines of its own, or begin it."""
        in_cell = bool(self._in_cell) and self._in_cell[-1]
        if tag == "table":
            in_cell = False
        self._break("\n\n" if tag in PARAGRAPH and not in_cell else self._gap or "\n")

    def _break(self, gap: str) -> None:
        # What only wraps the text of a cell does not part it from its neighbours.
        if not self._is_cell_empty:
            self._gap = gap
        self._is_spaced = False

    def begin_table(self) -> None:
        self.end_block("table")
        self._in_cell.append(False)

    def end_table(self) -> None:
        if self._in_cell:
            self._in_cell.pop()
        self._end_row("\n\n")

    def begin_row(self) -> None:
        if self._in_cell:
            self._in_cell[-1] = False
        self._end_row(self._gap if self._gap == "\n\n" and not self._tabs else "\n")

    def _end_row(self, gap: str) -> None:
        self._gap, self._tabs = gap, 0
        self._is_cell_empty = self._is_spaced = False

    def begin_cell(self) -> None:
        if self._in_cell and self._in_cell[-1]:
            if not self._is_cell_empty:
                self._gap = ""
            self._tabs += 1
        elif self._in_cell:
            self._in_cell[-1] = True
        self._is_cell_empty = True
        self._is_spaced = False
