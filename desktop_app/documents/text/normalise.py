"""Two texts of one document: the display text that people see and the match text that is compared.

Offsets everywhere count code points of the display text; ``MatchText`` leads back to it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.documents.text.folding import class_of, folded, folding

# ---- display text --------------------------------------------------------------------------------

_NEWLINES = re.compile("[\x0b\x0c\x85\u2028\u2029]")
# PDFium puts U+FFFE or U+0002 where a hyphen ended a line; other programs a soft hyphen.
_BROKEN_WORD = re.compile("[\x02\ufffe\u00ad](?<=[^\\W\\d_].)(?:[ \t]*\n[ \t]*)?(?=[^\\W\\d_])")
_HYPHEN_MARK = re.compile("[\x02\ufffe]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]+"
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_MOST_MARKS = 30


def clean(text: str) -> str:
    """Return the display text of one page: NFC, ``\\n``, no control characters, words rejoined.

    Runs of combining marks are cut at 30, since normalising longer ones takes quadratic time.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # All that is changed here is not printable (but not the other way round); mostly there is none.
    if not text.replace("\n", "").replace("\t", "").isprintable():
        text = _NEWLINES.sub("\n", text)
        text = _BROKEN_WORD.sub("", text)
        text = _HYPHEN_MARK.sub("-", text)
        text = _DROPPED.sub("", text)
        text = _SPACES.sub(" ", text)
    if text.isascii():
        return text
    marks = class_of(char for char in set(text) if unicodedata.category(char)[0] == "M")
    if marks:
        text = re.sub(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+", r"\1", text)
    return unicodedata.normalize("NFC", text)


# ---- match text ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads offsets of a derived text back to the text it was made from.

    Between two marks the texts run in step; a stretch that was replaced lies between two marks.

    Attributes:
        derived, source: Offsets of the marks, ascending, of equal length; the first pair is where
            the derived text begins and the last where it ends.
    """

    derived: array[int]
    source: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of a derived span; an empty span stays empty."""
        first = self._char(start)[0] if start < self.derived[-1] else self.source[-1]
        return first, max(first, self._char(end - 1)[1]) if end > start else first

    def _char(self, offset: int) -> tuple[int, int]:
        """Return the source span of one derived character."""
        mark = bisect_right(self.derived, offset) - 1
        derived, source = self.derived[mark], self.source[mark]
        here, there = self.derived[mark + 1] - derived, self.source[mark + 1] - source
        if here != there:  # a replacement: all of its source
            return source, source + there
        return source + offset - derived, source + offset - derived + 1


@dataclass(frozen=True, slots=True)
class MatchText:
    """What two documents are compared by.

    Attributes:
        text: The kept lines, folded (see ``folding``): what layout, writing program and format
            leave open is gone, so a DOCX and its PDF agree.
        folding, cutting: The two steps back: ``text`` to the kept lines, those to the display text.
    """

    text: str
    folding: OffsetMap
    cutting: OffsetMap

    def display_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the display text that ``text[start:end]`` was made from."""
        return self.cutting.span(*self.folding.span(start, end))


def match_text(text: str, running: Iterable[tuple[int, int]] = ()) -> MatchText:
    """Return the match text of a display text.

    Args:
        text: Display text (see ``clean``).
        running: Spans that are left out (``ReadResult.running``), ascending and apart; if nothing
            else is to be seen, they are kept.
    """
    kept, cutting = _derive(text, text, ((start, end, "") for start, end in running))
    if not kept.strip():
        kept, cutting = _derive(text, text, ())
    table, edits = folding(kept)
    derived, steps = _derive(kept, kept.translate(table), edits)
    return MatchText(derived, steps, cutting)


def match_text_only(text: str, running: Iterable[tuple[int, int]] = ()) -> str:
    """Return ``match_text(text, running).text`` at a tenth of the cost, without the way back."""
    pieces, at = [], 0
    for start, end in running:
        pieces.append(text[at:start])
        at = end
    kept = "".join((*pieces, text[at:]))
    return folded(kept if kept.strip() else text)


def text_sha256(match: str) -> str:
    """Return the sha256, in hex, of a match text: equal for one text in two formats."""
    return hashlib.sha256(match.encode()).hexdigest()


def _derive(
    source: str, in_step: str, edits: Iterable[tuple[int, int, str]]
) -> tuple[str, OffsetMap]:
    """Replace spans of a text, taking the rest from ``in_step``, which has the same offsets."""
    pieces: list[str] = []
    derived, origin = array("q", [0]), array("q", [0])
    at = length = 0
    for start, end, replacement in edits:
        if start > at:
            pieces.append(in_step[at:start])
            length += start - at
            derived.append(length)
            origin.append(start)
        if replacement:
            pieces.append(replacement)
            length += len(replacement)
        derived.append(length)
        origin.append(end)
        at = end
    pieces.append(in_step[at:])
    derived.append(length + len(source) - at)
    origin.append(len(source))
    return "".join(pieces), OffsetMap(derived, origin)
