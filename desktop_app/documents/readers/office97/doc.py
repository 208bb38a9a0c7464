"""DOC (Word 6 to 2003): body and text boxes, notes, comments; headers and footers apart.

Positions, pieces and stories as in [MS-DOC]; the piece table makes fast-saved files no special
case. Results of fields are kept and their instructions are not; numbers of lists, ticks and choices
of forms are written out as in a print; what a revision deleted is left out, and what is only drawn
as struck out stands between marks.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from itertools import pairwise

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.office97.word_additions import Additions, additions
from desktop_app.documents.readers.office97.word_formatting import marks, modifiers, shows_pictures
from desktop_app.documents.readers.office97.word_header import Lists, Story, WordHeader
from desktop_app.documents.readers.office97.word_pieces import (
    CELL,
    PAGE,
    PARAGRAPH,
    ROW,
    Marks,
    Piece,
    pieces,
    units,
)
from desktop_app.documents.readers.office97.word_story import story_text
from desktop_app.documents.sources.ole import Storage, open_ole, title_of
from desktop_app.documents.sources.source import Extracted, Source, picture_print
from desktop_app.documents.text.struck import joined

_AFTER_BODY = (Story.TEXT_BOXES, Story.FOOTNOTES, Story.ENDNOTES, Story.COMMENTS)
_NOTE_SEPARATORS = 6  # the first header stories; six more follow for each section
_STORIES_OF_A_SECTION, _HEADER_STORIES = 6, (0, 1, 4)  # [MS-DOC] 2.3.3
_SECTION_BYTES = 12
_SECTION_BREAK, _ON_SAME_PAGE = 0x3009, (b"\x00", b"\x01")
_WESTERN = "cp1252"


def read(source: Source) -> Extracted:
    """Return the text; a page ends where the document breaks it by hand.

    Raises:
        ReadFailure: DAMAGED, ENCRYPTED, TOO_LARGE, or UNSUPPORTED for Word 2 and older.
    """
    root = open_ole(source)
    data = root.stream("WordDocument")
    header = WordHeader(data)
    document = _old_document(header, data) if header.is_old else _document(header, data, root)
    reason, detail = document.problem()
    headers, footers = document.running()
    return Extracted(
        document.pages(),
        title_of(root),
        reason,
        detail,
        footers,
        headers=headers,
        pictures=frozenset() if header.is_old else _pictures(header, data, root),
    )


class _Document:
    """The characters of all stories, and what is needed to tell them apart."""

    def __init__(
        self,
        header: WordHeader,
        text: bytes,
        added: Additions,
        *,
        is_whole: bool,
        headers: bytes,
    ) -> None:
        self._header, self._text, self._added = header, text, added
        self._is_whole, self._headers = is_whole, headers

    def pages(self) -> tuple[str, ...]:
        """Return the body's pages; what stands beside it follows on the last."""
        *pages, last = self._story(Story.BODY).rstrip(PAGE + "\n").split(PAGE)
        beside = (self._story(story).replace(PAGE, "\n\n").strip() for story in _AFTER_BODY)
        return (*pages, "\n\n".join(filter(None, (last, *beside))))

    def running(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return each different header and each different footer once, without page numbers."""
        headers, footers = dict[str, None](), dict[str, None]()
        for number, raw in enumerate(self._running_stories()):
            text = joined(story_text(raw, numbered=False))
            if text.strip():
                is_header = number % _STORIES_OF_A_SECTION in _HEADER_STORIES
                (headers if is_header else footers)[text] = None
        boxes = story_text(self._raw(*self._header.span(Story.HEADER_TEXT_BOXES)), numbered=False)
        return tuple(headers), tuple(dict.fromkeys((*footers, *filter(str.strip, (boxes,)))))

    def problem(self) -> tuple[Reason | None, str]:
        """Return why this is not all of the text."""
        if len(self._text) >= 2 * MAX_TEXT_CHARS:
            return Reason.TOO_LARGE, "only the beginning was read"
        if not self._is_whole:
            return Reason.DAMAGED, "cut off"
        return None, ""

    def _story(self, story: Story) -> str:
        return joined(story_text(self._raw(*self._header.span(story))))

    def _running_stories(self) -> Iterator[str]:
        start, end = self._header.span(Story.HEADERS)
        count = len(self._headers) // 4
        positions = struct.unpack_from(f"<{count}I", self._headers)[_NOTE_SEPARATORS:]
        for first, last in pairwise(positions[:-1]):  # behind the last one is no story
            if last < first:
                break  # or stories could repeat each other without end
            yield self._raw(start + first, min(start + last, end))

    def _raw(self, start: int, end: int) -> str:
        return self._added.decoded(self._text, start, end)


def _pictures(header: WordHeader, data: bytes, root: Storage) -> frozenset[str]:
    """Return what tells the pictures that stand in the lines of a text, all as one, from others."""
    table = _table(header, root)
    if "Data" not in root or not shows_pictures(data, header.listing(table, Lists.RUNS)):
        return frozenset()
    stored = root.stream("Data")
    return frozenset((picture_print(zlib.crc32(stored), len(stored)),))


def _table(header: WordHeader, root: Storage) -> bytes:
    other = {"0Table": "1Table", "1Table": "0Table"}[header.table_name]
    return root.stream(header.table_name if header.table_name in root else other)


def _document(header: WordHeader, data: bytes, root: Storage) -> _Document:
    table = _table(header, root)
    found = list(pieces(header.listing(table, Lists.PIECES)))
    if not found:
        raise ReadFailure(Reason.DAMAGED, "no list of its pieces of text")
    runs, paragraphs = (header.listing(table, which) for which in (Lists.RUNS, Lists.PARAGRAPHS))
    formatting = marks(data, runs, paragraphs)
    text, is_whole = units(data, found, _WESTERN, formatting)
    text = _without_section_marks(text, data, header.listing(table, Lists.SECTIONS))
    headers = header.listing(table, Lists.HEADERS)
    added = additions(header, data, table, root, found, struck_out=formatting.struck)
    return _Document(header, text, added, is_whole=is_whole, headers=headers)


def _old_document(header: WordHeader, data: bytes) -> _Document:
    """Return a document of Word 6 or 95, whose formatting is not looked at."""
    listed = pieces(header.listing(data, Lists.PIECES)) if header.is_complex else ()
    found = [Piece(piece.offset, piece.count, 1) for piece in listed] or [header.old_text()]
    text, is_whole = units(data, found, header.codec, Marks())
    # A row's end is one more mark than its cells have; an empty cell looks the same.
    twice, row = ((CELL + end).encode("utf-16-le") for end in (CELL, ROW))
    headers = header.listing(data, Lists.HEADERS)
    text = text.replace(twice, row)
    return _Document(header, text, Additions(), is_whole=is_whole, headers=headers)


def _without_section_marks(text: bytes, data: bytes, sections: bytes) -> bytes:
    """Return the text with a paragraph's end for each section mark that begins no new page."""
    count = max(0, len(sections) - 4) // (4 + _SECTION_BYTES)
    starts = struct.unpack_from(f"<{count}I", sections)
    out = bytearray(text)
    for number, start in enumerate(starts):
        at = 2 * (start - 1)
        is_mark = start and out[at : at + 2] == PAGE.encode("utf-16-le")
        if is_mark and not _begins_page(data, sections, 4 * (count + 1) + _SECTION_BYTES * number):
            out[at : at + 2] = PARAGRAPH.encode("utf-16-le")
    return bytes(out)


def _begins_page(data: bytes, sections: bytes, at: int) -> bool:
    (where,) = struct.unpack_from("<I", sections, at + 2)
    size = int.from_bytes(data[where : where + 2], "little")
    properties = modifiers(data[where + 2 : where + 2 + size])
    return not any(
        code == _SECTION_BREAK and operand in _ON_SAME_PAGE for code, operand in properties
    )
