"""HTML to text by the standard library's parser.

It keeps no tree, so neither depth nor a hundred thousand attributes slow it; the parsers in C need
minutes for such pages. Nothing is left out as "boilerplate" and nothing because it is hidden;
what a picture or a field of a form says is text, too, and so are the numbers of lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Final

from desktop_app.documents.readers.links import unseen_addresses
from desktop_app.documents.readers.markup.html_forms import Choice, field_text
from desktop_app.documents.readers.markup.html_layout import BLOCKS, SPACE, Layout
from desktop_app.documents.readers.markup.html_lists import ListCounts
from desktop_app.documents.readers.markup.html_struck import StruckElements
from desktop_app.documents.readers.note_marks import at_word
from desktop_app.documents.readers.raised_lowered import above, below

_CELL = frozenset({"td", "th"})
_AS_WRITTEN = frozenset({"pre", "textarea", "listing", "xmp"})
_UNSEEN = frozenset({"script", "style", "template", "title"})
_BEFORE_ITEMS = frozenset({"li", "ol", "ul", "menu", "dir"})
_SHIFTED: Final = {"sup": above, "sub": below}
_END_OF_TAG: Final = ">"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says.

    Attributes:
        text: With blocks as paragraphs and cells parted by tabs.
        title: Its title or first main heading, or "".
        addresses: Where its links lead, if the text does not say so, a line each.
    """

    text: str
    title: str
    addresses: str


def read_page(markup: str) -> Page:
    """Return what a page of HTML says."""
    collector = _Collector()
    collector.read(markup)
    return collector.page()


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._layout = Layout()
        self._struck = StruckElements()
        self._lists = ListCounts()
        self._title: list[str] = []
        self._heading: list[str] = []
        self._style: list[str] = []
        self._addresses: list[str] = []
        self._sink: list[str] | None = None
        self._unseen: str | None = None
        self._as_written: str | None = None
        self._shifted: str | None = None
        self._choice: Choice | None = None
        self._is_link = False
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
        self._end_choice()

    def page(self) -> Page:
        text = self._layout.text()
        return Page(text, self._one_title(), unseen_addresses(self._addresses, text))

    def _one_title(self) -> str:
        for pieces in (self._title, self._heading):
            text = SPACE.sub(" ", "".join(pieces)).strip()
            if text:
                return text
        return ""

    # ---- the library's events --------------------------------------------------------------------

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
            self._style.clear()
            return
        self._struck.start(tag, attrs)
        self._layout.is_struck = bool(self._struck)
        self._begin(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen is None and tag not in _UNSEEN:
            self._begin(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "h1"):
            self._sink = None
        if self._unseen is not None:
            if tag == self._unseen:
                self._struck.learn("".join(self._style))
                self._unseen = None
            return
        if tag == self._as_written:
            self._as_written = None
        self._struck.end(tag)
        self._layout.is_struck = bool(self._struck)
        self._end(tag)

    def handle_data(self, data: str) -> None:
        if self._sink is not None:
            self._sink.append(data)
        if self._unseen == "style":
            self._style.append(data)
        if self._unseen is not None:
            return
        if self._choice is not None:
            self._choice.data(data)
            return
        if self._shifted is not None:
            data = self._shift(data, self._shifted)
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

    # ---- elements --------------------------------------------------------------------------------

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_block = tag in BLOCKS or tag in _CELL
        if is_block:
            self._shifted = None
            if tag not in Choice.inside:
                self._end_choice()
        if tag == "br":
            self._layout.end_line()
        elif tag == "table":
            self._layout.begin_table()
        elif tag == "tr":
            self._layout.begin_row()
        elif tag in _CELL:
            self._layout.begin_cell()
        elif is_block:
            self._begin_block(tag, attrs)
        elif tag in _SHIFTED:
            self._shifted = tag
        elif attrs:
            self._begin_inline(tag, _values(attrs))

    def _begin_block(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "option" and self._choice is not None:
            self._choice.option(_values(attrs))
            return
        self._layout.end_block(tag)
        if tag == "select":
            values = _values(attrs)
            is_long = values.get("size", "1").strip() not in ("", "0", "1")
            self._choice = Choice(is_list=is_long or "multiple" in values)
        elif tag in _BEFORE_ITEMS:
            self._layout.label = self._lists.start(tag, _values(attrs))

    def _begin_inline(self, tag: str, values: dict[str, str]) -> None:
        """Write what a picture shows or what is filled in, set apart by spaces."""
        if tag in ("a", "area") and (address := values.get("href")):
            self._addresses.append(address)
            self._is_link = tag == "a"
        if tag in ("img", "area"):
            self._layout.write(f" {values.get('alt', '')} ")
        elif tag == "input":
            self._end_choice()
            self._layout.write(f" {field_text(values)} ")

    def _end(self, tag: str) -> None:
        if tag == "table":
            self._layout.end_table()
        elif tag == "select":
            self._end_choice()
        elif tag in BLOCKS:
            if self._choice is None:
                self._layout.end_block(tag)
            self._shifted = None
            if tag in _BEFORE_ITEMS:
                self._lists.end(tag)
                self._layout.label = ""
        elif tag == "a":
            self._is_link = False
        elif tag == self._shifted:
            self._shifted = None

    def _end_choice(self) -> None:
        choice, self._choice = self._choice, None
        for line in choice.lines() if choice else ():
            self._layout.write(line)
            self._layout.end_block("option")

    def _shift(self, text: str, tag: str) -> str:
        shifted = _SHIFTED[tag](text)
        is_note = self._is_link and tag == "sup" and shifted != text
        return at_word(shifted) if is_note else shifted


def _values(attrs: list[tuple[str, str | None]]) -> dict[str, str]:
    """Return attributes by name; of two with one name the first counts."""
    return {name: value or "" for name, value in reversed(attrs)}
