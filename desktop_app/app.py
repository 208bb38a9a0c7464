"""Opens the window: application, colours, words, one place for errors nobody expected.

The first paint comes before anything heavy is imported; numpy, the library and the model's child
process wait until the window stands.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Final

from desktop_app import __version__
from desktop_app.errors import BugError, EnvironmentProblem
from desktop_app.privacy import redaction

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from PySide6.QtWidgets import QApplication

logger = logging.getLogger(__name__)

_REMEDY: Final = "All of Likewise can be had without a window, too: see “likewise --help”."
_UNSEEN: Final = ("offscreen", "minimal")
_LISTEN_MS: Final = 200
_TURN_S: Final = 0.001
"""So long a thread may compute while the window's waits, in place of Python's 5 ms. Measured with
three threads at work: the window's waits 4 ms in place of 18 by the median, and as much is done."""
_PACKAGES: Final = "libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1"


def open_window(folder: str | None, instead: Callable[[str], None] | None = None) -> int:
    """Show the window until the person closes it.

    Args:
        folder: The folder to open; None shows the start page.
        instead: There is something else to be done where nobody would see the window. Called
            where Qt itself finds no way to the screen, with a sentence on that; Qt would end the
            process there, so it must not return.

    Returns:
        The exit status.

    Raises:
        EnvironmentProblem: There is no screen, or a library that the window needs is missing.
    """
    _refuse_without_screen(unseen_will_do=instead is None)
    try:
        prepare_qt()
        from desktop_app.ui.shell.start_up import start_up
    except ImportError as exc:
        raise EnvironmentProblem(
            f"The window cannot be opened ({exc}).",
            f"On Debian and Ubuntu install {_PACKAGES}. {_REMEDY}",
        ) from exc
    app = make_application(sys.argv[:1], instead)
    if folder is not None and _is_open_already(folder):
        return 0
    try:
        started = start_up(app, folder)
    except Exception as exc:  # the edge of the program: there may be no terminal to tell it in
        return _tell_crash(exc)
    # Closing hides the window first, and Qt does not count one that is hidden as the last one.
    started.window.gone.connect(app.quit)
    catch_unexpected(started.bugs.tell)
    with _closing_on_signals(started.window.close):
        return app.exec()


def _is_open_already(folder: str) -> bool:
    """Return whether another window has the folder open; it has come to the front then."""
    from desktop_app.ui.shell.one_window import brought_to_front

    return brought_to_front(folder)


def _tell_crash(error: Exception) -> int:
    from desktop_app.logs import report_of
    from desktop_app.ui.shell.crash_dialog import CrashDialog

    report = report_of(error)
    if sys.stderr is not None:
        sys.stderr.write(f"{report}\n")
    CrashDialog(report).exec()
    return BugError.exit_code


def prepare_qt() -> None:
    """Load Qt for Python without its look into the source of every module.

    WORKAROUND: it reads the source of each module imported after it, to see whether Qt is named
    there, for the sake of ``from __feature__ import``, which is not used here. Measured in seven
    runs each: 4 % of the time to the first paint by the median, 13 % by the best.

    Raises:
        ImportError: A library that it needs is missing.
    """
    import PySide6.QtCore

    if hasattr(sys.modules.get("shibokensupport.feature"), "_mod_uses_pyside"):
        sys.modules["shibokensupport.feature"]._mod_uses_pyside = _has_no_features  # type: ignore[attr-defined]
    logger.debug("Qt %s", PySide6.QtCore.qVersion())


def _has_no_features(_: object) -> bool:
    return False


@contextlib.contextmanager
def _closing_on_signals(close: Callable[[], object]) -> Iterator[None]:
    """Let Ctrl-C in the terminal, and a polite kill, close the window as its cross does.

    Python hears signals between two steps of its own code; a timer of the window sees to it that
    there are some.
    """
    from PySide6.QtCore import QTimer

    kinds = [signal.SIGINT] if os.name == "nt" else [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
    before = {kind: signal.signal(kind, lambda *_: QTimer.singleShot(0, close)) for kind in kinds}
    listening = QTimer(interval=_LISTEN_MS)
    listening.timeout.connect(lambda: None)
    listening.start()
    try:
        yield
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


def make_application(
    arguments: list[str], instead: Callable[[str], None] | None = None
) -> QApplication:
    """Return the application, named as the system shall know it.

    Where Qt finds no way to the screen, it ends the process; it does so with a sentence.

    Args:
        instead: Called with the sentence in place of that, and must not return.
    """
    prepare_qt()
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    def handler(kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg and instead is not None:
            instead(_no_screen().message)
        elif kind is QtMsgType.QtFatalMsg:
            sys.stderr.write(f"{_no_screen()}\n")
            sys.stderr.flush()
            os._exit(EnvironmentProblem.exit_code)
        logger.debug("Qt: %s", text)

    sys.setswitchinterval(_TURN_S)
    qInstallMessageHandler(handler)
    app = QApplication(arguments)
    qInstallMessageHandler(None)
    app.setApplicationName("Likewise")
    app.setApplicationDisplayName("Likewise")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("likewise")
    return app


def catch_unexpected(tell: Callable[[BaseException], None]) -> None:
    """Bring every error that nobody caught, on any thread, to one place."""

    def on_error(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            tell(error.with_traceback(trace))
        else:
            redaction.show_error(kind, error, trace)

    def on_thread_error(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            on_error(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = on_error
    threading.excepthook = on_thread_error


def _refuse_without_screen(*, unseen_will_do: bool) -> None:
    """Raise where Qt is sure to find no screen; it would end the process instead.

    Args:
        unseen_will_do: Whether to go on where Qt is told to draw what nobody sees.

    Raises:
        EnvironmentProblem: There is none.
    """
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform in _UNSEEN and not unseen_will_do:
        raise _no_screen()
    if sys.platform in ("win32", "darwin") or platform:
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise _no_screen()


def _no_screen() -> EnvironmentProblem:
    return EnvironmentProblem(
        "The window cannot be opened: there is no screen here, or a library it needs is missing.",
        f"On Debian and Ubuntu the libraries are {_PACKAGES}. {_REMEDY}",
    )
