"""Differences as rows of two cells."""

from __future__ import annotations

import random

import pytest

from desktop_app.progress import CancelToken
from desktop_app.similarity.differences import (
    ComparedText,
    DifferenceKind,
    compare_openings,
    compare_texts,
)
from desktop_app.similarity.differences import Likeness as Engine
from desktop_app.ui.compare.aligning import aligned
from desktop_app.ui.compare.model import Aligned, Family, Kind, Likeness
from tests.support.toy_library import paragraph
from tests.ui.compare.papers import LEFT, RIGHT, shown


def words(text: str) -> str:
    return "".join(text.split())


def side_by_side(left: str, right: str) -> list[tuple[str, str]]:
    return [(row.left.text, row.right.text) for row in shown(left, right).rows]


def marked(found: Aligned, *, left: bool) -> dict[int, str]:
    texts: dict[int, str] = {}
    for row in found.rows:
        cell = row.left if left else row.right
        for mark in cell.marks:
            texts[mark.place] = texts.get(mark.place, "") + cell.text[mark.start : mark.end]
    return texts


def test_kinds_when_the_engine_tells_another_one_then_the_window_knows_it() -> None:
    assert {kind.value for kind in Kind} == {kind.value for kind in DifferenceKind}
    assert {likeness.value for likeness in Likeness} == {likeness.name for likeness in Engine}


def test_rows_when_a_paragraph_is_new_then_it_stands_alone_beside_nothing() -> None:
    rows = side_by_side(LEFT, RIGHT)
    alone = [right for left, right in rows if not left]
    assert len(alone) == 1
    assert alone[0].startswith("The tenant insures")
    assert all(left.split()[:2] == right.split()[:2] for left, right in rows if left)


def test_places_when_values_differ_then_are_marked_on_both_sides_in_order() -> None:
    found = shown()
    assert [place.family for place in found.places] == [
        Family.DATES,
        Family.AMOUNTS,
        Family.ONLY_RIGHT,
    ]
    assert marked(found, left=True) == {0: "1 May 2024", 1: "1,250.00"}
    assert marked(found, left=False)[0] == "1 June 2024"
    assert [found.rows[place.row].places for place in found.places] == [(0,), (1,), (2,)]
    assert found.likeness is Likeness.MOSTLY
    assert found.whole


def test_rows_when_a_paragraph_moved_then_both_places_are_one_difference() -> None:
    moved = LEFT.split("\n\n")
    moved.insert(2, moved.pop(4))
    found = shown(LEFT, "\n\n".join(moved))
    (place,) = (place for place in found.places if place.kind is Kind.MOVED)
    number = found.places.index(place)
    rows = [row for row in found.rows if number in row.places]
    assert len(rows) == 2
    assert {bool(row.left.text) for row in rows} == {True, False}


def test_cells_when_text_is_struck_out_then_its_signs_are_gone_and_marks_fit() -> None:
    left = LEFT.replace("£1,250.00", "⟦£1,100.00⟧ £1,250.00")
    found = shown(left, RIGHT)
    (cell,) = (row.left for row in found.rows if row.left.struck)
    assert [cell.text[start:end] for start, end in cell.struck] == ["£1,100.00"]
    assert "⟦" not in cell.text
    assert "1,250.00" in "".join(marked(found, left=True).values())


def test_cells_when_pages_begin_then_say_so_once() -> None:
    second = LEFT.index("The rent")
    texts = ComparedText(LEFT, (0, second)), ComparedText(RIGHT)
    found = aligned(*texts, compare_texts(*texts, token=CancelToken()))
    pages = [(row.left.page, row.left.text[:8]) for row in found.rows if row.left.page]
    assert pages == [(1, "Lease ag"), (2, "The rent")]
    assert not any(row.right.page for row in found.rows)


def test_cells_when_text_recurs_in_the_folder_then_it_is_faded() -> None:
    texts = ComparedText(LEFT), ComparedText(RIGHT)
    differences = compare_texts(*texts, token=CancelToken())
    found = aligned(*texts, differences, recurring_left=((6, 15), (0, 10)))
    assert found.rows[0].left.faded == ((0, 15),)
    assert found.rows[0].right.faded == ()


def test_rows_when_one_has_running_headers_then_paragraphs_still_stand_beside_each_other() -> None:
    parts = [paragraph(number) for number in range(30)]
    plain = "\n\n".join(parts)
    pages, running, page_starts = "", [], []
    for number, part in enumerate(parts):
        if number % 5 == 0:
            header = f"Lease of Mr Thomas Baker, page {number // 5 + 1}"
            page_starts.append(len(pages))
            running.append((len(pages), len(pages) + len(header)))
            pages += f"{header}\n\n"
        pages += f"{part}\n\n"
    texts = ComparedText(pages, tuple(page_starts), tuple(running)), ComparedText(plain)
    found = aligned(*texts, compare_texts(*texts, token=CancelToken()))
    beside = [(row.left.text[:40], row.right.text[:40]) for row in found.rows if row.right.text]
    assert len(beside) == 30
    assert sum(left == right for left, right in beside) >= 28
    assert [row.left.page for row in found.rows if row.left.page] == [1, 2, 3, 4, 5, 6]


def test_opening_when_texts_are_long_then_shows_only_what_was_compared() -> None:
    text = "\n\n".join(paragraph(number) for number in range(120))
    texts = ComparedText(text), ComparedText(text.replace(" ba", " changed", 3))
    found = aligned(*texts, compare_openings(*texts, token=CancelToken(), chars=4000))
    assert not found.whole
    assert 1000 < sum(len(row.left.text) for row in found.rows) < 4100
    assert found.row_at(found.rows[3].at) == 3


def test_opening_when_nothing_is_alike_then_shows_the_beginnings() -> None:
    texts = ComparedText("left words. " * 3000), ComparedText("andere Dinge. " * 3000)
    found = aligned(*texts, compare_openings(*texts, token=CancelToken()))
    assert found.rows
    assert found.rows[0].left.text.startswith("left words.")


@pytest.mark.parametrize("seed", range(8))
def test_rows_when_texts_differ_at_random_then_no_word_is_lost_or_doubled(seed: int) -> None:
    chosen = random.Random(seed)
    parts = [paragraph(number, chosen.randint(1, 9)) for number in range(40)]
    left = "".join(part + chosen.choice(["\n", "\n\n", " "]) for part in parts)
    chosen.shuffle(parts[10:20])
    other = [part for part in parts if chosen.random() > 0.1]
    other[3:8] = reversed(other[3:8])
    right = "".join(part + chosen.choice(["\n", "\n\n", " ", ". New words 12. "]) for part in other)
    found = shown(left, right)
    assert words("".join(row.left.text for row in found.rows)) == words(left)
    assert words("".join(row.right.text for row in found.rows)) == words(right)
    assert sorted({n for row in found.rows for n in row.places}) == list(range(len(found.places)))


def test_rows_when_both_are_empty_then_there_is_nothing() -> None:
    found = shown("", "")
    assert not any(row.left.text or row.right.text for row in found.rows)
