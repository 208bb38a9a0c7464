"""Two texts of one document: the display text that people see and the match text that is compared.

Offsets everywhere count code points of the display text; ``MatchText`` leads back to it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# ---- display text --------------------------------------------------------------------------------

_NEWLINES = re.compile("[\x0b\x0c\x85\u2028\u2029]")
# PDFium puts U+FFFE or U+0002 where a hyphen ended a line; other programs a soft hyphen.
_BROKEN_WORD = re.compile(
    "[\x02\ufffe\u00ad](?<=[^\\W\\d_].)(?:[ \t]*\n[ \t]*)?(?=[^\\W\\d_])"
)
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
    marks = _class_of(char for char in set(text) if unicodedata.category(char)[0] == "M")
    if marks:
        text = re.sub(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+", r"\1", text)
    return unicodedata.normalize("NFC", text)


def _class_of(chars: Iterable[str]) -> str:
    return "".join(map(re.escape, sorted(chars)))


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
        text: NFKC and case-folded; white space is one space; no running headers, no hyphens
            inside words (so that "line-\\nbreak", "line-break" and "linebreak" agree); the four
            forms of i are one.
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
    table, edits = _folding(kept)
    folded, folding = _derive(kept, kept.translate(table), edits)
    return MatchText(folded, folding, cutting)


def text_sha256(match: MatchText) -> str:
    """Return the sha256, in hex, of the match text: equal for one text in two formats."""
    return hashlib.sha256(match.text.encode()).hexdigest()


def running_sha256(text: str, running: Iterable[tuple[int, int]]) -> str:
    """Return the sha256, in hex, of what running headers and footers say, or "" if nothing.

    Two documents with the same match text may still name different people there. Words count, each
    once and in no order, since formats lay headers out differently; those around page numbers and
    figures do not.
    """
    lines = (text[start:end] for start, end in running)
    words = {word for line in lines for word in _RUNNING_WORD.findall(_fold(line))}
    words -= _WORDS_OF_PAGE_NUMBERS
    return hashlib.sha256("\n".join(sorted(words)).encode()).hexdigest() if words else ""


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


def _folding(text: str) -> tuple[dict[int, str], Iterator[tuple[int, int, str]]]:
    """Return what is exchanged letter by letter, and the edits for all that changes the length."""
    table: dict[int, str] = {}
    ignored, longer, joining = [], [], []
    for char in set(text):
        folded = _fold(char)
        if not folded:
            ignored.append(char)
        elif len(folded) > 1:
            longer.append(char)
        elif folded != char:
            table[ord(char)] = folded
            if unicodedata.combining(folded):
                joining.append(char)
    return table, _fold_edits(text, _class_of(ignored), _class_of(longer), _class_of(joining))


def _fold_edits(
    text: str, ignored: str, longer: str, joining: str
) -> Iterator[tuple[int, int, str]]:
    unseen = f"[{ignored}]*" if ignored else ""
    branches = [
        # One hyphen inside a word, which may break the line; runs of white space.
        rf"(?<=[^\W\d_])(?P<hyphen>{unseen}[-\u2010\u2011]{unseen}(?:[ \t]*\n\s*)?)(?=[^\W\d_])",
        # A range of numbers that breaks after its dash: "1990-\n1995" is no "19901995".
        r"(?<=\d[-\u2010\u2011\u2013])(?P<turn>[ \t]*\n\s*)(?=\d)",
        rf"(?P<gap>\s[\s{ignored}]+)",
    ]
    if ignored:
        branches.append(rf"(?P<unseen>[{ignored}][\s{ignored}]*)")
    if joining:
        branches.append(f"(?P<joined>.[{joining}]+)")
    if longer:
        branches.append(f"(?P<longer>[{longer}])")
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    yield 0, min(first, last), ""
    for found in re.compile("|".join(branches), re.DOTALL).finditer(text, first, last):
        start, end, kind = found.start(), found.end(), found.lastgroup
        if kind in ("gap", "unseen"):
            inside = first < start and end < last and any(map(str.isspace, found[0]))
            yield start, end, " " if inside else ""
        else:
            yield start, end, "" if kind in ("hyphen", "turn") else _fold(found[0])
    yield last, len(text), ""


# Not the squares and circles that forms use for "yes" and "no". The last are of symbol fonts.
_LIST_MARKS = frozenset("•‣⁃◦∙▪▫➢➤❖\uf0b7\uf0a7\uf0d8\uf076\uf02d")
_RUNNING_WORD = re.compile(r"[^\W\d_]{3,}")
_WORDS_OF_PAGE_NUMBERS = frozenset(
    [
        "page",
        "seite",
        "blatt",
        "pagina",
        "página",
        "side",
        "sida",
        "sivu",
        "strona",
        "strana",
        "str",
        "oldal",
        "sayfa",
        "trang",
        "pág",
        "pag",
        "von",
        "sur",
        "van",
        "стр",
        "страница",
    ]
)
# Turkish has i with and without a dot in both cases; all four are one letter here, since "I" may be
# either.
_DOTS_OF_I = re.compile("i\u0307|\u0131")


def _fold(text: str) -> str:
    """Return NFKC, case-folded, without characters that are not seen."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    folded = _DOTS_OF_I.sub("i", folded)
    if folded.isspace():
        return " "
    return "".join(char for char in folded if not _is_unseen(char))


def _is_unseen(char: str) -> bool:
    # Zero-width and bidi controls, soft hyphen; variation selectors; marks of lists, which a PDF
    # draws and a word processor makes from a style.
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f" or char in _LIST_MARKS
