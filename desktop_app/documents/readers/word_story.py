"""One story of a binary Word document (its body, notes, a header ...) to plain text.

Special characters: [MS-DOC] 2.4.1 and sprmCFSpec; fields: 2.8.25.
"""

from __future__ import annotations

import re

from desktop_app.documents.readers.word_pieces import (
    CELL,
    PAGE,
    PARAGRAPH,
    PARAGRAPH_IN_CELL,
    ROW,
)

_FIELD_BEGIN, _FIELD_SEPARATOR, _FIELD_END = "\x13", "\x14", "\x15"
_FIELD_MARKS = re.compile(r"([\x13-\x15])")
_ENDS = re.compile(rf"([{CELL}{PARAGRAPH}{PARAGRAPH_IN_CELL}{ROW}])")
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
    text = _without_instructions(raw, numbered=numbered)
    return _GAPS.sub("\n\n", "".join(_laid_out(text))).strip(" \t\n")


def _without_instructions(raw: str, *, numbered: bool) -> str:
    """Return the text with the results of fields in place of the fields."""
    out: list[str] = []
    # Of each field under way: where in ``out`` what is to go begins; -1: its result stays.
    under_way: list[int] = []
    for token in _FIELD_MARKS.split(raw):
        if token == _FIELD_BEGIN:
            under_way.append(len(out))
        elif token == _FIELD_SEPARATOR and under_way and under_way[-1] >= 0:
            start = under_way.pop()
            counts_pages = _PAGE_NUMBERS.match("".join(out[start : start + 1])) is not None
            del out[start:]
            under_way.append(start if counts_pages and not numbered else -1)
        elif token == _FIELD_END and under_way:
            if (start := under_way.pop()) >= 0:
                del out[start:]
        else:
            out.append(token)
    return "".join(out)


def _laid_out(text: str) -> list[str]:
    """Return the pieces of the text with cells, rows and paragraphs parted."""
    out: list[str] = []
    after_row = False
    tokens = _ENDS.split(text)
    for content, end in zip(tokens[::2], [*tokens[1::2], PARAGRAPH], strict=True):
        plain = content.translate(_MEANINGS)
        if end == CELL:
            out.append(plain + "\t")
        elif end == PARAGRAPH_IN_CELL:
            out.append(plain + " ")
        elif end == ROW:
            while out and not out[-1].strip("\t "):
                out.pop()  # empty cells at the row's end
            if out:
                out[-1] = out[-1].rstrip("\t ")
            out.append(plain + "\n")
        else:
            out.append(("\n" if after_row else "") + plain + "\n\n")
        after_row = end == ROW
    return out
