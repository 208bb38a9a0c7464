"""HTML and XHTML to text by the standard library's parser.

It keeps no tree, so neither depth nor a hundred thousand attributes slow it; the parsers in C need
minutes for such pages. Nothing is left out as "boilerplate" and nothing because it is hidden;
what a picture or a field of a form says is text, too.
"""

from __future__ import annotations

import io
import re
from html import unescape
from html.parser import HTMLParser
from typing import Final

from desktop_app.documents.limits import MAX_TEXT_BYTES
from desktop_app.documents.model import Reason
from desktop_app.documents.sources.decoding import decode
from desktop_app.documents.sources.source import Extracted, Source

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_CHARSET_WITHIN_BYTES = 8 << 10
# A page in one of these cannot name it in letters of one byte.
_WIDE: Final = ("utf-16", "utf-32", "ucs-2", "utf16", "utf32")

_PARAGRAPH_TAGS = (
    "address article aside blockquote body center details dialog dir div dl fieldset figure footer "
    "form frameset h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav noframes ol optgroup p pre "
    "search section summary table ul"
)
_LINE_TAGS = (
    "br caption dd desc dt figcaption legend li option select svg tbody text "
    "textarea tfoot thead tr"
)
_PARAGRAPH = frozenset(_PARAGRAPH_TAGS.split())
_LINE = frozenset(_LINE_TAGS.split())
_CELL = frozenset({"td", "th"})
_AS_WRITTEN = frozenset({"pre", "textarea", "listing", "xmp"})
_UNSEEN = frozenset({"script", "style", "template", "title"})
_NO_WORDS_IN = frozenset({"hidden", "password", "checkbox", "radio", "image", "file", "color"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_END_OF_TAG: Final = ">"


def read(source: Source) -> Extracted:
    """Return the page's text; blocks are paragraphs, cells are parted by tabs."""
    text, title = bytes_to_text(source.data(MAX_TEXT_BYTES))
    if source.size > MAX_TEXT_BYTES:
        return Extracted((text,), title, Reason.TOO_LARGE, "only the beginning was read")
    return Extracted((text,), title)


def bytes_to_text(data: bytes) -> tuple[str, str]:
    """Return the text and title of a page in the encoding it names, or another that fits."""
    return to_text(decode(data, declared_charset(data)))


def to_text(markup: str) -> tuple[str, str]:
    """Return the text of HTML and its title (or first main heading)."""
    collector = _Collector()
    collector.read(markup)
    return collector.text(), collector.title()


def declared_charset(data: bytes) -> str:
    """Return the encoding that a page names in its head, or ""."""
    declared = _CHARSET.search(data[:_CHARSET_WITHIN_BYTES])
    if declared is None:
        return ""
    name = declared[1].decode("ascii", "replace").lower()
    return "utf-8" if name.startswith(_WIDE) else name


class _Layout:
    """Text with its breaks; those are written only once text follows them."""

    def __init__(self) -> None:
        self._out = io.StringIO()
        self._gap = ""
        self._tabs = 0
        self._is_spaced = self._is_cell_empty = False
        self._in_cell: list[bool] = []  # for each table that is open

    def text(self) -> str:
        return self._out.getvalue()

    def write(self, text: str, *, as_written: bool = False) -> None:
        if not as_written:
            text = _SPACE.sub(" ", text)
            words = text.strip(" ")
            if not words:
                self._is_spaced = self._is_spaced or bool(text)
                return
            is_spaced, self._is_spaced = self._is_spaced or text[0] == " ", text[-1] == " "
            self._write_gap(is_spaced=is_spaced)
            self._out.write(words)
        elif text := text.removeprefix("\n") if self._gap else text:
            self._write_gap(is_spaced=self._is_spaced)
            self._is_spaced = False
            self._out.write(text)

    def _write_gap(self, *, is_spaced: bool) -> None:
        if not self._out.tell():
            self._out.write("\t" * self._tabs)
        elif self._gap or self._tabs:
            self._out.write(self._gap + "\t" * self._tabs)
        elif is_spaced:
            self._out.write(" ")
        self._gap, self._tabs, self._is_cell_empty = "", 0, False

    def end_line(self) -> None:
        """A second one in a row leaves an empty line."""
        self._break("\n\n" if self._gap else "\n")

    def end_block(self, tag: str) -> None:
        in_cell = bool(self._in_cell) and self._in_cell[-1]
        if tag == "table":
            in_cell = False
        self._break("\n\n" if tag in _PARAGRAPH and not in_cell else self._gap or "\n")

    def _break(self, gap: str) -> None:
        # What only wraps the text of a cell does not part it from its neighbours.
        if not self._is_cell_empty:
            self._gap = gap
        self._is_spaced = False

    def begin_table(self) -> None:
        self.end_block("table")
        self._in_cell.append(False)

    def end_table(self) -> None:
        if self._in_cell:
            self._in_cell.pop()
        self._end_row("\n\n")

    def begin_row(self) -> None:
        if self._in_cell:
            self._in_cell[-1] = False
        self._end_row(self._gap if self._gap == "\n\n" and not self._tabs else "\n")

    def _end_row(self, gap: str) -> None:
        self._gap, self._tabs = gap, 0
        self._is_cell_empty = self._is_spaced = False

    def begin_cell(self) -> None:
        if self._in_cell and self._in_cell[-1]:
            if not self._is_cell_empty:
                self._gap = ""
            self._tabs += 1
        elif self._in_cell:
            self._in_cell[-1] = True
        self._is_cell_empty = True
        self._is_spaced = False


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._layout = _Layout()
        self._title: list[str] = []
        self._heading: list[str] = []
        self._sink: list[str] | None = None
        self._unseen: str | None = None
        self._as_written: str | None = None
        self._last_comment_end = self._last_cdata_end = -1

    def read(self, markup: str) -> None:
        """Read a whole page; once for each collector."""
        # Behind the last ">" no tag ends; the library would look for one from each "<" again.
        end = markup.rfind(_END_OF_TAG) + 1
        self._last_comment_end = markup.rfind("-->", 0, end)
        self._last_cdata_end = markup.rfind("]]>", 0, end)
        self.rawdata = markup[:end]
        self.close()
        if self._unseen == "title":
            self._layout.write("".join(self._title))  # it never ended: that was the page
            self._unseen = None
        self.handle_data(unescape(markup[end:]))

    def text(self) -> str:
        return self._layout.text()

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
        if tag in _AS_WRITTEN:
            self._as_written = tag
        if tag == "h1" and not self._heading:
            self._sink = self._heading
        if tag == "title" and self._title:
            self._layout.end_block(tag)  # one of a drawing: it is read out, so it is text
            return
        if tag == "title":
            self._sink = self._title
        if tag in _UNSEEN:
            self._unseen = tag
        else:
            self._begin(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen is None and tag not in _UNSEEN:
            self._begin(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "h1"):
            self._sink = None
        if self._unseen is not None:
            if tag == self._unseen:
                self._unseen = None
            return
        if tag == self._as_written:
            self._as_written = None
        if tag == "table":
            self._layout.end_table()
        elif tag in _PARAGRAPH or tag in _LINE:
            self._layout.end_block(tag)

    def handle_data(self, data: str) -> None:
        if self._sink is not None:
            self._sink.append(data)
        if self._unseen is None:
            self._layout.write(data, as_written=self._as_written is not None)

    def unknown_decl(self, data: str) -> None:
        if data.startswith("CDATA["):
            self.handle_data(data.removeprefix("CDATA["))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        # The library looks for the end of every kind of section, each time to the end of the page,
        # and asserts that it knows the kind. To browsers all but CDATA are comments up to a ">".
        if i < self._last_cdata_end and self.rawdata.startswith("<![CDATA[", i):
            end = self.rawdata.index("]]>", i)
            self.handle_data(self.rawdata[i + len("<![CDATA[") : end])
            return end + len("]]>")
        return self.parse_bogus_comment(i, report)

    def parse_comment(self, i: int, report: bool = True) -> int:
        # A comment that never ends is one up to the next ">", so that it does not hide the rest.
        if i < self._last_comment_end:
            return super().parse_comment(i, report)
        return self.rawdata.find(_END_OF_TAG, i) + 1

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._layout.end_line()
        elif tag == "table":
            self._layout.begin_table()
        elif tag == "tr":
            self._layout.begin_row()
        elif tag in _CELL:
            self._layout.begin_cell()
        elif tag in _PARAGRAPH or tag in _LINE:
            self._layout.end_block(tag)
        elif tag in ("img", "input", "area"):
            self._write_attribute(tag, attrs)

    def _write_attribute(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write what a picture shows or what is filled in, set apart by spaces."""
        values = {name: value or "" for name, value in reversed(attrs)}
        if tag != "input":
            text = values.get("alt", "")
        elif values.get("type", "text").lower() not in _NO_WORDS_IN:
            text = values.get("value", "")
        else:
            return
        self._layout.write(f" {text} ")
