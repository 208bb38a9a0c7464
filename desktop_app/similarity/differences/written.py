"""How words are written, to the letter, without what formats and programs decide by themselves.

Words are matched folded: "10²" for "102", "Maße" for "Masse", "re-sign" for "resign", "US" for
"us". Here such words are told apart. Ligatures, wide letters, the shape of quotes and dashes and
unseen characters still say nothing, nor does a hyphen at which a line breaks: it may be of the word
or not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from desktop_app.documents.text.folding import fold
from desktop_app.documents.text.struck import STRUCK_END, STRUCK_START

_BROKEN: Final = "\n"  # begins the letters of a word that is broken at the end of a line
_HYPHENS = "-\u2010\u2011"
_HYPHEN_AT_BREAK = re.compile(rf"(?<=\w)[{_HYPHENS}][ \t]*\n\s*")
_TELLING_FORMS = ("<super>", "<sub>", "<fraction>", "<circle>")


def letters(form: str) -> str:
    """Return the letters of a word as it is written in the display text, to compare by
    ``same_letters``."""
    if form.isascii() and form.isalnum():
        return form
    whole = _HYPHEN_AT_BREAK.sub("", form) if "\n" in form else form
    shown = "".join(map(_letter, whole))
    return shown if whole == form else _BROKEN + shown


def same_letters(one: str, other: str) -> bool:
    """Return whether two words are written alike; where one is broken, its hyphen is open."""
    if one == other:
        return True
    if not (one.startswith(_BROKEN) or other.startswith(_BROKEN)):
        return False
    return _unbroken(one) == _unbroken(other)


def other_figures(one: str, other: str) -> bool:
    """Return whether two words differ in raised, lowered or fraction figures: "10²" and "102"."""
    return _odd_figures(one) != _odd_figures(other)


@lru_cache(1 << 12)
def _letter(char: str) -> str:
    if char in (STRUCK_START, STRUCK_END) or char.isspace():
        return ""
    plain = fold(char)
    if not plain or unicodedata.category(char)[0] == "P":
        return plain
    form, *codes = unicodedata.decomposition(char).split() or [""]
    if not form.startswith("<") or form in _TELLING_FORMS:
        return char
    return "".join(_letter(chr(int(code, 16))) for code in codes)


def _unbroken(word: str) -> str:
    return word.removeprefix(_BROKEN).replace("-", "")


def _odd_figures(word: str) -> list[str]:
    return [char for char in word if not char.isascii() and unicodedata.category(char) == "No"]
