"""What is shown and copied where the window cannot stand."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.ui.shell.crash_dialog import CrashDialog


def test_crash_dialog_shows_the_report_and_copies_it(qtbot: QtBot) -> None:
    dialog = CrashDialog("Likewise 1.2.3\nbuiltins.KeyError")
    qtbot.addWidget(dialog)

    dialog.findChild(QPushButton, "crash_copy").click()

    assert dialog.findChild(QPlainTextEdit, "crash_report").isReadOnly()
    assert QGuiApplication.clipboard().text() == "Likewise 1.2.3\nbuiltins.KeyError"
