"""Pages as pictures."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from desktop_app.ui.theme.tokens import M

_POINTS_WIDE = 595.0
"""Width of A4, until the page tells its own."""

_STEP = 1.25
_LEAST, _MOST = 0.25, 6.0
_SETTLED_MS = 120
_ALMOST = 0.02


class PageView(QScrollArea):
    """One page at a time, as wide as the view, or zoomed.

    Signals:
        page_requested: A picture is wanted: path, page from 1, pixels per point.
        page_changed: Another page is shown, from 1.
        zoom_changed: Carries the zoom in percent of the page's size.
    """

    page_requested = Signal(str, int, float)
    page_changed = Signal(int)
    zoom_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview_pages")
        self.setAccessibleName(self.tr("Page of the document"))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._picture = QLabel(self)
        self._picture.setObjectName("page_picture")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setScaledContents(True)
        self._picture.setMargin(0)
        self.setWidget(self._picture)
        self._path = ""
        self._page, self._pages = 1, 0
        self._points = (_POINTS_WIDE, _POINTS_WIDE * 1.414)
        self._zoom = 0.0
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(_SETTLED_MS)
        self._ask.timeout.connect(self._request)

    # -- what is shown -----------------------------------------------------------------

    def show_pages(self, path: str, pages: int, page: int = 1) -> None:
        """Show a document of so many pages, beginning with one of them."""
        self._path, self._pages = path, pages
        self._points = (_POINTS_WIDE, _POINTS_WIDE * 1.414)
        self._page = 0
        self._picture.clear()
        self.go_to(page)

    def clear(self) -> None:
        """Show nothing."""
        self._ask.stop()
        self._path, self._pages = "", 0
        self._picture.clear()

    @property
    def page(self) -> int:
        return self._page

    @property
    def pages(self) -> int:
        """How many there are."""
        return self._pages

    def go_to(self, page: int) -> None:
        """Show a page; the nearest there is."""
        page = max(1, min(page, self._pages))
        if page != self._page and self._pages:
            self._page = page
            self.verticalScrollBar().setValue(0)
            self._picture.setAccessibleName(
                self.tr("Page %1 of %2").replace("%1", str(page)).replace("%2", str(self._pages))
            )
            self.page_changed.emit(page)
            self._request()

    def show_picture(
        self, path: str, page: int, scale: float, image: QImage, points: tuple[float, float]
    ) -> None:
        """Show what was requested; what is not wanted any more is left alone.

        Args:
            scale: As requested; the picture of a very large page may be smaller.
            points: Width and height of the page, in 1/72 inch.
        """
        if (path, page) != (self._path, self._page) or image.isNull():
            return
        self._points = points
        ratio = self.devicePixelRatioF()
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)
        self._fit()
        if abs(self._scale() * ratio / scale - 1) > _ALMOST:
            self._ask.start()

    # -- zoom --------------------------------------------------------------------------

    def zoom_in(self) -> None:
        self._set_zoom(self._scale() * _STEP)

    def zoom_out(self) -> None:
        self._set_zoom(self._scale() / _STEP)

    def fit_width(self) -> None:
        """As wide as the view, whatever its width."""
        self._set_zoom(0.0)

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = max(_LEAST, min(zoom, _MOST)) if zoom else 0.0
        self._fit()
        self._ask.start()

    def _scale(self) -> float:
        """Logical pixels per point."""
        if self._zoom:
            return self._zoom
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * M
        return max(_LEAST, room / self._points[0])

    def _fit(self) -> None:
        scale = self._scale()
        self._picture.resize(round(self._points[0] * scale), round(self._points[1] * scale))
        self.zoom_changed.emit(round(scale * 100))

    def _request(self) -> None:
        if self._path and self._page:
            self.page_requested.emit(
                self._path, self._page, self._scale() * self.devicePixelRatioF()
            )

    # -- events ------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._zoom and self._path:
            self._fit()
            self._ask.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.verticalScrollBar()
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_in() if turned > 0 else self.zoom_out()
        elif turned < 0 and bar.value() == bar.maximum() and self._page < self._pages:
            self.go_to(self._page + 1)
        elif turned > 0 and bar.value() == 0 and self._page > 1:
            self.go_to(self._page - 1)
            bar.setValue(bar.maximum())
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.go_to(self._page + 1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() == 0:
            self.go_to(self._page - 1)
        else:
            super().keyPressEvent(event)
