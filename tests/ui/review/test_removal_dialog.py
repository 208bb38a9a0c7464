"""The dialog of a removal, shown by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.review.removal import Outcome
from desktop_app.ui.review.removal_dialog import RemovalDialog
from desktop_app.ui.review.reviewed import Removal


def test_removed_documents_when_shown_then_return_and_space_close_the_dialog(
    qtbot: QtBot, qapp: QApplication
) -> None:
    dialog = RemovalDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.show_removing()
    qapp.processEvents()

    dialog.show_removed(Removal([Outcome("archive/copy.txt", done=True)], in_bin=1))
    qapp.processEvents()

    back, close = (dialog.findChild(QWidget, f"removal_{name}") for name in ("back", "close"))
    assert back is not None
    assert back.isVisible()
    assert dialog.focusWidget() is close
