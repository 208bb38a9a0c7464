"""What a binary Word document shows but does not have among its characters.

Numbers of paragraphs in lists, ticks and choices in forms: each is known at one position of the
text (the end of the paragraph, the character that stands for the field's settings).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from desktop_app.documents.model import ReadFailure
from desktop_app.documents.readers.list_numbers import Labels, Numbering
from desktop_app.documents.readers.office97.word_formatting import (
    FormPlace,
    ListParagraph,
    form_places,
    list_paragraphs,
)
from desktop_app.documents.readers.office97.word_forms import form_text
from desktop_app.documents.readers.office97.word_header import Lists, WordHeader
from desktop_app.documents.readers.office97.word_lists import numbering
from desktop_app.documents.readers.office97.word_pieces import (
    CELL,
    NOTHING,
    PAGE,
    PARAGRAPH,
    PARAGRAPH_IN_CELL,
    ROW,
    Piece,
    positions,
    spans,
)
from desktop_app.documents.readers.office97.word_story import as_result
from desktop_app.documents.sources.ole import Storage
from desktop_app.documents.text.struck import struck

_NUMBERED_ENDS = (PARAGRAPH, PARAGRAPH_IN_CELL, CELL, PAGE)
_ENDS = (*_NUMBERED_ENDS, ROW)
# Between the ends of paragraphs, the marks of fields, what stands for pictures.
_WORDS = re.compile(r"[^\x00-\x08\x0a-\x1f]+")
_MOST_FORMS = 20_000
_MOST_ADDITIONS = 100_000
_MOST_ADDED_CHARS = 5_000_000


class Additions:
    """What is to be added to the text, by position.

    Args:
        numbering: The document's lists.
        found: Ascending positions in the text; what is there: a paragraph in a list, or the text
            of a field.
        struck_out: Spans of positions, ascending and apart, that are drawn as struck out.
    """

    def __init__(
        self,
        numbering: Numbering | None = None,
        found: Sequence[tuple[int, ListParagraph | str]] = (),
        struck_out: Sequence[tuple[int, int]] = (),
    ) -> None:
        self._numbering = numbering or Numbering()
        self._found = found
        self._positions = [position for position, _ in found]
        self._struck = struck_out
        self._struck_starts = [start for start, _ in struck_out]
        self._room = _MOST_ADDED_CHARS

    def decoded(self, units: bytes, start: int, end: int) -> str:
        """Return the characters of one story with what is added; its lists count from new.

        Args:
            units: The whole text in UTF-16-LE.
            start, end: Half-open span of positions.
        """
        labels = Labels(self._numbering)
        out: list[str] = []
        begin = 0  # where in ``out`` the paragraph begins
        at = start
        for position, addition in self._between(start, end):
            text = self._marked(units, at, position + 1)
            at = position + 1
            if cut := 1 + max(text.rfind(mark, 0, len(text) - 1) for mark in _ENDS):
                out.append(text[:cut])
                begin = len(out)
            out.append(text[cut:])
            if isinstance(addition, str):
                out.append(self._fitting(as_result(addition)))
            elif text.endswith(_NUMBERED_ENDS):  # else it is struck out, or a row's end
                label = labels.next(addition.style, addition.list_id, addition.level)
                out[begin] = self._fitting(label) + out[begin]
                begin = len(out)
        out.append(self._marked(units, at, end))
        return "".join(out).replace(NOTHING, "")

    def _marked(self, units: bytes, start: int, end: int) -> str:
        """Return characters, each stretch of struck-out words between marks."""
        pieces = []
        first = max(0, bisect_right(self._struck_starts, start) - 1)
        for low, high in self._struck[first : bisect_left(self._struck_starts, end)]:
            if (low := max(low, start)) < (high := min(high, end)):
                pieces.append(_decoded(units, start, low))
                words = _decoded(units, low, high)
                pieces.append(_WORDS.sub(lambda found: struck(found[0]), words))
                start = high
        return "".join((*pieces, _decoded(units, start, end)))

    def _between(self, start: int, end: int) -> Iterator[tuple[int, ListParagraph | str]]:
        before = start - 1
        end = bisect_left(self._positions, end)
        for number in range(bisect_left(self._positions, start), end):
            if self._positions[number] > before:  # of a damaged document they may be the same
                yield self._found[number]
            before = self._positions[number]

    def _fitting(self, text: str) -> str:
        self._room -= len(text)
        return text if self._room >= 0 else ""


def additions(
    header: WordHeader,
    data: bytes,
    table: bytes,
    root: Storage,
    parts: Sequence[Piece],
    *,
    struck_out: Sequence[tuple[int, int]],
) -> Additions:
    """Return what is to be added to the text of a document of Word 97 and later.

    Args:
        data, table: The streams "WordDocument" and the one the header names.
        parts: The pieces of its text.
        struck_out: The offsets between which it is drawn as struck out, ascending and apart.
    """
    known = numbering(
        header.listing(table, Lists.STYLES),
        header.listing_and_on(table, Lists.LISTS),
        header.listing(table, Lists.LIST_REFERENCES),
    )
    paragraphs: list[ListParagraph] = []
    if known.lists:
        styles = {style for style in known.styles if known.place(style, "", None)[0]}
        listing = header.listing(table, Lists.PARAGRAPHS)
        paragraphs = list_paragraphs(data, listing, styles)
    forms = form_places(data, header.listing(table, Lists.RUNS))[:_MOST_FORMS]
    found = chain(
        _placed(parts, paragraphs, paragraphs),
        _placed(parts, forms, _form_texts(root, forms)),
    )
    in_order = sorted(found, key=lambda addition: addition[0])
    return Additions(known, in_order, list(spans(parts, struck_out)))


def _placed(
    parts: Iterable[Piece],
    places: Sequence[ListParagraph] | Sequence[FormPlace],
    additions: Sequence[ListParagraph | str],
) -> Iterator[tuple[int, ListParagraph | str]]:
    found = positions(parts, [place.end for place in places])
    for position, number in islice(found, _MOST_ADDITIONS):
        if addition := additions[number]:
            yield position, addition


def _form_texts(root: Storage, forms: Sequence[FormPlace]) -> list[str]:
    try:
        data = root.stream("Data") if forms else b""
    except ReadFailure:  # the text is there all the same
        data = b""
    return [form_text(data, form.place) for form in forms]


def _decoded(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", "replace")
