"""The views, one above the other at the left edge."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from desktop_app.ui.shell.views import View
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import M, S

_ICON = 22


class Rail(QFrame):
    """One button for each view there is; exactly one is down, and Tab comes to each.

    Signals:
        view_chosen: The person wants this ``View``.
    """

    view_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="rail")
        self.setProperty("kind", "bar")
        self.setProperty("edge", "left")
        self.setAccessibleName(self.tr("Views"))
        self._buttons = {view: self._button(view) for view in View}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(S + 2, M, S + 2, M)
        layout.setSpacing(S)
        for button in self._buttons.values():
            layout.addWidget(button)
        layout.addStretch(1)

    def offer(self, view: View) -> None:
        """Show the button of a view that is there now."""
        self._buttons[view].show()

    def show_view(self, view: View) -> None:
        """Show which view is open."""
        for other, button in self._buttons.items():
            button.setChecked(other is view)

    def _on_clicked(self, view: View) -> None:
        self._buttons[view].setChecked(True)  # it cannot be let up, only left for another
        self.view_chosen.emit(view)

    def _button(self, view: View) -> QToolButton:
        words = {
            View.SEARCH: self.tr("Search"),
            View.DUPLICATES: self.tr("Duplicates"),
            View.FILES: self.tr("Files"),
            View.MAP: self.tr("Map"),
        }
        place = list(View).index(view) + 1
        button = QToolButton(
            self, objectName=f"rail_{view}", text=words[view], checkable=True, visible=False
        )
        button.setProperty("kind", "rail")
        button.setIcon(icon(view))
        button.setIconSize(QSize(_ICON, _ICON))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(words[view])
        button.setToolTip(
            self.tr("%1 (Ctrl+%2)").replace("%1", words[view]).replace("%2", str(place))
        )
        widest = max(map(QFontMetrics(self.font()).horizontalAdvance, words.values()))
        button.setFixedWidth(max(68, widest + M))
        button.clicked.connect(lambda: self._on_clicked(view))
        return button
