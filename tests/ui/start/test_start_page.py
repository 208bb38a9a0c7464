"""The first thing a person sees, and the folders they had open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.ui.start.recent import MOST, RecentFolders
from desktop_app.ui.start.start_page import StartPage


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    made = StartPage()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("choose_folder", "choose_requested"),
        ("try_samples", "samples_requested"),
        ("start_settings", "settings_requested"),
        ("start_help", "help_requested"),
        ("start_about", "about_requested"),
    ],
)
def test_start_page_by_keyboard_asks_for_what_the_button_says(
    page: StartPage, qtbot: QtBot, button: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.keyClick(page.findChild(QPushButton, button), Qt.Key.Key_Space)


def test_recent_folders_when_shown_then_each_can_be_opened_and_forgotten(
    page: StartPage, qtbot: QtBot
) -> None:
    page.show_recent(["/a/Mandate & Co", "/b/Leases"])
    rows = page.findChildren(QPushButton, "recent_open")
    assert [row.accessibleName() for row in rows] == ["Open Mandate & Co", "Open Leases"]
    with qtbot.waitSignal(page.folder_chosen) as chosen:
        rows[1].click()
    assert chosen.args == ["/b/Leases"]
    with qtbot.waitSignal(page.forget_requested) as forgotten:
        page.findChildren(QToolButton, "recent_forget")[0].click()
    assert forgotten.args == ["/a/Mandate & Co"]


def test_recent_row_is_as_high_as_its_two_lines(page: StartPage, qtbot: QtBot) -> None:
    page.show_recent(["/a/Mandate"])
    row = page.findChildren(QPushButton, "recent_open")[-1]
    name, place = row.findChildren(QLabel)[1:]
    qtbot.waitUntil(lambda: 0 < name.geometry().bottom() < place.geometry().top())


def test_recent_when_opened_again_then_first_and_only_once(tmp_path: Path) -> None:
    recent = RecentFolders(tmp_path / "recent.json")
    for name in ("/a", "/b", "/a"):
        recent.add(name)
    recent.save()
    assert RecentFolders(tmp_path / "recent.json").folders == ("/a", "/b")


def test_recent_when_many_then_the_oldest_are_dropped(tmp_path: Path) -> None:
    recent = RecentFolders(tmp_path / "recent.json")
    for number in range(MOST + 3):
        recent.add(f"/{number}")
    assert recent.folders[0] == f"/{MOST + 2}"
    assert len(recent.folders) == MOST


def test_recent_when_forgotten_then_gone_after_a_restart(tmp_path: Path) -> None:
    recent = RecentFolders(tmp_path / "recent.json")
    recent.add("/a")
    recent.add("/b")
    recent.forget("/b")
    recent.save()
    assert RecentFolders(tmp_path / "recent.json").folders == ("/a",)


@pytest.mark.parametrize("stored", [b"", b"{", b'{"folders": 1}', b'{"folders": [1, "", "/a"]}'])
def test_recent_when_the_file_makes_no_sense_then_what_can_be_used(
    tmp_path: Path, stored: bytes
) -> None:
    (tmp_path / "r").write_bytes(stored)
    assert RecentFolders(tmp_path / "r").folders in ((), ("/a",))


def test_recent_when_a_name_is_no_utf8_then_the_others_are_kept(tmp_path: Path) -> None:
    recent = RecentFolders(tmp_path / "r")
    recent.add("/a")
    recent.add("/\udcff")
    recent.save()
    assert RecentFolders(tmp_path / "r").folders == ("/a",)
