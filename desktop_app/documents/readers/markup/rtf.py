"""RTF 1.9.1 by a tokenizer of our own: one pass, groups on a list, pictures jumped over.

Text apart is put where a reader expects it: a text box after the paragraph it hangs on, notes and
comments at the end of their page. HTML that Outlook wrapped in RTF is unwrapped ([MS-OXRTFEX]).
"""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Callable
from html import escape
from typing import Final

from desktop_app.documents.limits import MAX_PDF_PAGES, MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.links import unseen_addresses
from desktop_app.documents.readers.markup import html
from desktop_app.documents.readers.markup import rtf_words as words
from desktop_app.documents.readers.markup.flow import Flow
from desktop_app.documents.readers.markup.rtf_state import Field, Fonts, Group
from desktop_app.documents.readers.note_marks import at_word, raised
from desktop_app.documents.sources.code_pages import narrow_codec
from desktop_app.documents.sources.source import Extracted, Source, picture_print

_TOKEN = re.compile(
    rb"""\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?
          |'(?P<hex>[0-9a-fA-F]{2})
          |(?P<symbol>[^a-zA-Z]))
      |(?P<brace>[{}])
      |(?P<text>[^\\{}\r\n\0]+)
      |(?P<nothing>[\r\n\0]+)""",
    re.VERBOSE | re.DOTALL,
)
# In a group that is jumped over only these matter.
_BRACE = re.compile(rb"\\bin(\d{1,10})[ ]?|\\[\\{}]|[{}]")
_SYMBOL_FONTS: Final = range(0xF020, 0xF100)  # bullets, as Word numbers them
# Dot, square and arrow of symbol fonts, as they come out in Western letters.
_SYMBOL_BULLETS: Final = ("·", "§", "Ø")
_MOST_GROUPS: Final = 10_000
"""Deeper groups are read, too, but what is set in them is not forgotten at their end."""
_ENDNOTE = re.compile(rb"\s*(?:\}\s*){0,3}\{(?:\\\*)?\\footnote\s*\\ftnalt")
_WORD_ART = (b"sv", "gtextUNICODE")


def read(source: Source) -> Extracted:
    """Return the text by pages as far as page breaks are written down, headers and footers apart.

    Raises:
        ReadFailure: TOO_LARGE or DAMAGED where no text was found before.
    """
    walker = _Walker(source.data())
    problem: ReadFailure | None = None
    try:
        walker.walk()
    except ReadFailure as exc:
        problem = exc
    pages = walker.pages()
    if problem is not None and not any(map(str.strip, pages)):
        raise problem
    reason, detail = (problem.reason, problem.detail) if problem else (None, "")
    below = unseen_addresses(walker.addresses, "\n".join(pages))
    return Extracted(
        pages,
        walker.title,
        reason,
        detail,
        (*walker.running, *filter(None, (below,))),
        headers=tuple(walker.headers),
        page_count=walker.page_count,
        pictures=frozenset(walker.pictures),
    )


def to_text(data: bytes) -> str:
    """Return the text of an RTF body as it stands in an e-mail; what is damaged ends it."""
    walker = _Walker(data)
    with contextlib.suppress(ReadFailure):
        walker.walk()
    return "\n\n".join((*walker.headers, *walker.pages(), *walker.running)).strip()


