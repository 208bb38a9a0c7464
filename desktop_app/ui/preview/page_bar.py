"""The bar below a page: which one it is, how large, and the way to others."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop_app.ui.preview.page_view import PageView
from desktop_app.ui.text.amounts import number, share
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import M, S


class PageBar(QFrame):
    """Turns and enlarges the pages of a view."""

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="page_bar")
        self.setProperty("kind", "bar")
        self.setProperty("edge", "bottom")
        self._view = view
        self._page = QLabel(self, objectName="page_number", alignment=Qt.AlignmentFlag.AlignCenter)
        self._page.setProperty("kind", "small")
        self._zoom = QLabel(self, objectName="page_zoom", alignment=Qt.AlignmentFlag.AlignCenter)
        self._zoom.setProperty("kind", "small")
        self._zoom.setMinimumWidth(self._zoom.fontMetrics().horizontalAdvance("000 %"))
        self._before = self._button("back", self.tr("Page before"))
        self._next = self._button("forward", self.tr("Next page"))
        smaller = self._button("zoom-out", self.tr("Smaller"))
        larger = self._button("zoom-in", self.tr("Larger"))
        fit = self._button("page", self.tr("As wide as the preview"))
        row = QHBoxLayout(self, spacing=S)
        row.setContentsMargins(M, S, M, S)
        for widget in (self._before, self._page, self._next):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (smaller, self._zoom, larger, fit):
            row.addWidget(widget)
        self._before.clicked.connect(lambda: view.go_to(view.page - 1))
        self._next.clicked.connect(lambda: view.go_to(view.page + 1))
        smaller.clicked.connect(view.zoom_out)
        larger.clicked.connect(view.zoom_in)
        fit.clicked.connect(view.fit_width)
        view.page_changed.connect(self._show_page)
        view.zoom_changed.connect(self._show_zoom)

    def _show_page(self, page: int) -> None:
        words = self.tr("Page %1 of %2").replace("%1", number(page))
        self._page.setText(words.replace("%2", number(self._view.pages)))
        self._before.setEnabled(page > 1)
        self._next.setEnabled(page < self._view.pages)

    def _show_zoom(self, percent: int) -> None:
        self._zoom.setText(share(percent / 100))

    def _button(self, drawing: str, words: str) -> QToolButton:
        button = QToolButton(self, objectName=f"page_{drawing}", iconSize=QSize(16, 16))
        button.setIcon(icon(drawing, "quiet"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button
