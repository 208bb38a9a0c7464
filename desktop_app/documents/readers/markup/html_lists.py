"""The numbers that browsers write before the items of a list."""

from __future__ import annotations

from typing import Final

from desktop_app.documents.readers.list_numbers import number_text

_FORMS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LISTS: Final = frozenset({"ol", "ul", "menu", "dir"})
_MOST_OPEN: Final = 100


class ListCounts:
    """Counts the items of the lists that are open."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str] | None] = []  # next number and form; None for bullets

    def start(self, tag: str, values: dict[str, str]) -> str:
        """Return what stands before the element that begins: "2." or ""."""
        if tag in _LISTS:
            numbers = (_number(values, "start", 1), values.get("type", ""))
            self._open += [numbers if tag == "ol" else None] if len(self._open) < _MOST_OPEN else ()
        elif tag == "li" and self._open and (counted := self._open[-1]):
            number = _number(values, "value", counted[0])
            self._open[-1] = (number + 1, counted[1])
            return f"{number_text(number, _FORMS.get(counted[1], 'decimal'))}."
        return ""

    def end(self, tag: str) -> None:
        """Follow the end of an element."""
        if tag in _LISTS and self._open:
            self._open.pop()


def _number(values: dict[str, str], name: str, default: int) -> int:
    text = values.get(name, "").strip()
    return int(text) if len(text) < 10 and text.isascii() and text.isdigit() else default
