"""A folder reviewed by keyboard only, with the real engine: decided, removed, brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.review.decisions import Verdict
from desktop_app.ui.review.removal_dialog import RemovalDialog
from desktop_app.ui.review.review_view import ReviewView
from desktop_app.ui.review.wiring import ReviewFlow
from desktop_app.ui.shell.views import View
from tests.support.toy_library import ToyLibrary, paragraph
from tests.ui.window import WholeWindow

LIMIT_MS = 120_000


class Reviewer:
    """A person with a keyboard."""

    def __init__(self, qtbot: QtBot, toy: ToyLibrary, recent: Path) -> None:
        self.qtbot = qtbot
        self._has_ended = False
        self.whole = WholeWindow(qtbot, toy, recent)
        self.whole.open()

    @property
    def flow(self) -> ReviewFlow:
        return self.whole.controller.views.review

    @property
    def view(self) -> ReviewView:
        return self.flow.view

    def begin(self) -> None:
        """Look at the duplicates and wait for them."""
        self.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier, on=self.whole.window)
        assert self.whole.window.view is View.DUPLICATES
        self.settle()

    def press(
        self, key: Qt.Key, *modifiers: Qt.KeyboardModifier, on: QWidget | None = None
    ) -> None:
        self.qtbot.keyClick(on or self.view.members.list, key, *modifiers)

    def settle(self) -> None:
        """Wait until nothing is under way: decisions are on the disk and groups follow them."""
        controller = self.whole.controller
        self.whole.wait(lambda: not controller.runner.running and not self.flow.controller.pending)

    def wait(self, done: Any) -> None:
        self.whole.wait(done)

    def end(self) -> None:
        if not self._has_ended:
            self._has_ended = True
            self.whole.end()

    @property
    def dialog(self) -> RemovalDialog:
        found = self.whole.window.findChild(RemovalDialog)
        assert found is not None
        return found

    def click(self, name: str) -> None:
        """Press a button of the removal as one does by keyboard."""
        self.wait(lambda: not self.dialog.is_busy)
        button = self.dialog.findChild(QWidget, name)
        assert button is not None
        assert button.isVisible()
        self.qtbot.keyClick(button, Qt.Key.Key_Space)


def papers(toy: ToyLibrary) -> None:
    for number in range(6):
        toy.write(f"letter {number}.txt", paragraph(number))
        toy.write(f"old/letter {number} (1).txt", paragraph(number))
    long = "\n\n".join(paragraph(100 + number, 3) for number in range(8))
    toy.write("lease.txt", f"The lease begins on 1 May 2024.\n\n{long}")
    toy.write("lease new.txt", f"The lease begins on 1 June 2024.\n\n{long}")
    toy.write("alone.txt", paragraph(999))


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    toy = ToyLibrary(tmp_path / "papers")
    papers(toy)
    return toy


@pytest.fixture
def reviewer(toy: ToyLibrary, qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewer]:
    reviewer = Reviewer(qtbot, toy, tmp_path / "recent.json")
    yield reviewer
    reviewer.end()


def there(toy: ToyLibrary) -> set[str]:
    """Return what lies in the folder."""
    files = (path for path in toy.path.rglob("*") if path.is_file())
    return {path.relative_to(toy.path).as_posix() for path in files}


def test_review_by_keyboard_when_applied_undone_and_started_anew_then_agrees_with_the_disk(
    toy: ToyLibrary, reviewer: Reviewer, qtbot: QtBot, tmp_path: Path
) -> None:
    before = there(toy)
    reviewer.begin()
    view = reviewer.view
    assert len(view.groups.model.groups) == 7
    assert view.groups.current is not None
    assert view.members.current is not None
    assert not any(one.verdict for group in view.groups.model.groups for one in group.members)

    # Five copies go, one is another version, of the two leases nothing is known.
    for _ in range(5):
        reviewer.press(Qt.Key.Key_D)
    reviewer.press(Qt.Key.Key_V)
    reviewer.press(Qt.Key.Key_U)
    reviewer.settle()
    grouped = reviewer.flow.controller.grouped
    assert grouped is not None
    assert len(grouped.shown.to_remove) == 5
    assert grouped.shown.decided == 7
    # The last one is taken back and made anew.
    reviewer.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    reviewer.settle()
    grouped = reviewer.flow.controller.grouped
    assert grouped is not None
    assert grouped.shown.decided == 6
    removed = set(grouped.shown.to_remove)

    reviewer.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    reviewer.click("removal_go")
    reviewer.click("removal_close")
    assert there(toy) == before - removed
    reviewer.settle()
    reviewer.end()

    # Another start: what was decided is known, what was removed can be brought back.
    again = Reviewer(qtbot, toy, tmp_path / "recent.json")
    again.begin()
    assert len(again.view.groups.model.groups) == 2
    verdicts = {one.verdict for group in again.view.groups.model.groups for one in group.members}
    assert verdicts == {Verdict.VERSION, None}
    back = again.view.toolbar.findChild(QWidget, "review_back")
    assert back is not None
    again.wait(back.isVisible)
    qtbot.keyClick(back, Qt.Key.Key_Space)
    again.click("removal_close")
    assert there(toy) == before
    again.settle()
    history = again.flow.controller.folder
    assert history is not None
    assert history.review.history().in_bin() == []
    assert len(again.view.groups.model.groups) == 7
    assert not back.isVisible()
    again.end()
