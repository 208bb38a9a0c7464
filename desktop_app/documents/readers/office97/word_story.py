"""One story of a binary Word document (its body, notes, a header ...) to plain text.

Special characters: [MS-DOC] 2.4.1 and sprmCFSpec; fields: 2.8.25.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO

from desktop_app.documents.readers.office97.word_pieces import (
    CELL,
    PAGE,
    PARAGRAPH,
    PARAGRAPH_IN_CELL,
    ROW,
)

_FIELD_BEGIN, _FIELD_SEPARATOR, _FIELD_END = "\x13", "\x14", "\x15"
_FIELD_MARKS = re.compile(r"[\x13-\x15]")
_MOST_FIELDS = 1_000
"""Inside each other; more are hostile."""
_ENDS = re.compile(rf"[{CELL}{PARAGRAPH}{PARAGRAPH_IN_CELL}{ROW}]")
_PAGE_NUMBERS = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_LINE_BREAK, _COLUMN_BREAK, _NO_BREAK_HYPHEN = "\x0b", "\x0e", "\x1e"
_MEANINGS = {
    **dict.fromkeys(range(0x20)),  # pictures, references to notes, ... and soft hyphens
    **{ord(char): char for char in "\t\n"},
    ord(PAGE): PAGE,
    ord(_LINE_BREAK): "\n",
    ord(_COLUMN_BREAK): "\n",
    ord(_NO_BREAK_HYPHEN): "-",
}
_GAPS = re.compile(r"\n{3,}")


def story_text(raw: str, *, numbered: bool = True) -> str:
    """Return a story's text; paragraphs are parted by an empty line, cells by tabs.

    Args:
        raw: Its characters; page breaks stay ``PAGE`` in what is returned.
        numbered: Keep the results of fields that count pages.
    """
    text = _laid_out(_without_instructions(raw, numbered=numbered))
    return _GAPS.sub("\n\n", text).strip(" \t\n")


def as_result(text: str) -> str:
    """Return what shows a text if it is put into the instruction of a field.

    The field ends with the text as its result; another begins with the rest of the instruction.
    """
    return f"{_FIELD_SEPARATOR}{text}{_FIELD_END}{_FIELD_BEGIN}"


def _without_instructions(raw: str, *, numbered: bool) -> str:
    """Return the text with the results of fields in place of the fields."""
    out: list[str] = []
    # Of each field under way: where in ``out`` what is to go begins; -1: its result stays.
    under_way: list[int] = []
    for content, mark in _split(raw, _FIELD_MARKS):
        if content:
            out.append(content)
        if mark == _FIELD_BEGIN and len(under_way) < _MOST_FIELDS:
            under_way.append(len(out))
        elif mark == _FIELD_SEPARATOR and under_way and under_way[-1] >= 0:
            start = under_way.pop()
            counts_pages = _PAGE_NUMBERS.match("".join(out[start : start + 1])) is not None
            del out[start:]
            under_way.append(start if counts_pages and not numbered else -1)
        elif mark == _FIELD_END and under_way and (start := under_way.pop()) >= 0:
            del out[start:]
    return "".join(out)


def _laid_out(text: str) -> str:
    """Return the text with cells, rows and paragraphs parted."""
    out = StringIO()
    tabs, is_spaced, after_row = 0, False, False
    for content, end in _split(text, _ENDS):
        plain = content.translate(_MEANINGS)
        is_paragraph = end in (PARAGRAPH, "")
        if after_row and is_paragraph:
            out.write("\n")
        if plain:
            out.write("\t" * tabs or " " * is_spaced)
            out.write(plain)
            tabs, is_spaced = 0, False
        if is_paragraph or end == ROW:  # cells without text at the row's end are left out
            out.write("\n\n" if is_paragraph else "\n")
            tabs, is_spaced = 0, False
        tabs += end == CELL
        is_spaced |= end == PARAGRAPH_IN_CELL
        after_row = end == ROW
    return out.getvalue()


def _split(text: str, marks: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield what stands before each mark, and the mark; what is after the last, and ""."""
    at = 0
    for mark in marks.finditer(text):
        yield text[at : mark.start()], mark[0]
        at = mark.end()
    yield text[at:], ""
