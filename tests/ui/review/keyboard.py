"""A person with a keyboard before the real program, which is drawn on a real (virtual) screen.

Run as a program: it opens the window on a folder, does one part of the review, closes the window,
and prints what it saw as JSON. Keys go to the window in front, as from a keyboard; nothing is
clicked, and no widget is called but to read what it shows.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTreeWidget, QWidget
from shiboken6 import isValid

from desktop_app.app import make_application
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.ui.review.removal_dialog import RemovalDialog
from desktop_app.ui.review.wiring import ReviewFlow
from desktop_app.ui.shell.start_up import start_up
from desktop_app.ui.work.indexing_status import Activity

PATIENCE_S = 60.0
POLL_MS = 5
BY_HAND = 25
"""So many documents are decided one by one; a rule decides the others."""
KEYS = {
    Relation.IDENTICAL_FILE: Qt.Key.Key_D,
    Relation.IDENTICAL_TEXT: Qt.Key.Key_D,
    Relation.NEAR_DUPLICATE: Qt.Key.Key_V,
    Relation.CONTAINED_IN: Qt.Key.Key_V,
    Relation.CONTAINS: Qt.Key.Key_V,
    Relation.SAME_TEMPLATE: Qt.Key.Key_X,
}
CTRL = Qt.KeyboardModifier.ControlModifier


class Keyboard:
    """The program and who sits before it."""

    def __init__(self, folder: str) -> None:
        self._app = make_application(["likewise"])
        self._started = start_up(self._app, folder)
        self.wait(lambda: self._started.controller is not None, "the window")
        self.wait(self._is_indexed, "the index")

    # -- keys ----------------------------------------------------------------------------

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key in the window that has the focus."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        window = self._front()
        QTest.keyPress(window, key, held)
        if isValid(window):  # a dialog may have closed by then
            QTest.keyRelease(window, key, held)

    def type(self, text: str) -> None:
        """Type a text."""
        QTest.keyClicks(QApplication.focusWidget(), text)

    def _front(self) -> QWindow:
        """Return the window in front, which a window manager would have given the focus."""
        popup = QApplication.activePopupWidget()
        self._in_front = popup or QApplication.activeModalWidget() or self._started.window
        window = self._in_front.windowHandle()
        if popup is None:
            window.requestActivate()
        self.wait(lambda: QGuiApplication.focusWindow() is not None, "the focus")
        return window

    def tab_to(self, name: str, key: Qt.Key = Qt.Key.Key_Tab) -> None:
        """Press Tab until something has the focus."""
        for _ in range(60):
            there = QApplication.focusWidget()
            if there is not None and there.objectName() == name:
                return
            self.press(key)
        raise AssertionError(f"{name} cannot be reached by Tab")

    # -- looking -------------------------------------------------------------------------

    def wait(self, done: Callable[[], object], what: str) -> None:
        """Let the program run until something holds."""
        until = time.monotonic() + PATIENCE_S
        while not done():
            if time.monotonic() > until:
                raise AssertionError(f"waited in vain for {what}")
            QTest.qWait(POLL_MS)

    def settle(self) -> None:
        """Wait until nothing is under way: decisions are on the disk, groups follow them."""
        runner = self._controller.runner
        self.wait(lambda: not runner.running and not self.flow.controller.pending, "the disk")

    @property
    def _controller(self) -> Any:
        return self._started.controller

    @property
    def flow(self) -> ReviewFlow:
        flow = self._controller.views.review
        assert isinstance(flow, ReviewFlow)
        return flow

    def words(self, name: str) -> str:
        """Return what a label says."""
        label = self._started.window.findChild(QLabel, name)
        assert label is not None
        return label.text()

    def _is_indexed(self) -> bool:
        status = self._controller.link.indexing.status
        return status.activity is Activity.DONE and not self._controller.runner.running

    # -- the review ----------------------------------------------------------------------

    def review(self) -> None:
        """Go to the duplicates and wait for them."""
        self.press(Qt.Key.Key_2, CTRL)
        self.wait(lambda: self.flow.controller.grouped is not None, "the duplicates")
        self.settle()
        if self.flow.view.groups.model.groups:
            self.wait(lambda: QApplication.focusWidget() is self.flow.view.members.list, "keys")

    def decide_by_hand(self, most: int) -> Counter[str]:
        """Decide about one document after the other; returns how often each key was pressed."""
        pressed: Counter[str] = Counter()
        for _ in range(most):
            member = self.flow.view.members.current
            if member is None or self.words("review_status"):
                break
            key = KEYS[member.relation] if member.removable else Qt.Key.Key_U
            if member.relation is Relation.SAME_TEMPLATE:
                key = Qt.Key.Key_X
            self.press(key)
            pressed[key.name.removeprefix("Key_")] += 1
        self.settle()
        return pressed

    def decide_by_rule(self) -> None:
        """Have all open copies decided by the first rule of the menu."""
        self.tab_to("review_rule", Qt.Key.Key_Backtab)
        QTimer.singleShot(0, self._choose_first_rule)  # a menu is a loop of its own
        self.press(Qt.Key.Key_Space)
        self.settle()
        self.tab_to("members")

    def _choose_first_rule(self) -> None:
        self.wait(lambda: QApplication.activePopupWidget() is not None, "the menu")
        self.press(Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Return)

    @property
    def shown(self) -> Any:
        grouped = self.flow.controller.grouped
        assert grouped is not None
        return grouped.shown

    @property
    def dialog(self) -> RemovalDialog | None:
        return self._started.window.findChild(RemovalDialog)

    def idle_dialog(self) -> RemovalDialog:
        """Wait until the dialog says what it found, or what came of it."""
        self.wait(lambda: self.dialog is not None and not self.dialog.is_busy, "the dialog")
        assert self.dialog is not None
        return self.dialog

    def listed(self) -> dict[str, list[str]]:
        """Return what stands in the dialog: heading → documents."""
        tree = self.idle_dialog().findChild(QTreeWidget, "removal_list")
        assert tree is not None
        found = {}
        for at in range(tree.topLevelItemCount()):
            head = tree.topLevelItem(at)
            assert head is not None
            rows = [head.child(row) for row in range(head.childCount())]
            found[head.text(0).partition(" (")[0]] = [row.text(0) for row in rows if row]
        return found

    def press_button(self, name: str) -> None:
        """Go to a button of the dialog by Tab, and press it."""
        self.tab_to(name)
        self.press(Qt.Key.Key_Space)

    def apply(self, into: Path | None = None) -> dict[str, dict[str, list[str]]]:
        """Look at the list, have it done, read what came of it."""
        self.settle()
        self.press(Qt.Key.Key_Return, CTRL)
        planned = self.listed()
        if into is not None:
            self._choose(into)
        self.press_button("removal_go")
        self.wait(lambda: self.idle_dialog().findChild(QWidget, "removal_go").isHidden(), "result")
        done = self.listed()
        self.close_dialog()
        return {"planned": planned, "done": done}

    def _choose(self, into: Path) -> None:
        """Go from the bin to the folder, as with all radio buttons, and type its name."""
        self.tab_to("removal_into_bin")
        self.press(Qt.Key.Key_Down)
        self.wait(lambda: QApplication.activeModalWidget() is not self.dialog, "the folders")
        self.type(str(into))
        if QApplication.activePopupWidget() is not None:
            self.press(Qt.Key.Key_Escape)  # the names that would complete it
        self.press(Qt.Key.Key_Return)
        self.wait(lambda: QApplication.activeModalWidget() is self.dialog, "the dialog again")

    def close_dialog(self) -> None:
        self.press(Qt.Key.Key_Escape)
        self.wait(lambda: self.dialog is None, "the dialog to close")
        self.settle()

    def bring_back(self) -> dict[str, list[str]]:
        """Bring back what was removed last."""
        self.tab_to("review_back", Qt.Key.Key_Backtab)
        self.press(Qt.Key.Key_Space)
        found = self.listed()
        self.close_dialog()
        return found

    def quit(self) -> None:
        """Close the window, and wait until it has gone."""
        self.press(Qt.Key.Key_Q, CTRL)
        self.wait(lambda: self._started.window.has_gone, "the end")


def first_day(folder: str, aside: str) -> dict[str, Any]:
    """Review, remove to the bin, then remove what is left into a folder."""
    person = Keyboard(folder)
    person.review()
    seen = {"groups": len(person.shown.groups), "documents": person.shown.counts.documents}
    pressed = person.decide_by_hand(BY_HAND)
    by_hand = person.shown.decided, len(person.shown.to_remove)
    person.press(Qt.Key.Key_Z, CTRL)
    person.settle()
    taken_back = len(person.shown.to_remove)
    to_bin = person.apply()
    person.decide_by_rule()
    ruled = len(person.shown.to_remove)
    to_folder = person.apply(Path(aside))
    pressed += person.decide_by_hand(BY_HAND)
    place = person.words("groups_place")
    person.quit()
    return {
        **seen, "pressed": pressed, "by_hand": by_hand, "taken_back": taken_back,
        "to_bin": to_bin, "ruled": ruled, "to_folder": to_folder, "place": place,
    }  # fmt: skip


def second_day(folder: str, aside: str) -> dict[str, Any]:
    """Start again: decisions are known; all that was removed is brought back, list by list."""
    del aside
    person = Keyboard(folder)
    person.review()
    decided = _decided(person)
    person.press(Qt.Key.Key_Z, CTRL)
    person.settle()
    after_undo = _decided(person)
    back = [person.bring_back(), person.bring_back()]
    groups = len(person.shown.groups)
    person.quit()
    return {"decided": decided, "after_undo": after_undo, "back": back, "groups": groups}


def _decided(person: Keyboard) -> int:
    """Return how many documents shown have a decision."""
    return sum(one.verdict is not None for group in person.shown.groups for one in group.members)


if __name__ == "__main__":
    begun = time.monotonic()
    part = {"first": first_day, "second": second_day}[sys.argv[1]]
    answer = part(sys.argv[2], sys.argv[3])
    answer["seconds"] = time.monotonic() - begun
    answer["platform"] = QGuiApplication.platformName()
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    os._exit(0)
