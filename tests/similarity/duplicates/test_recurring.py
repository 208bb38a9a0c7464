from __future__ import annotations

import numpy as np
import pytest

from desktop_app.similarity.duplicates import recurring
from desktop_app.similarity.duplicates.recurring import (
    RecurringLearner,
    RecurringText,
    nothing_recurs,
)
from desktop_app.similarity.duplicates.shingles import words_of
from tests.similarity.made_texts import Writer


@pytest.fixture
def writer() -> Writer:
    return Writer(3)


def learned(texts: list[str], copies: list[str] | None = None) -> RecurringText:
    learner = RecurringLearner(sum(len(text.split()) for text in texts))
    for text in texts + (copies or []):
        learner.add(words_of(text))
    for text in copies or []:
        learner.take_out(words_of(text))
    return learner.learned()


def test_spans_when_a_letterhead_is_on_many_letters_then_it_is_found_to_the_word(
    writer: Writer,
) -> None:
    head, foot = writer.text(30), writer.text(20)
    letters = [f"{head} {writer.text(80)} {foot}" for _ in range(9)]

    spans = learned(letters).spans(letters[0])

    assert [letters[0][span.start : span.end] for span in spans] == [head, foot]
    assert [span.documents for span in spans] == [9, 9]


def test_spans_when_all_that_hold_a_text_are_copies_then_nothing_recurs(writer: Writer) -> None:
    text = writer.text(100)
    others = [writer.text(100) for _ in range(20)]

    assert learned([*others, text], [text] * 39).spans(text) == ()


@pytest.mark.parametrize(("documents", "found"), [(4, 0), (5, 1)])
def test_spans_when_few_documents_have_a_text_then_it_is_their_own(
    writer: Writer, documents: int, found: int
) -> None:
    clause = writer.text(40)
    contracts = [f"{writer.text(60)} {clause} {writer.text(60)}" for _ in range(documents)]

    assert len(learned(contracts).spans(contracts[0])) == found


def test_spans_when_a_turn_of_phrase_recurs_then_it_is_not_boilerplate(writer: Writer) -> None:
    phrase = "with kind regards and all the best"
    letters = [f"{writer.text(40)} {phrase} {writer.text(40)}" for _ in range(9)]

    assert learned(letters).spans(letters[0]) == ()


def test_spans_when_a_person_said_it_is_no_boilerplate_then_the_rest_still_is(
    writer: Writer,
) -> None:
    head, foot = writer.text(30), writer.text(20)
    letters = [f"{head} {writer.text(80)} {foot}" for _ in range(9)]

    spans = learned(letters).except_for([foot]).spans(letters[0])

    assert [letters[0][span.start : span.end] for span in spans] == [head]


def test_spans_when_the_table_is_too_small_for_all_then_a_part_is_counted(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recurring, "MOST_COUNTERS", 1 << 13)
    head = writer.text(200)
    letters = [f"{head} {writer.text(1000)}" for _ in range(40)]

    spans = learned(letters).spans(letters[0])

    covered = sum(span.end - span.start for span in spans)
    assert 0.8 * len(head) < covered < 1.1 * len(head)


def test_learner_when_more_documents_than_a_counter_holds_then_it_stays_full() -> None:
    learner = RecurringLearner(10)
    words = words_of("one two three four five six seven eight nine")
    learner._counters[:] = np.iinfo(np.uint16).max

    learner.add(words)

    (span,) = learner.learned().spans("one two three four five six seven eight nine")
    assert span.documents == 65_535


def test_spans_when_nothing_was_learned_then_none(writer: Writer) -> None:
    assert nothing_recurs().spans(writer.text(50)) == ()
    assert nothing_recurs().spans("") == ()
