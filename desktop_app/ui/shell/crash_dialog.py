"""What is shown where an error ends the program before its window stands."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.theme.tokens import XL, L, M


class CrashDialog(QDialog):
    """The report, to be read and copied; it holds no text and no name of a document."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="crash_dialog")
        self.setWindowTitle("Likewise")
        what = QLabel(self.tr("Likewise could not be started."), self)
        what.setProperty("kind", "title")
        remedy = QLabel(
            self.tr(
                "Please report it with these details. They hold no text and no name of your "
                "documents, and are sent by nobody but you."
            ),
            self,
            wordWrap=True,
        )
        self._text = QPlainTextEdit(report, self, objectName="crash_report", readOnly=True)
        self._text.setAccessibleName(self.tr("Details"))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = QPushButton(self.tr("Copy"), self, objectName="crash_copy")
        copy.setAccessibleName(self.tr("Copy the details"))
        copy.clicked.connect(self._on_copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, XL, XL, L)
        layout.setSpacing(M)
        for part in (what, remedy, self._text, buttons):
            layout.addWidget(part)
        self.resize(620, 400)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
