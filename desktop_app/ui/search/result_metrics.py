"""Where things stand in a row of results, in logical pixels, from the font."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from desktop_app.ui.theme.tokens import SMALL, L, M, S

_NARROW = 520


@dataclass(frozen=True, slots=True)
class ResultMetrics:
    """Fonts and heights of rows for one font of the list and one width of it."""

    body: QFont
    title: QFont
    small: QFont
    badge: QFont
    body_height: int
    small_height: int
    title_height: int
    snippet_lines: int

    @classmethod
    def of(cls, font: QFont, width: int) -> ResultMetrics:
        title, small, badge = QFont(font), QFont(font), QFont(font)
        title.setWeight(QFont.Weight.DemiBold)
        title.setPointSizeF(font.pointSizeF() * 1.06)
        small.setPointSizeF(font.pointSizeF() * SMALL)
        badge.setPointSizeF(font.pointSizeF() * 0.72)
        badge.setWeight(QFont.Weight.DemiBold)
        return cls(
            body=QFont(font),
            title=title,
            small=small,
            badge=badge,
            body_height=QFontMetrics(font).lineSpacing() + 1,
            small_height=QFontMetrics(small).lineSpacing(),
            title_height=QFontMetrics(title).lineSpacing(),
            snippet_lines=3 if width < _NARROW else 2,
        )

    @property
    def badge_width(self) -> int:
        return QFontMetrics(self.badge).horizontalAdvance("MHTML") + 2 * S

    @property
    def hit_height(self) -> int:
        text = self.title_height + self.small_height + self.snippet_lines * self.body_height
        return text + 2 * S + 2 * (M + S)

    @property
    def alike_height(self) -> int:
        return self.body_height + self.small_height + 2 * M

    def inside(self, rect: QRect) -> QRect:
        """Where text stands in a row, right of the badge."""
        return rect.adjusted(L + self.badge_width + M + S, M + S, -L, -(M + S))
