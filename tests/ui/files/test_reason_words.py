from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from desktop_app.documents.model import Reason
from desktop_app.documents.reasons import remedy, sentence
from desktop_app.ui.documents.detail_words import DETAILS, detail_words
from desktop_app.ui.documents.reason_words import KNOWN, reason_words
from desktop_app.ui.text.translations import TRANSLATIONS


def test_known_words_when_compared_then_are_all_that_reasons_say(qapp: object) -> None:
    said = {sentence(reason) for reason in Reason} | {remedy(reason) for reason in Reason}
    assert set(map(str, KNOWN)) == said


def test_reason_when_there_is_a_detail_then_stands_in_brackets(qapp: object) -> None:
    assert reason_words(Reason.SCANNED, "page 2").endswith("(page 2)")


@pytest.fixture
def german(qapp: QCoreApplication) -> Iterator[None]:
    words = QTranslator()
    assert words.load(str(TRANSLATIONS / "likewise_de.qm"))
    qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


@pytest.mark.parametrize(
    ("detail", "shown"),
    [
        ("only the beginning was read", "nur der Anfang wurde gelesen"),
        ("page 2", "Seite 2"),
        ("pages 2, 5", "Seiten 2, 5"),
        (
            "pages 1, 2, 3, 4, 5, 6, 7, 8 and 12 more",
            "Seiten 1, 2, 3, 4, 5, 6, 7, 8 und 12 weitere",
        ),
        ("2 of 3 files inside: scan.pdf (scanned)", "2 von 3 Dateien darin: scan.pdf (scanned)"),
        ("lease.docx", "lease.docx"),
    ],
)
def test_detail_when_the_window_is_german_then_is_german(
    german: None, detail: str, shown: str
) -> None:
    assert detail_words(detail) == shown


def test_details_when_readers_say_them_then_are_known_here(checkout: Path) -> None:
    said = {
        words
        for file in (checkout / "desktop_app" / "documents").rglob("*.py")
        for words in re.findall(r'ReadFailure\(\s*Reason\.[A-Z_]+, "([^"]+)"', file.read_text())
    }
    assert len(said) > 20
    assert said <= set(map(str, DETAILS))
