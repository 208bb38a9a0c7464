"""Offsets in code points, as everywhere here, to UTF-16 units, as Qt counts them, and back."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Offsets:
    """The offsets of one text in both countings.

    A character above U+FFFF (an emoji, a rare ideograph) is one code point and two units. Only
    those are remembered, 16 bytes each; a text without them costs nothing but one look through it.
    Any thread may call it.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral = array("q")
        if not text.isascii():
            self._astral.extend(found.start() for found in _ASTRAL.finditer(text))
        # The unit at which each of them begins.
        self._units = array("q", (at + before for before, at in enumerate(self._astral)))

    def to_qt(self, offset: int) -> int:
        """Return the unit at which code point ``offset`` begins.

        Args:
            offset: 0 to the length of the text, which is its end.

        Raises:
            ValueError: If it is outside the text.
        """
        if not 0 <= offset <= self._length:
            raise ValueError(f"offset {offset} is outside a text of {self._length}")
        return offset + bisect_left(self._astral, offset)

    def from_qt(self, unit: int) -> int:
        """Return the code point that ``unit`` belongs to; the second half of a pair to its first.

        Args:
            unit: 0 to the length of the text in units, which is its end.

        Raises:
            ValueError: If it is outside the text.
        """
        if not 0 <= unit <= self._length + len(self._astral):
            raise ValueError(f"unit {unit} is outside the text")
        # One unit too many for each second half that lies before or at this unit.
        return unit - bisect_left(self._units, unit)
