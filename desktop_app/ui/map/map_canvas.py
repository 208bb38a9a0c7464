"""The picture itself: points, labels, the hand that moves it and the loop that picks from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_app.ui.map.card import paint_card
from desktop_app.ui.map.labels import Label, placed
from desktop_app.ui.map.model import FolderMap, PointGrid
from desktop_app.ui.map.points_picture import PointsPicture
from desktop_app.ui.map.signs import SIDE, colour_of, paint_sign
from desktop_app.ui.map.viewport import Viewport
from desktop_app.ui.theme.tokens import S, theme, themed

_NEAR = 12
"""Pixels around a point in which it is meant."""

_STILL_MS = 60
_DRAG = 4
_STEP = 60
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MapCanvas(QWidget):
    """Draws a ``FolderMap``. Drag moves it, the wheel zooms, Shift and drag draws a loop around
    documents; arrow keys go from document to document, Enter opens.

    Points are drawn into a picture that is kept: while one moves or zooms, that picture is moved
    or scaled; it is drawn anew, a few milliseconds at a time, as soon as the hand rests.

    Signals:
        chosen: Another point is current; carries its number.
        activated: Enter or a double click; carries its number.
        area_chosen: Carries the numbers of the points inside a loop.
        menu_requested: Carries the number and the place on the screen.
        key_pressed: A key it does nothing with; carries the ``QKeyEvent``.
    """

    chosen = Signal(int)
    activated = Signal(int)
    area_chosen = Signal(object)
    menu_requested = Signal(int, QPoint)
    key_pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="map_canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Map of the folder"))
        self.setMinimumSize(240, 200)
        self._map = FolderMap((), (), (), ())
        self._grid = PointGrid((), ())
        self._view = Viewport()
        self._picture: tuple[Viewport, QPixmap] | None = None
        self._next = PointsPicture(self)
        self._next.drawn.connect(self._on_drawn)
        self._labels: tuple[Viewport, list[Label]] | None = None
        self._current = self._hovered = -1
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._is_moving = False
        self._draws_loops = False
        self._loop: QPolygonF | None = None
        self._still = QTimer(self, singleShot=True, interval=_STILL_MS)
        self._still.timeout.connect(self._draw_anew)
        themed.changed.connect(self._draw_anew)

    # -- what is shown -----------------------------------------------------------------

    def show_map(self, folder_map: FolderMap, grid: PointGrid) -> None:
        """Show another map; the current document stays current."""
        path = self._map.paths[self._current] if self._current >= 0 else ""
        self._map, self._grid = folder_map, grid
        self._current = folder_map.paths.index(path) if path in folder_map.paths else -1
        self._hovered, self._loop, self._picture = -1, None, None
        self._next.show_points(folder_map, None)
        self._draw_anew()

    def mark(self, points: Iterable[int] | None) -> None:
        """Let all other points fade; None for none."""
        self._next.show_points(self._map, None if points is None else frozenset(points))
        self._draw_anew()

    def set_draws_loops(self, loops: bool) -> None:
        """Let a drag draw a loop even without Shift."""
        self._draws_loops = loops
        self._show_cursor()

    @property
    def current(self) -> int:
        """The current point, -1 for none."""
        return self._current

    @property
    def view(self) -> Viewport:
        return self._view

    def choose(self, point: int) -> None:
        """Make a point the current one and bring it into view; -1 for none."""
        if point >= 0:
            self._set_view(self._view.showing(self._map.xs[point], self._map.ys[point]))
        if point != self._current:
            self._current = point
            self._tell()
            self.chosen.emit(point)
        self.update()

    def zoom(self, factor: float) -> None:
        """Show it larger or smaller around the current document, or the middle."""
        at = (self.width() / 2, self.height() / 2)
        if self._current >= 0:
            at = self._view.to_pixel(self._map.xs[self._current], self._map.ys[self._current])
        self._set_view(self._view.zoomed(factor, *at))

    def show_all(self) -> None:
        """Show the whole map."""
        self._set_view(self._view.with_all())

    def point_at(self, at: QPointF) -> int:
        """Return the point at a pixel, -1 for none."""
        x, y = self._view.to_place(at.x(), at.y())
        radius = _NEAR / self._view.scale
        found = self._grid.nearest(x, y, radius)
        return -1 if found is None else found

    def pixel_of(self, point: int) -> QPointF:
        """Return where a point is drawn."""
        return QPointF(*self._view.to_pixel(self._map.xs[point], self._map.ys[point]))

    def _set_view(self, view: Viewport) -> None:
        if view != self._view:
            self._view = view
            self._still.start()
            self.update()

    def _tell(self) -> None:
        if self._current < 0:
            self.setAccessibleDescription("")
            return
        label = self._map.label_of(self._current)
        path = self._map.paths[self._current].encode("utf-8", "replace").decode()
        self.setAccessibleDescription(f"{path}, {label}" if label else path)

    # -- painting ------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme().surface))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_points(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_labels(painter)
        self._paint_rings(painter)
        if self._loop is not None:
            painter.setPen(QPen(QColor(theme().accent), 1.5, Qt.PenStyle.DashLine))
            ground = QColor(theme().accent)
            ground.setAlpha(28)
            painter.setBrush(ground)
            painter.drawPolygon(self._loop)
        if self._hovered >= 0 and self._pressed is None:
            paint_card(painter, self._map, self._hovered, self.pixel_of(self._hovered), self)
        painter.end()

    def _paint_points(self, painter: QPainter) -> None:
        if self._picture is None:
            return
        drawn, picture = self._picture
        if drawn == self._view:
            painter.drawPixmap(0, 0, picture)
            return
        left, top = self._view.to_pixel(*drawn.to_place(0, 0))
        right, bottom = self._view.to_pixel(*drawn.to_place(drawn.width, drawn.height))
        painter.drawPixmap(
            QRectF(left, top, right - left, bottom - top), picture, QRectF(picture.rect())
        )

    def _draw_anew(self) -> None:
        self._labels = None
        self._next.draw(self._view, self.devicePixelRatioF())
        self.update()

    def _on_drawn(self, view: Viewport, picture: QPixmap) -> None:
        self._picture = view, picture
        self.update()

    def _label_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _paint_labels(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(self._label_font())

        def size_of(text: str) -> tuple[float, float]:
            return metrics.horizontalAdvance(text) + SIDE + 5 * S, metrics.height() + S

        if self._labels is None or self._labels[0] != self._view:
            self._labels = self._view, placed(self._map.topics, self._view, size_of)
        now = theme()
        painter.setFont(self._label_font())
        for label in self._labels[1]:
            box = QRectF(label.x, label.y, label.width, label.height)
            ground = QColor(now.raised)
            ground.setAlpha(224)
            painter.setPen(QPen(QColor(colour_of(label.topic, now)), 1))
            painter.setBrush(ground)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            at = QPointF(box.left() + 2 * S + SIDE / 2 - 2, box.center().y())
            paint_sign(painter, label.topic, now, at)
            painter.setPen(QColor(now.text))
            words = box.adjusted(SIDE + 2.5 * S, 0, -S, 0)
            side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, side, self._map.topics[label.topic].label)

    def _paint_rings(self, painter: QPainter) -> None:
        now = theme()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for point, width, radius in ((self._hovered, 1.5, 8.0), (self._current, 2.4, 9.0)):
            if point >= 0:
                at = self.pixel_of(point)
                paint_sign(painter, self._map.topic_of[point], now, at, 1.25)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(now.accent), width))
                painter.drawEllipse(at, radius, radius)

    # -- the hand ------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            delta = event.angleDelta()
            self._set_view(self._view.moved(delta.x() / 2, delta.y() / 2))
        else:
            turn = pixels.y() / 60 if not pixels.isNull() else event.angleDelta().y() / 120
            at = event.position()
            self._set_view(self._view.zoomed(1.25**turn, at.x(), at.y()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = self._last = event.position()
        self._is_moving = False
        if self._draws_loops or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._loop = QPolygonF([event.position()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            self._hover(self.point_at(at))
            return
        if (at - self._pressed).manhattanLength() >= _DRAG:
            self._is_moving = True
        if self._loop is not None:
            self._loop.append(at)
        elif self._is_moving:
            moved = at - self._last
            self._set_view(self._view.moved(moved.x(), moved.y()))
            self._show_cursor()
        self._last = at
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        loop, self._loop, self._pressed = self._loop, None, None
        if not self._is_moving:
            point = self.point_at(event.position())
            if point >= 0:
                self.choose(point)
        elif loop is not None:
            outline = [self._view.to_place(corner.x(), corner.y()) for corner in loop.toList()]
            self.area_chosen.emit(self._grid.inside(outline))
        self._show_cursor()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = self.point_at(event.position())
        if point >= 0:
            self.choose(point)
            self.activated.emit(point)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        point = self._current if by_key else self.point_at(QPointF(event.pos()))
        if point >= 0:
            self.choose(point)
            self.menu_requested.emit(point, self.mapToGlobal(self.pixel_of(point).toPoint()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._view = self._view.resized(event.size().width(), event.size().height())
        self._draw_anew()

    def _hover(self, point: int) -> None:
        if point != self._hovered:
            self._hovered = point
            self._show_cursor()
            self.update()

    def _show_cursor(self) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._draws_loops:
            shape = Qt.CursorShape.CrossCursor
        elif self._is_moving and self._pressed is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._hovered >= 0:
            shape = Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    # -- keys ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        deeds: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Plus: lambda: self.zoom(1.4),
            Qt.Key.Key_Equal: lambda: self.zoom(1.4),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / 1.4),
            Qt.Key.Key_0: self.show_all,
            Qt.Key.Key_Home: self.show_all,
            Qt.Key.Key_Return: self._activate,
            Qt.Key.Key_Enter: self._activate,
        }
        if key in _DIRECTIONS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go(
                *_DIRECTIONS[key],
                by_hand=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
            )
        elif key in deeds:
            deeds[key]()
        else:
            event.ignore()
            self.key_pressed.emit(event)

    def _activate(self) -> None:
        if self._current >= 0:
            self.activated.emit(self._current)

    def _go(self, dx: float, dy: float, *, by_hand: bool) -> None:
        """Go to the next document in a direction, or (with Shift) move the map."""
        if by_hand:
            self._set_view(self._view.moved(-dx * _STEP, -dy * _STEP))
            return
        if self._current < 0:
            found = self._grid.nearest(self._view.x, self._view.y, 2.0)
        else:
            found = self._grid.next_towards(self._current, dx, dy)
        if found is not None:
            self.choose(found)
