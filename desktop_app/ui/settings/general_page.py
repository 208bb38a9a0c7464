"""Reading, indexing and appearance: what holds for every folder and every model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from desktop_app.settings import Appearance, Settings
from desktop_app.ui.settings.choices_page import ChoicesPage
from desktop_app.ui.text.translations import LANGUAGES
from desktop_app.ui.theme.tokens import XL


@dataclass(frozen=True, slots=True)
class Possibilities:
    """What there is to choose from on this computer.

    Attributes:
        recognised_languages: Languages of text recognition, by Tesseract's names; empty where
            text recognition is not installed.
    """

    recognised_languages: tuple[str, ...] = ()


class GeneralPage(ChoicesPage):
    """Shows the settings it was made with; ``applied_to`` gives them as they stand."""

    def __init__(
        self, settings: Settings, possible: Possibilities, parent: QWidget | None = None
    ) -> None:
        super().__init__("general_page", parent)
        self.title = self.tr("General")
        self._before, self._possible = settings, possible
        self._reading()
        self._indexing()
        self._appearance()
        self.column.addStretch(1)

    def applied_to(self, settings: Settings) -> Settings:
        """Return ``settings`` with what stands on this page."""
        return replace(
            settings,
            text_recognition=self._recognise.isChecked(),
            languages=self._languages_chosen(),
            largest_file_mb=self._largest.value(),
            leave_computer_usable=self._usable.isChecked(),
            pause_on_battery=self._battery.isChecked(),
            appearance=Appearance(self._look.currentData()),
            window_language=self._language.currentData(),
        )

    def _reading(self) -> None:
        self.heading(self.tr("Reading"))
        there = bool(self._possible.recognised_languages)
        self._recognise = self.switch(
            "text_recognition",
            self.tr("Recognise text on scanned pages and in pictures"),
            self._before.text_recognition,
        )
        self._recognise.setEnabled(there)
        self.note(
            self.tr("Takes a second or two a page; everything else is read first.")
            if there
            else self.tr("Text recognition is not installed on this computer.")
        )
        self._language_boxes = [self._language_box(name) for name in self._offered_languages()]
        if self._language_boxes:
            label = QLabel(self.tr("Languages of such pages (none: the system’s):"), self)
            label.setContentsMargins(XL, 0, 0, 0)
            self.column.addWidget(label)
            row = QHBoxLayout()
            row.setContentsMargins(XL, 0, 0, 0)
            for box in self._language_boxes:
                row.addWidget(box)
                self._recognise.toggled.connect(box.setEnabled)
            row.addStretch(1)
            self.column.addLayout(row)
        self._largest = QSpinBox(self, objectName="largest_file_mb", minimum=1, maximum=2000)
        self._largest.setSuffix(self.tr(" MB"))
        self._largest.setGroupSeparatorShown(True)
        self._largest.setValue(self._before.largest_file_mb)
        self.field(self.tr("&Largest file that is read"), self._largest)
        self.note(self.tr("Larger ones are listed with that reason."))

    def _indexing(self) -> None:
        self.heading(self.tr("While indexing"))
        self._usable = self.switch(
            "leave_computer_usable",
            self.tr("Leave the computer usable while indexing"),
            self._before.leave_computer_usable,
        )
        self._battery = self.switch(
            "pause_on_battery",
            self.tr("Wait while the computer runs on its battery"),
            self._before.pause_on_battery,
        )

    def _appearance(self) -> None:
        self.heading(self.tr("Appearance"))
        looks = {
            Appearance.SYSTEM: self.tr("as the system"),
            Appearance.LIGHT: self.tr("light"),
            Appearance.DARK: self.tr("dark"),
        }
        self._look = self.choice("appearance", looks, self._before.appearance)
        self.field(self.tr("&Colours"), self._look)
        languages = {"": self.tr("as the system"), **LANGUAGES}
        self._language = self.choice("window_language", languages, self._before.window_language)
        self.field(self.tr("Lan&guage of the window"), self._language)
        self.note(self.tr("Another language is used from the next start on."))

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
