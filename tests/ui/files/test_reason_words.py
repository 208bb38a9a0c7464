from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from desktop_app.documents.model import Reason
from desktop_app.documents.reasons import remedy, sentence
from desktop_app.ui.documents.reason_words import DETAILS, KNOWN, reason_words
from desktop_app.ui.text.translations import TRANSLATIONS


def test_known_words_when_compared_then_are_all_that_reasons_say(qapp: object) -> None:
    said = {sentence(reason) for reason in Reason} | {remedy(reason) for reason in Reason}
    assert set(map(str, KNOWN)) == said


def test_reason_when_there_is_a_detail_then_stands_in_brackets(qapp: object) -> None:
    assert reason_words(Reason.SCANNED, "page 2").endswith("(page 2)")


def test_detail_when_the_window_is_german_then_is_german(qapp: QCoreApplication) -> None:
    german = QTranslator()
    assert german.load(str(TRANSLATIONS / "likewise_de.qm"))
    qapp.installTranslator(german)
    try:
        words = [reason_words(Reason.TOO_LARGE, str(detail)) for detail in DETAILS]
    finally:
        qapp.removeTranslator(german)
    assert [one.partition(" (")[2] for one in words] == [
        "nur der Anfang wurde gelesen)",
        "das Ende der Datei fehlt)",
    ]
