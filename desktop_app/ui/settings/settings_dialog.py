"""The settings, each with what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.settings import Appearance, Device, Settings, Speed
from desktop_app.ui.text.translations import LANGUAGES
from desktop_app.ui.theme.tokens import XL, L, M, S


@dataclass(frozen=True, slots=True)
class Possibilities:
    """What there is to choose from on this computer.

    Attributes:
        recognised_languages: Languages of text recognition, by Tesseract's names; empty where
            text recognition is not installed.
    """

    recognised_languages: tuple[str, ...] = ()


class SettingsDialog(QDialog):
    """Reading, model and speed, appearance. ``chosen`` holds the result once accepted."""

    def __init__(
        self,
        settings: Settings,
        possible: Possibilities = Possibilities(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, objectName="settings_dialog", windowTitle=self.tr("Settings"))
        self._before, self._possible = settings, possible
        column = QVBoxLayout()
        column.setContentsMargins(XL, L, XL, XL)
        column.setSpacing(M)
        self._column = column
        self._reading()
        self._model_and_speed()
        self._appearance()
        column.addStretch(1)
        page = QWidget(self)
        page.setLayout(column)
        area = QScrollArea(self, objectName="settings_area", widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self, objectName="settings_end")
        buttons.setContentsMargins(XL, 0, XL, 0)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, L)
        layout.addWidget(area, 1)
        layout.addWidget(buttons)
        self.resize(580, 740)

    @property
    def chosen(self) -> Settings:
        """The settings as they stand in the dialog."""
        return replace(
            self._before,
            text_recognition=self._recognise.isChecked(),
            languages=self._languages_chosen(),
            largest_file_mb=self._largest.value(),
            device=Device(self._device.currentData()),
            speed=Speed(self._speed.currentData()),
            leave_computer_usable=self._usable.isChecked(),
            pause_on_battery=self._battery.isChecked(),
            appearance=Appearance(self._look.currentData()),
            window_language=self._language.currentData(),
        )

    def begin_at(self, name: str) -> None:
        """Put the focus on a setting, by its name in ``Settings``; "" leaves it at the first."""
        if name and (field := self.findChild(QWidget, name)) is not None:
            field.setFocus()

    # -- the groups ----------------------------------------------------------------

    def _reading(self) -> None:
        self._heading(self.tr("Reading"))
        there = bool(self._possible.recognised_languages)
        self._recognise = self._switch(
            "text_recognition",
            self.tr("Recognise text on scanned pages and in pictures"),
            self._before.text_recognition,
        )
        self._recognise.setEnabled(there)
        self._note(
            self.tr("Takes a second or two a page; everything else is read first.")
            if there
            else self.tr("Text recognition is not installed on this computer.")
        )
        self._language_boxes = [self._language_box(name) for name in self._offered_languages()]
        if self._language_boxes:
            label = QLabel(self.tr("Languages of such pages (none: the system’s):"), self)
            label.setContentsMargins(XL, 0, 0, 0)
            self._column.addWidget(label)
            row = QHBoxLayout()
            row.setContentsMargins(XL, 0, 0, 0)
            for box in self._language_boxes:
                row.addWidget(box)
                self._recognise.toggled.connect(box.setEnabled)
            row.addStretch(1)
            self._column.addLayout(row)
        self._largest = QSpinBox(self, objectName="largest_file_mb", minimum=1, maximum=2000)
        self._largest.setSuffix(self.tr(" MB"))
        self._largest.setGroupSeparatorShown(True)
        self._largest.setValue(self._before.largest_file_mb)
        self._field(self.tr("&Largest file that is read"), self._largest)
        self._note(self.tr("Larger ones are listed with that reason."))

    def _model_and_speed(self) -> None:
        self._heading(self.tr("Model and speed"))
        devices = {
            Device.AUTO: self.tr("the fastest there is"),
            Device.CPU: self.tr("the processor"),
            Device.CUDA: self.tr("NVIDIA graphics"),
            Device.MPS: self.tr("Apple graphics"),
        }
        self._device = self._choice("device", devices, self._before.device)
        self._field(self.tr("The &model runs on"), self._device)
        speeds = {
            Speed.EXACT: self.tr("the model’s own numbers"),
            Speed.FAST: self.tr("fast, where the processor is made for it"),
        }
        self._speed = self._choice("speed", speeds, self._before.speed)
        self._field(self.tr("New indexes are made with"), self._speed)
        self._note(
            self.tr(
                "Fast rounds the model’s numbers to 8 bits: about 97 of 100 best hits stay the "
                "same. An index that is there stays as it was made."
            )
        )
        self._usable = self._switch(
            "leave_computer_usable",
            self.tr("Leave the computer usable while indexing"),
            self._before.leave_computer_usable,
        )
        self._battery = self._switch(
            "pause_on_battery",
            self.tr("Wait while the computer runs on its battery"),
            self._before.pause_on_battery,
        )

    def _appearance(self) -> None:
        self._heading(self.tr("Appearance"))
        looks = {
            Appearance.SYSTEM: self.tr("as the system"),
            Appearance.LIGHT: self.tr("light"),
            Appearance.DARK: self.tr("dark"),
        }
        self._look = self._choice("appearance", looks, self._before.appearance)
        self._field(self.tr("&Colours"), self._look)
        languages = {"": self.tr("as the system"), **LANGUAGES}
        self._language = self._choice("window_language", languages, self._before.window_language)
        self._field(self.tr("Lan&guage of the window"), self._language)
        self._note(self.tr("Another language is used from the next start on."))

    # -- parts ---------------------------------------------------------------------

    def _heading(self, words: str) -> None:
        label = QLabel(words, self)
        label.setProperty("kind", "title")
        label.setContentsMargins(0, L if self._column.count() else 0, 0, 0)
        self._column.addWidget(label)

    def _note(self, words: str) -> None:
        label = QLabel(words, self, wordWrap=True)
        label.setProperty("kind", "small")
        label.setContentsMargins(XL, 0, 0, S)
        self._column.addWidget(label)

    def _switch(self, name: str, words: str, on: bool) -> QCheckBox:
        box = QCheckBox(words, self, objectName=name, checked=on)
        self._column.addWidget(box)
        return box

    def _choice(self, name: str, words: Mapping[Any, str], now: str) -> QComboBox:
        box = QComboBox(self, objectName=name)
        for value, text in words.items():
            box.addItem(text, str(value))
        box.setCurrentIndex(max(0, box.findData(str(now))))
        return box

    def _field(self, words: str, field: QWidget) -> None:
        row = QHBoxLayout(spacing=L)
        label = QLabel(words, self)
        label.setBuddy(field)
        label.setMinimumWidth(210)
        row.addWidget(label)
        row.addWidget(field, 1)
        self._column.addLayout(row)

    def _offered_languages(self) -> Sequence[str]:
        there = self._possible.recognised_languages
        return list(dict.fromkeys((*there, *self._before.languages))) if there else []

    def _language_box(self, name: str) -> QCheckBox:
        box = QCheckBox(_language_name(name), self, objectName=f"language_{name}")
        box.setChecked(name in self._before.languages)
        box.setEnabled(self._before.text_recognition)
        return box

    def _languages_chosen(self) -> tuple[str, ...]:
        if not self._language_boxes:
            return self._before.languages
        offered = zip(self._offered_languages(), self._language_boxes, strict=True)
        return tuple(name for name, box in offered if box.isChecked())


def _language_name(code: str) -> str:
    """Return "Deutsch" for "deu"; the code itself where Qt does not know it."""
    language = QLocale.codeToLanguage(code)
    if language is QLocale.Language.AnyLanguage:
        return code
    if language is QLocale.Language.English:
        return "English"  # and not American English, Qt's first one
    return QLocale(language).nativeLanguageName() or code
