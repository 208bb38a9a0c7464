from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.index.rows import FileState
from desktop_app.ui.files import file_lister
from desktop_app.ui.files.file_list import FileList
from desktop_app.ui.files.file_lister import FileLister
from tests.support.ui_fakes import FakeRunner


class Folder:
    """Has no files; remembers how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def files(self) -> list[FileState]:
        self.asked += 1
        return []


class Bench:
    """A lister, and what it told."""

    def __init__(self) -> None:
        self.runner, self.folder = FakeRunner(), Folder()
        self.lister = FileLister(self.runner)
        self.lister.set_folder(self.folder)
        self.told: list[FileList] = []
        self.lister.listed.connect(self.told.append)

    def end(self) -> None:
        self.runner.tasks[-1].end()


@pytest.fixture
def bench(qapp: object) -> Bench:
    return Bench()


def test_refresh_when_first_then_at_once(bench: Bench) -> None:
    bench.lister.refresh(so_far=True)
    bench.end()
    assert len(bench.told) == 1


def test_refresh_when_the_last_list_was_just_made_and_more_comes_in_then_not_yet(
    bench: Bench,
) -> None:
    bench.lister.refresh(so_far=True)
    bench.lister.refresh(so_far=True)
    bench.end()
    bench.lister.refresh(so_far=True)
    assert bench.folder.asked == len(bench.runner.tasks) == 1


def test_refresh_when_the_last_list_is_older_then_once_for_all_that_came(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_lister, "LEAST_REST_MS", 0)
    monkeypatch.setattr(file_lister, "REST_FOR_WORK", 0)
    bench.lister.refresh(so_far=True)
    for _ in range(3):
        bench.lister.refresh(so_far=True)
    bench.end()
    qtbot.waitUntil(lambda: len(bench.runner.tasks) == 2)
    bench.end()
    assert len(bench.told) == bench.folder.asked == 2


def test_refresh_when_nothing_more_comes_in_then_at_once(bench: Bench) -> None:
    bench.lister.refresh(so_far=True)
    bench.end()
    bench.lister.refresh(so_far=False)
    bench.end()
    assert len(bench.told) == 2


def test_list_when_another_folder_is_open_by_then_then_not_told(bench: Bench) -> None:
    bench.lister.refresh(so_far=True)
    bench.lister.set_folder(Folder())
    bench.end()
    assert bench.told == []
    bench.lister.refresh(so_far=True)
    bench.end()
    assert len(bench.told) == 1


def test_refresh_when_no_folder_is_open_then_nothing_is_asked(bench: Bench) -> None:
    bench.lister.set_folder(None)
    bench.lister.refresh(so_far=False)
    assert bench.runner.tasks == []
