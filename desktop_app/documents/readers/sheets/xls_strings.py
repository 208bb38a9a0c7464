"""Strings in XLS: 8 or 16 bits a character, cut anywhere where a record is continued.

[MS-XLS] 2.5.240, 2.5.293 and 2.5.294; before Excel 97 they are bytes in the computer's code page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WIDE, _EXTENDED, _RICH = 1, 4, 8


@dataclass(frozen=True, slots=True)
class StringForm:
    """How a workbook writes its strings.

    Attributes:
        codec: Of 8-bit text; None for the flagged strings of Excel 97 and later.
    """

    codec: str | None

    def read(self, pieces: Sequence[bytes], at: int, length_size: int) -> str:
        """Return the string at ``at`` of the first piece of a record.

        Args:
            pieces: The record and what continues it.
            length_size: How many bytes the number of characters takes.

        Raises:
            IndexError: The record ends before.
        """
        stream = _Pieces(pieces, at)
        length = stream.number(length_size)
        if self.codec is not None:
            return stream.take(length).decode(self.codec, "replace")
        return stream.string(length)


def shared_strings(pieces: Sequence[bytes]) -> Iterator[str]:
    """Yield the strings of an SST record and its continuations ([MS-XLS] 2.4.265).

    Raises:
        IndexError: The record ends before its last string.
    """
    stream = _Pieces(pieces, 4)
    for _ in range(stream.number(4)):
        yield stream.string(stream.number(2))


def drawn_text(length: int, pieces: Sequence[bytes]) -> str:
    """Return the text of a comment or box, which stands in the continuations of its record.

    Raises:
        IndexError: They end before.
    """
    stream = _Pieces(pieces, 0)
    return stream.characters(length, stream.number(1))


class _Pieces:
    """Pieces of a record, read as one."""

    def __init__(self, pieces: Sequence[bytes], at: int) -> None:
        self._pieces, self._number, self._at = pieces, 0, at

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little")

    def take(self, size: int) -> bytes:
        found = b""
        while True:
            piece = self._pieces[self._number]
            part = piece[self._at : self._at + size - len(found)]
            self._at += len(part)
            found += part
            if len(found) == size:
                return found
            self._next_piece()

    def string(self, length: int) -> str:
        """Return a string after its length; its runs of fonts and phonetic guides are passed."""
        flags = self.number(1)
        runs = self.number(2) if flags & _RICH else 0
        extension = self.number(4) if flags & _EXTENDED else 0
        text = self.characters(length, flags)
        self._skip(4 * runs + extension)
        return text

    def characters(self, length: int, flags: int) -> str:
        """Return characters; each further piece begins with flags of its own."""
        texts = []
        while True:
            width = 2 if flags & _WIDE else 1
            piece = self._pieces[self._number]
            part = piece[self._at : self._at + length * width]
            self._at += len(part)
            texts.append(part.decode("utf-16-le" if width == 2 else "latin-1", "replace"))
            length -= -(-len(part) // width)
            if length <= 0:
                return "".join(texts)
            self._next_piece()
            flags = self.number(1)

    def _skip(self, size: int) -> None:
        while size > (left := len(self._pieces[self._number]) - self._at):
            size -= left
            self._next_piece()
        self._at += size

    def _next_piece(self) -> None:
        self._number, self._at = self._number + 1, 0
