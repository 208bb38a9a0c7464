"""What the tests of the window have in common: it is in English and light."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.text.translations import install_translations
from desktop_app.ui.theme.apply import apply_theme


@pytest.fixture(autouse=True, scope="session")
def _english_and_light(qapp: QApplication) -> None:
    install_translations(qapp, "en")
    apply_theme(qapp, False)
