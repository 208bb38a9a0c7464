"""What stands in the dialog is what is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QSpinBox, QTreeWidget
from pytestqt.qtbot import QtBot

from desktop_app.embedding.fast_mode import FIDELITY
from desktop_app.settings import Appearance, Device, Settings, Speed
from desktop_app.ui.settings.about_dialog import AboutDialog
from desktop_app.ui.settings.licences import Component, components
from desktop_app.ui.settings.settings_dialog import Possibilities, SettingsDialog

POSSIBLE = Possibilities(("deu", "eng", "xyz"))
OTHER = Settings(
    text_recognition=False,
    languages=("deu",),
    largest_file_mb=1500,
    device=Device.CPU,
    speed=Speed.FAST,
    leave_computer_usable=False,
    pause_on_battery=True,
    appearance=Appearance.DARK,
    window_language="de",
)


def test_settings_when_nothing_is_touched_then_they_are_as_before(qtbot: QtBot) -> None:
    for settings in (Settings(), OTHER):
        dialog = SettingsDialog(settings, POSSIBLE)
        qtbot.addWidget(dialog)
        assert dialog.chosen == settings


def test_settings_when_all_are_changed_then_all_are_chosen(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings(), POSSIBLE)
    qtbot.addWidget(dialog)
    dialog.findChild(QCheckBox, "language_deu").setChecked(True)
    for name in ("text_recognition", "leave_computer_usable", "pause_on_battery"):
        dialog.findChild(QCheckBox, name).toggle()
    dialog.findChild(QSpinBox, "largest_file_mb").setValue(1500)
    for name, value in (
        ("device", "cpu"),
        ("speed", "fast"),
        ("appearance", "dark"),
        ("window_language", "de"),
    ):
        box = dialog.findChild(QComboBox, name)
        box.setCurrentIndex(box.findData(value))
    assert dialog.chosen == OTHER


def test_settings_without_text_recognition_keep_what_was_chosen_of_it(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings(languages=("fra",)))
    qtbot.addWidget(dialog)
    assert not dialog.findChild(QCheckBox, "text_recognition").isEnabled()
    assert dialog.chosen.languages == ("fra",)


def test_components_name_what_is_shipped_with_its_licence_and_nothing_of_the_tests() -> None:
    found = {component.name.lower(): component for component in components()}
    assert found["torch"].licence
    assert "LGPL" in found["pyside6_essentials"].licence
    assert "pytest" not in found
    assert all(component.version for component in found.values())


def test_about_when_components_are_known_then_listed(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.show_components([Component("apsw", "3.54", "OSI"), Component("numpy", "2.4", "BSD")])
    listed = dialog.findChild(QTreeWidget, "components").topLevelItem(1)
    assert [listed.text(column) for column in range(3)] == ["numpy", "2.4", "BSD"]


def test_fast_mode_when_explained_then_by_what_was_measured(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings())
    qtbot.addWidget(dialog)
    assert "97 in 100" in FIDELITY
    assert any("97 of 100" in label.text() for label in dialog.findChildren(QLabel))


def test_about_with_licence_texts_opens_them_and_without_offers_none(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True
    )
    texts = tmp_path / "THIRD-PARTY-NOTICES.txt"
    with_texts, without = AboutDialog(notices=texts), AboutDialog()
    qtbot.addWidget(with_texts)
    qtbot.addWidget(without)

    with_texts.findChild(QPushButton, "licence_texts").click()

    assert opened == [texts.as_posix()]
    assert without.findChild(QPushButton, "licence_texts") is None


def test_settings_when_begun_at_a_page_then_that_one_is_shown_and_chosen_by_keys(
    qtbot: QtBot,
) -> None:
    dialog = SettingsDialog(Settings(), POSSIBLE)
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.begin_at("privacy")

    assert dialog.focusWidget() is dialog.list
    assert dialog.privacy.isVisible()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Up)
    assert dialog.models.isVisible()
    assert not dialog.privacy.isVisible()


@pytest.mark.parametrize(
    ("setting", "page"),
    [("largest_file_mb", "general"), ("device", "models"), ("offline_lock", "privacy")],
)
def test_settings_when_begun_at_a_setting_then_its_page_is_shown(
    qtbot: QtBot, setting: str, page: str
) -> None:
    dialog = SettingsDialog(Settings(), POSSIBLE)
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.begin_at(setting)

    assert getattr(dialog, page).isVisible()
    assert dialog.focusWidget().objectName() == setting


def test_settings_when_a_page_is_added_then_listed_and_one_of_a_known_name_joins_it(
    qtbot: QtBot,
) -> None:
    dialog = SettingsDialog(Settings())
    qtbot.addWidget(dialog)
    other, more = QLabel("other"), QLabel("more")

    dialog.add_page("other", "Something else", other)
    dialog.add_page("models", "Models", more)

    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == [
        "General",
        "Models",
        "Keys and privacy",
        "Something else",
    ]
    assert dialog.models.isAncestorOf(more)


def test_offline_lock_when_switched_then_chosen_and_told_at_once(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings())
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.privacy.lock_chosen) as told:
        dialog.privacy.lock.click()
    assert told.args == [True]
    assert dialog.chosen == Settings(offline_lock=True)
