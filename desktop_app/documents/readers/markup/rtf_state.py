"""What an RTF reader remembers: groups, the encodings of fonts, the field under way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from desktop_app.documents.readers.markup.flow import Flow
from desktop_app.documents.readers.tick_boxes import box

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
        )


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

    def is_page_number(self) -> bool:
        return self.instruction[:20].upper().split()[:1] in _PAGE_NUMBERS

    def chosen(self) -> str:
        """Return what a form's field shows: a box, or what was chosen from a list."""
        number = self.first_choice if self.choice == _NO_CHOICE else self.choice
        if self.instruction[:40].split()[:1] == ["FORMCHECKBOX"]:
            return box(is_ticked=number == 1) if self.is_filled else ""
        return self.choices[number] if 0 <= number < len(self.choices) else ""
