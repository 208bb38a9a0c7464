"""Dates, numbers and money: what a word stands for, however it is written.

All words here are folded (see ``documents/text/folding.py``): lower case, "-" for every dash.
"""

from __future__ import annotations

import enum
import re

_MONTHS = {
    "january jan januar jänner janvier": 1,
    "february feb februar février": 2,
    "march mar märz mär mrz mars": 3,
    "april apr avril": 4,
    "may mai": 5,
    "june jun juni juin": 6,
    "july jul juli juillet": 7,
    "august aug août": 8,
    "september sept sep septembre": 9,
    "october oct oktober okt octobre": 10,
    "november nov novembre": 11,
    "december dec dezember dez décembre": 12,
}
_MONTH_OF = {name: number for names, number in _MONTHS.items() for name in names.split()}
_NOT_ALONE = {"may", "mar", "mars", "march", "dec"}  # "clause 12 may be varied"

_CURRENCY_WORDS = """
    eur euro euros usd dollar dollars gbp pound pounds sterling chf franken francs franc rappen
    jpy yen cny rmb yuan inr rupee rupees aud cad nzd sek nok dkk pln czk huf cent cents pence
    dm
"""
_MONEY = frozenset(_CURRENCY_WORDS.split()) | {"%", "‰", "‱", "percent", "prozent", "pct"}
CURRENCY_CODES = "eur|usd|gbp|chf|jpy|aud|cad"
"""Those that may be written without a space before the number."""


def _any_of(names: set[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_ALL, _CLEAR = set(_MONTH_OF), set(_MONTH_OF) - _NOT_ALONE
_MONTH = rf"(?:{_any_of(_ALL)})\b\.?"
_CLEAR_MONTH = rf"(?:{_any_of(_CLEAR)})\b\.?"
_LIKE_MONTH = "|".join(  # the first two letters, which most words do not share
    f"{first}[{''.join(sorted({name[1] for name in _ALL if name[0] == first}))}]"
    for first in sorted({name[0] for name in _ALL})
)
_YEAR = r"(?:1[5-9]|20|21)\d\d(?![\d\w])"
_DAY = r"[0-3]?\d(?:\.|st|nd|rd|th|er)?"

DATE_FROM_DIGIT = (
    rf"{_DAY} ?(?:of )?{_MONTH},? {_YEAR}|{_DAY} (?:of )?{_CLEAR_MONTH}(?!\w)"
    r"|[12]\d{3}-[01]\d-[0-3]\d(?![\d-])"
    r"|[0-3]?\d\.[01]?\d\.(?:\d{4}|\d\d)(?![\d.]\d|\d)"
    r"|[0-3]?\d/[0-3]?\d/(?:\d{4}|\d\d)(?![\d/])"
)
"""A regular expression for dates that begin with a digit."""

DATE_FROM_MONTH = (
    rf"(?={_LIKE_MONTH})(?<!\w){_MONTH} (?:[0-3]?\d(?:st|nd|rd|th)?,? {_YEAR}|{_YEAR})"
)
"""The same for those that begin with a month."""

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DOTTED = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})")
_SLASHED = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")
_PIECES = re.compile(r"\d+|[^\W\d_]+")
_GROUPED = re.compile(r"(-?)(\d{1,3}(?:([.,'])\d{3})(?:\3\d{3})*)([.,])(\d+)(-?)")
_ONLY_GROUPED = re.compile(r"(-?)(\d{1,3}(?:([.,'])\d{3})(?:\3\d{3})+)(-?)")
_CENTS = re.compile(r"(-?)(\d+),(\d\d)(-?)")
_DATE = re.compile(f"{DATE_FROM_DIGIT}|{DATE_FROM_MONTH}")


class WordKind(enum.IntEnum):
    """What a word is, as far as it can be told from itself."""

    WORD = 0
    NUMBER = 1
    DATE = 2
    MONEY = 3  # a currency or a percent sign, beside which a number is an amount
    SIGN = 4


def meanings(words: list[str]) -> tuple[list[WordKind], list[str]]:
    """Return what folded words are, and one way of writing for all that surely mean the same.

    "12.05.2024" and "may 12, 2024" are one date; "05/12/2024" may be either of two, so it only
    equals itself. "1.250,00" and "1,250.00" are one number; "1.250" may be either of two.
    """
    kinds, values = [WordKind.WORD] * len(words), list(words)
    for row, word in enumerate(words):
        if not word.isalpha() or word in _MONEY:  # few
            kinds[row] = _kind_of(word)
            values[row] = _value_of(word, kinds[row])
    return kinds, values


def _kind_of(word: str) -> WordKind:
    if word in _MONEY:
        return WordKind.MONEY
    if _DATE.fullmatch(word):
        return WordKind.DATE
    if any(map(str.isdigit, word)):
        is_mixed = any(map(str.isalpha, word))
        return WordKind.WORD if is_mixed else WordKind.NUMBER
    if any(map(str.isalnum, word)):
        return WordKind.WORD
    return WordKind.MONEY if word in "$€£¥₹¢₽₺₩" else WordKind.SIGN


def _value_of(word: str, kind: WordKind) -> str:
    if kind is WordKind.DATE:
        return f"date {_date_value(word)}"
    if kind is WordKind.NUMBER:
        return _number_value(word)
    return word


def _date_value(word: str) -> str:
    if found := _ISO.fullmatch(word):
        return _iso(found[1], found[2], found[3])
    if found := _DOTTED.fullmatch(word):
        return _iso(found[3], found[2], found[1])
    if found := _SLASHED.fullmatch(word):
        first, second = int(found[1]), int(found[2])
        if first == second or first > 12:
            return _iso(found[3], found[2], found[1])
        return _iso(found[3], found[1], found[2]) if second > 12 else word
    pieces = _PIECES.findall(word)
    month = next((_MONTH_OF[piece] for piece in pieces if piece in _MONTH_OF), None)
    numbers = [piece for piece in pieces if piece.isdigit()]
    if month is None or not numbers:
        return word
    year = next((number for number in numbers if len(number) == 4), "----")
    day = next((number for number in numbers if len(number) < 3), "--")
    return _iso(year, str(month), day)


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}"


def _number_value(word: str) -> str:
    if found := _GROUPED.fullmatch(word):
        before, whole, group, point, cents, after = found.groups()
        if group != point:
            return f"{_sign(before, after)}{whole.replace(group, '')}.{cents}"
    if found := _ONLY_GROUPED.fullmatch(word):
        before, whole, group, after = found.groups()
        return f"{_sign(before, after)}{whole.replace(group, '')}"
    if found := _CENTS.fullmatch(word):
        return f"{_sign(found[1], found[4])}{found[2]}.{found[3]}"
    return word


def _sign(before: str, after: str) -> str:
    return "-" if before or after else ""
