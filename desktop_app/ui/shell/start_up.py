"""From nothing to a window on the screen, and only then to what is behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app import settings as stored_settings
from desktop_app.settings import Appearance
from desktop_app.ui.shell import window_state
from desktop_app.ui.shell.banners import Notice, Tone
from desktop_app.ui.shell.behind import load_behind_the_window
from desktop_app.ui.shell.bugs import BugReporter
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.start.recent import RecentFolders
from desktop_app.ui.text.sentences import in_our_words
from desktop_app.ui.text.translations import install_translations
from desktop_app.ui.theme.apply import apply_theme
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.work.pieces import InPieces

if TYPE_CHECKING:
    from desktop_app.ui.shell.controller import MainController


def dark_or_light(appearance: Appearance) -> bool | None:
    """Return what ``apply_theme`` takes."""
    return {Appearance.LIGHT: False, Appearance.DARK: True}.get(appearance)


@dataclass(slots=True)
class Started:
    """What has to live as long as the window.

    Attributes:
        controller: None until the window has been painted.
    """

    window: MainWindow
    bugs: BugReporter
    controller: MainController | None = None


def start_up(app: QApplication, folder: str | None) -> Started:
    """Show the window; what it can do comes right after its first paint.

    Args:
        folder: To be opened then; None leaves the start page.
    """
    settings = stored_settings.load()
    install_translations(app, settings.window_language)
    apply_theme(app, dark_or_light(settings.appearance))
    app.setWindowIcon(icon("application"))
    recent = RecentFolders()
    window = MainWindow(window_state.load())
    window.show_recent(recent.folders)
    bugs = BugReporter(window)
    bugs.noted.connect(_Teller(window).tell)
    started = Started(window, bugs)

    def build() -> Iterator[None]:
        yield from load_behind_the_window()
        from desktop_app.ui.shell.controller import MainController
        from desktop_app.ui.shell.folder_views import FolderViews
        from desktop_app.ui.work.tasks import TaskRunner

        views = yield from FolderViews.in_pieces(window, TaskRunner(window))
        controller = MainController(window, recent, settings, views=views)
        yield
        started.controller = controller
        from desktop_app.ui.shell.one_window import FolderClaim

        claim = FolderClaim(controller)
        claim.front_requested.connect(window.come_to_front)
        controller.folder_changed.connect(claim.claim)
        if folder is not None:
            controller.open_folder(folder)

    def close_early() -> None:
        if started.controller is None:
            pieces.stop()
            QTimer.singleShot(0, window.let_go)  # not from inside its close event

    pieces = InPieces(build(), window)
    window.painted.connect(pieces.start)
    window.close_requested.connect(close_early)
    if folder is not None:
        window.show_folder(folder)
    window.show()
    return started


class _Teller(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def tell(self, sentence: str, report: str) -> None:
        notice = Notice(Tone.BAD, in_our_words(sentence), key="bug", details=report)
        self._window.banners.show_notice(notice)
