"""How what matched looks in running text: never by colour alone."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QTextCharFormat

from desktop_app.similarity.model import Mark
from desktop_app.ui.theme.tokens import Theme


def mark_format(marks: frozenset[Mark], theme: Theme) -> QTextCharFormat:
    """Return how marked text looks: keywords bold, meaning underlined, each on its ground."""
    style = QTextCharFormat()
    if Mark.MEANING in marks:
        style.setBackground(QColor(theme.meaning_back))
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        style.setUnderlineColor(QColor(theme.good))
    if Mark.KEYWORD in marks:
        style.setBackground(QColor(theme.keyword_back))
        style.setFontWeight(QFont.Weight.Bold)
    style.setForeground(QColor(theme.text))
    return style
