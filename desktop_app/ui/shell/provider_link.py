"""Does what is offered beside a problem with a provider, and goes on where it was put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.errors import AppError, KeyRefused, KeyringUnusable, QuotaUsedUp, StaysHere
from desktop_app.ui.search.search_controller import SearchController
from desktop_app.ui.shell.indexing_link import IndexingLink
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.work.remedies import Remedy
from desktop_app.ui.work.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.index.job import IndexingResult
    from desktop_app.index.status import Status
    from desktop_app.ui.privacy.key_work import KeyFor

_OF_KEYS = (KeyRefused, KeyringUnusable, QuotaUsedUp)


class ProviderLink(QObject):
    """One folder at a time.

    Signals:
        settings_requested: Open the settings; carries the name of the page.
        consent_requested: Tell what would be sent, and ask; carries the id of the model.
        keys_changed: A key was kept; carries what it is kept under.
    """

    settings_requested = Signal(str)
    consent_requested = Signal(str)
    keys_changed = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        runner: TaskRunner,
        link: IndexingLink,
        search: SearchController,
    ) -> None:
        super().__init__(window)
        self._window, self._runner, self._link, self._search = window, runner, link, search
        self._model = ""
        link.status_read.connect(self._on_status)
        link.remedy_requested.connect(self._apply)
        link.indexing.completed.connect(self._on_completed)

    def apply_to_search(self, remedy: Remedy) -> None:
        """Do what was chosen beside a question that a provider did not answer."""
        if remedy is Remedy.TRY_AGAIN:
            self._search.ask_anew()
        else:
            self._apply(remedy)

    def on_keys_changed(self) -> None:
        """Go on with what failed for lack of a key."""
        self._go_on(_OF_KEYS)

    def on_permission_changed(self) -> None:
        """The lock, or what may leave this computer, is another: go on with what was held back."""
        self._go_on((StaysHere,))
        self._link.read_status()

    def _go_on(self, kinds: tuple[type[AppError], ...]) -> None:
        problem = self._link.indexing.status.problem
        if problem is not None and isinstance(problem.error, kinds):
            self._link.try_again()
        if isinstance(self._search.problem, kinds):
            self._search.ask_anew()

    def _apply(self, remedy: Remedy) -> None:
        model = self._link.indexing.model or self._model
        if remedy is Remedy.PRIVACY:
            self.settings_requested.emit("privacy")
        elif remedy is Remedy.CHOOSE_MODEL:
            self.settings_requested.emit("models")
        elif remedy is Remedy.CONSENT:
            self.consent_requested.emit(model)
        elif remedy is Remedy.SET_KEY:
            task = self._runner.submit("choosing", lambda token, report: _owner_of(model))
            task.succeeded.connect(self._ask_for_key)

    def _ask_for_key(self, owner: KeyFor) -> None:
        from desktop_app.ui.privacy.key_dialog import open_key_dialog

        open_key_dialog(owner, self._runner, self._window, self.keys_changed.emit)

    def _on_status(self, status: Status, so_far: bool) -> None:
        self._model = status.building or status.model

    def _on_completed(self, result: IndexingResult) -> None:
        """The provider has answered a run: a question that it did not is asked once more."""
        if result.cost is not None and result.cost.requests and self._search.problem is not None:
            self._search.ask_anew()


def _owner_of(model: str) -> KeyFor:
    from desktop_app.ui.privacy.key_work import owner_of

    return owner_of(model)
