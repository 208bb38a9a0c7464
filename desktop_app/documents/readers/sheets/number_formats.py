"""Numbers of spreadsheets as people see them: the format codes of Excel (ECMA-376 part 1, 18.8.31).

Dates and times come out in ISO 8601 whatever their layout, because a reviewer compares values and
not layouts: 2024-07-31, 14:05, 2024-07-31 14:05:09. Other numbers follow their code (decimals,
thousands, percent, currency, words) with "." and "," as separators.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from math import isfinite

_MAX_CODE_CHARS = 255  # what Excel allows
_EAST_ASIAN_DATES = "27 28 29 30 31 34 35 36 50 51 52 53 54 55 56 57 58"
# Without the currency of 5 to 8 and 42 to 44: it is that of the computer, not of the file.
BUILT_IN_CODES = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"},
    **dict.fromkeys((5, 6), "#,##0;-#,##0"),
    **dict.fromkeys((7, 8), "#,##0.00;-#,##0.00"),
    **dict.fromkeys((37, 38), "#,##0;(#,##0)"),
    **dict.fromkeys((39, 40), "#,##0.00;(#,##0.00)"),
    **dict.fromkeys((41, 42), '#,##0;(#,##0);"-"'),
    **dict.fromkeys((43, 44), '#,##0.00;(#,##0.00);"-"'),
    **dict.fromkeys((14, 15, 16, 17, *map(int, _EAST_ASIAN_DATES.split())), "yyyy-mm-dd"),
    **{18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm"},
    **{32: "h:mm", 33: "h:mm:ss", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0"},
}
"""Codes of the built-in format numbers; those left out show the plain number."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*](?P<filler>.)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>General)|(?P<half>AM/PM|A/P)|(?P<exponent>E[+-]?)(?=[0#?])"
    r"|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?)|(?P<digit>[0#?])|(?P<mark>[.,%/;@])|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)$")
_CURRENCY = re.compile(r"\$([^-]*)")
_COMPARISONS = {
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
    "=": lambda value, limit: value == limit,
    "<>": lambda value, limit: value != limit,
}
_WIDE = Context(prec=1000)  # more digits than any number of eight bytes has
_LAST_SERIAL = 2_958_466  # the first day of the year 10000


