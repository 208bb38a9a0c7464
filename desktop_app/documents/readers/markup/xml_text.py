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
# Documents for people: their attributes say how something looks, where a link leads and what the
# printer calls it. Everywhere else a value may be all that a record says: <amount value="500"/>.
_PROSE: Final = frozenset(
    {*_FEEDS, "article", "book", "chapter", "section", "refentry", "TEI", "TEI.2", "FictionBook"}
    | {"concept", "dita", "reference", "task", "topic", "svg", "math"}
)
_PROSE_NAMESPACES: Final = (
    "{http://www.w3.org/1999/xhtml}",
    "{http://www.w3.org/2000/svg}",
    "{http://www.w3.org/1998/Math/MathML}",
    "{http://docbook.org/ns/docbook}",
    "{http://www.tei-c.org/ns/1.0}",
)
_LOOKS: Final = frozenset({"class", "style"})


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

    Attributes stand with their names before the text of their element, parted by tabs: "true" says
    little, and debit="5" is not credit="5". Left out are those in running text and in prose, those
    with a namespace (language, schema, link) and those of looks.

    Args:
        even_in_prose: Write them in prose, too.
    """

    def __init__(self, *, even_in_prose: bool = False) -> None:
        self._has_values = even_in_prose
        self._room = TextRoom()
        self._out = io.StringIO()
        self._names: list[str] = []
        self._is_mixed: list[bool] = []
        self._pieces: list[str] = []
        self._gap = ""
        self._is_spaced = self._is_child_over = self._is_feed = self._is_after_values = False
        self._title = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._write()
        name = local(tag)
        if not self._names:
            self._is_feed = name in _FEEDS
            self._has_values = self._has_values or name not in _PROSE
        self._break(name)
        if attributes and self._has_values and not tag.startswith(_PROSE_NAMESPACES):
            self._write_values(attributes)
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
            self._gap = self._gap.strip("\t") or "\n"

    def _write_values(self, attributes: dict[str, str]) -> None:
        if self._is_mixed and self._is_mixed[-1]:
            return
        told = (
            f"{name}: {words}"
            for name, value in attributes.items()
            if "}" not in name and name not in _LOOKS and (words := " ".join(value.split()))
        )
        if line := "\t".join(told):
            self._put(self._gap, line)
            self._gap, self._is_after_values = "\t", True

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
        if (
            self._is_child_over
            and self._gap == "\n"
            and self._is_mixed
            and not self._is_after_values
        ):
            self._gap = ""  # the element before turns out to stand inside running text
        is_spaced = self._is_spaced or text[0].isspace()
        self._put(self._gap or (" " if is_spaced else ""), words)
        self._gap, self._is_spaced, self._is_after_values = "", text[-1].isspace(), False
        if self._is_mixed:
            self._is_mixed[-1] = True
        if not self._title and self._is_titled():
            self._title = words

    def _put(self, gap: str, words: str) -> None:
        self._room.take(len(words))
        if self._out.tell():
            self._out.write(gap)
        self._out.write(words)

    def _is_titled(self) -> bool:
        return len(self._names) > 1 and self._names[-1] in _TITLES and (self._names[-2] in _TITLED)


def _narrow(space: re.Match[str]) -> str:
    lines = space[0].count("\n")
    return "\n\n" if lines > 1 else "\n" if lines else " "
