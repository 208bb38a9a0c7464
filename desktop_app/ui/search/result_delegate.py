"""Paints the rows of results."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.documents.kinds import kind_badge, kind_words, page_words
from desktop_app.ui.search.result_metrics import ResultMetrics
from desktop_app.ui.search.result_row import ResultRow, score_words
from desktop_app.ui.search.results_model import ResultRole
from desktop_app.ui.search.snippet_layout import lay_out
from desktop_app.ui.theme.tokens import L, M, S, Theme, theme, themed

Index = QModelIndex | QPersistentModelIndex
_LAID_OUT = 200
"""Passages kept as laid out: what one scrolls to and fro in."""


class ResultDelegate(QStyledItemDelegate):
    """Title, place, page, passage, a quiet score, and how many others say the same.

    Signals:
        fold_toggled: “+3 alike” was clicked; carries a ``QModelIndex``.
    """

    fold_toggled = Signal(QModelIndex)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._laid_out: dict[tuple[object, ...], QTextLayout] = {}
        self._metrics: tuple[tuple[str, int], ResultMetrics] | None = None
        themed.changed.connect(self._laid_out.clear)

    def metrics(self, font: QFont, width: int) -> ResultMetrics:
        """Return where things stand for a font and the width of a row."""
        key = (font.key(), width)
        if self._metrics is None or self._metrics[0] != key:
            self._laid_out.clear()
            self._metrics = key, ResultMetrics.of(font, width)
        return self._metrics[1]

    # -- QStyledItemDelegate -----------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: ResultRow = index.data(ResultRole.OBJECT)
        metrics = self.metrics(option.font, option.rect.width())
        return QSize(120, metrics.alike_height if row.alike_of else metrics.hit_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ResultRow | None = index.data(ResultRole.OBJECT)
        if row is None:
            return
        look = _Look.of(option)
        metrics = self.metrics(option.font, option.rect.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        following = index.model().index(index.row() + 1, 0).data(ResultRole.OBJECT)
        goes_on = following is not None and bool(following.alike_of)
        self._paint_ground(painter, option.rect, look, ruled=not goes_on)
        if row.alike_of:
            self._paint_branch(painter, option.rect, metrics, look, goes_on=goes_on)
            self._paint_alike(painter, option.rect, metrics, row, look)
        else:
            expanded = bool(index.data(ResultRole.EXPANDED))
            self._paint_hit(painter, option.rect, metrics, row, look, expanded=expanded)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row: ResultRow | None = index.data(ResultRole.OBJECT)
        if (
            isinstance(event, QMouseEvent)
            and event.type() is QEvent.Type.MouseButtonRelease
            and event.button() is Qt.MouseButton.LeftButton
            and row is not None
            and row.folded
            and self.fold_rect(option, row).contains(event.position().toPoint())
        ):
            self.fold_toggled.emit(model.index(index.row(), index.column()))
            return True
        return super().editorEvent(event, model, option, index)

    def fold_rect(self, option: QStyleOptionViewItem, row: ResultRow) -> QRect:
        """Return where “+3 alike” stands in a row."""
        metrics = self.metrics(option.font, option.rect.width())
        inside = metrics.inside(option.rect)
        width = QFontMetrics(metrics.small).horizontalAdvance(self._alike_words(row)) + 5 * M
        top = inside.top() + metrics.title_height + S // 2
        return QRect(inside.right() - width + 1, top, width, metrics.small_height + S)

    # -- painting ----------------------------------------------------------------

    @staticmethod
    def _paint_ground(painter: QPainter, rect: QRect, look: _Look, *, ruled: bool) -> None:
        painter.fillRect(rect, QColor(look.ground))
        if look.selected:
            bar = look.theme.accent if look.focused else look.theme.edge
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(bar))
        if ruled:
            painter.setPen(QPen(QColor(look.theme.line), 1))
            bottom = rect.bottom() + 0.5
            painter.drawLine(QPointF(rect.left() + L, bottom), QPointF(rect.right() - L, bottom))

    def _paint_hit(
        self,
        painter: QPainter,
        rect: QRect,
        metrics: ResultMetrics,
        row: ResultRow,
        look: _Look,
        *,
        expanded: bool,
    ) -> None:
        inside = metrics.inside(rect)
        corner = QPoint(rect.left() + L, inside.top() + S // 2)
        self._paint_badge(painter, corner, metrics, row, look)
        score = score_words(row.score)
        room = QFontMetrics(metrics.small).horizontalAdvance(score) + L
        line = QRect(inside.left(), inside.top(), inside.width(), metrics.title_height)
        _write(painter, line, score, metrics.small, look.quiet, right=True)
        _write(painter, line.adjusted(0, 0, -room, 0), row.title, metrics.title, look.text)
        line = line.translated(0, metrics.title_height + S // 2)
        line.setHeight(metrics.small_height + S)
        if row.folded:
            option = QStyleOptionViewItem()
            option.rect, option.font = rect, metrics.body
            fold = self.fold_rect(option, row)
            self._paint_fold(painter, fold, metrics, row, look, expanded=expanded)
            line.setRight(fold.left() - M)
        self._paint_place(painter, line, metrics, row, look)
        top = inside.top() + metrics.title_height + metrics.small_height + 2 * S
        self._paint_passage(
            painter, QRectF(inside).adjusted(0, top - inside.top(), 0, 0), metrics, row, look
        )

    def _paint_badge(
        self,
        painter: QPainter,
        corner: QPoint,
        metrics: ResultMetrics,
        row: ResultRow,
        look: _Look,
    ) -> None:
        height = QFontMetrics(metrics.badge).height() + S
        box = QRectF(corner.x() + 0.5, corner.y() + 0.5, metrics.badge_width, height)
        painter.setPen(QPen(QColor(look.theme.edge if look.selected else look.theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(metrics.badge)
        painter.setPen(QColor(look.quiet))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, kind_badge(row.kind))

    def _paint_place(
        self, painter: QPainter, line: QRect, metrics: ResultMetrics, row: ResultRow, look: _Look
    ) -> None:
        """The name where it is not the title, the folder, and the page, which is never cut off."""
        page = page_words(row.kind, row.page)
        place = [part for part in (row.folder, row.name if row.name != row.title else "") if part]
        words = " › ".join(place) or kind_words(row.kind)
        if page:
            tail = f"  ·  {page}"
            shown = _elided(words, metrics.small, line.width() - _width(tail, metrics.small))
            words = shown + tail
        _write(painter, line, words, metrics.small, look.quiet)

    def _paint_fold(
        self,
        painter: QPainter,
        box: QRect,
        metrics: ResultMetrics,
        row: ResultRow,
        look: _Look,
        *,
        expanded: bool,
    ) -> None:
        painter.setPen(QPen(QColor(look.theme.edge if look.selected else look.theme.line), 1))
        painter.setBrush(QColor(look.theme.raised) if expanded else Qt.BrushStyle.NoBrush)
        radius = box.height() / 2
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        words = box.adjusted(M + S, 0, -2 * M, 0)
        colour = look.theme.text if expanded else look.quiet
        _write(painter, words, self._alike_words(row), metrics.small, colour)
        _chevron(
            painter, QPointF(box.right() - M - S, box.center().y() + 0.5), colour, expanded=expanded
        )

    def _paint_passage(
        self,
        painter: QPainter,
        area: QRectF,
        metrics: ResultMetrics,
        row: ResultRow,
        look: _Look,
    ) -> None:
        if not row.snippet.text:
            return
        key = (row.path, row.snippet, area.width(), look.text)
        layout = self._laid_out.get(key)
        if layout is None:
            layout = lay_out(
                row.snippet,
                metrics.body,
                area.width(),
                metrics.snippet_lines,
                look.theme,
                text_colour=look.text,
            )
            if len(self._laid_out) >= _LAID_OUT:
                del self._laid_out[next(iter(self._laid_out))]
            self._laid_out[key] = layout
        layout.draw(painter, area.topLeft())

    @staticmethod
    def _paint_alike(
        painter: QPainter, rect: QRect, metrics: ResultMetrics, row: ResultRow, look: _Look
    ) -> None:
        inside = metrics.inside(rect)
        left = inside.left() + L + M
        line = QRect(left, rect.top() + M, inside.right() - left, metrics.body_height)
        _write(painter, line, row.why, metrics.small, look.quiet, right=True)
        room = _width(row.why, metrics.small) + L
        _write(painter, line.adjusted(0, 0, -room, 0), row.name, metrics.body, look.text)
        line = line.translated(0, metrics.body_height)
        line.setHeight(metrics.small_height)
        _write(painter, line, row.folder or kind_words(row.kind), metrics.small, look.quiet)

    @staticmethod
    def _paint_branch(
        painter: QPainter, rect: QRect, metrics: ResultMetrics, look: _Look, *, goes_on: bool
    ) -> None:
        painter.setPen(QPen(QColor(look.theme.edge), 1))
        x = metrics.inside(rect).left() + S + 0.5
        middle = rect.top() + M + metrics.body_height / 2
        painter.drawLine(
            QPointF(x, rect.top()), QPointF(x, rect.bottom() + 1 if goes_on else middle)
        )
        painter.drawLine(QPointF(x, middle), QPointF(x + L - S, middle))

    def _alike_words(self, row: ResultRow) -> str:
        return self.tr("+%Ln alike", "", len(row.folded))


class _Look:
    """The colours of a row in its state."""

    __slots__ = ("focused", "ground", "quiet", "selected", "text", "theme")

    def __init__(self, now: Theme, *, selected: bool, focused: bool, hovered: bool) -> None:
        self.theme, self.selected, self.focused = now, selected, focused
        self.ground = now.selection if selected else now.hover if hovered else now.surface
        self.text = now.on_selection if selected else now.text
        self.quiet = now.on_selection if selected else now.quiet

    @classmethod
    def of(cls, option: QStyleOptionViewItem) -> _Look:
        state = option.state
        return cls(
            theme(),
            selected=bool(state & QStyle.StateFlag.State_Selected),
            focused=bool(state & QStyle.StateFlag.State_Active),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        )


def _width(text: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


def _elided(text: str, font: QFont, width: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, width)


def _write(
    painter: QPainter, rect: QRect, text: str, font: QFont, colour: str, *, right: bool = False
) -> None:
    """Draw one line, cut in its middle if it is too long."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    side |= Qt.AlignmentFlag.AlignAbsolute
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, flags, _elided(text, font, rect.width()))


def _chevron(painter: QPainter, centre: QPointF, colour: str, *, expanded: bool) -> None:
    painter.setPen(QPen(QColor(colour), 1.4))
    rise = -1.75 if expanded else 1.75
    tip = centre + QPointF(0, rise)
    painter.drawLine(centre + QPointF(-3.5, -rise), tip)
    painter.drawLine(tip, centre + QPointF(3.5, -rise))
