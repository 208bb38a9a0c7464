"""What a form says as it is filled in."""

from __future__ import annotations

from typing import Final

from desktop_app.documents.readers.tick_boxes import box

_BOXES: Final = frozenset({"checkbox", "radio"})
_NO_WORDS_IN: Final = frozenset({"hidden", "password", "image", "file", "color"})


def field_text(values: dict[str, str]) -> str:
    """Return what an ``input`` shows; a box for what can be ticked.

    Args:
        values: Its attributes.
    """
    kind = values.get("type", "text").strip().lower()
    if kind in _BOXES:
        return box(is_ticked="checked" in values)
    return "" if kind in _NO_WORDS_IN else values.get("value", "")


class Choice:
    """A ``select`` with its options as they come in.

    Args:
        is_list: It shows all its options, of which several can be chosen.
    """

    inside: Final = frozenset({"option", "optgroup", "hr"})
    """The elements that belong to it; any other block is behind it."""

    def __init__(self, *, is_list: bool) -> None:
        self._is_list = is_list
        self._options: list[tuple[list[str], bool]] = []

    def option(self, values: dict[str, str]) -> None:
        """Begin an option."""
        self._options.append(([], "selected" in values))

    def data(self, text: str) -> None:
        """Add text of the option that is under way."""
        if self._options:
            self._options[-1][0].append(text)

    def lines(self) -> list[str]:
        """Return what it shows: the chosen option, the first if none is; of a list, all options.

        The options not chosen of a closed one are words that nobody said, such as all countries.
        """
        options = [("".join(pieces).strip(), is_chosen) for pieces, is_chosen in self._options]
        if self._is_list:
            return [f"{box(is_ticked=is_chosen)} {text}" for text, is_chosen in options if text]
        chosen = [text for text, is_chosen in options if is_chosen]
        return chosen[-1:] or [text for text, _ in options[:1]]
