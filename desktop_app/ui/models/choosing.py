"""Decides how the open folder comes to another model: asked for, said yes to, indexed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.models.candidates import is_at_provider
from desktop_app.ui.work.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.ui.models.models_page import ModelsPage
    from desktop_app.ui.privacy.consent_dialog import ConsentDialog
    from desktop_app.ui.privacy.key_work import KeyFor
    from desktop_app.ui.settings.settings_dialog import SettingsDialog
    from desktop_app.ui.work.open_folder import OpenFolder


class ModelChoosing(QObject):
    """One folder after the other.

    Signals:
        chosen: The open folder is to be indexed with a model; carries its id. What has to be said
            yes to was said yes to.
        consent_changed: A yes was given or taken back, or "never leaves" was switched.
        compare_requested: Models shall be compared on the folder.
        keys_changed: A key was kept; carries what it is kept under.
    """

    chosen = Signal(str)
    consent_changed = Signal()
    compare_requested = Signal()
    keys_changed = Signal(str)

    def __init__(self, window: QWidget, runner: TaskRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._folder: OpenFolder | None = None
        self._page: ModelsPage | None = None
        self._dialog: ConsentDialog | None = None

    def set_folder(self, folder: OpenFolder | None) -> None:
        """Take up another folder; None for none."""
        self._folder = folder
        if self._dialog is not None:
            self._dialog.reject()

    def add_to(self, dialog: SettingsDialog) -> None:
        """Put the models on top of their page in the settings."""
        from desktop_app.ui.models.models_page import ModelsPage

        self._page = page = ModelsPage(self._runner, self._folder)
        page.use_requested.connect(self.choose)
        page.compare_requested.connect(self.compare_requested)
        page.consent_changed.connect(self.consent_changed)
        page.key_requested.connect(self._ask_for_key)
        dialog.finished.connect(lambda: self._on_page_gone(page))
        dialog.add_page("models", page.title, page)

    def choose(self, model: str) -> ConsentDialog | None:
        """Have the open folder indexed with a model, after a yes if it runs at a provider.

        Returns:
            The dialog that asks for the yes, if one is needed.
        """
        if self._folder is None:
            return None
        if not is_at_provider(model):
            self._on_chosen(model)
            return None
        from desktop_app.ui.privacy.consent_dialog import ConsentDialog

        if self._dialog is not None:
            self._dialog.reject()
        self._dialog = dialog = ConsentDialog(self._folder, model, self._runner, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.agreed.connect(self._on_chosen)
        dialog.consent_changed.connect(self._on_consent_changed)
        dialog.keys_changed.connect(self.keys_changed)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        return dialog

    def look_again(self) -> None:
        """What holds for the folder may have changed: show it where it is shown."""
        if self._page is not None and self._page.isVisible():
            self._page.look_again()

    @property
    def _over(self) -> QWidget:
        """What a dialog is to stand over."""
        return self._page.window() if self._page is not None else self._window

    def _ask_for_key(self, owner: KeyFor) -> None:
        from desktop_app.ui.privacy.key_dialog import open_key_dialog

        open_key_dialog(owner, self._runner, self._over, self.keys_changed.emit)

    def _on_chosen(self, model: str) -> None:
        self.chosen.emit(model)
        self.look_again()

    def _on_consent_changed(self) -> None:
        self.consent_changed.emit()
        self.look_again()

    def _on_finished(self) -> None:
        self._dialog = None

    def _on_page_gone(self, page: ModelsPage) -> None:
        if self._page is page:
            self._page = None