class _Walker:
    """Goes through the tokens once.

    Attributes:
        title: From the document's properties, or "".
        headers, running: Headers and footers, each distinct one once, in order.
        page_count: As the document says, or 0.
        addresses: Where its links lead.
        pictures: What tells its pictures from others.
    """

    def __init__(self, data: bytes) -> None:
        self.title = ""
        self.headers: dict[str, None] = {}
        self.running: dict[str, None] = {}
        self.page_count = 0
        self.addresses: list[str] = []
        self.pictures: set[str] = set()
        self._data = data
        self._at = 0
        self._pages: list[str] = []
        self._body = Flow()
        self._body_boxes: list[str] = []
        self._group = Group(self._body, self._body_boxes)
        self._groups: list[Group] = []
        self._too_deep = 0
        self._bytes = bytearray()
        self._size = self._to_skip = 0
        self._is_starred = self._is_html = False
        self._fonts = Fonts()
        self._font_defined = 0
        self._field = Field()
        self._notes: list[str] = []
        self._property = ""
        self._note_count = 0
        self._is_footnote = True

    def pages(self) -> tuple[str, ...]:
        """Return the pages read so far; to be asked once."""
        pages = (*self._pages, self._page())
        return (html.to_text("\n".join(pages))[0],) if self._is_html else pages

    def walk(self) -> None:
        """Read to the end.

        Raises:
            ReadFailure: TOO_LARGE past the limit of text, DAMAGED if the end is missing.
        """
        match_at = _TOKEN.match
        while token := match_at(self._data, self._at):
            self._at = token.end()
            kind = token.lastgroup
            if kind == "text":
                self._put(token[0])
            elif kind == "hex":
                self._put(bytes((int(token["hex"], 16),)))
            elif kind == "brace":
                self._brace(token[0])
            elif kind == "symbol":
                self._symbol(token["symbol"])
            elif kind != "nothing":
                self._word(token["word"], token["number"])
        self._flush()
        if self._groups:
            raise ReadFailure(Reason.DAMAGED, "the end is missing")

    # ---- groups ----------------------------------------------------------------------------------

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._to_skip = 0
        self._is_starred = False
        if brace == b"}":
            self._close()
        elif self._group.skips_next:
            self._group.skips_next = False
            self._jump()
            self._at += 1
        elif len(self._groups) >= _MOST_GROUPS:
            self._too_deep += 1
        else:
            self._groups.append(self._group)
            self._group = self._group.inner()

    def _close(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif self._groups:
            ended, self._group = self._group, self._groups.pop()
            if ended.destination:
                boxes = ended.boxes if ended.destination in words.STORIES else []
                self._deliver(ended.destination, _joined(ended.flow.take(), boxes))

    def _jump(self, _word: bytes = b"", _value: int | None = None) -> None:
        """Go to the brace that ends the present group, counting those inside."""
        depth = 0
        while found := _BRACE.search(self._data, self._at):
            self._at = found.end()
            mark = found[0]
            if mark == b"{":
                depth += 1
            elif mark == b"}":
                depth -= 1
                if depth < 0:
                    self._at -= 1
                    return
            elif found[1]:
                self._binary(b"bin", int(found[1]))
        self._at = len(self._data)

    def _pass_picture(self, _word: bytes = b"", _value: int | None = None) -> None:
        start = self._at
        self._jump()
        data = self._data[start : self._at]
        self.pictures.add(picture_print(zlib.crc32(data), len(data)))

    def _binary(self, _word: bytes, size: int | None) -> None:
        # A number past the end is a lie: what follows is text.
        if size and 0 < size <= len(self._data) - self._at:
            self._at += size

    # ---- text ------------------------------------------------------------------------------------

    def _put(self, data: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
        if not self._group.in_fonts and not self._group.is_unseen:
            self._bytes += data

    def _flush(self) -> None:
        """Write the bytes collected; a character of two bytes may come in two tokens."""
        if self._bytes:
            text = self._bytes.decode(self._group.encoding, "replace")
            self._bytes.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        group = self._group
        if group.is_unseen or group.in_fonts:
            return
        self._size += len(text)
        if self._size > MAX_TEXT_CHARS:
            raise ReadFailure(Reason.TOO_LARGE, "only the beginning was read")
        if self._is_html and not group.in_html:
            text = escape(text, quote=False)
        if not self._is_html:
            text = group.placed(text)
        is_struck = group.is_struck and not self._is_html
        group.flow.write(text, in_table=group.in_table, is_struck=is_struck)

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._is_starred = True
        elif symbol in b"{}\\":
            self._put(symbol)
        elif symbol in b"\r\n":
            self._break(b"par")
        elif self._to_skip:
            self._to_skip -= 1
        elif symbol in words.SYMBOLS:
            self._flush()
            self._write(words.SYMBOLS[symbol])

    # ---- control words ---------------------------------------------------------------------------

    def _word(self, word: bytes, number: bytes | None) -> None:
        is_starred, self._is_starred = self._is_starred, False
        handler = _HANDLERS.get(word)
        if is_starred and word not in words.STARRED:
            (self._pass_picture if word in words.PICTURES else self._jump)()
        elif handler:
            handler(self, word, int(number) if number else None)

    def _character(self, word: bytes, _value: int | None = None) -> None:
        if self._to_skip:
            self._to_skip -= 1
            return
        self._flush()
        self._write(words.CHARACTERS[word])

    def _unicode(self, _word: bytes, value: int | None) -> None:
        self._flush()
        code = value or 0
        code += 0x10000 if code < 0 else 0
        if code in _SYMBOL_FONTS:
            self._write(bytes((code & 0xFF,)).decode("cp1252", "replace"))
        elif 0 < code < 0x110000:
            self._write(chr(code))
        self._to_skip = self._group.stand_ins

    def _note_mark(self, _word: bytes, _value: int | None = None) -> None:
        """Write the number of a footnote; those of endnotes are not known before the note."""
        self._flush()
        if self._group.in_note:
            self._write(raised(str(self._note_count)) if self._is_footnote else "")
            return
        self._is_footnote = _ENDNOTE.match(self._data, self._at) is None
        if self._is_footnote:
            self._note_count += 1
            self._write(at_word(raised(str(self._note_count))))

    def _break(self, word: bytes, _value: int | None = None) -> None:
        self._flush()
        self._to_skip = 0
        group = self._group
        if group.is_unseen or group.in_fonts:
            return
        if self._is_html:
            group.flow.write("\n")
        elif word == b"line":
            group.flow.end_line()
        elif word in (b"cell", b"nestcell"):
            self._write_boxes()
            group.flow.end_cell()
        elif word in (b"row", b"nestrow"):
            group.flow.end_row()
        else:
            group.flow.end_paragraph(in_table=group.in_table)
            self._write_boxes()
            if word == b"page" and group.flow is self._body and len(self._pages) < MAX_PDF_PAGES:
                self._pages.append(self._page())

    # ---- text apart ------------------------------------------------------------------------------

    def _begin(self, destination: bytes, _value: int | None = None) -> None:
        if destination == b"htmltag":
            self._group.in_html = True
            return
        group = self._group
        group.flow = Flow()
        if destination in words.STORIES:
            group.boxes = []
        group.destination = destination
        group.in_table = False
        group.in_note = group.in_note or destination in words.NOTES
        group.in_running = group.in_running or destination in words.RUNNING

    def _deliver(self, destination: bytes, text: str) -> None:
        """Put the text of a group that ended where it belongs; properties are no text."""
        if destination in words.RUNNING:
            if text:
                (self.headers if destination in words.HEADERS else self.running).setdefault(text)
        elif destination in words.NOTES:
            self._notes.append(text.strip())
        elif destination in words.BOXES or (destination, self._property) == _WORD_ART:
            self._group.boxes.append(text)
        elif destination == b"title":
            self.title = self.title or text.strip()
        elif destination == b"sn":
            self._property = text.strip()
        elif destination in words.LABELS:
            mark = text.strip()
            self._write(f"{'•' if mark in _SYMBOL_BULLETS else mark}\t" if mark else "")
        elif destination == b"ffl":
            self._field.choices.append(text)
        elif destination == b"fldinst":
            self._field.instruction = text
            self._write(self._field.chosen())
            if not self._group.in_running:
                self.addresses.append(self._field.address())

    def _write_boxes(self) -> None:
        """Write the text boxes that hang on the paragraph that just ended."""
        group = self._group
        for box in group.boxes:
            group.flow.end_paragraph(in_table=group.in_table)
            group.flow.write(box, in_table=group.in_table)
            group.flow.end_paragraph(in_table=group.in_table)
        group.boxes.clear()

    def _page(self) -> str:
        page = _joined(self._body.take(), [*self._body_boxes, *self._notes])
        self._body_boxes.clear()
        self._notes.clear()
        return page

    # ---- settings --------------------------------------------------------------------------------

    def _set_group(self, word: bytes, value: int | None) -> None:
        self._flush()
        group = self._group
        match word:
            case b"uc":
                group.stand_ins = max(0, value or 0)
            case b"intbl" | b"pard":
                group.in_table = word == b"intbl"
            case b"deleted" | b"htmlrtf":
                group.is_unseen = value != 0
            case b"plain":
                group.look("plain", is_on=True)
                group.is_unseen = group.is_unseen and self._is_html
                group.encoding = self._fonts.encoding(self._fonts.main)
            case b"upr":
                group.skips_next = True
            case b"fromhtml":
                self._is_html = True

    def _set_look(self, word: bytes, value: int | None) -> None:
        self._flush()
        self._group.look(word.decode(), is_on=value != 0)

    def _set_font(self, word: bytes, value: int | None) -> None:
        self._flush()
        group, fonts, number = self._group, self._fonts, value or 0
        match word:
            case b"f" if group.in_fonts:
                self._font_defined = number
            case b"f":
                group.encoding = fonts.encoding(number)
            case b"fcharset":
                fonts.define(self._font_defined, words.CHARSETS.get(number, ""))
            case b"cpg":
                fonts.define(self._font_defined, narrow_codec(number))
            case b"fonttbl":
                group.in_fonts = True
            case b"deff":
                fonts.main = number
            case _:
                encoding = words.MAIN_CODE_PAGES.get(word) or narrow_codec(number)
                fonts.main_encoding = group.encoding = encoding

    def _count_pages(self, _word: bytes, value: int | None) -> None:
        self.page_count = min(max(0, value or 0), MAX_PDF_PAGES)

    def _set_field(self, word: bytes, value: int | None) -> None:
        match word:
            case b"field":
                self._field = Field()
            case b"ffres":
                self._field.choice, self._field.is_filled = value or 0, True
            case b"ffdefres":
                self._field.first_choice, self._field.is_filled = value or 0, True
            case b"fldrslt" if self._group.in_running and self._field.is_page_number():
                self._jump()


def _joined(text: str, others: list[str]) -> str:
    return "\n\n".join(filter(str.strip, (text, *others)))


_Handler = Callable[[_Walker, bytes, int | None], None]
_HANDLERS: Final[dict[bytes, _Handler]] = {
    **dict.fromkeys(words.UNSEEN, _Walker._jump),
    **dict.fromkeys(words.PICTURES, _Walker._pass_picture),
    **dict.fromkeys(words.CHARACTERS, _Walker._character),
    **dict.fromkeys(words.BREAKS, _Walker._break),
    **dict.fromkeys(words.DESTINATIONS, _Walker._begin),
    **dict.fromkeys(words.GROUP_SETTINGS, _Walker._set_group),
    **dict.fromkeys(words.LOOKS, _Walker._set_look),
    **dict.fromkeys(words.FONT_SETTINGS, _Walker._set_font),
    **dict.fromkeys(words.FIELD_SETTINGS, _Walker._set_field),
    b"bin": _Walker._binary,
    b"u": _Walker._unicode,
    b"nofpages": _Walker._count_pages,
    b"chftn": _Walker._note_mark,
}
