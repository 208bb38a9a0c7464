"""What an RTF reader remembers: groups, the encodings of fonts, the field under way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from desktop_app.documents.readers.markup.flow import Flow
from desktop_app.documents.readers.raised_lowered import above, below
from desktop_app.documents.readers.tick_boxes import box

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"', re.IGNORECASE)
_PAGE_NUMBERS = (["PAGE"], ["NUMPAGES"], ["SECTIONPAGES"])
_NO_CHOICE: Final = 25  # of a drop-down field: nobody has chosen yet


@dataclass(slots=True)
class Group:
    """What holds until a closing brace.

    Attributes:
        flow: Where text goes.
        boxes: Text boxes that hang on the paragraph under way in ``flow``.
        encoding: Of bytes.
        stand_ins: How many characters after a \\u stand for it in old programs.
        in_html: The text is markup as it is.
        is_struck: The text is drawn as struck out.
        shift: "super" or "sub": the text stands above or below the line; "" for neither.
        destination: The word that gave this very group a flow of its own, or b"".
        skips_next: The first group inside says the same as the second.
    """

    flow: Flow
    boxes: list[str]
    encoding: str = "cp1252"
    stand_ins: int = 1
    in_fonts: bool = False
    in_table: bool = False
    in_running: bool = False
    in_note: bool = False
    in_html: bool = False
    is_unseen: bool = False
    is_struck: bool = False
    shift: str = ""
    destination: bytes = b""
    skips_next: bool = False

    def inner(self) -> Group:
        return Group(
            self.flow,
            self.boxes,
            self.encoding,
            self.stand_ins,
            self.in_fonts,
            self.in_table,
            self.in_running,
            self.in_note,
            self.in_html,
            self.is_unseen,
            self.is_struck,
            self.shift,
        )

    def look(self, word: str, *, is_on: bool) -> None:
        """Take in how text looks from here on, by one of ``rtf_words.LOOKS``."""
        if word == "plain":
            self.is_struck, self.shift = False, ""
        elif word.startswith("strike"):
            self.is_struck = is_on
        else:
            self.shift = word if is_on and word != "nosupersub" else ""

    def placed(self, text: str) -> str:
        """Return text as it stands above or below the line."""
        return {"super": above, "sub": below}[self.shift](text) if self.shift else text


class Fonts:
    """The encodings of fonts."""

    def __init__(self) -> None:
        self.main_encoding = "cp1252"
        self.main = 0
        self._encodings: dict[int, str] = {}

    def encoding(self, number: int) -> str:
        return self._encodings.get(number, self.main_encoding)

    def define(self, number: int, encoding: str) -> None:
        if encoding:
            self._encodings[number] = encoding


class Field:
    """A field under way: its instruction, and what is chosen of a drop-down list."""

    def __init__(self) -> None:
        self.instruction = ""
        self.choices: list[str] = []
        self.choice = self.first_choice = 0
        self.is_filled = False

    def address(self) -> str:
        """Return where a hyperlink leads, or ""."""
        found = _HYPERLINK.match(self.instruction)
        return found[1] if found else ""

    def is_page_number(self) -> bool:
        return self.instruction[:20].upper().split()[:1] in _PAGE_NUMBERS

    def chosen(self) -> str:
        """Return what a form's field shows: a box, or what was chosen from a list."""
        number = self.first_choice if self.choice == _NO_CHOICE else self.choice
        if self.instruction[:40].split()[:1] == ["FORMCHECKBOX"]:
            return box(is_ticked=number == 1) if self.is_filled else ""
        return self.choices[number] if 0 <= number < len(self.choices) else ""
