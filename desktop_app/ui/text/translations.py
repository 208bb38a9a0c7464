"""Loads the app's words in the person's language; how they are kept: packaging/translate.py."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

TRANSLATIONS: Final = Path(__file__).resolve().parents[3] / "resources" / "translations"

LANGUAGES: Final = {"en": "English", "de": "Deutsch"}
"""What the window can be in, each by its own name."""


def install_translations(app: QCoreApplication, language: str = "") -> str:
    """Show the application in a language from now on; windows made before keep theirs.

    Args:
        language: A key of ``LANGUAGES``; "" takes the first of the system's that there is.

    Returns:
        The language taken; English where there is no other.
    """
    taken = language if language in LANGUAGES else _of_system()
    if language or taken != QLocale.system().name()[:2]:
        QLocale.setDefault(QLocale(taken))
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    # Qt's own first: the last one installed is asked first. English has its plural forms in ours.
    _install(app, f"qtbase_{taken}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    _install(app, f"likewise_{taken}", str(TRANSLATIONS))
    return taken


def _install(app: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    if translator.load(name, folder):
        app.installTranslator(translator)
    else:
        translator.deleteLater()


def _of_system() -> str:
    for tag in QLocale.system().uiLanguages():
        if (found := tag.split("-")[0]) in LANGUAGES:
            return found
    return "en"
