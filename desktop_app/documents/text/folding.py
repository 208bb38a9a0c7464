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
from functools import lru_cache
from typing import NamedTuple

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
_WORD_O = re.compile(r"\S[ \t]+o\b")
_VANISHING = ("hyphen", "turn", "nothing", "bullet")
_LETTER = r"[^\W\d_]"
_HYPHENS, _DASHES = "-\u2010\u2011", "-\u2010\u2011\u2013"
_DOTS = r"(?:[._·…][ \t]?)"
_FOUR_DOTS = re.compile(_DOTS + "{4}")
_BROKEN_RANGE = re.compile(rf"([{_DASHES}](?<=\d.))[ \t]*\n\s*(?=\d)")
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


def folded(text: str) -> str:
    """Return a text folded, when it does not matter where each piece of it came from.

    The same text as ``folding`` leads to, at a tenth of the cost: instead of one pattern tried at
    every letter, one sweep for each kind of edit, which no other kind gets in the way of. Scripts
    without spaces, joined marks and bullets written as an "o" are edited as there.
    """
    letters = _ASCII if text.isascii() else _letters_of(text)
    if letters.joining or _has_unspaced(letters) or _has_letter_bullets(text):
        return _edited(text)
    text = _without_hyphens(text.strip(), letters.ignored)
    if "\n" in text:
        text = _BROKEN_RANGE.sub(r"\1", text)
    pieces = _leader(letters.ignored).split(text) if _FOUR_DOTS.search(text) else [text]
    if letters.ignored:
        unseen = dict.fromkeys(map(ord, letters.ignored))
        pieces = [piece.translate(unseen) for piece in pieces]
    pieces = [" ".join(piece.split()) for piece in pieces]
    # A line of dots stands for a space, but not at either end.
    for end in (0, -1):
        if len(pieces) > 1 and not pieces[end]:
            del pieces[end]
    whole = " ".join(pieces)
    return whole.lower() if letters is _ASCII else whole.translate(letters.exchanged)


def folding(text: str) -> tuple[dict[int, str], Iterator[tuple[int, int, str]]]:
    """Return what is exchanged letter by letter, and the edits for all that changes the length.

    Time grows with the text only.

    Returns:
        A table for ``str.translate``, which keeps the length; spans of ``text`` and what takes
        their place, ascending and apart.
    """
    letters = _letters_of(text)
    in_step = {char: to for char, to in letters.exchanged.items() if len(to) == 1}
    return in_step, _edits(text, letters)


class _Letters(NamedTuple):
    """What becomes of the different letters of a text.

    Attributes:
        foreign: Those beyond ASCII.
        ignored: Those that are not seen.
        longer: Those that several take the place of.
        joining: Marks that join the letter before them.
        exchanged: What takes the place of the letters that are seen and change.
    """

    foreign: str
    ignored: str
    longer: str
    joining: str
    exchanged: dict[int, str]


_ASCII = _Letters("", "", "", "", {})


def _letters_of(text: str) -> _Letters:
    letters = "".join(sorted(set(text)))
    exchanged = {char: to for char in letters if (to := _folded_letter(char)) != char}
    return _Letters(
        "".join(char for char in letters if not char.isascii()),
        "".join(char for char, to in exchanged.items() if not to),
        "".join(char for char, to in exchanged.items() if len(to) > 1),
        "".join(char for char, to in exchanged.items() if len(to) == 1 and _joins(to)),
        {ord(char): to for char, to in exchanged.items() if to},
    )


@lru_cache(1 << 14)
def _folded_letter(char: str) -> str:
    return fold(char)


def _joins(char: str) -> bool:
    return unicodedata.combining(char) > 0


def _edited(text: str) -> str:
    table, edits = folding(text)
    in_step, at = text.translate(table), 0
    pieces: list[str] = []
    for start, end, replacement in edits:
        pieces += (in_step[at:start], replacement)
        at = end
    return "".join((*pieces, in_step[at:]))


def _without_hyphens(text: str, ignored: str) -> str:
    if not ignored and "-" not in text and "\u2010" not in text and "\u2011" not in text:
        return text
    return _hyphen(ignored).sub("", text)


@lru_cache(256)
def _hyphen(ignored: str) -> re.Pattern[str]:
    """One hyphen inside a word, which may break the line; begins with what is quickly found."""
    after = rf"(?:[ \t]*\n\s*)?(?={_LETTER})"
    if not ignored:
        return re.compile(rf"[{_HYPHENS}](?<={_LETTER}.){after}")
    unseen = f"[{class_of(ignored)}]"
    begins = f"[{_HYPHENS}{class_of(ignored)}](?<={_LETTER}.)"
    hyphen = f"(?:(?<=[{_HYPHENS}])|(?<={unseen}){unseen}*[{_HYPHENS}])"
    return re.compile(f"{begins}{hyphen}{unseen}*{after}")


@lru_cache(256)
def _leader(ignored: str) -> re.Pattern[str]:
    spaces = rf"[\s{class_of(ignored)}]"
    return re.compile(f"{spaces}*+{_DOTS}{{4,}}+{spaces}*+")


def _has_unspaced(letters: _Letters) -> bool:
    return _HAS_UNSPACED.search(letters.foreign) is not None


def _has_letter_bullets(text: str) -> bool:
    begins = "\no " in text or "\no\t" in text or text.startswith(("o ", "o\t"))
    return begins and not _WORD_O.search(text)


def _edits(text: str, letters: _Letters) -> Iterator[tuple[int, int, str]]:
    ignored = class_of(letters.ignored)
    unseen = f"[{ignored}]*" if ignored else ""
    spaces = rf"[\s{ignored}]"
    branches = [
        # One hyphen inside a word, which may break the line; runs of white space.
        rf"(?<={_LETTER})(?P<hyphen>{unseen}[{_HYPHENS}]{unseen}(?:[ \t]*\n\s*)?)(?={_LETTER})",
        # A range of numbers that breaks after its dash: "1990-\n1995" is no "19901995".
        rf"(?<=\d[{_DASHES}])(?P<turn>[ \t]*\n\s*)(?=\d)",
        rf"(?P<leader>{spaces}*+{_DOTS}{{4,}}+{spaces}*+)",
        rf"(?P<gap>\s{spaces}+)",
    ]
    if _has_letter_bullets(text):
        branches.append(r"(?P<bullet>(?<=\n)o[ \t]+(?=\S))")
    if _has_unspaced(letters):
        beside = f"(?<={_UNSPACED}){spaces}++|{spaces}++(?={_UNSPACED})"
        branches.insert(0, f"(?P<nothing>(?!(?<={_DIGIT}){spaces}++{_DIGIT})(?:{beside}))")
    if ignored:
        branches.append(rf"(?P<unseen>[{ignored}][\s{ignored}]*)")
    if letters.joining:
        branches.append(f"(?P<joined>.[{class_of(letters.joining)}]+)")
    if letters.longer:
        branches.append(f"(?P<longer>[{class_of(letters.longer)}])")
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
