from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.similarity.model import Mark
from desktop_app.ui.preview.display_text import BLOCK, LONGEST_LINE, DisplayText
from desktop_app.ui.preview.document import Span, Wanted, find_words, fold_letters, make_ready
from desktop_app.ui.preview.finding import MOST_FOUND, find_all, nearest
from desktop_app.ui.work.open_folder import DocumentText

TEXT = "The tenant pays.\nPetition of the tenant: one pet."


def document(text: str = TEXT, starts: tuple[int, ...] = (0, 17)) -> DocumentText:
    return DocumentText(text, starts, "pdf", "a/lease.pdf", "Lease")


@given(st.text(alphabet="ab 🐕\n", max_size=200), st.integers(1, 3))
def test_positions_when_text_is_of_any_kind_then_lead_back(text: str, times: int) -> None:
    text = text * times * 20
    display = DisplayText(text)
    for offset in range(0, len(text), 7):
        assert display.from_widget(display.to_widget(offset)) == offset


def test_blocks_when_a_line_is_very_long_then_it_is_broken_between_words() -> None:
    text = "a line\n" + "word 🐕 " * 20_000
    display = DisplayText(text)
    shown = "".join(display.blocks())
    assert display.is_broken
    assert max(map(len, shown.split("\n"))) <= LONGEST_LINE
    assert shown.replace("\n", "") == text.replace("\n", "")
    units = shown.encode("utf-16-le")
    for offset in (0, 7, 30_000, len(text) - 2):
        at = 2 * display.to_widget(offset)
        length = len(text[offset].encode("utf-16-le"))
        assert units[at : at + length].decode("utf-16-le") == text[offset]


def test_blocks_when_text_has_odd_line_ends_then_keeps_their_places() -> None:
    text = "a\rb\u2029c\u2028d"
    assert "".join(DisplayText(text).blocks()) == "a b c d"


def test_blocks_when_text_is_large_then_none_is_larger_than_a_block() -> None:
    display = DisplayText("some words\n" * 20_000)
    assert all(len(block) <= BLOCK for block in display.blocks())


def test_make_ready_when_passages_and_words_are_wanted_then_marks_both() -> None:
    ready = make_ready(document(), Wanted("a/lease.pdf", ((17, 39),), ("Tenant", "pet")))
    marked = [(TEXT[hit.start : hit.end], hit.mark) for hit in ready.hits]
    assert ("tenant", Mark.KEYWORD) in marked
    assert ("Pet", Mark.KEYWORD) in marked
    assert ready.hits[ready.first] == Span(17, 39, Mark.MEANING)
    assert ready.page == 2
    assert ready.pages == 2


def test_make_ready_when_nothing_is_marked_then_begins_at_the_page() -> None:
    ready = make_ready(document(), Wanted("a/lease.pdf", page=2))
    assert (ready.first, ready.page) == (-1, 2)
    beyond = make_ready(document(), Wanted("a/lease.pdf", page=99))
    assert beyond.page == 2


def test_make_ready_when_the_text_has_changed_then_spans_outside_are_dropped() -> None:
    ready = make_ready(document("short", (0,)), Wanted("a/lease.pdf", ((400, 500), (2, 99))))
    assert [(hit.start, hit.end) for hit in ready.hits] == [(2, 5)]


def test_find_words_when_one_lies_in_another_then_is_marked_once() -> None:
    found = find_words(fold_letters("petition, carpet"), ("pet", "petition"))
    assert [(span.start, span.end) for span in found] == [(0, 8)]


def test_fold_letters_when_a_letter_becomes_two_then_the_length_stays() -> None:
    assert fold_letters("İstanbul ẞ") == "istanbul ß"


@pytest.mark.parametrize(("text", "wanted", "expected"), [("aXaxa", "x", 2), ("aaaa", "aa", 2)])
def test_find_all_when_it_occurs_then_gives_every_place(
    text: str, wanted: str, expected: int
) -> None:
    assert len(find_all(fold_letters(text), wanted)) == expected


def test_find_all_when_there_is_no_end_of_them_then_stops() -> None:
    assert len(find_all("a" * (MOST_FOUND + 5), "a")) == MOST_FOUND
    assert find_all("abc", "") == []


def test_nearest_when_past_the_last_then_is_the_first() -> None:
    assert [nearest([2, 5], offset) for offset in (0, 2, 3, 9)] == [0, 0, 1, 0]


@pytest.mark.parametrize(("wanted", "shown"), [(0, 1), (2, 2), (3, 3), (9, 3)])
def test_page_when_the_passage_goes_over_several_then_the_one_wanted(
    wanted: int, shown: int
) -> None:
    found = document("First page.\nSecond page.\nThird page.", (0, 12, 25))
    ready = make_ready(found, Wanted("a/lease.pdf", ((0, 36),), (), wanted))
    assert (ready.page, ready.page_of(ready.first)) == (shown, shown)
