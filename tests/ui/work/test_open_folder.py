"""The open folder, asked from several threads, with real readers and a toy model."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.errors import Cancelled, FolderUnavailable, IndexMissing, InvalidRequest
from desktop_app.library import Library
from desktop_app.progress import CancelToken, Tell, no_report
from desktop_app.ui.work.open_folder import OpenFolder
from desktop_app.ui.work.tasks import TaskRunner
from tests.support.toy_library import ToyLibrary

LEASE = "The tenant pays the rent on the first day of the month."
KNEE = "Bend the knee slowly and hold it for ten seconds."


class Opened:
    """Opens libraries and notes them."""

    def __init__(self, toy: ToyLibrary) -> None:
        self.libraries: list[Library] = []
        self.closed: list[Library] = []
        self._toy = toy

    def __call__(self, folder: Path, tell: Tell) -> Library:
        assert folder == self._toy.path
        library = self._toy.open()
        close = library.close

        def closing() -> None:
            self.closed.append(library)
            close()

        library.close = closing  # type: ignore[method-assign]
        self.libraries.append(library)
        return library


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    toy = ToyLibrary(tmp_path / "papers")
    toy.write("lease.txt", LEASE)
    toy.write("knee.txt", KNEE)
    return toy


@pytest.fixture
def opened(toy: ToyLibrary) -> Opened:
    return Opened(toy)


@pytest.fixture
def folder(toy: ToyLibrary, opened: Opened) -> OpenFolder:
    return OpenFolder(toy.path, open_library=opened)


def _index(folder: OpenFolder) -> None:
    folder.update(CancelToken(), no_report, lambda path: None)


def _on_a_thread(work: Callable[[], Any]) -> Any:
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    thread.join(60)
    return found[0]


def test_folder_when_only_made_then_nothing_is_opened(tmp_path: Path) -> None:
    folder = OpenFolder(tmp_path / "nowhere")
    with pytest.raises(FolderUnavailable):
        folder.status()


def test_folder_when_asked_before_it_was_indexed_then_told(folder: OpenFolder) -> None:
    for ask in (folder.files, folder.status, lambda: folder.get_ready(CancelToken())):
        with pytest.raises(IndexMissing):
            ask()


def test_folder_when_indexed_then_it_answers_everything(folder: OpenFolder) -> None:
    committed: list[str] = []
    token = CancelToken()
    result = folder.update(token, no_report, committed.append)
    assert sorted(committed) == ["knee.txt", "lease.txt"]
    assert result.summary.indexed == 2
    folder.get_ready(token)
    assert folder.search("tenant rent", 5, None, token).hits[0].path == "lease.txt"
    assert [hit.path for hit in folder.similar("lease.txt", 5, -1.0, token).hits] == ["knee.txt"]
    assert folder.similar_to_text(KNEE, 5, 0.5, token).hits[0].path == "knee.txt"
    assert [file.path for file in folder.files()] == ["knee.txt", "lease.txt"]
    assert folder.status().documents == 2
    assert folder.duplicates(token, no_report).coverage.files == 2
    assert folder.compare("lease.txt", "knee.txt", token).coverage.files == 2
    assert len(folder.topics(token, no_report).places) == 2
    assert folder.places_to_watch(10, token)[0] == str(folder.folder)


def test_text_of_when_read_then_as_it_was_read(toy: ToyLibrary, folder: OpenFolder) -> None:
    toy.write("empty.txt", b"")
    _index(folder)
    found = folder.text_of("lease.txt")
    assert (found.text, found.page_starts, found.kind) == (LEASE, (0,), "text")
    assert found.path == "lease.txt"
    for path in ("empty.txt", "nowhere.txt"):
        with pytest.raises(InvalidRequest, match=path):
            folder.text_of(path)


def test_exclude_when_a_file_is_not_wanted_then_gone_with_the_next_run(
    folder: OpenFolder,
) -> None:
    _index(folder)
    folder.exclude("lease.txt")
    _index(folder)
    assert folder.status().documents == 1
    folder.include("lease.txt")
    _index(folder)
    assert folder.status().documents == 2


def test_threads_when_two_ask_then_each_has_a_library_of_its_own(
    folder: OpenFolder, opened: Opened
) -> None:
    _index(folder)
    folder.files()
    assert len(opened.libraries) == 1
    assert len(_on_a_thread(folder.files)) == 2
    assert len(opened.libraries) == 2
    folder.close()
    assert set(opened.closed) == set(opened.libraries)


def test_renew_when_settings_have_changed_then_opened_anew_on_the_next_use(
    folder: OpenFolder, opened: Opened
) -> None:
    _index(folder)
    folder.renew()
    assert opened.closed == []  # at work perhaps: closed by its own thread
    folder.files()
    folder.files()
    assert opened.closed == opened.libraries[:1]
    assert len(opened.libraries) == 2


def test_folder_when_closed_then_whatever_comes_late_is_cancelled(folder: OpenFolder) -> None:
    folder.close()
    folder.close()
    with pytest.raises(Cancelled):
        folder.files()


def test_close_on_when_a_runner_goes_on_then_all_is_closed_on_its_threads(
    qtbot: QtBot, runner: TaskRunner, folder: OpenFolder, opened: Opened
) -> None:
    def index(token: Any, report: Any) -> None:
        folder.update(token, report, lambda path: None)

    indexed = runner.submit("index", index)
    qtbot.waitUntil(lambda: indexed.ended, timeout=60_000)
    asked = runner.submit("query", lambda token, report: folder.search("rent", 5, None, token))
    qtbot.waitUntil(lambda: asked.ended, timeout=60_000)
    folder.close_on(runner)
    qtbot.waitUntil(lambda: len(opened.closed) == 2, timeout=60_000)
    assert set(opened.closed) == set(opened.libraries)
