"""Styles of OpenDocument that change what text says: struck out, above or below the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from desktop_app.documents.readers.open_document.odf_markup import Mark, prefixed
from desktop_app.documents.readers.raised_lowered import above, below

_MOST_HOPS = 16  # styles based on styles
_LINES = ("style:text-line-through-type", "style:text-line-through-style")


class Look(NamedTuple):
    """How text looks; None where it looks as what is around it.

    Attributes:
        is_struck: It is drawn as struck out.
        shift: 1 above the line, -1 below it, 0 on it.
    """

    is_struck: bool | None = None
    shift: int | None = None

    def over(self, other: Look) -> Look:
        """Return this look where ``other`` is around it."""
        return Look(
            other.is_struck if self.is_struck is None else self.is_struck,
            other.shift if self.shift is None else self.shift,
        )

    def placed(self, text: str) -> str:
        """Return text as it stands above or below the line."""
        move: Callable[[str], str] | None = {1: above, -1: below}.get(self.shift or 0)
        return move(text) if move else text


PLAIN = Look()


class TextStyles:
    """The styles of paragraphs and of text in them, by name.

    Attributes:
        is_telling: Whether any of them strikes out, raises or lowers.
    """

    def __init__(self) -> None:
        self.is_telling = False
        self._looks: dict[tuple[str, str], Look] = {}
        self._parents: dict[tuple[str, str], str] = {}
        self._under_way = ("", "")

    def begin(self, style: Mark) -> None:
        """Take in the start of a style (``style:style``)."""
        self._under_way = style.get("style:family"), style.get("style:name")
        self._looks[self._under_way] = PLAIN
        self._parents[self._under_way] = style.get("style:parent-style-name")

    def take(self, properties: Mark) -> None:
        """Take in what the style under way says of letters (``style:text-properties``)."""
        owner = properties.element.getparent()
        if owner is None or prefixed(owner.tag) != "style:style":
            return  # of numbers, of list labels, of the document
        lines = [line for line in map(properties.get, _LINES) if line]
        is_struck = all(line != "none" for line in lines) if lines else None
        look = Look(is_struck, _shift(properties.get("style:text-position")))
        if look != PLAIN:
            self._looks[self._under_way] = look
            self.is_telling = True

    def look(self, family: str, name: str) -> Look:
        """Return how text of a style looks.

        Args:
            family: "paragraph" or "text".
        """
        found = PLAIN
        for _ in range(_MOST_HOPS):
            if (family, name) not in self._looks:
                break
            found = found.over(self._looks[family, name])
            name = self._parents[family, name]
        return found


def _shift(position: str) -> int | None:
    """Return where "super 58%", "-33% 58%" or "0% 100%" stands; None where nothing is said."""
    where = position.partition(" ")[0]
    if where in ("super", "sub"):
        return 1 if where == "super" else -1
    if not where:
        return None
    return 0 if not where.strip("-0.%") else -1 if where.startswith("-") else 1
