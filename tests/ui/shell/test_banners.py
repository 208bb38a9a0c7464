"""Banners: sentence, remedy, details."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.shell.banners import BannerArea, Notice, Tone


@pytest.fixture
def area(qtbot: QtBot) -> BannerArea:
    made = BannerArea()
    qtbot.addWidget(made)
    return made


def test_banner_when_its_action_is_taken_then_the_key_is_told(
    area: BannerArea, qtbot: QtBot
) -> None:
    area.show_notice(Notice(Tone.BAD, "The disk is full.", "Make room.", "Try again", "disk"))
    assert area.isVisibleTo(None)
    with qtbot.waitSignal(area.action_chosen) as chosen:
        area.findChild(QPushButton, "banner_action").click()
    assert chosen.args == ["disk"]


def test_banner_of_the_same_key_takes_the_place_of_the_older(area: BannerArea) -> None:
    area.show_notice(Notice(Tone.INFO, "One.", key="a"))
    area.show_notice(Notice(Tone.INFO, "Two.", key="a"))
    assert [notice.message for notice in area.notices] == ["Two."]


def test_banners_when_too_many_then_the_oldest_goes(area: BannerArea) -> None:
    for number in range(5):
        area.show_notice(Notice(Tone.INFO, str(number), key=str(number)))
    assert [notice.message for notice in area.notices] == ["4", "3", "2"]


def test_banner_when_closed_then_no_room_is_taken(area: BannerArea) -> None:
    area.show_notice(Notice(Tone.GOOD, "Done."))
    area.findChild(QToolButton, "banner_close").click()
    assert area.notices == ()
    assert area.isHidden()


def test_details_when_copied_then_the_whole_notice_is_on_the_clipboard(area: BannerArea) -> None:
    area.show_notice(Notice(Tone.BAD, "It broke.", "Try again.", details="line 1\nline 2"))
    box = area.findChild(QWidget, "banner_details_box")
    assert box.isHidden()
    area.findChild(QPushButton, "banner_details").click()
    assert not box.isHidden()
    area.findChild(QPushButton, "banner_copy").click()
    assert QGuiApplication.clipboard().text() == "It broke.\nTry again.\nline 1\nline 2"
