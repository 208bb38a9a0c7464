"""HTML and XHTML to text by the standard library's parser.

It keeps no tree, so neither depth nor a hundred thousand attributes slow it; the parsers in C need
minutes for such pages. Nothing is left out as "boilerplate".
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from desktop_app.documents.limits import MAX_TEXT_BYTES
from desktop_app.documents.model import Reason
from desktop_app.documents.readers.decoding import decode
from desktop_app.documents.readers.source import Extracted, Source

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I
)
_PARAGRAPH_TAGS = (
    "address article aside blockquote body div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr main nav ol p pre section table ul"
)
_LINE_TAGS = "br caption dd dt figcaption legend li option tr"
_PARAGRAPH = frozenset(_PARAGRAPH_TAGS.split())
_LINE = frozenset(_LINE_TAGS.split())
_CELL = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style", "template", "title"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_GAPS = re.compile(r"\n{3,}")


def read(source: Source) -> Extracted:
    """Return the page's text; blocks are paragraphs, cells are parted by tabs."""
    data = source.data(MAX_TEXT_BYTES)
    text, title = to_text(decode(data, declared_charset(data)))
    if source.size > MAX_TEXT_BYTES:
        return Extracted((text,), title, Reason.TOO_LARGE, "only the beginning was read")
    return Extracted((text,), title)


def to_text(markup: str) -> tuple[str, str]:
    """Return the text of HTML and its title (or first main heading)."""
    collector = _Collector()
    collector.feed(markup)
    collector.close()
    return collector.text(), collector.title()


def declared_charset(data: bytes) -> str:
    """Return the encoding that a page names in its head, or ""."""
    declared = _CHARSET.search(data[:2048])
    return "" if declared is None else declared[1].decode("ascii", "replace")


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._title: list[str] = []
        self._heading: list[str] = []
        self._unseen: str | None = None
        self._in_pre = False
        self._sink: list[str] | None = None

    def text(self) -> str:
        # Line by line: a pattern for "spaces before a newline" takes quadratic time on long runs.
        lines = (line.rstrip() for line in "".join(self._pieces).split("\n"))
        trimmed = (line[1:] if line.startswith((" ", "\t")) else line for line in lines)
        return _GAPS.sub("\n\n", "\n".join(trimmed))

    def title(self) -> str:
        for pieces in (self._title, self._heading):
            text = _SPACE.sub(" ", "".join(pieces)).strip()
            if text:
                return text
        return ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._unseen = self._sink = None
        if self._unseen is not None:
            return
        if tag == "pre":
            self._in_pre = True
        elif tag == "title" and not self._title:
            self._sink = self._title
        elif tag == "h1" and not self._heading:
            self._sink = self._heading
        if tag in _UNSEEN:
            self._unseen = tag
        else:
            self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen is None and tag not in _UNSEEN:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "h1"):
            self._sink = None
        if self._unseen is not None:
            if tag == self._unseen:
                self._unseen = None
            return
        if tag == "pre":
            self._in_pre = False
        if tag in _PARAGRAPH or tag in _LINE:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if self._sink is not None:
            self._sink.append(data)
        if self._unseen is None:
            self._pieces.append(data if self._in_pre else _SPACE.sub(" ", data))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        # The library asserts that "<![" is followed by a keyword it knows; browsers read a comment.
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i, report)

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPH:
            self._pieces.append("\n\n")
        elif tag in _LINE:
            self._pieces.append("\n")
        elif tag in _CELL:
            self._pieces.append("\t")
