"""Fields of Word documents: what they show counts, what they are made from does not."""

from __future__ import annotations

import re
from typing import Any

from desktop_app.documents.readers.tick_boxes import box
from desktop_app.documents.sources.ooxml import attribute

_PAGE_NUMBER = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_ADDRESS = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_MOST_CODE_CHARS = 1_000
_FALSE = frozenset({"0", "false", "off"})


class _Field:
    def __init__(self, code: str = "") -> None:
        self.code = code
        self.is_hidden = True


class Fields:
    """The fields that are open, inside each other, at a place of a story.

    Args:
        without_page_numbers: Their results are hidden, too.

    Attributes:
        addresses: Where hyperlinks lead that are fields.
    """

    def __init__(self, *, without_page_numbers: bool) -> None:
        self.addresses: list[str] = []
        self._without_page_numbers = without_page_numbers
        self._open: list[_Field] = []
        self._hiding = 0

    @property
    def is_hidden(self) -> bool:
        """Whether what comes now is an instruction, or a result that is left out."""
        return self._hiding > 0

    def mark(self, kind: str) -> None:
        """Take in one of a field's three marks: "begin", "separate" or "end"."""
        if kind == "begin":
            self._open.append(_Field())
            self._hiding += 1
        elif not self._open:
            pass
        elif kind == "separate":
            self._show(self._open[-1])
        elif kind == "end":
            self._hiding -= self._open.pop().is_hidden

    def begin_simple(self, code: str) -> None:
        """Begin a field of one element, which has a result only."""
        self.mark("begin")
        self.instruct(code)
        self.mark("separate")

    def instruct(self, code: str) -> None:
        """Take in a piece of the instruction of the innermost field."""
        if self._open and len(self._open[-1].code) < _MOST_CODE_CHARS:
            self._open[-1].code += code[:_MOST_CODE_CHARS]

    def end_paragraph(self) -> None:
        """Give up hiding: an instruction without an end must not swallow the document."""
        if self._hiding:
            for field in self._open:
                field.is_hidden = False
            self._hiding = 0

    def _show(self, field: _Field) -> None:
        if address := _ADDRESS.match(field.code):
            self.addresses.append(address[1])
        if field.is_hidden and not (self._without_page_numbers and _PAGE_NUMBER.match(field.code)):
            field.is_hidden = False
            self._hiding -= 1


def form_tick(check_box: Any) -> str:
    """Return what a ticked or empty box of an old form looks like (``w:checkBox``)."""
    state = check_box.find("{*}checked")
    if state is None:
        state = check_box.find("{*}default")
    return box(is_ticked=state is not None and attribute(state, "val") not in _FALSE)


def form_choice(drop_down: Any) -> str:
    """Return what is chosen in the list of an old form (``w:ddList``)."""
    entries = drop_down.findall("{*}listEntry")
    for name in ("{*}result", "{*}default"):
        chosen = drop_down.find(name)
        if chosen is not None:
            number = attribute(chosen, "val")
            if number.isdecimal() and int(number[:6]) < len(entries):
                return attribute(entries[int(number[:6])], "val")
    return attribute(entries[0], "val") if entries else ""
