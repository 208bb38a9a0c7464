"""What formats and programs write differently although it is the same text: how it is folded.

Letters, digits, ticked boxes, signs and their order always stay; what goes is

- case, compatibility forms (ligatures, wide letters), characters that are not seen;
- the shape of quotation marks and dashes, which word processors exchange while one types;
- hyphens inside words, wherever a line breaks: "line-\\nbreak", "line-break" and "linebreak" agree;
- marks of lists, which a PDF draws and a word processor makes from a style;
- dots or strokes that fill a line up to a page number or to be signed on;
- how much white space there is, and all of it beside letters of scripts without spaces between
  words (and Korean): there lines break anywhere, and where to space figures is a printer's matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from desktop_app.documents.text.words import UNSPACED_LETTERS

# Not the squares and circles that forms use for "yes" and "no". The last are of symbol fonts.
LIST_MARKS = frozenset("•‣⁃◦∙▪▫➢➤❖\uf0b7\uf0a7\uf0d8\uf076\uf02d")
"""Marks of list items, which say nothing."""

# Turkish has i with and without a dot in both cases; all four are one letter here, since "I" may be
# either.
_DOTS_OF_I = re.compile("i\u0307|\u0131")
_SHAPES = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)
# With the marks that stand among such letters.
_UNSPACED = f"[{UNSPACED_LETTERS}\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff9f]"
_HAS_UNSPACED = re.compile(_UNSPACED)
# Word's second bullet is an "o"; in languages where that is a word, it stands inside lines, too.
_LETTER_BULLET = re.compile(r"^o[ \t]", re.MULTILINE)
_WORD_O = re.compile(r"\S[ \t]+o\b")
_VANISHING = ("hyphen", "turn", "nothing", "bullet")
_DIGIT = r"[\d〇零一二两三四五六七八九十百千万亿]"


def class_of(chars: Iterable[str]) -> str:
    """Return characters as the inside of a class of a regular expression."""
    return "".join(map(re.escape, sorted(chars)))


def fold(text: str) -> str:
    """Return a text folded letter by letter, without characters that are not seen."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    folded = _DOTS_OF_I.sub("i", folded).translate(_SHAPES)
    if folded.isspace():
        return " "
    return "".join(char for char in folded if not _is_unseen(char))


def folding(text: str) -> tuple[dict[int, str], Iterator[tuple[int, int, str]]]:
    """Return what is exchanged letter by letter, and the edits for all that changes the length.

    Time grows with the text only.

    Returns:
        A table for ``str.translate``, which keeps the length; spans of ``text`` and what takes
        their place, ascending and apart.
    """
    table: dict[int, str] = {}
    ignored, longer, joining = [], [], []
    for char in set(text):
        folded = fold(char)
        if not folded:
            ignored.append(char)
        elif len(folded) > 1:
            longer.append(char)
        elif folded != char:
            table[ord(char)] = folded
            if unicodedata.combining(folded):
                joining.append(char)
    return table, _edits(text, class_of(ignored), class_of(longer), class_of(joining))


def _edits(text: str, ignored: str, longer: str, joining: str) -> Iterator[tuple[int, int, str]]:
    unseen = f"[{ignored}]*" if ignored else ""
    spaces = rf"[\s{ignored}]"
    branches = [
        # One hyphen inside a word, which may break the line; runs of white space.
        rf"(?<=[^\W\d_])(?P<hyphen>{unseen}[-\u2010\u2011]{unseen}(?:[ \t]*\n\s*)?)(?=[^\W\d_])",
        # A range of numbers that breaks after its dash: "1990-\n1995" is no "19901995".
        r"(?<=\d[-\u2010\u2011\u2013])(?P<turn>[ \t]*\n\s*)(?=\d)",
        rf"(?P<leader>{spaces}*+(?:[._·…][ \t]?){{4,}}+{spaces}*+)",
        rf"(?P<gap>\s{spaces}+)",
    ]
    if _LETTER_BULLET.search(text) and not _WORD_O.search(text):
        branches.append(r"(?P<bullet>(?<=\n)o[ \t]+(?=\S))")
    if _HAS_UNSPACED.search(text):
        beside = f"(?<={_UNSPACED}){spaces}++|{spaces}++(?={_UNSPACED})"
        branches.insert(0, f"(?P<nothing>(?!(?<={_DIGIT}){spaces}++{_DIGIT})(?:{beside}))")
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
        if kind in ("gap", "unseen", "leader"):
            inside = first < start and end < last
            yield start, end, " " if inside and (kind == "leader" or _has_space(found[0])) else ""
        else:
            yield (
                start,
                end,
                "" if kind in _VANISHING else fold(found[0]),
            )
    yield last, len(text), ""


def _has_space(text: str) -> bool:
    return any(map(str.isspace, text))


def _is_unseen(char: str) -> bool:
    # Zero-width and bidi controls, soft hyphen; variation selectors.
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f" or char in LIST_MARKS
