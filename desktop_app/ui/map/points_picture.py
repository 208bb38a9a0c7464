"""All points drawn into one picture, a few milliseconds at a time."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

from desktop_app.ui.map.model import FolderMap
from desktop_app.ui.map.signs import SIDE, sign
from desktop_app.ui.map.viewport import Viewport
from desktop_app.ui.theme.tokens import theme

_SLICE_MS = 8
_BUNCH = 200
_MANY = 4_000
_SMALL = 0.7
"""How much smaller points are where there are many and one does not look closely."""


class PointsPicture(QObject):
    """Draws the points of a map as a viewport shows them.

    Signals:
        drawn: Carries the ``Viewport`` and the finished ``QPixmap``.
    """

    drawn = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._map = FolderMap((), (), (), ())
        self._order: tuple[int, ...] = ()
        self._faint = 0
        self._work: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def show_points(self, folder_map: FolderMap, marked: frozenset[int] | None) -> None:
        """Take on a map; points that are not marked are drawn faintly, below the others."""
        self._map = folder_map
        order = folder_map.listed[::-1]
        if marked is None:
            self._order, self._faint = order, 0
        else:
            faint = [point for point in order if point not in marked]
            self._faint = len(faint)
            self._order = (*faint, *(point for point in order if point in marked))

    def draw(self, view: Viewport, ratio: float) -> None:
        """Begin a new picture; one that is not finished is given up."""
        self._work = self._drawing(view, ratio)
        self._timer.start()

    def _go_on(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < _SLICE_MS:
            if next(self._work, self) is self:
                self._timer.stop()
                return

    def _drawing(self, view: Viewport, ratio: float) -> Iterator[None]:
        picture = QPixmap(round(view.width * ratio), round(view.height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        size = _SMALL if len(self._order) > _MANY and view.zoom < 2 else 1.0
        signs = _Signs(ratio, size)
        for first in range(0, len(self._order), _BUNCH):
            self._draw_bunch(picture, first, view, ratio, signs)
            yield
        self.drawn.emit(view, picture)

    def _draw_bunch(
        self, picture: QPixmap, first: int, view: Viewport, ratio: float, signs: _Signs
    ) -> None:
        found = self._map
        xs, ys, topic_of = found.xs, found.ys, found.topic_of
        x0, y0 = view.to_pixel(0.0, 0.0)
        dx, dy = view.scale * view.wide * ratio, view.scale * ratio
        # Whole pixels of the screen: there a picture is copied, in between it is computed.
        half = round(SIDE * ratio) / 2
        x0, y0 = x0 * ratio - half, y0 * ratio - half
        right, bottom = picture.width(), picture.height()
        painter = QPainter(picture)
        painter.scale(1 / ratio, 1 / ratio)
        for at in range(first, min(first + _BUNCH, len(self._order))):
            point = self._order[at]
            x, y = round(x0 + xs[point] * dx), round(y0 + ys[point] * dy)
            if -SIDE * ratio < x < right and -SIDE * ratio < y < bottom:
                painter.drawPixmap(x, y, signs.of(topic_of[point], faint=at < self._faint))
        painter.end()


class _Signs:
    """The signs of topics, each drawn once, in real pixels."""

    def __init__(self, ratio: float, size: float) -> None:
        self._ratio, self._size = ratio, size
        self._theme = theme()
        self._known: dict[tuple[int, bool], QPixmap] = {}

    def of(self, topic: int, *, faint: bool) -> QPixmap:
        found = self._known.get((topic, faint))
        if found is None:
            found = sign(topic, self._theme, self._ratio, faint=faint, size=self._size)
            found.setDevicePixelRatio(1)
            self._known[topic, faint] = found
        return found
