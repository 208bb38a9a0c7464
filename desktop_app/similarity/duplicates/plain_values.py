"""Values as they compare, however they are written: a table exported twice keeps its values only.

A spreadsheet keeps 18.4 where the list it was made of says "18.40" or "18,40", and parts its cells
by other signs. This finds copies; whether one may be removed is decided on what is written.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_VALUE = re.compile(r"(\d+)[.,](\d\d?)")

_LEAST_NUMBERS = 0.15
"""Of the words; prose has fewer, tables and bills have more."""

_SAMPLE = 2000  # characters that tell at once of most texts that they are prose


def plain_value(word: str) -> str:
    """Return a number with one or two decimals as a spreadsheet keeps it, else the word itself.

    "18.40" and "18,4" are 18.4, and "23.00" is 23. Three digits after a sign may be thousands.
    """
    found = _VALUE.fullmatch(word)
    if found is None:
        return word
    decimals = found[2].rstrip("0")
    return f"{found[1]}.{decimals}" if decimals else found[1]


def plain_words(match_text: str) -> str:
    """Return the words of a text rich in numbers, values plain, a space between; else ""."""
    if not _is_rich(_WORD.findall(match_text, 0, _SAMPLE)):
        return ""
    words = _WORD.findall(match_text)
    return " ".join(map(plain_value, words)) if _is_rich(words) else ""


def _is_rich(words: list[str]) -> bool:
    return sum(word[0].isdigit() for word in words) >= _LEAST_NUMBERS * len(words)
