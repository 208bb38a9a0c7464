"""Rows of groups and members: a name, a word at the right, and small lines below."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.theme.tokens import SMALL, L, M, S, theme

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A small line.

    Attributes:
        words: What stands at its left.
        right: What stands at its right.
        tone: Name of a colour of the theme.
        chip: What stands before the words, in a frame; "" for nothing.
    """

    words: str
    right: str = ""
    tone: str = "quiet"
    chip: str = ""

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.chip, self.words, self.right) if part)


@dataclass(frozen=True, slots=True)
class Card:
    """A row as it is drawn and read out.

    Attributes:
        title: The document's name.
        mark: One word at the right of it.
        mark_tone: Name of a colour of the theme.
        lines: Below.
        bold: Whether the title stands out.
    """

    title: str
    mark: str
    mark_tone: str
    lines: tuple[Line, ...]
    bold: bool = False

    @property
    def spoken(self) -> str:
        """All of it, to be read out."""
        parts = (self.title, self.mark, *(line.spoken for line in self.lines))
        return ", ".join(part for part in parts if part)


class CardRole(enum.IntEnum):
    """Roles beside Qt's own, of the models that ``CardDelegate`` draws."""

    OBJECT = Qt.ItemDataRole.UserRole
    """The ``BoardGroup`` or ``BoardMember``; None for the kept copy."""
    CARD = Qt.ItemDataRole.UserRole + 1
    """The ``Card``."""
    PATH = Qt.ItemDataRole.UserRole + 2
    """The path of the document; of a group its kept copy's."""


class CardDelegate(QStyledItemDelegate):
    """Draws ``Card``s, all of one height.

    Args:
        lines: How many small lines a card has.
    """

    def __init__(self, lines: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        small = QFontMetrics(_scaled(option.font, SMALL)).lineSpacing() + S
        return QSize(160, QFontMetrics(option.font).lineSpacing() + self._lines * small + 2 * M)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card | None = index.data(CardRole.CARD)
        if card is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option, selected=selected)
        inside = option.rect.adjusted(L, M, -L, -M)
        body = QFontMetrics(option.font).lineSpacing()
        title = QRect(inside.topLeft(), QSize(inside.width(), body))
        _paint_title(painter, title, card, option.font, selected=selected)
        small = _scaled(option.font, SMALL)
        height = QFontMetrics(small).lineSpacing() + S
        top = inside.top() + body
        for number, line in enumerate(card.lines):
            room = QRect(inside.left(), top + number * height, inside.width(), height)
            _paint_line(painter, room, line, small, selected=selected)
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, selected: bool) -> None:
        now, rect = theme(), option.rect
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = now.selection if selected else now.hover if hovered else now.surface
        painter.fillRect(rect, QColor(ground))
        if selected:
            focused = option.state & QStyle.StateFlag.State_HasFocus
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, QColor(now.accent if focused else now.edge))
        painter.setPen(QPen(QColor(now.line), 1))
        painter.drawLine(rect.left() + L, rect.bottom(), rect.right() - L, rect.bottom())


def _paint_title(
    painter: QPainter, room: QRect, card: Card, font: QFont, *, selected: bool
) -> None:
    now = theme()
    if card.mark:
        mark_font = _scaled(font, SMALL)
        mark_font.setWeight(QFont.Weight.DemiBold)
        tone = now.on_selection if selected else getattr(now, card.mark_tone)
        width = _write(painter, room, card.mark, mark_font, tone, right=True)
        room = room.adjusted(0, 0, -width - M, 0)
    title_font = QFont(font)
    title_font.setWeight(QFont.Weight.DemiBold if card.bold else QFont.Weight.Normal)
    _write(painter, room, card.title, title_font, now.on_selection if selected else now.text)


def _paint_line(painter: QPainter, room: QRect, line: Line, font: QFont, *, selected: bool) -> None:
    now = theme()
    tone = now.on_selection if selected else getattr(now, line.tone)
    if line.right:
        right_tone = now.on_selection if selected else now.quiet
        width = _write(painter, room, line.right, font, right_tone, right=True)
        room = room.adjusted(0, 0, -width - M, 0)
    if line.chip:
        width = _paint_chip(painter, room, line.chip, font, selected=selected)
        room = room.adjusted(width + M, 0, 0, 0)
    _write(painter, room, line.words, font, tone, cut=Qt.TextElideMode.ElideRight)


def _paint_chip(painter: QPainter, room: QRect, words: str, font: QFont, *, selected: bool) -> int:
    """Draw words in a frame; returns the room it takes."""
    now, metrics = theme(), QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() - 2 * M)
    width = metrics.horizontalAdvance(shown) + 2 * (S + 2)
    box = QRectF(room.left() + 0.5, 0, width, metrics.height() + 1)
    box.moveTop(round(room.center().y() - box.height() / 2) + 0.5)
    painter.setPen(QPen(QColor(now.on_selection if selected else now.edge), 1))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font)
    painter.setPen(QColor(now.on_selection if selected else now.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    return width


def _write(
    painter: QPainter,
    room: QRect,
    words: str,
    font: QFont,
    colour: str,
    *,
    right: bool = False,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
) -> int:
    """Draw one line, cut where there is no room; returns its width."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, cut, max(0, room.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)


def _scaled(font: QFont, factor: float) -> QFont:
    scaled = QFont(font)
    scaled.setPointSizeF(font.pointSizeF() * factor)
    return scaled
