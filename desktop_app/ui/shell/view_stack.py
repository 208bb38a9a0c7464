"""The views, one above the other."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class ViewStack(QStackedWidget):
    """Needs as much room as the view on top, and not as the widest of those that nobody sees."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="views")
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        top = self.currentWidget()
        return top.minimumSizeHint() if top is not None else super().minimumSizeHint()
