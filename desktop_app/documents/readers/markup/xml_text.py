"""The words of any XML, in the order of the file, from the events of a parser without a tree."""

from __future__ import annotations

import io
import re
from typing import Any, Final, Protocol

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.markup import html
from desktop_app.documents.readers.sheets.sheet_text import TextRoom
from desktop_app.documents.sources.source import Extracted
from desktop_app.documents.sources.xml_stream import Readable

_CHUNK_BYTES: Final = 1 << 16
_MOST_DEPTH: Final = 10_000
_SPACE = re.compile(r"\s+")
# In the formats for prose (DocBook, JATS, TEI, DITA) and in data that imitates them.
_PARAGRAPH_NAMES = (
    "p para simpara formalpara title subtitle sec section chapter article abstract paragraph "
    "body div item entry listitem caption note content description head"
)
_PARAGRAPHS: Final = frozenset(_PARAGRAPH_NAMES.split())
_FEEDS: Final = frozenset({"rss", "feed", "RDF"})
_TITLED_NAMES = (
    "article articleinfo book bookinfo channel document feed head header html info metadata report "
    "title-group titleStmt topic"
)
_TITLED: Final = frozenset(_TITLED_NAMES.split())
_TITLES: Final = frozenset({"title", "article-title"})


class Handler(Protocol):
    """What is told the events; ``start`` to ``close`` are called by lxml (parser target)."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...

    def close(self) -> None: ...

    def extracted(self, problem: ReadFailure | None = None) -> Extracted:
        """Return what was read, all or up to a problem."""
        ...


def feed(stream: Readable, handler: Handler) -> None:
    """Tell a handler the events of an XML file.

    Raises:
        ReadFailure: DAMAGED for what is no XML, and of the handler.
    """
    from lxml import etree

    parser: Any = etree.XMLParser(
        target=_Bounded(handler),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        while chunk := stream.read(_CHUNK_BYTES):
            parser.feed(chunk)
        parser.close()
    except (etree.XMLSyntaxError, LookupError, UnicodeError) as exc:
        raise ReadFailure(Reason.DAMAGED, "read without its structure") from exc


class _Bounded:
    """Passes events on as long as elements are not nested without end, which takes memory."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._depth = 0
        self.data, self.close = handler.data, handler.close

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise ReadFailure(Reason.DAMAGED, "read without its structure")
        self._handler.start(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._handler.end(tag)


def local(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


class ElementText:
    """Text as it stands in its elements.

    Two elements are parted by a line; inside running text they are not, whether it comes before
    them (``<p>in <b>one</b> line``) or only after (``<p><b>Bold</b> and more``).
    """

    def __init__(self) -> None:
        self._room = TextRoom()
        self._out = io.StringIO()
        self._names: list[str] = []
        self._is_mixed: list[bool] = []
        self._pieces: list[str] = []
        self._gap = ""
        self._is_spaced = self._is_child_over = self._is_feed = False
        self._title = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._write()
        name = local(tag)
        if not self._names:
            self._is_feed = name in _FEEDS
        self._break(name)
        self._names.append(name)
        self._is_mixed.append(False)
        self._is_child_over = False

    def end(self, tag: str) -> None:
        self._write()
        self._is_mixed.pop()
        self._break(self._names.pop())
        self._is_child_over = True

    def data(self, text: str) -> None:
        self._pieces.append(text)

    def close(self) -> None:
        self._write()

    def extracted(self, problem: ReadFailure | None = None) -> Extracted:
        text = self._out.getvalue()
        if problem is None:
            return Extracted((text,), self._title)
        return Extracted((text,), self._title, problem.reason, problem.detail)

    def _break(self, name: str) -> None:
        if name in _PARAGRAPHS:
            self._gap = "\n\n"
        elif not (self._is_mixed and self._is_mixed[-1]):
            self._gap = self._gap or "\n"

    def _write(self) -> None:
        """Write the text since the last tag."""
        text = "".join(self._pieces)
        self._pieces.clear()
        words = _SPACE.sub(_narrow, text).strip()
        if not words:
            self._is_spaced = self._is_spaced or bool(text)
            return
        if self._is_feed and "<" in words:
            words = html.to_text(text)[0]
        self._room.take(len(words))
        if self._is_child_over and self._gap == "\n" and self._is_mixed:
            self._gap = ""  # the element before turns out to stand inside running text
        is_spaced = self._is_spaced or text[0].isspace()
        if self._out.tell():
            self._out.write(self._gap or (" " if is_spaced else ""))
        self._out.write(words)
        self._gap, self._is_spaced = "", text[-1].isspace()
        if self._is_mixed:
            self._is_mixed[-1] = True
        if not self._title and self._is_titled():
            self._title = words

    def _is_titled(self) -> bool:
        return len(self._names) > 1 and self._names[-1] in _TITLES and (self._names[-2] in _TITLED)


def _narrow(space: re.Match[str]) -> str:
    lines = space[0].count("\n")
    return "\n\n" if lines > 1 else "\n" if lines else " "


class AttributeText:
    """The values of attributes, an element a line, for data that is kept in nothing else."""

    def __init__(self) -> None:
        self._room = TextRoom()
        self._out = io.StringIO()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        # Those with a namespace say where a schema is, and the like.
        values = [value for name, value in attributes.items() if value and "}" not in name]
        if values:
            line = "\t".join(values) + "\n"
            self._room.take(len(line))
            self._out.write(line)

    def end(self, tag: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass

    def close(self) -> None:
        pass

    def extracted(self, problem: ReadFailure | None = None) -> Extracted:
        text = self._out.getvalue()
        if problem is None:
            return Extracted((text,))
        return Extracted((text,), reason=problem.reason, detail=problem.detail)
