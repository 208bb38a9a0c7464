"""Which legacy encoding a text is in, by how likely its letters are in the languages it serves.

Every encoding of a closed list that fits the bytes is charged for what it makes of them: each
step from one letter to the next costs what it does in one of the encoding's languages, the cheapest
(``letter_pairs``); signs cost more, control characters and capitals inside words most.
East Asian characters cost by the part of the standard they are in, which is sorted by use. The
cheapest encoding wins; the usual ones have a start of a few units over the rare ones.

Costs are negative natural logarithms of probabilities, roughly; only their differences count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.documents.sources.letter_pairs import PAIRS, PLAIN

_WEST = "de fr es pt it nl da sv no fi is ca"
_CENTRE = "pl cs sk hu hr sl ro sq de"
_BALTIC = "lt lv et pl fi sv de"
_SINGLE_BYTE = {  # languages, then by how much the encoding is behind the usual ones
    "cp1252": (_WEST, 0),
    "iso8859_15": (f"{_WEST} et", 2),
    "mac_roman": (_WEST, 5),
    "cp850": (_WEST, 5),
    "cp437": (_WEST, 6),
    "cp858": (_WEST, 7),
    "cp1250": (_CENTRE, 2),
    "iso8859_2": (_CENTRE, 3),
    "cp852": (_CENTRE, 6),
    "mac_latin2": (_CENTRE, 7),
    "mac_croatian": ("hr sl", 9),
    "mac_romanian": ("ro", 9),
    "iso8859_16": (_CENTRE, 8),
    "cp1257": (_BALTIC, 3),
    "iso8859_13": (_BALTIC, 4),
    "iso8859_4": (_BALTIC, 7),
    "cp775": (_BALTIC, 8),
    "cp1254": ("tr de fr", 3),
    "iso8859_9": ("tr", 4),
    "cp857": ("tr", 6),
    "mac_turkish": ("tr", 8),
    "iso8859_10": ("is lt lv et sv", 9),
    "cp865": ("da no", 7),
    "cp861": ("is", 7),
    "mac_iceland": ("is", 8),
    "cp860": ("pt", 8),
    "cp863": ("fr", 9),
    "cp1258": ("vi", 3),
    "cp1253": ("el", 1),
    "iso8859_7": ("el", 2),
    "mac_greek": ("el", 6),
    "cp737": ("el", 5),
    "cp869": ("el", 7),
    "cp1251": ("ru uk bg sr mk", 0),
    "koi8_r": ("ru", 2),
    "koi8_u": ("uk ru", 2),
    "cp866": ("ru uk", 3),
    "cp1125": ("uk", 5),
    "iso8859_5": ("ru uk bg sr mk", 4),
    "mac_cyrillic": ("ru uk bg sr mk", 5),
    "cp855": ("ru bg sr mk", 7),
    "cp1255": ("he", 1),
    "iso8859_8": ("he", 2),
    "cp862": ("he", 6),
    "cp1256": ("ar fa", 1),
    "iso8859_6": ("ar", 3),
    "mac_arabic": ("ar fa", 6),
    "cp720": ("ar", 6),
    "cp864": ("ar", 9),
    "cp874": ("th", 1),
}


@dataclass(frozen=True, slots=True)
class _MultiByte:
    """An East Asian encoding.

    Attributes:
        standard: The codec whose byte order is by use.
        often, seldom: Where the lead bytes of its frequent and its other characters end.
        kana, hangul, ideograph: What a frequent character costs.
    """

    behind: int
    standard: str
    often: int
    seldom: int
    kana: float
    hangul: float
    ideograph: float


_MULTI_BYTE = {
    "cp932": _MultiByte(1, "euc_jp", 0xCF, 0xF4, 3.5, 14, 8.5),
    "euc_jp": _MultiByte(2, "euc_jp", 0xCF, 0xF4, 3.5, 14, 8.5),
    "gb18030": _MultiByte(1, "gb2312", 0xD7, 0xF7, 9, 14, 7.3),
    "big5hkscs": _MultiByte(1, "big5", 0xC6, 0xF9, 9, 14, 7.3),
    "cp949": _MultiByte(1, "euc_kr", 0xC8, 0xFD, 9, 6, 10),
}
_WIDE_SIGN = 5.0
_RARE = 3.0
_OUTSIDE = 6.0
_BESIDE_LATIN = re.compile(
    "[A-Za-z](?=[\u3040-\ufaff\uff10-\uff9f])|[\u3040-\ufaff\uff10-\uff9f](?=[A-Za-z])"
)

_FOREIGN_LETTER = 12
_UNKNOWN_STEP = 2
_PLAIN_LETTER = 5
_CAPITAL = 1
_CAPITAL_INSIDE = 8
_TWO_SCRIPTS = 8
_LATIN, _OTHER = 1, 2
_SIGNS_AFTER_LETTERS = frozenset("“”’‘»›–—…®™°\u00a0،؛؟\u200e\u200f\u200c\u200d")
_USUAL_SIGNS = _SIGNS_AFTER_LETTERS | frozenset("„‚«‹§©·•€£№¿¡ªº")
_SIGN_COST, _ODD_SIGN_COST, _CONTROL_COST = 6, 11, 25
_SIGN_IN_WORD = 4
_FAR, _FAR_MARGIN = 1.2, 60.0  # what costs so much more than another need not be known exactly
_EDGE = "_"
_A_TO_Z = b"abcdefghijklmnopqrstuvwxyz"
_MOST_STRANGE = 20.0
_OTHER_SCRIPT = "other"
# Letters of spellings and loan words, too rare for the profiles, and what they cost.
_SELDOM = {"nl": "éëïóöüèáêä", "en": "éèêëïöüäçñáóô", "it": "éìòù"}
_SELDOM_COST = 6


def ranking(sample: bytes) -> list[tuple[str, float]]:
    """Return every encoding of the list with its cost, the likeliest first.

    What does not fit costs extra, so that one damaged byte does not rule out what fits the rest.

    Args:
        sample: A few KiB that begin and end between characters.
    """
    pairs = Counter(zip(b" " + sample, sample + b" ", strict=True))
    telling = [(a, b, count) for (a, b), count in pairs.items() if a > 127 or b > 127]
    strangeness = _strangeness(sample)
    costs = {name: _multi_byte_cost(name, sample) for name in _MULTI_BYTE}
    least = min(costs.values())
    for name in _SINGLE_BYTE:
        costs[name] = _single_byte_cost(name, telling, strangeness, _FAR * least + _FAR_MARGIN)
        least = min(least, costs[name])
    return sorted(costs.items(), key=lambda item: item[1])


# ---- one byte a character ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _CodePage:
    """What each byte stands for.

    Attributes:
        letters: In lower case; "_" for what is no letter.
        signs: Cost of a byte that is no letter.
        is_apart: Whether a sign does not follow a letter without space.
        is_upper, is_lower: Of each byte.
        scripts: Of each letter; 0 for a sign.
    """

    letters: tuple[str, ...]
    signs: tuple[int, ...]
    is_apart: tuple[bool, ...]
    is_upper: tuple[bool, ...]
    is_lower: tuple[bool, ...]
    scripts: tuple[int, ...]


@lru_cache(maxsize=len(_SINGLE_BYTE))
def _code_page(name: str) -> _CodePage:
    chars = [bytes([byte]).decode(name, "ignore") for byte in range(256)]
    return _CodePage(
        tuple(_lower(char) if char and _is_letter(char) else _EDGE for char in chars),
        (0,) * 128 + tuple(map(_sign_cost, chars[128:])),
        tuple(char not in _SIGNS_AFTER_LETTERS for char in chars),
        tuple(char.isupper() for char in chars),
        tuple(char.islower() for char in chars),
        tuple(_script(byte, char) for byte, char in enumerate(chars)),
    )


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM" and char not in "ªº"


def _script(byte: int, char: str) -> int:
    if byte > 127 and char and char.isascii():
        return _OTHER  # the second form of a sign, for text from right to left on the Macintosh
    if not char or not _is_letter(char):
        return 0
    is_latin = unicodedata.name(char, "").startswith(("LATIN", "COMBINING"))
    return _LATIN if is_latin else _OTHER


def _lower(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _sign_cost(char: str) -> int:
    if not char or unicodedata.category(char) in ("Cc", "Co"):
        return _CONTROL_COST
    if _is_letter(char) or char.isascii():
        return 0
    return _SIGN_COST if char in _USUAL_SIGNS else _ODD_SIGN_COST


@dataclass(frozen=True, slots=True)
class _Language:
    steps: dict[str, int]
    letters: dict[str, int]

    def cost(self, step: str) -> int:
        known = self.steps.get(step)
        if known is not None:
            return known
        second = step[1]
        if second == _EDGE:
            return _UNKNOWN_STEP
        if second.isascii():
            return _PLAIN_LETTER
        return self.letters.get(second, _FOREIGN_LETTER - _UNKNOWN_STEP) + _UNKNOWN_STEP


@lru_cache(maxsize=len(PAIRS) + 1)
def _language(name: str) -> _Language:
    steps: dict[str, int] = {}
    letters: dict[str, int] = {}
    for group in PAIRS.get(name, "*").split(" "):
        first, rest = group[0], group[1:]
        for letter, digit in zip(rest[::2], rest[1::2], strict=True):
            if first == "*":
                letters[letter] = int(digit)
            else:
                steps[first + letter] = int(digit)
    for letter in _SELDOM.get(name, ""):
        letters[letter] = min(_SELDOM_COST, letters.get(letter, _SELDOM_COST))
    return _Language(steps, letters)


def _strangeness(sample: bytes) -> dict[str, float]:
    """Return by how much the letters a to z speak against each language written with them.

    Bounded, as a text in one language may be full of names and words of another.
    """
    plain = sample.lower()
    counts = [plain.count(byte) for byte in _A_TO_Z]
    costs = {
        language: sum(
            count * int(digits[2 * at : 2 * at + 2]) / 10 for at, count in enumerate(counts)
        )
        for language, digits in PLAIN.items()
    }
    least = min(costs.values())
    found = {name: min(_MOST_STRANGE, (cost - least) / 2) for name, cost in costs.items()}
    return found | {_OTHER_SCRIPT: min(_MOST_STRANGE, sum(counts) / 50)}


def _single_byte_cost(
    name: str,
    telling: list[tuple[int, int, int]],
    strangeness: dict[str, float],
    bound: float,
) -> float:
    """Return what the pairs of bytes (first, second, count) cost, or more than ``bound``."""
    languages, behind = _SINGLE_BYTE[name]
    page = _code_page(name)
    letters = page.letters
    steps: Counter[str] = Counter()
    fixed = 0
    for first, second, count in telling:
        steps[letters[first] + letters[second]] += count
        fixed += count * _form_cost(page, first, second)
        if fixed > bound:
            return behind + fixed
    names = languages.split()
    if names[0] in PLAIN:
        names.append("en")
    cheapest = min(
        _language_cost(_language(each), steps) + strangeness.get(each, strangeness[_OTHER_SCRIPT])
        for each in names
    )
    return behind + fixed + cheapest


def _form_cost(page: _CodePage, first: int, second: int) -> int:
    """Return what a step costs in any language: signs, and capitals where none belong."""
    cost = page.signs[second]
    if cost and page.is_apart[second] and page.letters[first] != _EDGE:
        cost += _SIGN_IN_WORD
    if page.is_upper[second]:
        cost += _CAPITAL_INSIDE if page.is_lower[first] else _CAPITAL
    if page.scripts[first] + page.scripts[second] == _LATIN + _OTHER:
        cost += _TWO_SCRIPTS
    return cost


def _language_cost(language: _Language, steps: Counter[str]) -> int:
    cost = language.cost
    return sum(count * cost(step) for step, count in steps.items() if step != "__")


# ---- several bytes a character -------------------------------------------------------------------


def _multi_byte_cost(name: str, sample: bytes) -> float:
    text = sample.decode(name, "replace")
    kind = _MULTI_BYTE[name]
    mixed = _TWO_SCRIPTS * len(_BESIDE_LATIN.findall(text))
    return (
        kind.behind
        + mixed
        + sum(
            count * _character_cost(kind, char)
            for char, count in Counter(text).items()
            if char > "\x7f"
        )
    )


def _character_cost(kind: _MultiByte, char: str) -> float:
    if char == "\ufffd":
        return _CONTROL_COST
    if "\u3040" <= char <= "\u30ff":
        return kind.kana
    if "\u3000" <= char <= "\u3020" or "\uff01" <= char <= "\uff5e":
        return _WIDE_SIGN
    if "\uac00" <= char <= "\ud7a3" or "\u4e00" <= char <= "\u9fff":
        return _word_sign_cost(kind, char)
    return _CONTROL_COST if unicodedata.category(char)[0] == "C" else _ODD_SIGN_COST


def _word_sign_cost(kind: _MultiByte, char: str) -> float:
    encoded = char.encode(kind.standard, "ignore")
    if char >= "\uac00":
        return kind.hangul + (0 if len(encoded) == 2 else _OUTSIDE)
    if len(encoded) != 2 or encoded[0] > kind.seldom:
        return kind.ideograph + _OUTSIDE
    return kind.ideograph + (0 if encoded[0] <= kind.often else _RARE)
