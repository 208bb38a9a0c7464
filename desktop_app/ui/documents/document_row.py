"""A document in a plain list: its name, where it lies, and one quiet word at the right."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.documents.kinds import kind_badge, kind_words
from desktop_app.ui.documents.paths import folder_of, name_of
from desktop_app.ui.theme.tokens import SMALL, L, M, S, theme

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the folder.

    Attributes:
        kind: Value of ``documents.model.Kind``, "" where it is not known.
        note: Why it is listed, or how near it is; may be "".
    """

    path: str
    kind: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        return name_of(self.path)

    @property
    def folder(self) -> str:
        return folder_of(self.path)

    @property
    def badge(self) -> str:
        """At most five capitals: its kind, or the end of its name where that is not known."""
        if self.kind:
            return kind_badge(self.kind)
        suffix = self.name.rpartition(".")[2]
        return suffix[:5].upper() if len(suffix) < len(self.name) else ""

    @property
    def spoken(self) -> str:
        """All of it, to be read out."""
        parts = (self.name, kind_words(self.kind) if self.kind else "", self.folder, self.note)
        return ", ".join(part for part in parts if part)


class DocumentRole(enum.IntEnum):
    """Roles beside Qt's own, of every model that this delegate draws."""

    OBJECT = Qt.ItemDataRole.UserRole
    """The ``DocumentRow``; None for a heading."""


class DocumentRowDelegate(QStyledItemDelegate):
    """Two lines; a row without a ``DocumentRow`` is a heading."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        small = QFontMetrics(_small(option.font)).lineSpacing()
        if index.data(DocumentRole.OBJECT) is None:
            return QSize(120, small + M + S)
        return QSize(120, QFontMetrics(option.font).lineSpacing() + small + 2 * M)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        row: DocumentRow | None = index.data(DocumentRole.OBJECT)
        if row is None:
            self._paint_heading(painter, option, index)
        else:
            self._paint_row(painter, option, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        font = _small(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme().quiet))
        box = option.rect.adjusted(L, 0, -L, -S)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: DocumentRow) -> None:
        now, rect = theme(), option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = now.selection if selected else now.hover if hovered else now.surface
        painter.fillRect(rect, QColor(ground))
        if selected:
            active = option.state & QStyle.StateFlag.State_Active
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()),
                QColor(now.accent if active else now.edge),
            )
        quiet = now.on_selection if selected else now.quiet
        left = rect.left() + L + self._paint_badge(painter, option, row.badge, quiet)
        body, small = QFontMetrics(option.font), QFontMetrics(_small(option.font))
        top = rect.top() + (rect.height() - body.lineSpacing() - small.lineSpacing()) // 2
        line = QRect(left, top, rect.right() - L - left, body.lineSpacing())
        if row.note:
            painter.setFont(_small(option.font))
            painter.setPen(QColor(quiet))
            note = small.elidedText(row.note, Qt.TextElideMode.ElideRight, line.width() // 2)
            painter.drawText(
                line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note
            )
            line.setRight(line.right() - small.horizontalAdvance(note) - M)
        painter.setFont(option.font)
        painter.setPen(QColor(now.on_selection if selected else now.text))
        name = body.elidedText(row.name, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(_small(option.font))
        painter.setPen(QColor(quiet))
        below = QRect(left, line.bottom() + 1, rect.right() - L - left, small.lineSpacing())
        words = row.folder or (kind_words(row.kind) if row.kind else "")
        folder = small.elidedText(words, Qt.TextElideMode.ElideMiddle, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, folder)

    @staticmethod
    def _paint_badge(
        painter: QPainter, option: QStyleOptionViewItem, badge: str, colour: str
    ) -> int:
        """Draw the kind in a frame; returns the room it takes."""
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.72)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance("MHTML") + 2 * S, metrics.height() + S
        if badge:
            box = QRectF(option.rect.left() + L + 0.5, 0, width, height)
            box.moveTop(round(option.rect.center().y() - height / 2) + 0.5)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme().line), 1))
            painter.drawRoundedRect(box, 3, 3)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge)
        return width + M + S


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SMALL)
    return small
