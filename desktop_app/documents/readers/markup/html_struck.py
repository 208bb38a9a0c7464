"""Which elements of a page are struck out: by their name, their style or a class of the page."""

from __future__ import annotations

import re
from typing import Final

from desktop_app.documents.readers.markup.html_layout import BLOCKS

_STRUCK: Final = frozenset({"del", "s", "strike"})
_LINE_THROUGH: Final = "line-through"
_DECORATION = re.compile(r"text-decoration(?:-line)?\s*:[^;}]*line-through", re.IGNORECASE)
_RULE = re.compile(r"([^{}]*+)\{([^{}]*+)\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_CLASS = re.compile(r"[a-z0-9]*\.([\w-]+)", re.IGNORECASE)
_NEVER_END_TAGS = "area base br col embed hr img input link meta param source track wbr"
_NEVER_END = frozenset(_NEVER_END_TAGS.split())
_END_AT_NEXT = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option"})
_HOLD_THOSE = frozenset({"ul", "ol", "dl", "menu", "dir", "table"})
_MOST_OPEN: Final = 200


class StruckElements:
    """Follows the elements inside one that is struck out, up to its end."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._classes: set[str] = set()

    def __bool__(self) -> bool:
        """Whether text is struck out here."""
        return bool(self._open)

    def learn(self, css: str) -> None:
        """Take in the classes that a style sheet of the page strikes out."""
        if _LINE_THROUGH not in css:
            return
        for selectors, style in _RULE.findall(_COMMENT.sub(" ", css)):
            if _DECORATION.search(style):
                found = (_CLASS.fullmatch(one.strip()) for one in selectors.split(","))
                self._classes.update(one[1] for one in found if one)

    def start(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Follow the start of an element."""
        if self._open and tag in _END_AT_NEXT:
            self._end_before(tag)
        if (self._open or self._strikes(tag, attrs)) and tag not in _NEVER_END:
            self._open += [tag] if len(self._open) < _MOST_OPEN else ()

    def end(self, tag: str) -> None:
        """Follow the end of an element; one begun before ends what was begun inside it."""
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        elif tag in BLOCKS:
            self._open.clear()

    def _strikes(self, tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        if tag in _STRUCK:
            return True
        for name, value in attrs:
            if value and name == "style" and _DECORATION.search(value):
                return True
            if value and name == "class" and not self._classes.isdisjoint(value.split()):
                return True
        return False

    def _end_before(self, tag: str) -> None:
        """End an element that has no end tag of its own where the next of its kind begins."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place] in _HOLD_THOSE:
                return
            if self._open[place] == tag:
                del self._open[place:]
                return
