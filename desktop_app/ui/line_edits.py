"""What Qt puts into a line edit by itself gets a name for those who do not see it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from desktop_app.ui.theme.icons import icon


def add_sign(edit: QLineEdit, drawing: str) -> None:
    """Put a sign before the text, and name it and the button that empties the edit.

    Args:
        drawing: Name of an icon.
    """
    sign = edit.addAction(icon(drawing, "quiet"), QLineEdit.ActionPosition.LeadingPosition)
    sign.setText(edit.accessibleName())
    name_clear_button(edit)


def name_clear_button(edit: QLineEdit) -> None:
    """Name the button that empties the edit, where it has one."""
    if (clear := edit.findChild(QAction, "_q_qlineeditclearaction")) is not None:
        clear.setText(QCoreApplication.translate("LineEdits", "Empty the box"))
