from __future__ import annotations

from desktop_app.documents.model import Reason
from desktop_app.documents.reasons import remedy, sentence
from desktop_app.ui.documents.reason_words import KNOWN, reason_words


def test_known_words_when_compared_then_are_all_that_reasons_say(qapp: object) -> None:
    said = {sentence(reason) for reason in Reason} | {remedy(reason) for reason in Reason}
    assert set(map(str, KNOWN)) == said


def test_reason_when_there_is_a_detail_then_stands_in_brackets(qapp: object) -> None:
    assert reason_words(Reason.SCANNED, "page 2").endswith("(page 2)")
