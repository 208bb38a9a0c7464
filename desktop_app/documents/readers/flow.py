"""Text under way, with breaks between its paragraphs, cells and rows."""

from __future__ import annotations

import io
import re

_SURROGATE = re.compile("[\ud800-\udfff]")


class Flow:
    """Text that belongs together; breaks are written only once something follows them."""

    def __init__(self) -> None:
        self._out = io.StringIO()
        self._gap = ""
        self._is_after_row = False

    @property
    def goes_on(self) -> bool:
        """Whether the next text stands on the line of the last."""
        return not self._gap and self._out.tell() > 0

    def take(self) -> str:
        """Return all of it, surrogate pairs joined, and begin anew."""
        text = self._out.getvalue()
        self._out = io.StringIO()
        self._gap = ""
        self._is_after_row = False
        if _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text

    def write(self, text: str, *, in_table: bool = False) -> None:
        if self._gap:
            if self._is_after_row and not in_table:
                self._gap = "\n\n"
            if self._out.tell():
                self._out.write(self._gap)
            self._gap = ""
        self._is_after_row = False
        self._out.write(text)

    def end_line(self) -> None:
        self._gap = "\n\n" if self._gap.startswith("\n") else "\n"

    def end_paragraph(self, *, in_table: bool) -> None:
        if not in_table:
            self._gap = "\n\n"
        elif not self._gap:
            self._gap = " "

    def end_cell(self) -> None:
        if self._gap != " ":
            self._out.write(self._gap)
        self._gap = "\t"
        self._is_after_row = False

    def end_row(self) -> None:
        self._gap = "\n"
        self._is_after_row = True
