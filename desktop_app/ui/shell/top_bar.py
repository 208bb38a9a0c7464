"""The bar at the top: the folder, the search box, indexing, and the menu of the window."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from desktop_app.ui.shell.actions import WindowActions
from desktop_app.ui.shell.indexing_pill import IndexingPill
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import M

_SEARCH_WIDTH = 720
_NAME_WIDTH = 220


class TopBar(QFrame):
    """Shows which folder is open and holds the search box.

    Signals:
        recent_chosen: Another folder from the list; carries its path.
    """

    recent_chosen = Signal(str)

    def __init__(self, actions: WindowActions, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="top_bar")
        self.setProperty("kind", "bar")
        self.setProperty("edge", "top")
        self._actions = actions
        self._recent: tuple[str, ...] = ()
        self.pill = IndexingPill(self)
        self._folder = self._folder_button()
        self._more = self._more_button()
        self._search = QWidget(self)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(M, M, M, M)
        self._layout.setSpacing(M)
        self._layout.addWidget(self._folder)
        self._layout.addStretch(1)
        self._layout.addWidget(self._search, 6)
        self._layout.addStretch(1)
        self._layout.addWidget(self.pill)
        self._layout.addWidget(self._preview_button())
        self._layout.addWidget(self._more)

    def show_folder(self, path: str) -> None:
        """Show which folder is open."""
        name = os.path.basename(path) or path
        elide = Qt.TextElideMode.ElideMiddle
        shown = self._folder.fontMetrics().elidedText(name, elide, _NAME_WIDTH)
        self._folder.setText(f" {shown.replace('&', '&&')}  ▾")
        self._folder.setToolTip(path)
        self._folder.setAccessibleName(self.tr("Folder: %1").replace("%1", name))

    def show_recent(self, paths: Sequence[str]) -> None:
        """Offer these folders in the menu of the folder."""
        self._recent = tuple(paths)

    def put_search(self, box: QWidget) -> None:
        """Put the search box into the middle."""
        self._layout.replaceWidget(self._search, box)
        self._search.deleteLater()
        self._search = box
        box.setProperty("kind", "search")
        box.setMaximumWidth(_SEARCH_WIDTH)
        box.style().unpolish(box)
        box.style().polish(box)
        QWidget.setTabOrder(self._folder, box)
        QWidget.setTabOrder(box, self.pill)

    # -- parts ---------------------------------------------------------------------

    def _folder_button(self) -> QToolButton:
        button = QToolButton(self, objectName="folder_button")
        button.setProperty("kind", "folder")
        button.setIcon(icon("folder", "accent"))
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(button, objectName="folder_menu")
        menu.aboutToShow.connect(self._fill_folder_menu)
        button.setMenu(menu)
        return button

    def _fill_folder_menu(self) -> None:
        menu = self._folder.menu()
        menu.clear()
        menu.addAction(self._actions.choose_folder)
        if self._recent:
            menu.addSection(self.tr("Recent folders"))
            for path in self._recent:
                action = menu.addAction(icon("folder", "quiet"), self._short(path))
                action.setToolTip(path)
                action.triggered.connect(lambda _=False, path=path: self.recent_chosen.emit(path))
        menu.addSeparator()
        menu.addAction(self._actions.reveal_folder)
        menu.addAction(self._actions.update_index)
        menu.addAction(self._actions.choose_model)
        menu.addAction(self._actions.compare_models)
        menu.addSeparator()
        menu.addAction(self._actions.close_folder)
        menu.addAction(self._actions.forget_folder)

    def _short(self, path: str) -> str:
        elide = Qt.TextElideMode.ElideMiddle
        return self.fontMetrics().elidedText(path, elide, 360).replace("&", "&&")

    def _preview_button(self) -> QToolButton:
        button = QToolButton(self, objectName="preview_button")
        button.setDefaultAction(self._actions.preview)
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAccessibleName(self.tr("Preview"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _more_button(self) -> QToolButton:
        button = QToolButton(self, objectName="more_button")
        button.setIcon(icon("settings"))
        button.setIconSize(QSize(18, 18))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(self.tr("Settings and more"))
        button.setAccessibleName(self.tr("Settings and more"))
        menu = QMenu(button, objectName="more_menu")
        menu.addAction(self._actions.settings)
        menu.addAction(self._actions.preview)
        menu.addSeparator()
        menu.addAction(self._actions.help)
        menu.addAction(self._actions.keys)
        menu.addAction(self._actions.about)
        menu.addSeparator()
        menu.addAction(self._actions.quit)
        button.setMenu(menu)
        return button
