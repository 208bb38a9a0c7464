"""Decides what the window does: which folder is open, and how it is closed again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from desktop_app import settings as stored_settings
from desktop_app.documents.reasons import Offer
from desktop_app.errors import AppError
from desktop_app.progress import Tell
from desktop_app.settings import Settings
from desktop_app.ui.models.choosing import ModelChoosing
from desktop_app.ui.shell import window_state
from desktop_app.ui.shell.banners import Notice, Tone
from desktop_app.ui.shell.dialogs import Dialogs
from desktop_app.ui.shell.folder_views import FolderViews
from desktop_app.ui.shell.indexing_link import IndexingLink
from desktop_app.ui.shell.leaving_out import LeavingOut
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.provider_link import ProviderLink
from desktop_app.ui.shell.trust_strip import TrustPart
from desktop_app.ui.shell.views import View
from desktop_app.ui.start.recent import RecentFolders
from desktop_app.ui.text.sentences import in_our_words, message_of, remedy_of
from desktop_app.ui.theme.apply import apply_theme
from desktop_app.ui.work.open_folder import OpenFolder, open_with_engine
from desktop_app.ui.work.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.index.status import Status

_PATIENCE_MS = 8_000
"""Closing that takes no longer is not spoken of."""


class MainController(QObject):
    """Made after the window's first paint; lives as long as the window.

    Args:
        make_folder: Makes what stands for an open folder; called with its path and with who
            hears what an indexing run does otherwise than a person may expect.
        views: Of the same window, if they are made already.

    Signals:
        folder_changed: Carries the absolute path of the folder that is open now; "" for none.
    """

    folder_changed = Signal(str)
    _told = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        recent: RecentFolders,
        settings: Settings,
        make_folder: Callable[[Path, Tell], OpenFolder] = open_with_engine,
        views: FolderViews | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._recent, self._settings = window, recent, settings
        self._make_folder = make_folder
        self._folder: OpenFolder | None = None
        self._is_closing = False
        self.runner = views.runner if views is not None else TaskRunner(self)
        self.link = IndexingLink(window, self.runner)
        self.views = views or FolderViews(window, self.runner)
        self.leaving_out = LeavingOut(window.banners, self.runner, self.views.intents, self)
        self._dialogs = Dialogs(window, self.runner)
        self.choosing = ModelChoosing(window, self.runner)
        self.providers = ProviderLink(window, self.runner, self.link, self.views.search)
        self._read_after_settings: tuple[str, ...] = ()
        self._warmed: OpenFolder | None = None
        self._connect()

    # -- folders -------------------------------------------------------------------

    @property
    def folder(self) -> OpenFolder | None:
        """The open folder."""
        return self._folder

    def open_folder(self, path: str) -> None:
        """Open a folder in place of the one that is open."""
        path = os.path.abspath(os.path.expanduser(path))
        self._let_go_of_folder()
        self._folder = folder = self._make_folder(Path(path), self._told.emit)
        self._recent.add(path)
        self._show_recent()
        self._window.show_folder(path)
        self.views.open(folder)
        self.leaving_out.set_folder(folder)
        self.choosing.set_folder(folder)
        self.link.open(folder)
        self.folder_changed.emit(path)

    def close_folder(self) -> None:
        """Go back to the start page."""
        self._let_go_of_folder()
        self._window.show_start()
        self.folder_changed.emit("")

    def _let_go_of_folder(self) -> None:
        if (folder := self._folder) is not None:
            self._folder = None
            self.link.close()
            self._dialogs.let_go_of_folder()
            self.views.close()
            self.leaving_out.set_folder(None)
            self.choosing.set_folder(None)
            folder.close_on(self.runner)

    def _forget(self, path: str) -> None:
        self._recent.forget(path)
        self._show_recent()

    def _forget_open(self) -> None:
        if self._folder is not None:
            path = str(self._folder.folder)
            self.close_folder()
            self._forget(path)

    def _show_recent(self) -> None:
        self._window.show_recent(self._recent.folders)
        self.runner.submit("query", lambda token, report: self._recent.save())

    def _open_samples(self) -> None:
        def copy(token: object, report: object) -> str:
            from desktop_app.paths import user_data_dir
            from desktop_app.tour import copy_samples

            return str(copy_samples(user_data_dir() / "Samples"))

        task = self.runner.submit("query", copy, newest="samples")
        task.succeeded.connect(self.open_folder)
        task.failed.connect(self.show_error)

    def _reveal(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder.folder)))

    # -- what is told ----------------------------------------------------------------

    def show_error(self, error: AppError) -> None:
        """Show a problem that stands beside no view."""
        notice = Notice(Tone.BAD, message_of(error), remedy_of(error), key="error")
        self._window.banners.show_notice(notice)

    def _get_ready(self, status: Status) -> None:
        """Have the model started once something can be found, for the first answer."""
        folder = self._folder
        if folder is not None and folder is not self._warmed and status.documents:
            self._warmed = folder
            task = self.runner.submit("query", folder.get_ready, newest="ready")
            task.finished.connect(self.runner.garbage.keep)

    def _on_retry_requested(self, paths: tuple[str, ...]) -> None:
        self.link.indexing.start(retry=paths)

    def _on_offer_requested(self, path: str, offer: Offer) -> None:
        """Do what the button beside a file's reason says."""
        deeds: dict[Offer, Callable[[], None]] = {
            Offer.OPEN: lambda: self.views.intents.open_requested.emit(path),
            Offer.SHOW_IN_FOLDER: lambda: self.views.intents.reveal_requested.emit(path),
            Offer.UPDATE: self.link.look_again,
            Offer.RETRY: lambda: self._on_retry_requested((path,)),
            Offer.RAISE_LIMIT: lambda: self._open_settings("largest_file_mb", (path,)),
            Offer.RECOGNISE: lambda: self._open_settings("text_recognition", (path,)),
            Offer.INCLUDE: lambda: self.leaving_out.take_in(path),
        }
        if offer in deeds:
            deeds[offer]()

    def _open_settings(self, first: str = "", read_after: tuple[str, ...] = ()) -> None:
        """Open the settings; once they were changed, files that this was about are read again."""
        self._read_after_settings = read_after
        self._dialogs.settings(self._settings, first)

    def choose_model(self) -> None:
        """Show which model the open folder has, and which it could have."""
        self._open_settings("models")

    def compare_models(self) -> None:
        """Compare models on the open folder."""
        if self._folder is not None:
            self._dialogs.compare_models(self._folder, self.views.search.typed_before)

    def _index_with(self, model: str) -> None:
        self.link.indexing.start(model=model)

    def _on_told(self, sentence: str) -> None:
        self.link.indexing.note(in_our_words(sentence))

    def _on_trust_part_chosen(self, part: TrustPart) -> None:
        if part is TrustPart.COVERAGE:
            self._window.show_view(View.FILES)
        elif part is TrustPart.PLACE and self.link.index_dir:
            QDesktopServices.openUrl(QUrl.fromLocalFile(os.path.dirname(self.link.index_dir)))
        elif part is TrustPart.SENT and self._folder is not None:
            self._dialogs.ledger(self._folder)
        elif part is TrustPart.MODEL:
            self._open_settings("models")

    def _on_settings_chosen(self, settings: Settings) -> None:
        from desktop_app.ui.shell.start_up import dark_or_light

        if settings == self._settings:
            return
        reads_otherwise = _reading(settings) != _reading(self._settings)
        self._settings = settings
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, dark_or_light(settings.appearance))
        task = self.runner.submit("query", lambda token, report: stored_settings.save(settings))
        task.failed.connect(self.show_error)
        if self._folder is not None:
            task.succeeded.connect(self._folder.renew)
            task.succeeded.connect(self.providers.on_permission_changed)
            if reads_otherwise:
                task.succeeded.connect(self._read_again)

    def _read_again(self) -> None:
        """Settings of reading have changed: what could not be read may be readable now."""
        paths, self._read_after_settings = self._read_after_settings, ()
        if paths:
            self._on_retry_requested(paths)
        else:
            self.link.indexing.take_up()

    # -- closing ---------------------------------------------------------------------

    def close_window(self) -> None:
        """Be gone from the screen at once, and end what is under way; what is committed stays."""
        if self._is_closing:
            return
        self._is_closing = True
        window_state.save(self._window.state())
        self._window.hide()
        self.link.close()
        self.views.close()
        if self._folder is not None:
            self._folder.close_on(self.runner)  # their children are waited for over there
        self.runner.stopped.connect(self._on_stopped)
        QTimer.singleShot(_PATIENCE_MS, self._tell_what_is_waited_for)
        self.runner.shutdown(0)

    def _tell_what_is_waited_for(self) -> None:
        """Come back: a program that works on where nobody sees it is not to be trusted."""
        if self._window.has_gone:
            return
        what = ", ".join(filter(None, self.runner.running))
        sentence = self.tr("Likewise closes as soon as the work in hand is safe.")
        self._window.banners.show_notice(Notice(Tone.INFO, sentence, what, key="closing"))
        self._window.show()

    def _on_stopped(self) -> None:
        if self._folder is not None:
            self._folder.close()
        self._window.let_go()

    # -- plumbing ----------------------------------------------------------------------

    def _connect(self) -> None:
        window, actions = self._window, self._window.window_actions
        window.folder_chosen.connect(self.open_folder)
        window.close_requested.connect(self.close_window)
        window.start_page.samples_requested.connect(self._open_samples)
        window.start_page.forget_requested.connect(self._forget)
        window.trust_strip.part_chosen.connect(self._on_trust_part_chosen)
        actions.close_folder.triggered.connect(self.close_folder)
        actions.forget_folder.triggered.connect(self._forget_open)
        actions.reveal_folder.triggered.connect(self._reveal)
        actions.choose_model.triggered.connect(self.choose_model)
        actions.compare_models.triggered.connect(self.compare_models)
        actions.settings.triggered.connect(lambda _=False: self._open_settings())
        actions.about.triggered.connect(self._dialogs.about)
        actions.keys.triggered.connect(self._dialogs.keys)
        actions.help.triggered.connect(lambda _=False: self._dialogs.help())
        self._dialogs.settings_chosen.connect(self._on_settings_chosen)
        self._dialogs.settings_made.connect(self.choosing.add_to)
        self.choosing.chosen.connect(self._index_with)
        self.choosing.consent_changed.connect(self.providers.on_permission_changed)
        self._dialogs.keys_changed.connect(self.providers.on_keys_changed)
        self.providers.keys_changed.connect(self._dialogs.keys_changed)
        self.providers.settings_requested.connect(self._open_settings)
        self.providers.consent_requested.connect(self.choosing.choose)
        self.views.search_page.remedy_requested.connect(self.providers.apply_to_search)
        self.choosing.compare_requested.connect(self.compare_models)
        self.choosing.keys_changed.connect(self._dialogs.keys_changed)
        self.link.status_read.connect(self.choosing.look_again)
        self.link.host_known.connect(self.views.search_page.set_host)
        self._dialogs.models_compared.connect(self.link.read_status)
        self._dialogs.document_requested.connect(self.views.intents.open_requested)
        self.link.grown.connect(self.views.documents_changed)
        self.link.status_read.connect(self.views.show_status)
        self.link.status_read.connect(self._get_ready)
        self.link.indexing.completed.connect(lambda _: self.runner.garbage.keep())
        self.link.folder_requested.connect(window.choose_folder)
        self.views.failed.connect(self.show_error)
        self.views.retry_requested.connect(self._on_retry_requested)
        self.views.offer_requested.connect(self._on_offer_requested)
        self.views.review.folder_changed.connect(self.link.look_again)
        self.leaving_out.changed.connect(self.link.indexing.take_up)
        self.leaving_out.failed.connect(self.show_error)
        self._told.connect(self._on_told)


def _reading(settings: Settings) -> tuple[object, ...]:
    """Return the choices that decide which files can be read."""
    return settings.text_recognition, settings.languages, settings.largest_file_mb
