from __future__ import annotations

import pytest

from desktop_app.similarity.duplicates.misread import IN_STEP, RunsInOrder, in_step, longest_not_in
from desktop_app.similarity.duplicates.shingles import char_shingles
from tests.similarity.made_texts import Writer


@pytest.fixture
def writer() -> Writer:
    return Writer(5)


@pytest.mark.parametrize("rate", [0.05, 0.08])
def test_in_step_when_letters_are_misread_all_over_then_it_looks_misread(
    writer: Writer, rate: float
) -> None:
    text = writer.text(300)
    scan = writer.misread(text, rate)

    step = in_step(RunsInOrder(scan), RunsInOrder(text))

    assert step.share > IN_STEP
    assert step.looks_misread


def test_in_step_when_a_scan_is_of_a_part_then_the_part_looks_misread(writer: Writer) -> None:
    whole, text = writer.text(400), writer.text(150)
    scan = RunsInOrder(writer.misread(text, 0.08))

    assert in_step(scan, RunsInOrder(f"{whole} {text} {whole}")).looks_misread


def test_in_step_when_a_form_is_filled_in_for_another_then_it_does_not_look_misread(
    writer: Writer,
) -> None:
    body = writer.text(200)
    one, other = (RunsInOrder(writer.form(body, 12).casefold()) for _ in range(2))

    step = in_step(one, other)

    assert step.share > IN_STEP
    assert not step.looks_misread


def test_in_step_when_texts_only_share_words_then_little_is(writer: Writer) -> None:
    words = writer.words(60)
    one, other = (" ".join(writer.random.choices(words, k=300)) for _ in range(2))

    assert in_step(RunsInOrder(one), RunsInOrder(other)).share < 0.2


def test_in_step_when_a_text_is_short_or_empty_then_nothing_is() -> None:
    text = RunsInOrder("a text of more than nine characters")

    assert in_step(RunsInOrder(""), text).share == 0.0
    assert in_step(text, RunsInOrder("short")).share == 0.0


def test_longest_not_in_is_the_longest_stretch_that_the_other_lacks(writer: Writer) -> None:
    text, body = writer.text(100), "zyx " * 15
    other = char_shingles(text)

    assert longest_not_in(RunsInOrder(text), other) == 0
    assert 50 <= longest_not_in(RunsInOrder(f"{text} {body}{text}"), other) <= 62
    assert longest_not_in(RunsInOrder(text), char_shingles("")) == len(text)
    assert longest_not_in(RunsInOrder(""), other) == 0
