"""The map and the comparison in the window, with the real engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit

from desktop_app.progress import CancelToken, no_report
from desktop_app.ui.compare.compare_page import ComparePage
from desktop_app.ui.compare.picker import ComparePicker
from desktop_app.ui.shell.folder_views import FolderViews
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.views import View
from desktop_app.ui.work.open_folder import OpenFolder
from desktop_app.ui.work.tasks import TaskRunner
from tests.support.toy_library import ToyLibrary, paragraph

SUBJECTS = (
    "The tenant pays the rent of the flat to the landlord on the first day of month {n}.",
    "The surgeon repairs the torn ligament of the knee of patient {n} under anaesthesia.",
    "The accountant files the tax return of company {n} with all of its invoices.",
)
LIMIT_MS = 300_000


class Window:
    def __init__(self, qtbot: Any, folder: OpenFolder) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.runner = TaskRunner()
        self.window = MainWindow()
        qtbot.addWidget(self.window)
        self.views = FolderViews(self.window, self.runner)
        self.window.show_folder(str(folder.folder))
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.views.open(folder)

    def close(self) -> None:
        self.views.close()
        self.folder.close_on(self.runner)
        assert self.runner.shutdown(60_000)

    @property
    def top(self) -> QObject:
        return self.window._stack.currentWidget()


def papers(path: Path) -> None:
    path.mkdir(exist_ok=True)
    for subject, sentence in enumerate(SUBJECTS):
        for number in range(8):
            words = paragraph(100 * subject + number, 2)
            (path / f"{subject}-{number}.txt").write_text(f"{sentence.format(n=number)} {words}")
    lease = "\n\n".join(paragraph(number, 3) for number in range(12))
    (path / "lease.txt").write_text(f"The lease begins on 1 May 2024.\n\n{lease}")
    (path / "lease new.txt").write_text(f"The lease begins on 1 June 2024.\n\n{lease}")


@pytest.fixture
def window(tmp_path: Path, qtbot: Any) -> Iterator[Window]:
    toy = ToyLibrary(tmp_path / "papers")
    papers(toy.path)
    folder = OpenFolder(toy.path, open_library=lambda _path, _tell: toy.open())
    folder.update(CancelToken(), no_report, lambda _path: None)
    folder.close_here()
    window = Window(qtbot, folder)
    yield window
    window.close()


def draw_the_map(window: Window) -> None:
    """Look at the map as one does: the status is known, then Ctrl+4."""
    window.views.show_status(window.folder.status(), False)
    window.folder.close_here()
    window.qtbot.keyClick(window.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.window.view is View.MAP
    canvas = window.views.map.view.canvas
    assert window.window.focusWidget() is canvas
    window.qtbot.waitUntil(lambda: len(canvas._map) > 0, timeout=LIMIT_MS)


def test_map_when_opened_by_key_then_shows_all_documents_and_previews_the_chosen(
    window: Window, qtbot: Any
) -> None:
    draw_the_map(window)
    view = window.views.map.view
    assert view.documents.rowCount() == 26
    view.canvas.choose(view.canvas._map.paths.index("lease.txt"))
    pane = window.views.pane
    qtbot.waitUntil(lambda: "1 May 2024" in pane.text.toPlainText(), timeout=LIMIT_MS)


def test_compare_when_chosen_in_the_menu_then_both_texts_fill_the_window_and_escape_goes_back(
    window: Window, qtbot: Any
) -> None:
    window.window.show_view(View.FILES)
    window.views.intents.compare_requested.emit("lease.txt")
    picker = window.window.findChild(ComparePicker)
    assert picker is not None
    qtbot.waitUntil(lambda: picker.documents.documents >= 25, timeout=LIMIT_MS)
    assert picker.documents.first.data() == "lease new.txt"
    box = picker.findChild(QLineEdit)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert isinstance(window.top, ComparePage)
    assert not window.views.pane.isVisible()
    pane = window.views.compare.page.pane
    qtbot.waitUntil(
        lambda: pane.found is not None and pane.found.relation is not None, timeout=LIMIT_MS
    )
    assert pane.found is not None
    assert pane.found.relation in {"near_duplicate", "same_template"}
    (place,) = pane.found.aligned.places
    assert place.left is not None
    assert place.left.text == "1 May 2024"
    qtbot.keyClick(pane.texts, Qt.Key.Key_Escape)
    assert window.window.view is View.FILES
    assert window.views.pane.isVisible()


def test_compare_when_sides_are_exchanged_then_they_are(window: Window, qtbot: Any) -> None:
    window.views.intents.compare_pair_requested.emit("lease.txt", "lease new.txt")
    page = window.views.compare.page
    qtbot.waitUntil(lambda: page.pane.found is not None, timeout=LIMIT_MS)
    page.swap_requested.emit()
    qtbot.waitUntil(
        lambda: page.pane.found is not None and page.pane.found.left.path == "lease new.txt",
        timeout=LIMIT_MS,
    )


@pytest.mark.model
@pytest.mark.timeout(600)
def test_map_and_compare_when_the_real_model_reads_then_topics_stand_apart(
    tmp_path: Path, qtbot: Any
) -> None:
    papers(tmp_path / "papers")
    folder = OpenFolder(tmp_path / "papers")
    folder.update(CancelToken(), no_report, lambda _path: None)
    folder.close_here()
    window = Window(qtbot, folder)
    try:
        draw_the_map(window)
        found = window.views.map.view.canvas._map
        assert len(found) == 26
        window.views.intents.compare_pair_requested.emit("lease.txt", "lease new.txt")
        pane = window.views.compare.page.pane
        qtbot.waitUntil(
            lambda: pane.found is not None and pane.found.aligned.whole, timeout=LIMIT_MS
        )
        assert pane.found is not None
        assert len(pane.found.aligned.places) == 1
    finally:
        window.close()