class _Shape(enum.Enum):
    GENERAL = "general"
    NUMBER = "number"
    SCIENTIFIC = "scientific"
    MOMENT = "moment"
    DURATION = "duration"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a code.

    Attributes:
        tokens: (group of ``_TOKEN``, text) in order.
        condition: Comparison and limit in brackets, or None.
        units: Letters of a date or time, of "ymdhs"; a minute is "n".
    """

    tokens: tuple[tuple[str, str], ...]
    shape: _Shape
    condition: tuple[str, float] | None
    units: str


def plain_number(value: float) -> str:
    """Return a number without a format: 15 significant digits, so 0.1 + 0.2 is 0.3."""
    if not isfinite(value):
        return str(value)
    short = f"{value:.15g}"
    if "e" not in short and short != "-0":
        return short
    number = Decimal(short)
    if number and not -10 <= number.adjusted() < 21:
        return short.upper()
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) if number else "0"


def shown_number(value: float, code: str, *, is_1904: bool = False) -> str:
    """Return a number as its format shows it, dates and times in ISO 8601.

    Args:
        code: Format code; "" and "General" give the plain number. So does a format that would
            hide the number: text is never lost.
        is_1904: Days count from 1904-01-01 and not from 1900.
    """
    if not code or not isfinite(value):
        return plain_number(value)
    section, is_signed = _choose(_parse(code[:_MAX_CODE_CHARS]), value)
    if section.shape is _Shape.GENERAL:
        return plain_number(value)
    if section.shape is _Shape.MOMENT:
        return _moment(value, section.units, is_1904) or plain_number(value)
    if section.shape is _Shape.DURATION:
        return _duration(value, section.units)
    sign = "-" if is_signed and value < 0 else ""
    text = _render(section, abs(value)).strip()
    if sign and not any(char in "123456789" for char in text) and section.shape is _Shape.NUMBER:
        sign = ""  # rounded to nothing
    return sign + text if text else plain_number(value)


@lru_cache(maxsize=1024)
def _parse(code: str) -> tuple[_Section, ...]:
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        group = match.lastgroup or "literal"
        text = match[group]
        if group == "mark" and text == ";":
            sections.append([])
        else:
            sections[-1].append((group, text))
    return tuple(map(_section, sections[:4]))


def _section(tokens: list[tuple[str, str]]) -> _Section:
    condition = None
    kept: list[tuple[str, str]] = []
    dates: list[str] = []
    is_duration = False
    for group, text in tokens:
        if group == "bracket":
            if found := _CONDITION.match(text):
                condition = (found[1], _limit(found[2]))
            elif currency := _CURRENCY.match(text):
                kept.append(("literal", currency[1]))
            elif text and not text.strip("hmsHMS"):
                is_duration = True
                dates.append(text[0].lower())
        elif group == "date":
            dates.append(text[0].lower())
        elif group != "filler":
            kept.append((group, text))
    groups = {group for group, _ in kept}
    marks = {text for group, text in kept if group == "mark"}
    if is_duration:
        shape = _Shape.DURATION
    elif dates:
        shape = _Shape.MOMENT
    elif "general" in groups or "@" in marks or ("/" in marks and "digit" in groups):
        shape = _Shape.GENERAL
    elif "exponent" in groups:
        shape = _Shape.SCIENTIFIC
    else:
        shape = _Shape.NUMBER if "digit" in groups else _Shape.WORDS
    return _Section(tuple(kept), shape, condition, _units(dates))


def _limit(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _units(dates: list[str]) -> str:
    """Return the letters, with "n" for each m that follows hours or comes before seconds."""
    found = ""
    for i, letter in enumerate(dates):
        near = (dates[i - 1] if i else "", dates[i + 1] if i + 1 < len(dates) else "")
        found += "n" if letter == "m" and (near[0] == "h" or near[1] == "s") else letter
    return found


def _choose(sections: tuple[_Section, ...], value: float) -> tuple[_Section, bool]:
    """Return the section that shows ``value``, and whether its sign is written in front."""
    if any(section.condition for section in sections[:2]):
        for section in sections[:2]:
            if section.condition is None or _COMPARISONS[section.condition[0]](
                value, section.condition[1]
            ):
                return section, True
        return sections[min(2, len(sections) - 1)], True
    if value < 0 and len(sections) > 1:
        return sections[1], False
    return sections[2 if value == 0 and len(sections) > 2 else 0], True


def _render(section: _Section, value: float) -> str:
    if section.shape is _Shape.WORDS:
        return "".join(text for _, text in section.tokens)
    number = Decimal(f"{value:.15g}") * 100 ** min(section.tokens.count(("mark", "%")), 2)
    before, digits, after = _split(section.tokens)
    if section.shape is _Shape.SCIENTIFIC:
        decimals = digits.partition("E")[0].partition(".")[2]
        return f"{before}{float(number):.{len(decimals.strip(','))}E}{after}"
    whole, _, fraction = digits.partition(".")
    number /= 1000 ** (len(digits) - len(digits.rstrip(",")))
    whole, fraction = whole.rstrip(","), fraction.rstrip(",")
    return before + _digits(number, whole, fraction) + after


def _split(tokens: tuple[tuple[str, str], ...]) -> tuple[str, str, str]:
    """Return the words before the digits, the placeholders with words in between, words after."""
    places = [i for i, (group, _) in enumerate(tokens) if group == "digit"]
    first, last = places[0], places[-1] + 1
    if first and tokens[first - 1] == ("mark", "."):
        first -= 1
    while last < len(tokens) and tokens[last][0] == "mark" and tokens[last][1] in ",.":
        last += 1
    inner = "".join(
        {"exponent": "E"}.get(group, text if group in ("digit", "mark") else _mask(text))
        for group, text in tokens[first:last]
    )
    return _words(tokens[:first]), inner, _words(tokens[last:])


def _words(tokens: tuple[tuple[str, str], ...]) -> str:
    return "".join(text for _, text in tokens)


def _mask(text: str) -> str:
    # Digits and marks in words between the placeholders are no placeholders.
    return "".join(char for char in text if char not in "0#?.,E")


def _digits(number: Decimal, whole: str, fraction: str) -> str:
    places = sum(char in "0#?" for char in fraction)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, context=_WIDE)
    left, _, right = f"{rounded:f}".partition(".")
    text = _fill_whole(left.lstrip("0"), whole)
    tail = _fill_fraction(right, fraction)
    return f"{text}.{tail}" if tail else text


def _fill_whole(digits: str, places: str) -> str:
    """Write ``digits`` into placeholders from the right; the leftmost takes all that is left."""
    is_grouped = "," in places
    places = places.replace(",", "")
    out: list[str] = []
    written = 0
    left = len(digits)
    for i in range(len(places) - 1, -1, -1):
        if places[i] not in "0#?":
            out.append(places[i])
            continue
        is_leftmost = not any(char in "0#?" for char in places[:i])
        while True:
            left -= 1
            if left < 0 and places[i] != "0":
                break
            if is_grouped and written and written % 3 == 0:
                out.append(",")
            out.append(digits[left] if left >= 0 else "0")
            written += 1
            if not is_leftmost or left <= 0:
                break
    return "".join(reversed(out))


def _fill_fraction(digits: str, places: str) -> str:
    out = ""
    at = 0
    needed = places.rfind("0") + 1
    for i, place in enumerate(places):
        if place not in "0#?":
            out += place
            continue
        if i >= needed and not digits[at:].strip("0"):
            break
        out += digits[at]
        at += 1
    return out


def _moment(value: float, units: str, is_1904: bool) -> str:
    """Return date, time or both, or "" for what is no day of the calendar."""
    if not 0 <= value < _LAST_SERIAL - 1462 * is_1904:
        return ""
    if is_1904:
        start = datetime(1904, 1, 1)
    else:
        # Excel counts a 29 February 1900 that never was.
        start = datetime(1899, 12, 31) if value < 60 else datetime(1899, 12, 30)
    moment = start + timedelta(seconds=round(value * 86_400))
    time = f"{moment:%H:%M:%S}" if "s" in units else f"{moment:%H:%M}"
    date = f"{moment.year:04}-{moment:%m-%d}"
    if not set(units) & set("ymd"):
        return time
    return f"{date} {time}" if set(units) & set("hns") else date


def _duration(value: float, units: str) -> str:
    seconds = round(abs(value) * 86_400)
    sign = "-" if value < 0 and seconds else ""
    minutes, second = divmod(seconds, 60)
    text = f"{minutes // 60}:{minutes % 60:02}"
    return f"{sign}{text}:{second:02}" if "s" in units else sign + text
