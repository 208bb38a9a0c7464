"""Folds and heights."""

from __future__ import annotations

from desktop_app.ui.compare.lines import Heights, Line, all_lines, only_differences
from desktop_app.ui.compare.model import AlignedRow, Cell


def rows(*places: int | None) -> list[AlignedRow]:
    return [AlignedRow(Cell(), Cell(), () if n is None else (n,)) for n in places]


def test_only_differences_when_many_are_equal_then_folds_all_but_their_neighbours() -> None:
    some = rows(None, None, None, None, 0, None, None, None)
    lines = only_differences(some, lambda number: True, frozenset())
    assert lines == [Line(0, 3), Line(3), Line(4), Line(5), Line(6, 2)]


def test_only_differences_when_a_fold_was_opened_then_its_rows_are_there() -> None:
    some = rows(None, None, None, 0)
    assert only_differences(some, lambda number: True, frozenset({0})) == all_lines(4)


def test_only_differences_when_a_place_does_not_count_then_its_row_is_folded() -> None:
    some = rows(0, None, None, None, 1)
    lines = only_differences(some, lambda number: number == 1, frozenset())
    assert lines == [Line(0, 3), Line(3), Line(4)]


def test_heights_when_one_is_measured_then_all_below_move() -> None:
    heights = Heights([10, 20, 30])
    assert [heights.line_at(y) for y in (-5, 0, 9, 10, 29, 30, 99)] == [0, 0, 0, 1, 1, 2, 2]
    heights.measure(0, 50)
    assert (heights.top(1), heights.total) == (50, 100)
    assert heights.line_at(49) == 0
