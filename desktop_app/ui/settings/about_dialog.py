"""Which program this is, what it promises, and what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app import __version__
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import XL, L, M

if TYPE_CHECKING:
    from desktop_app.ui.settings.licences import Component


class AboutDialog(QDialog):
    """Shown at once; the list of components comes when it has been read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="about_dialog")
        self.setWindowTitle(self.tr("About Likewise"))
        sign = QLabel(self)
        sign.setPixmap(icon("likewise", "accent").pixmap(QSize(48, 48), self.devicePixelRatioF()))
        title = QLabel("Likewise", self)
        title.setProperty("kind", "display")
        version = QLabel(self.tr("Version %1").replace("%1", __version__), self)
        version.setProperty("kind", "quiet")
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
        self._list = QPlainTextEdit(self, objectName="components", readOnly=True)
        self._list.setAccessibleName(self.tr("Components and their licences"))
        self._list.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._list.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._list.setPlainText(self.tr("Looking…"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, XL, XL, L)
        layout.setSpacing(M)
        layout.addLayout(head)
        layout.addWidget(what)
        layout.addSpacing(M)
        layout.addWidget(made_of)
        layout.addWidget(self._list, 1)
        layout.addWidget(buttons)
        self.resize(600, 540)

    def show_components(self, components: Sequence[Component]) -> None:
        """List what the program is made of."""
        widths = [
            max((len(text) for text in column), default=0)
            for column in (
                [part.name for part in components],
                [part.version for part in components],
            )
        ]
        self._list.setPlainText(
            "\n".join(
                f"{part.name:<{widths[0]}}  {part.version:<{widths[1]}}  {part.licence}"
                for part in components
            )
        )
