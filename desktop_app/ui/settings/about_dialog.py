"""Which program this is, what it promises, and what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app import __version__
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import XL, L, M

if TYPE_CHECKING:
    from desktop_app.ui.settings.licences import Component


class AboutDialog(QDialog):
    """Shown at once; the list of components comes when it has been read.

    Args:
        notices: A file with all licence texts; None where there is none.
    """

    def __init__(self, parent: QWidget | None = None, notices: Path | None = None) -> None:
        super().__init__(parent, objectName="about_dialog")
        self.setWindowTitle(self.tr("About Likewise"))
        sign = QLabel(self)
        sign.setPixmap(icon("likewise", "accent").pixmap(QSize(48, 48), self.devicePixelRatioF()))
        title = QLabel("Likewise", self)
        title.setProperty("kind", "display")
        version = QLabel(self.tr("Version %1").replace("%1", __version__), self)
        version.setProperty("kind", "quiet")
        version.setContentsMargins(0, 0, 0, M)  # on one line with the name beside it
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(sign)
        head.addWidget(title)
        head.addWidget(version, alignment=Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        what = QLabel(
            self.tr(
                "Finds documents that say the same thing, on this computer. Free software under "
                "the Apache License 2.0. It sends nothing anywhere and has no telemetry."
            ),
            self,
            wordWrap=True,
        )
        made_of = QLabel(self.tr("It is made with:"), self)
        made_of.setProperty("kind", "quiet")
        self._list = QTreeWidget(
            self, objectName="components", columnCount=3, rootIsDecorated=False
        )
        self._list.setAccessibleName(self.tr("Components and their licences"))
        self._list.setHeaderLabels([self.tr("Component"), self.tr("Version"), self.tr("Licence")])
        self._list.setUniformRowHeights(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QTreeWidgetItem(self._list, [self.tr("Looking…")])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        if notices is not None:
            texts = buttons.addButton(
                self.tr("Licence texts"), QDialogButtonBox.ButtonRole.ActionRole
            )
            texts.setObjectName("licence_texts")
            texts.clicked.connect(
                lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(notices)))
            )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, XL, XL, L)
        layout.setSpacing(M)
        layout.addLayout(head)
        layout.addWidget(what)
        layout.addSpacing(M)
        layout.addWidget(made_of)
        layout.addWidget(self._list, 1)
        layout.addWidget(buttons)
        self.resize(620, 560)

    def show_components(self, components: Sequence[Component]) -> None:
        """List what the program is made of."""
        self._list.clear()
        for part in components:
            item = QTreeWidgetItem(self._list, [part.name, part.version, part.licence])
            item.setToolTip(2, part.licence)
        for column in (0, 1):
            self._list.resizeColumnToContents(column)
