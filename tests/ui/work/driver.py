"""Uses the real window as a person does, by mouse and keys, and prints what was seen as JSON.

Run as a program, ``first FOLDER`` then ``second FOLDER``: the first run asks while the folder is
indexed, looks for what is alike, reads a page, and closes the window midway; the second one finds
the rest done by itself.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from desktop_app.app import make_application, prepare_qt
from desktop_app.ui.documents.menu import DocumentMenu
from desktop_app.ui.search.result_row import ResultRow
from desktop_app.ui.shell.start_up import start_up
from desktop_app.ui.work.indexing_status import Activity

PATIENCE_MS = 120_000
QUESTION = "when is the rent due"
LEASE = "00 lease.pdf"


class Person:
    """Somebody at the window."""

    def __init__(self, folder: str) -> None:
        prepare_qt()
        self._app: QApplication = make_application(["likewise"])
        self._started = start_up(self._app, folder)
        self.window = self._started.window
        self.window.resize(1240, 800)
        self.wait(lambda: self._started.controller is not None)
        assert self._started.controller is not None
        self.controller = self._started.controller
        self.views = self.controller.views
        self.wait(lambda: self.controller.folder is not None)
        self.window.activateWindow()  # there may be no window manager to do it
        self.wait(self.window.isActiveWindow)

    @property
    def status(self) -> Any:
        """How far indexing is."""
        return self.controller.link.indexing.status

    def type(self, words: str) -> None:
        """Type into the search box, reached by its key."""
        QTest.keyClick(self.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self.wait(self.views.box.hasFocus)
        QTest.keyClicks(self.views.box, words)

    def wait_for_row(self, path: str) -> ResultRow:
        """Wait until a document is among the results, and choose it."""
        view = self.views.search_page.view
        self.wait(lambda: view.results.index_of(path).isValid())
        view.setCurrentIndex(view.results.index_of(path))
        row = view.current_row
        assert row is not None
        return row

    def find_similar_by_menu(self) -> None:
        """Open the menu of the current result with the right mouse button, and choose in it."""
        view = self.views.search_page.view
        at = view.visualRect(view.currentIndex()).center()
        asked = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at)
        )
        QApplication.sendEvent(view.viewport(), asked)
        self.wait(lambda: view.findChild(DocumentMenu) is not None)
        menu = view.findChild(DocumentMenu)
        self.wait(menu.isVisible)
        entry = menu.actionGeometry(menu.findChild(QAction, "similar"))
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=entry.center())

    def press(self, kind: type[QWidget], name: str) -> None:
        """Click on a button."""
        button = self.window.findChild(kind, name)
        self.wait(button.isVisible)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))

    def words_of(self, name: str) -> str:
        """Return what a label says; "" while it is not seen."""
        label = self.window.findChild(QLabel, name)
        return label.text() if label.isVisible() else ""

    def close(self) -> bool:
        """Close the window; returns whether it was gone from the screen at once."""
        self.window.close()
        at_once = not self.window.isVisible()
        self.wait(lambda: self.window.has_gone)
        return at_once

    def wait(self, done: Callable[[], object]) -> None:
        """Let the window live until something holds."""
        until = QDeadlineTimer(PATIENCE_MS)
        while not done():
            if until.hasExpired():
                raise TimeoutError("the window did not come to what was waited for")
            self._app.processEvents()


def first(folder: str) -> dict[str, Any]:
    """Ask, find similar and read while the folder is indexed; leave midway."""
    person = Person(folder)
    person.wait(lambda: person.status.busy)
    person.type(QUESTION)
    row = person.wait_for_row(LEASE)
    seen: dict[str, Any] = {"page": row.page, "so_far": person.words_of("so_far")}
    seen["busy"] = person.status.busy
    person.window.top_bar.pill.pause_requested.emit()  # or all is indexed on a quick computer
    pane = person.views.pane
    person.wait(lambda: "rent" in pane.text.toPlainText())
    person.press(QToolButton, "preview_page")
    picture = pane.pages.findChild(QLabel, "page_picture")
    person.wait(lambda: not picture.pixmap().isNull())
    seen["page_shown"] = pane.pages.page
    person.find_similar_by_menu()
    person.wait(lambda: not person.views.box.text())
    rows = person.views.search_page.view.results
    person.wait(lambda: rows.found > 0 and not rows.index_of(LEASE).isValid())
    seen["similar"] = [rows.row_at(rows.index(at)).path for at in range(min(3, rows.rowCount()))]
    person.window.top_bar.pill.resume_requested.emit()
    person.wait(lambda: person.status.committed > 0)
    seen["busy_at_end"], seen["committed"] = person.status.busy, person.status.committed
    seen["gone_at_once"] = person.close()
    return seen


def second(folder: str) -> dict[str, Any]:
    """See the rest done by itself, and ask once more."""
    person = Person(folder)
    done: list[Any] = []
    person.controller.link.indexing.completed.connect(done.append)
    person.wait(lambda: bool(done) and person.status.activity is Activity.DONE)
    summary = done[0].summary
    person.type(QUESTION)
    row = person.wait_for_row(LEASE)
    seen = {"unchanged": summary.unchanged, "indexed": summary.indexed, "page": row.page}
    person.wait(lambda: not person.words_of("so_far"))
    person.close()
    return seen


if __name__ == "__main__":
    run = {"first": first, "second": second}[sys.argv[1]]
    sys.stdout.write("\n" + json.dumps(run(sys.argv[2])) + "\n")
