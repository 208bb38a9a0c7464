"""Everything the window itself can do, each with its words and its key."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_app.ui.shell.views import View
from desktop_app.ui.theme.icons import icon


class WindowActions(QObject):
    """The actions, as attributes; all are added to ``window``, so that their keys work."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.choose_folder = self._make(
            "choose_folder", self.tr("&Open a folder…"), "folder", "Ctrl+Shift+F"
        )
        self.reveal_folder = self._make(
            "reveal_folder", self.tr("&Show in the file manager"), "reveal"
        )
        self.update_index = self._make(
            "update_index", self.tr("Look for &changes now"), "refresh", "F5"
        )
        self.choose_model = self._make(
            "choose_model", self.tr("&Model for this folder…"), "similar"
        )
        self.compare_models = self._make("compare_models", self.tr("Com&pare models…"), "compare")
        self.close_folder = self._make("close_folder", self.tr("C&lose this folder"), "close")
        self.forget_folder = self._make(
            "forget_folder", self.tr("Close and &take it off the list"), "exclude"
        )
        self.preview = self._make("preview", self.tr("Show the &preview"), "preview", "F9")
        self.preview.setCheckable(True)
        self.settings = self._make("settings", self.tr("S&ettings…"), "settings", "Ctrl+,")
        self.help = self._make("help", self.tr("&Help"), "help", "F1")
        self.keys = self._make("keys", self.tr("&Keys…"), "info", "Shift+F1")
        self.about = self._make("about", self.tr("&About Likewise…"), "likewise")
        self.quit = self._make("quit", self.tr("&Quit"), "close", "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.views = {
            view: self._make(f"show_{view}", words, str(view), f"Ctrl+{place}")
            for place, (view, words) in enumerate(self._view_words().items(), 1)
        }

    @property
    def of_a_folder(self) -> tuple[QAction, ...]:
        """Those that need an open folder."""
        return (
            self.reveal_folder,
            self.update_index,
            self.choose_model,
            self.compare_models,
            self.close_folder,
            self.forget_folder,
            self.preview,
            *self.views.values(),
        )

    def with_keys(self) -> list[tuple[str, str]]:
        """Return (words, key) of every action that has a key, in order."""
        return [
            (
                action.text().replace("&", "").rstrip("…"),
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            )
            for action in self._window.actions()
            if not action.shortcut().isEmpty()
        ]

    def _view_words(self) -> dict[View, str]:
        return {
            View.SEARCH: self.tr("Go to the search"),
            View.DUPLICATES: self.tr("Go to the duplicates"),
            View.FILES: self.tr("Go to the files"),
            View.MAP: self.tr("Go to the map"),
        }

    def _make(self, name: str, words: str, sign: str, key: str = "") -> QAction:
        action = QAction(icon(sign), words, self._window, objectName=f"action_{name}")
        if key:
            action.setShortcut(QKeySequence(key))
        self._window.addAction(action)
        return action
