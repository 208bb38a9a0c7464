"""A view with the preview beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

PREVIEW_SHARE = 0.4
"""Of the width, until a person moves the handle."""
_LEAST, _MOST = 0.15, 0.85


class PreviewSplitter(QSplitter):
    """Gives the preview its share of the width, however often it is hidden and shown.

    ``QSplitter`` alone leaves a widget that was hidden with its least width.

    Args:
        share: What the preview has of the width; in [0, 1].
    """

    def __init__(self, share: float, parent: QWidget | None = None) -> None:
        super().__init__(
            Qt.Orientation.Horizontal, parent, objectName="splitter", childrenCollapsible=False
        )
        self.setHandleWidth(1)
        self._share = min(max(share, _LEAST), _MOST)
        self._preview: QWidget | None = None
        self.splitterMoved.connect(self._on_moved)

    @property
    def share(self) -> float:
        """What the preview has of the width while it is shown."""
        return self._share

    def set_preview(self, preview: QWidget, *, shown: bool) -> None:
        """Put a preview at the right."""
        self._preview = preview
        self.insertWidget(1, preview)
        self.show_preview(shown=shown)

    def show_preview(self, *, shown: bool) -> None:
        """Show or hide it."""
        if self._preview is not None:
            self._preview.setVisible(shown)
            self._apply()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._apply()

    def _apply(self) -> None:
        if self._preview is not None and not self._preview.isHidden():
            beside = round(self._share * self.width())
            self.setSizes([self.width() - beside, beside])

    def _on_moved(self) -> None:
        main, beside = self.sizes()[:2]
        if main and beside:
            self._share = beside / (main + beside)
