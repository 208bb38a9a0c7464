"""The German window is whole, and plural forms are right in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from desktop_app.ui.shell.indexing_panel import IndexingPanel
from desktop_app.ui.text.amounts import number, share
from desktop_app.ui.text.translations import LANGUAGES, TRANSLATIONS, install_translations
from tests.packaging.scripts import load


@pytest.fixture(autouse=True)
def _english_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    install_translations(qapp, "en")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_translation_files_hold_all_words_of_the_code_translated(language: str) -> None:
    translate = load("translate")
    assert list(translate.untranslated(TRANSLATIONS / f"likewise_{language}.ts")) == []


def test_translation_files_are_up_to_date_and_compiled() -> None:
    assert load("translate").stale() == []


def test_install_when_german_then_words_numbers_and_qt_are_german(qapp: QApplication) -> None:
    assert install_translations(qapp, "de") == "de"
    assert QCoreApplication.translate("StartPage", "Recent folders") == "Zuletzt geöffnet"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert number(12345) == "12.345"
    assert share(0.874) == "87\u202f%"


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [("en", "about a minute", "about 5 minutes"), ("de", "etwa eine Minute", "etwa 5 Minuten")],
)
def test_plural_forms_follow_the_language(
    qapp: QApplication, language: str, one: str, many: str
) -> None:
    install_translations(qapp, language)
    panel = IndexingPanel()
    assert panel._time_left(60) == one
    assert panel._time_left(300) == many


def test_install_when_the_language_is_not_there_then_the_systems_or_english(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda self: ["xx-YY", "de-AT"])
    assert install_translations(qapp, "xx") == "de"
    monkeypatch.setattr(QLocale, "uiLanguages", lambda self: ["xx"])
    assert install_translations(qapp, "") == "en"
