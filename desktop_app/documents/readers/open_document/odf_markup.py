"""OpenDocument XML as a flat stream of marks and text; nothing that has passed is kept in memory.

Elements are named by the usual prefix of their namespace ("text:p", "table:table-cell"), whatever
prefix the file declares (OpenDocument 1.3 part 3, clause 3).
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from desktop_app.documents.sources.xml_stream import Readable, xml_events

_FAMILY = "urn:oasis:names:tc:opendocument:xmlns:"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_PREFIXES = {"drawing": "draw", "svg-compatible": "svg", "xsl-fo-compatible": "fo"}


class MarkKind(enum.Enum):
    START = "start"
    END = "end"
    TEXT = "text"


class Mark(NamedTuple):
    """An element that starts or ends, or text between two of these.

    Attributes:
        name: "text:p"; "" for text.
        text: "" for elements.
        depth: How many elements it is inside of; a start and its end have the same.
    """

    kind: MarkKind
    name: str
    text: str
    depth: int
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
    depth = 0
    for event, element in xml_events(stream, ("{*}*",), ("start", "end")):
        # Only now is the text before this element complete.
        if last is not None:
            text = last.tail if has_ended else last.text
            if text:
                yield Mark(MarkKind.TEXT, "", text, depth, None)
            if has_ended:
                _drop(last)
        has_ended = event == "end"
        depth -= has_ended
        kind = MarkKind.END if has_ended else MarkKind.START
        yield Mark(kind, prefixed(element.tag), "", depth, element)
        depth += not has_ended
        last = element


def inside(root: Mark, stream: Iterator[Mark]) -> Iterator[Mark]:
    """Yield what comes before the end of ``root``, which has just started, and take that end."""
    for mark in stream:
        if mark.kind is MarkKind.END and mark.depth == root.depth:
            return
        yield mark


def pass_over(root: Mark, stream: Iterator[Mark]) -> None:
    """Leave out the rest of ``root``, which has just started."""
    for _ in inside(root, stream):
        pass


@lru_cache(maxsize=4096)
def prefixed(tag: str) -> str:
    """Return "text:p" for "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"."""
    space, _, name = tag.lstrip("{").rpartition("}")
    if space.startswith(_FAMILY):
        word = space[len(_FAMILY) :].partition(":")[0]
        return f"{_PREFIXES.get(word, word)}:{name}"
    return f"dc:{name}" if space == _DUBLIN_CORE else f":{name}"


def _drop(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
