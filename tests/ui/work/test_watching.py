"""Changes in a real folder are noticed; nothing is listed on the window's thread."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.library import Library
from desktop_app.progress import CancelToken
from desktop_app.ui.work import watching
from desktop_app.ui.work.tasks import TaskRunner
from desktop_app.ui.work.watching import FolderWatcher

LIMIT_MS = 20_000


class RealFolder:
    """Lists as an open folder does, and notes on which threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.threads: list[str] = []

    def places_to_watch(self, most: int, token: CancelToken) -> tuple[str, ...]:
        self.threads.append(threading.current_thread().name)
        with Library(self.path) as library:
            return library.places_to_watch(most, token)


@pytest.fixture
def folder(tmp_path: Path) -> RealFolder:
    path = tmp_path / "papers"
    (path / "old").mkdir(parents=True)
    (path / "letter.txt").write_text("A letter.")
    (path / "old" / "lease.txt").write_text("A lease.")
    return RealFolder(path)


@pytest.fixture
def watcher(runner: TaskRunner) -> Iterator[FolderWatcher]:
    watcher = FolderWatcher(runner)
    watcher._settle.setInterval(20)
    yield watcher
    watcher.close()


def _watch(qtbot: QtBot, watcher: FolderWatcher, folder: RealFolder) -> None:
    watcher.watch(folder)
    _until_watched(qtbot, watcher)


def _until_watched(qtbot: QtBot, watcher: FolderWatcher) -> None:
    def is_watched() -> bool:
        told = {*watcher._watcher.directories(), *watcher._watcher.files()}
        return watcher._listing is None and bool(told) and told == watcher.watched

    qtbot.waitUntil(is_watched, timeout=LIMIT_MS)


def _add(path: Path) -> None:
    (path / "old" / "new.txt").write_text("New.")


def _edit(path: Path) -> None:
    with open(path / "old" / "lease.txt", "a") as file:
        file.write(" Extended.")


def _save_anew(path: Path) -> None:
    draft = path.parent / "draft"
    draft.write_text("A letter, written anew.")
    os.replace(draft, path / "letter.txt")


def _move(path: Path) -> None:
    (path / "letter.txt").rename(path / "old" / "letter.txt")


def _delete(path: Path) -> None:
    (path / "old" / "lease.txt").unlink()


def _move_folder(path: Path) -> None:
    (path / "old").rename(path / "older")


@pytest.mark.parametrize("change", [_add, _edit, _save_anew, _move, _delete, _move_folder])
def test_change_when_made_in_the_folder_then_noticed_once(
    qtbot: QtBot,
    watcher: FolderWatcher,
    folder: RealFolder,
    change: Callable[[Path], None],
) -> None:
    _watch(qtbot, watcher, folder)
    with qtbot.waitSignal(watcher.change_suspected, timeout=LIMIT_MS):
        change(folder.path)
    with qtbot.assertNotEmitted(watcher.change_suspected, wait=100):
        pass
    assert folder.threads == ["tasks-index"]


def test_watch_when_nothing_changes_then_nothing_is_told(
    qtbot: QtBot, watcher: FolderWatcher, folder: RealFolder
) -> None:
    with qtbot.assertNotEmitted(watcher.change_suspected, wait=100):
        _watch(qtbot, watcher, folder)
        (folder.path / "letter.txt").read_text()  # as a reader does


def test_changes_when_there_are_many_then_told_once_they_have_settled(
    qtbot: QtBot, watcher: FolderWatcher, folder: RealFolder
) -> None:
    watcher._settle.setInterval(200)
    _watch(qtbot, watcher, folder)
    told: list[int] = []
    written = 0
    watcher.change_suspected.connect(lambda: told.append(written))
    for written in range(1, 6):
        (folder.path / f"{written}.txt").write_text("text")
        qtbot.waitUntil(watcher._settle.isActive, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: told == [5], timeout=LIMIT_MS)


def test_changes_when_they_never_end_then_looked_at_all_the_same(
    qtbot: QtBot,
    watcher: FolderWatcher,
    folder: RealFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watching, "MOST_SETTLE_S", 0.0)
    _watch(qtbot, watcher, folder)
    watcher._on_changed()
    due = watcher._settle.remainingTime()
    watcher._on_changed()
    assert watcher._settle.remainingTime() <= due  # not put off


