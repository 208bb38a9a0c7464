"""Characters that Word keeps as numbers in a picture font (``w:sym``), as Unicode."""

from __future__ import annotations

import re

_HEX = re.compile(r"[0-9a-fA-F]{1,6}")
_PRIVATE = range(0xF000, 0xF100)
# Adobe's Symbol encoding, from "A" and from "a".
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **{0x41 + at: letter for at, letter in enumerate(_GREEK[0])},
    **{0x61 + at: letter for at, letter in enumerate(_GREEK[1])},
    **dict(zip((0xA3, 0xA5, 0xB0, 0xB1, 0xB3, 0xB4, 0xB6, 0xB9), "≤∞°±≥×∂≠", strict=True)),
    **dict(zip((0xAC, 0xAE, 0xBB, 0xC5, 0xD2, 0xD3, 0xD4, 0xD5), "←→≈⊕®©™∏", strict=True)),
    **dict(zip((0xD6, 0xDE, 0xE5, 0xF2), "√⇒∑∫", strict=True)),
}
# The boxes and ticks of forms, and arrows; the rest are pictures.
_WINGDINGS = {
    **dict(zip((0x6F, 0x71, 0x72, 0xA8, 0xFB, 0xFC, 0xFD, 0xFE), "☐☐☐☐✗✓☒☑", strict=True)),
    **dict(zip((0x78, 0xDF, 0xE0, 0xE8, 0xF0), "☒←→➔⇨", strict=True)),
}
_WINGDINGS_2 = dict(zip((0x50, 0x4F, 0x51, 0x52, 0x54, 0xA3), "✓✗☒☑☒☐", strict=True))
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_PICTURE_FONTS = frozenset({"wingdings 3", "webdings"})


def symbol(code: str, font: str) -> str:
    """Return a symbol as text, "" for a picture that has no character.

    Args:
        code: Hexadecimal, as in ``w:char``; fonts of pictures use U+F000 to U+F0FF.
        font: As in ``w:font``.
    """
    number = int(code, 16) if _HEX.fullmatch(code) else 0
    name = font.lower()
    if number in _PRIVATE:
        number -= _PRIVATE.start
    elif name not in _FONTS:
        return chr(number) if 0x20 <= number <= 0x10FFFF else ""
    if name in _PICTURE_FONTS:
        return ""
    if name in _FONTS and not (name == "symbol" and 0x20 <= number <= 0x40):
        return _FONTS[name].get(number, "")
    return chr(number) if number >= 0x20 else ""
