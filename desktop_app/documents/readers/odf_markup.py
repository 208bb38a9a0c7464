"""OpenDocument XML as a flat stream of marks and text; nothing that has passed is kept in memory.

Elements are named by the usual prefix of their namespace ("text:p", "table:table-cell"), whatever
prefix the file declares (OpenDocument 1.3 part 3, clause 3).
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from desktop_app.documents.readers.xml_stream import Readable, xml_events

_FAMILY = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {"http://purl.org/dc/elements/1.1/": "dc", f"{_FAMILY}svg-compatible:1.0": "svg"}


class MarkKind(enum.Enum):
    START = "start"
    END = "end"
    TEXT = "text"


class Mark(NamedTuple):
    """An element that starts or ends, or text between two of these.

    Attributes:
        name: "text:p"; "" for text.
        text: "" for elements.
        attributes: By prefixed name; empty but for a start.
    """

    kind: MarkKind
    name: str
    text: str
    element: Any

    def get(self, attribute: str, default: str = "") -> str:
        """Return an attribute of the element by its prefixed name, such as "table:name"."""
        for key, value in self.element.items():
            if prefixed(key) == attribute:
                return str(value)
        return default

    def number(self, attribute: str, most: int, default: int = 1) -> int:
        """Return an attribute that is a number, at most ``most`` and at least 0."""
        text = self.get(attribute)
        if not (text.isascii() and text.isdecimal()):
            return default
        return min(int(text[:12]), most)


def marks(stream: Readable) -> Iterator[Mark]:
    """Yield the marks of a document in order.

    Raises:
        ReadFailure: DAMAGED; TOO_LARGE where libxml2 stops entities, endless text, absurd depth.
    """
    last: Any = None
    has_ended = False
    for event, element in xml_events(stream, ("{*}*",), ("start", "end")):
        # Only now is the text before this element complete.
        if last is not None:
            text = last.tail if has_ended else last.text
            if text:
                yield Mark(MarkKind.TEXT, "", text, None)
            if has_ended:
                _drop(last)
        has_ended = event == "end"
        name = prefixed(element.tag)
        yield Mark(MarkKind.END if has_ended else MarkKind.START, name, "", element)
        last = element


def inside(stream: Iterator[Mark]) -> Iterator[Mark]:
    """Yield what comes before the end of the element that has just started, and take that end."""
    depth = 1
    for mark in stream:
        if mark.kind is MarkKind.START:
            depth += 1
        elif mark.kind is MarkKind.END:
            depth -= 1
            if not depth:
                return
        yield mark


def pass_over(stream: Iterator[Mark]) -> None:
    """Leave out the rest of the element that has just started."""
    for _ in inside(stream):
        pass


@lru_cache(maxsize=4096)
def prefixed(tag: str) -> str:
    """Return "text:p" for "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"."""
    space, _, name = tag.lstrip("{").rpartition("}")
    if space.startswith(_FAMILY) and space not in _PREFIXES:
        return f"{space[len(_FAMILY) :].partition(':')[0]}:{name}"
    return f"{_PREFIXES.get(space, '')}:{name}"


def _drop(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
