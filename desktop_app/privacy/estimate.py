"""About how much a cloud model would be sent, and what that would cost.

Providers count in tokens of their own; what is said here is a guess and is told as "about". Rates
by kind of letter, from counts published for byte-pair vocabularies of about 100,000 entries:
English has about 4 characters to a token, other Latin text about 3, Cyrillic and Greek about 2,
Chinese, Japanese and Korean about 1.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

_LATIN_MARKED = re.compile("[\u00a1-\u024f]")
_OTHER_LETTERS = re.compile("[\u0250-\u2e7f]")
_WIDE = re.compile("[\u2e80-\U0010ffff]")
_PER_TOKEN = 4.0
# A letter with a mark is a token or half of one, and splits the word that it stands in.
_TOKENS_LATIN_MARKED = 1.0
_TOKENS_OTHER = 0.5
_TOKENS_WIDE = 1.0
# Passages overlap by 40 of 200 tokens, and each has its document's title in front.
OVERLAP = 1.25
_TITLE_CHARACTERS = 40
_PASSAGE_CHARACTERS = 800


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run would send.

    Attributes:
        files: Documents.
        characters: Of their passages, overlap and titles included.
        tokens: About.
        price_usd: US dollars, about; None where the provider has no price known here.
        guessed: The texts are not known yet; the sizes of the files were taken.
    """

    files: int
    characters: int
    tokens: int
    price_usd: float | None
    guessed: bool = False


def tokens_of(text: str) -> int:
    """Return about how many tokens a text is; at least 1 for any text, 0 for none."""
    marked, other = len(_LATIN_MARKED.findall(text)), len(_OTHER_LETTERS.findall(text))
    wide = len(_WIDE.findall(text))
    plain = len(text) - marked - other - wide
    tokens = plain / _PER_TOKEN + marked * _TOKENS_LATIN_MARKED
    return math.ceil(tokens + other * _TOKENS_OTHER + wide * _TOKENS_WIDE)


def price_of(tokens: int, usd_per_million: float | None) -> float | None:
    """Return US dollars for ``tokens``, or None if there is no price."""
    return None if usd_per_million is None else tokens * usd_per_million / 1e6


def of_texts(files: int, texts: Iterable[str], usd_per_million: float | None) -> Estimate:
    """Return the estimate for the very texts that would be sent."""
    characters = tokens = 0
    for text in texts:
        characters += len(text)
        tokens += tokens_of(text)
    return Estimate(files, characters, tokens, price_of(tokens, usd_per_million))


def of_lengths(
    files: int, characters: int, passages: int, usd_per_million: float | None
) -> Estimate:
    """Return the estimate for passages of which only the lengths are known."""
    sent = characters + passages * _TITLE_CHARACTERS
    tokens = math.ceil(sent / _PER_TOKEN)
    return Estimate(files, sent, tokens, price_of(tokens, usd_per_million))


def of_documents(files: int, characters: int, usd_per_million: float | None) -> Estimate:
    """Return the estimate for documents of so many characters that are not cut up yet."""
    sent = round(characters * OVERLAP)
    sent += math.ceil(sent / _PASSAGE_CHARACTERS) * _TITLE_CHARACTERS
    tokens = math.ceil(sent / _PER_TOKEN)
    return Estimate(files, sent, tokens, price_of(tokens, usd_per_million), guessed=True)
