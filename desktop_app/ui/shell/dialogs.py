"""Settings, keys and About: what they show is gathered on a worker thread where it takes time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from desktop_app.settings import Settings
from desktop_app.ui.review.review_keys import key_rows
from desktop_app.ui.settings.about_dialog import AboutDialog
from desktop_app.ui.settings.settings_dialog import Possibilities, SettingsDialog
from desktop_app.ui.shell.keys_dialog import KeysDialog
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.work.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.ui.help.help_window import HelpWindow
    from desktop_app.ui.models.comparison_dialog import ComparisonDialog
    from desktop_app.ui.settings.licences import Component
    from desktop_app.ui.work.open_folder import OpenFolder


class Dialogs(QObject):
    """Opens them over the window, one of a kind at a time.

    Signals:
        settings_chosen: Carries the ``Settings`` a person confirmed.
        keys_changed: A key was kept or deleted; carries what it is kept under.
        document_requested: Open a document; carries its path in the folder.
        settings_made: Carries the ``SettingsDialog`` that is about to be shown; pages may be added.
        models_compared: The comparison is closed; texts may have been sent for it.
    """

    settings_chosen = Signal(object)
    keys_changed = Signal(str)
    document_requested = Signal(str)
    settings_made = Signal(object)
    models_compared = Signal()

    def __init__(self, window: MainWindow, runner: TaskRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._possible: Possibilities | None = None
        self._open: QDialog | None = None
        self._comparison: ComparisonDialog | None = None
        self._help: HelpWindow | None = None

    def settings(self, settings: Settings, first: str = "") -> None:
        """Let the person change the settings.

        Args:
            first: Name of the setting that this is about, "" for none.
        """
        if self._possible is None:
            task = self._runner.submit("query", lambda token, report: _possibilities())
            task.succeeded.connect(self._on_possibilities)
            task.succeeded.connect(lambda _: self.settings(settings, first))
            return
        dialog = SettingsDialog(settings, self._possible, self._window)
        self._add_keys(dialog, settings)
        self.settings_made.emit(dialog)
        dialog.begin_at(first)
        dialog.accepted.connect(lambda: self.settings_chosen.emit(dialog.chosen))
        self._show(dialog)

    def _add_keys(self, dialog: SettingsDialog, settings: Settings) -> None:
        from desktop_app.ui.privacy.keys_page import KeysPage

        keys = KeysPage(self._runner)
        keys.lock_read.connect(dialog.privacy.show_lock)
        keys.keys_changed.connect(self.keys_changed)
        dialog.add_page("privacy", keys.title, keys)
        dialog.privacy.lock_chosen.connect(
            lambda on: self.settings_chosen.emit(replace(settings, offline_lock=on))
        )

    def about(self) -> None:
        """Show what this program is and what it is made of."""
        from desktop_app.ui.settings.licences import NOTICES

        dialog = AboutDialog(self._window, NOTICES if NOTICES.exists() else None)
        task = self._runner.submit("query", lambda token, report: _components())
        task.succeeded.connect(dialog.show_components)
        self._show(dialog)

    def ledger(self, folder: OpenFolder) -> None:
        """Show what was sent from a folder."""
        from desktop_app.ui.privacy.ledger_dialog import LedgerDialog

        self._show(LedgerDialog(folder, self._runner, self._window))

    def compare_models(self, folder: OpenFolder, searched: Sequence[str] = ()) -> None:
        """Compare models on a folder, beside the window, which can be used meanwhile."""
        if self._comparison is not None:
            self._comparison.activateWindow()
            return
        from desktop_app.ui.models.comparison_dialog import ComparisonDialog

        if self._open is not None:
            self._open.reject()
        self._comparison = dialog = ComparisonDialog(folder, self._runner, searched, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open_requested.connect(self.document_requested)
        dialog.finished.connect(self._on_compared)
        dialog.show()

    def let_go_of_folder(self) -> None:
        """Close what is about the folder that was open."""
        if self._comparison is not None:
            self._comparison.done(QDialog.DialogCode.Rejected)

    def keys(self) -> None:
        """Show all keys."""
        groups = [
            (self.tr("Window"), self._window.window_actions.with_keys()),
            (self.tr("Search"), self._search_keys()),
            (self.tr("A document in a list"), self._document_keys()),
            (self.tr("Duplicates"), key_rows()),
            (self.tr("Two documents compared"), self._compare_keys()),
            (self.tr("The map"), self._map_keys()),
        ]
        self._show(KeysDialog(groups, self._window))

    def help(self, page: str = "") -> None:
        """Show the help beside the window; a page by its name, or "" for where it was left."""
        if self._help is None:
            from desktop_app.ui.help.help_window import HelpWindow
            from desktop_app.ui.help.pages import read_pages

            self._help = HelpWindow(read_pages(QLocale().name()[:2]), self._window)
            self._help.action_requested.connect(self._on_help_action)
        self._help.show_page(page)

    def _on_help_action(self, name: str) -> None:
        self._window.activateWindow()
        getattr(self._window.window_actions, name).trigger()

    def _on_possibilities(self, possible: Possibilities) -> None:
        self._possible = possible

    def _show(self, dialog: QDialog) -> None:
        if self._open is not None:
            self._open.reject()
        self._open = dialog
        dialog.finished.connect(self._on_finished)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_compared(self) -> None:
        self._comparison = None
        self.models_compared.emit()

    def _on_finished(self) -> None:
        self._open = None

    def _search_keys(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Into the search box"), "Ctrl+K"),
            (self.tr("From the box to the results"), "↓"),
            (self.tr("Empty the box"), "Esc"),
            (self.tr("Back and forward"), "Alt+← Alt+→"),
        ]

    def _document_keys(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Find what is like it"), "Ctrl+L"),
            (self.tr("Open it"), "Ctrl+O"),
            (self.tr("Show it in its folder"), "Ctrl+Shift+O"),
            (self.tr("Copy the passage"), "Ctrl+C"),
            (self.tr("Copy the path"), "Ctrl+Shift+C"),
        ]

    def _compare_keys(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Next difference"), "F8  N"),
            (self.tr("Difference before"), "Shift+F8  P"),
            (self.tr("Copy both passages"), "Ctrl+C"),
            (self.tr("Back to where you came from"), "Esc"),
        ]

    def _map_keys(self) -> list[tuple[str, str]]:
        return [
            (self.tr("To the next document"), "← ↑ → ↓"),
            (self.tr("Move the map"), "Shift+← ↑ → ↓"),
            (self.tr("Larger, smaller, all of it"), "+  −  0"),
            (self.tr("List all documents again"), "Esc"),
        ]


def _possibilities() -> Possibilities:
    from desktop_app.documents.ocr.languages import installed, is_installed

    return Possibilities(installed() if is_installed() else ())


def _components() -> list[Component]:
    from desktop_app.ui.settings.licences import components

    return components()