def test_renew_when_a_folder_is_new_then_watched_and_looked_into_once_more(
    qtbot: QtBot, watcher: FolderWatcher, folder: RealFolder
) -> None:
    _watch(qtbot, watcher, folder)
    new = folder.path / "new"
    with qtbot.waitSignal(watcher.change_suspected, timeout=LIMIT_MS):
        new.mkdir()
    with qtbot.waitSignal(watcher.change_suspected, timeout=LIMIT_MS):
        watcher.renew()
    _until_watched(qtbot, watcher)
    assert str(new) in watcher.watched
    with qtbot.waitSignal(watcher.change_suspected, timeout=LIMIT_MS):
        (new / "paper.txt").write_text("text")


def test_renew_when_a_file_was_saved_anew_then_its_next_edit_is_noticed(
    qtbot: QtBot, watcher: FolderWatcher, folder: RealFolder
) -> None:
    _watch(qtbot, watcher, folder)
    with qtbot.waitSignal(watcher.change_suspected, timeout=LIMIT_MS):
        _save_anew(folder.path)
    watcher.renew()
    _until_watched(qtbot, watcher)
    with (
        qtbot.waitSignal(watcher.change_suspected, timeout=LIMIT_MS),
        open(folder.path / "letter.txt", "a") as file,
    ):
        file.write(" And more.")


def test_watch_when_there_is_more_than_the_limit_then_upper_folders_are_watched(
    qtbot: QtBot,
    watcher: FolderWatcher,
    folder: RealFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watching, "MOST_PLACES", 1)
    _watch(qtbot, watcher, folder)
    assert watcher.watched == {str(folder.path)}


def test_watch_when_an_index_lies_in_the_folder_then_not_watched(
    qtbot: QtBot, watcher: FolderWatcher, folder: RealFolder
) -> None:
    index = folder.path / "old.likewise"
    index.mkdir()
    (index / "FORMAT").write_text("{}")
    _watch(qtbot, watcher, folder)
    assert str(index) not in watcher.watched
    with qtbot.assertNotEmitted(watcher.change_suspected, wait=100):
        (index / "index.sqlite3").write_text("written to")


def test_names_when_they_are_no_text_then_left_to_looking_now_and_then(
    qtbot: QtBot, watcher: FolderWatcher, folder: RealFolder
) -> None:
    os.mkdir(os.fsencode(folder.path) + b"/\xff")
    _watch(qtbot, watcher, folder)
    assert str(folder.path) in watcher.watched
    assert all(path.isprintable() for path in watcher.watched)


def test_look_when_it_is_time_then_suspected_whatever_was_told(
    qtbot: QtBot, watcher: FolderWatcher, folder: RealFolder
) -> None:
    _watch(qtbot, watcher, folder)
    with qtbot.waitSignal(watcher.change_suspected, timeout=LIMIT_MS):
        watcher._look.start(1)


def test_window_when_a_person_comes_back_to_it_then_suspected_after_a_while(
    qtbot: QtBot, qapp: QApplication, watcher: FolderWatcher, folder: RealFolder
) -> None:
    active = Qt.ApplicationState.ApplicationActive
    _watch(qtbot, watcher, folder)
    with qtbot.assertNotEmitted(watcher.change_suspected):
        qapp.applicationStateChanged.emit(active)
    watcher._looked_at -= 2 * watching.LOOK_AGAIN_S
    with qtbot.assertNotEmitted(watcher.change_suspected):
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    with qtbot.waitSignal(watcher.change_suspected, timeout=LIMIT_MS):
        qapp.applicationStateChanged.emit(active)


def test_close_when_something_changes_then_nothing_is_told(
    qtbot: QtBot, watcher: FolderWatcher, folder: RealFolder
) -> None:
    _watch(qtbot, watcher, folder)
    watcher.close()
    assert watcher.watched == frozenset()
    with qtbot.assertNotEmitted(watcher.change_suspected, wait=100):
        _add(folder.path)
        watcher.renew()
    watcher.watch(folder)
    watcher.close()  # while it is being listed
