"""Where things are in a binary Word document: the file information block ([MS-DOC] 2.5)."""

from __future__ import annotations

import enum
import struct

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.office97.word_pieces import Piece
from desktop_app.documents.sources.code_pages import codec_of_language

_MAGIC = (0xA5EC, 0xA5DC, 0xA5DB, 0xA69B, 0xA697, 0xA698, 0xA699)  # the last are of Asian editions
_WORD_6, _WORD_95, _WORD_97 = 101, 104, 0xC1
_COMPLEX, _ENCRYPTED, _TABLE_1 = 0x0004, 0x0100, 0x0200
_MAC_CHARACTERS = 0x100
_HEADER_BYTES = 0x1AA  # as far as the piece table's place
_OLD_HEADER_BYTES = 0x168
_LISTS_AT, _OLD_LISTS_AT = 0x9A, 0x58
_LENGTHS_AT, _OLD_LENGTHS_AT = 0x4C, 0x34


class Story(enum.Enum):
    """The document's stories in the order in which their characters are counted."""

    BODY = 0
    FOOTNOTES = 1
    HEADERS = 2
    MACROS = 3
    COMMENTS = 4
    ENDNOTES = 5
    TEXT_BOXES = 6
    HEADER_TEXT_BOXES = 7


class Lists(enum.IntEnum):
    """Numbers of the places (FibRgFcLcb97) of what is read from the table stream."""

    STYLES = 1
    SECTIONS = 6
    HEADERS = 11
    RUNS = 12
    PARAGRAPHS = 13
    PIECES = 33
    LISTS = 73
    LIST_REFERENCES = 74


class WordHeader:
    """The file information block of Word 97 and later, or as much as Word 6 and 95 have of it.

    Attributes:
        is_complex: Fast-saved, so that the text need not be in one piece.
        is_old: Word 6 or 95: all text is in a code page, and there is no table stream.
        table_name: Of the stream the places are in.
        codec: Of 8-bit text in Word 6 and 95, by the language the document was made in.

    Raises:
        ReadFailure: DAMAGED; ENCRYPTED; UNSUPPORTED for what is older than Word 6.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < _OLD_HEADER_BYTES:
            raise ReadFailure(Reason.DAMAGED, "cut off")
        magic, version = struct.unpack_from("<HH", data, 0)
        language, flags = struct.unpack_from("<H2xH", data, 6)
        (character_set,) = struct.unpack_from("<H", data, 0x14)
        if magic not in _MAGIC:
            raise ReadFailure(Reason.DAMAGED, "not a Word document inside")
        if flags & _ENCRYPTED:
            raise ReadFailure(Reason.ENCRYPTED)
        if version < _WORD_6:
            raise ReadFailure(Reason.UNSUPPORTED, "Word 2 document")
        self.is_old = version < _WORD_97
        if not self.is_old and len(data) < _HEADER_BYTES:
            raise ReadFailure(Reason.DAMAGED, "cut off")
        is_of_mac = character_set == _MAC_CHARACTERS
        self.codec = "mac_roman" if is_of_mac else codec_of_language(language)
        self.is_complex = bool(flags & _COMPLEX)
        self.table_name = "1Table" if flags & _TABLE_1 else "0Table"
        self._text_start, self._text_end = struct.unpack_from("<II", data, 0x18)
        self._lengths = struct.unpack_from(
            "<8i", data, _OLD_LENGTHS_AT if self.is_old else _LENGTHS_AT
        )
        self._data = data

    def span(self, story: Story) -> tuple[int, int]:
        """Return the half-open span of a story's character positions."""
        start = sum(max(0, length) for length in self._lengths[: story.value])
        return start, start + max(0, self._lengths[story.value])

    def listing(self, table: bytes, which: Lists) -> bytes:
        """Return one of the lists in the table stream, as much of it as there is.

        Args:
            table: The table stream; of Word 6 and 95 the only one, "WordDocument".
        """
        start, size = self._place(which)
        return table[start : start + size]

    def listing_and_on(self, table: bytes, which: Lists) -> bytes:
        """Return one of the lists with all that follows: some are longer than they say.

        Args:
            table: As for ``listing``.
        """
        start, size = self._place(which)
        return table[start:] if size else b""

    def _place(self, which: Lists) -> tuple[int, int]:
        at = (_OLD_LISTS_AT if self.is_old else _LISTS_AT) + 8 * which
        place = self._data[at : at + 8]
        start, size = struct.unpack("<II", place) if len(place) == 8 else (0, 0)
        return start, size

    def old_text(self) -> Piece:
        """Return where the text of Word 6 and 95 is if it is in one piece."""
        return Piece(self._text_start, max(0, self._text_end - self._text_start), 1)
