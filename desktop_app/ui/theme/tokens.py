"""Colours, spaces and sizes by what they mean; no widget names a colour of its own.

Text on any ground it is meant for has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3), lines of
controls and icons that carry meaning at least 3 to 1 (1.4.11); a test computes them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

S: Final = 4
M: Final = 8
L: Final = 16
XL: Final = 24

SMALL: Final = 0.87
BODY: Final = 1.0
TITLE: Final = 1.25
DISPLAY: Final = 1.7


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one appearance, each as ``#rrggbb``.

    Attributes:
        dark: Whether text is lighter than what it stands on.
        window: Ground of the window and its bars.
        surface: Ground of lists, texts and pages.
        raised: Ground of what lies above a surface: fields, menus, banners, cards.
        hover: Ground of a row or flat button under the pointer.
        pressed: Ground of a flat button held down or switched on.
        line: Hair lines between areas; decoration only.
        edge: Outlines of fields and buttons; 3 to 1 on window, surface and raised.
        text: Everything to be read.
        quiet: What is to be read second.
        accent: Links, focus, the one main action.
        on_accent: Text on ``accent``.
        selection: Ground of the selected row.
        on_selection: Text on ``selection``.
        keyword_back: Behind words that were searched for.
        meaning_back: Behind the passage found by meaning.
        good: Text and signs of what went well.
        warning: Text and signs of what to look at.
        bad: Text and signs of what went wrong.
        added_back: Behind text that only this document has.
        removed_back: Behind text that only the other document has.
    """

    dark: bool
    window: str
    surface: str
    raised: str
    hover: str
    pressed: str
    line: str
    edge: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    selection: str
    on_selection: str
    keyword_back: str
    meaning_back: str
    good: str
    warning: str
    bad: str
    added_back: str
    removed_back: str


LIGHT: Final = Theme(
    dark=False,
    window="#f4f4f1",
    surface="#ffffff",
    raised="#ffffff",
    hover="#ebebe7",
    pressed="#e0e3e6",
    line="#deded9",
    edge="#85888c",
    text="#1c1f23",
    quiet="#575c63",
    accent="#1f5a9e",
    on_accent="#ffffff",
    selection="#d9e7f7",
    on_selection="#10243d",
    keyword_back="#ffe596",
    meaning_back="#cfeadb",
    good="#1b6e3f",
    warning="#855400",
    bad="#b0261d",
    added_back="#d5f0dc",
    removed_back="#fbdcd8",
)

DARK: Final = Theme(
    dark=True,
    window="#1a1c1f",
    surface="#212428",
    raised="#2a2e33",
    hover="#2d3136",
    pressed="#3a4047",
    line="#373b41",
    edge="#80868e",
    text="#e9eaec",
    quiet="#a9aeb6",
    accent="#8ab8f0",
    on_accent="#0c2038",
    selection="#2c4464",
    on_selection="#f2f6fc",
    keyword_back="#66500f",
    meaning_back="#1d513b",
    good="#7fcd9b",
    warning="#e6b768",
    bad="#f5978f",
    added_back="#1d4630",
    removed_back="#5c2b2b",
)


class _Themed(QObject):
    """Tells that ``theme()`` gives something else now.

    Signals:
        changed: After the application has taken on the new colours.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.current = LIGHT


themed: Final = _Themed()
"""What a widget that paints for itself listens to; all others follow by palette and style sheet."""


def theme() -> Theme:
    """Return the colours of now."""
    return themed.current
