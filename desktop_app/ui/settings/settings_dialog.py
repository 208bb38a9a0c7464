"""The settings, one page for each part of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.settings import Settings
from desktop_app.ui.settings.choices_page import scrolling
from desktop_app.ui.settings.general_page import GeneralPage, Possibilities
from desktop_app.ui.settings.privacy_page import PrivacyPage
from desktop_app.ui.settings.speed_page import SpeedPage
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import XL, L, M

__all__ = ["Possibilities", "SettingsDialog"]

_SIGNS: Final = {"general": "settings", "models": "similar", "privacy": "lock"}
_AROUND: Final = 2 * M + 2


class SettingsDialog(QDialog):
    """A list of pages at the left, the chosen one at the right.

    ``chosen`` holds the result once accepted.
    """

    def __init__(
        self,
        settings: Settings,
        possible: Possibilities | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, objectName="settings_dialog", windowTitle=self.tr("Settings"))
        self._before = settings
        self._names: list[str] = []
        self.list = QListWidget(self, objectName="settings_pages")
        self.list.setProperty("kind", "pages")
        self.list.setAccessibleName(self.tr("Pages of the settings"))
        self.list.setIconSize(QSize(20, 20))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = QStackedWidget(self, objectName="settings_area")
        self.list.currentRowChanged.connect(self._pages.setCurrentIndex)
        self.general = GeneralPage(settings, possible or Possibilities())
        self.models = SpeedPage(settings)
        self.privacy = PrivacyPage(settings)
        self._own = (self.general, self.models, self.privacy)
        for name, page in zip(_SIGNS, self._own, strict=True):
            self.add_page(name, page.title, page)
        self.list.setCurrentRow(0)
        self._arrange()

    @property
    def chosen(self) -> Settings:
        """The settings as they stand in the dialog."""
        settings = self._before
        for page in self._own:
            settings = page.applied_to(settings)
        return settings

    def add_page(self, name: str, title: str, page: QWidget) -> None:
        """Add a page; one of ours that has the name already takes it in.

        Args:
            name: What ``begin_at`` calls it.
            title: For people.
        """
        if name in self._names:
            self._own[self._names.index(name)].take_in(page)
            return
        self._names.append(name)
        self._pages.addWidget(scrolling(page, f"settings_{name}", self))
        QListWidgetItem(icon(_SIGNS.get(name, "page")), title, self.list)
        self.list.ensurePolished()
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + _AROUND)

    def begin_at(self, name: str) -> None:
        """Show a page, or the one with a setting, and put the focus there.

        Args:
            name: "general", "models", "privacy", or a setting's name in ``Settings``; "" leaves
                it at the first.
        """
        if name in self._names:
            self.list.setCurrentRow(self._names.index(name))
            self.list.setFocus()
            return
        if not name or (field := self.findChild(QWidget, name)) is None:
            return
        for row, page in enumerate(self._own):
            if page.isAncestorOf(field):
                self.list.setCurrentRow(row)
        field.setFocus()

    def _arrange(self) -> None:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self, objectName="settings_end")
        buttons.setContentsMargins(XL, 0, XL, 0)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        side = QVBoxLayout()
        side.setContentsMargins(M, M, 0, 0)
        side.addWidget(self.list)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(side)
        body.addWidget(self._pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, L)
        layout.addLayout(body, 1)
        layout.addWidget(buttons)
        self.resize(860, 680)
