from __future__ import annotations

import pytest

from desktop_app.documents import limits, reasons
from desktop_app.documents.model import Reason


@pytest.mark.parametrize("reason", Reason)
def test_sentence_and_remedy_when_any_reason_then_one_line_each(reason):
    for text in (reasons.sentence(reason), reasons.remedy(reason)):
        assert text
        assert "\n" not in text
    assert reasons.offer(reason) in reasons.Offer
    assert reasons.sentence(reason, "pages 3, 4").endswith(" (pages 3, 4)")


@pytest.mark.parametrize(
    ("pages", "seconds"), [(None, 20), (0, 20), (100, 40), (5_000, 120), (-5, 20)]
)
def test_time_limit_when_pages_grow_then_up_to_two_minutes(pages, seconds):
    assert limits.time_limit_s(pages) == seconds
