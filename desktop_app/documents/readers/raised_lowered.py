"""Figures above and below the line: 10² is not 102."""

from __future__ import annotations

from typing import Final

_PLAIN: Final = "0123456789+-=()−"
_ABOVE: Final = str.maketrans(f"{_PLAIN}n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁻ⁿ")
_BELOW: Final = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋")


def above(text: str) -> str:
    """Return text as it stands above the line; as it is if a sign of it has no such form.

    Letters stay, apart from an "n": "1st" and "Mme" read the same on the line.
    """
    return _moved(text, _ABOVE)


def below(text: str) -> str:
    """Return text as it stands below the line; as it is if a sign of it has no such form."""
    return _moved(text, _BELOW)


def _moved(text: str, table: dict[int, int]) -> str:
    signs = text.strip()
    return text.translate(table) if signs and all(ord(sign) in table for sign in signs) else text
