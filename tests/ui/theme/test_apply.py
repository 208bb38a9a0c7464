"""Light and dark, by choice and by the system."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme.apply import apply_theme
from desktop_app.ui.theme.icons import ICONS, icon
from desktop_app.ui.theme.tokens import DARK, LIGHT, theme, themed


@pytest.fixture(autouse=True)
def _light_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, False)


def test_apply_when_dark_is_chosen_then_palette_and_signal_follow(
    qapp: QApplication, qtbot: QtBot
) -> None:
    apply_theme(qapp, False)
    with qtbot.waitSignal(themed.changed):
        apply_theme(qapp, True)
    assert theme() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    assert DARK.accent in qapp.styleSheet()


def test_apply_when_the_system_changes_then_only_a_follower_changes(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = qapp.styleHints()
    apply_theme(qapp, None)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme() is DARK
    apply_theme(qapp, False)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme() is LIGHT


@pytest.mark.parametrize("name", sorted(file.stem for file in ICONS.glob("*.svg")))
def test_icon_is_drawn_at_every_scale(qapp: QApplication, name: str) -> None:
    for ratio in (1.0, 1.5, 2.0):
        picture = icon(name).pixmap(QSize(16, 16), ratio).toImage()
        assert picture.width() == round(16 * ratio)
        assert not picture.isNull()
        assert any(
            picture.pixelColor(x, y).alpha() > 100
            for x in range(picture.width())
            for y in range(picture.height())
        )


def _colours(made: QIcon, mode: QIcon.Mode) -> set[str]:
    picture = made.pixmap(QSize(48, 48), 1.0, mode).toImage()
    points = ((x, y) for x in range(48) for y in range(48))
    solid = (picture.pixelColor(x, y) for x, y in points if picture.pixelColor(x, y).alpha() == 255)
    return {colour.name() for colour in solid}


def test_icon_when_the_theme_changes_then_its_colour_does_without_a_new_icon(
    qapp: QApplication,
) -> None:
    apply_theme(qapp, False)
    made = icon("stop", "bad")
    assert _colours(made, QIcon.Mode.Normal) == {LIGHT.bad}
    apply_theme(qapp, True)
    assert _colours(made, QIcon.Mode.Normal) == {DARK.bad}
    assert _colours(QIcon(made), QIcon.Mode.Selected) == {DARK.on_selection}


def test_icon_of_an_unknown_name_or_colour_is_refused(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("nothing")
    with pytest.raises(AttributeError):
        icon("stop", "pink")
