"""What is shown of the rows, and where: folds, heights, and the way from a height to a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from desktop_app.ui.compare.model import AlignedRow

_CONTEXT = 1
"""Equal rows shown on either side of one that differs, where the others are folded."""

_LEAST_FOLDED = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is shown, or several equal ones folded into one line.

    Attributes:
        row: Its number, or that of the first that is folded.
        folded: How many rows are folded, 0 for a row that is shown.
    """

    row: int
    folded: int = 0


def all_lines(count: int) -> list[Line]:
    """Return a line for each of ``count`` rows."""
    return [Line(row) for row in range(count)]


def only_differences(
    rows: Sequence[AlignedRow], differs: Callable[[int], bool], opened: frozenset[int]
) -> list[Line]:
    """Return lines with all equal rows folded but those next to a difference.

    Args:
        differs: Whether the place of a number counts.
        opened: First rows of folds that a person has opened.
    """
    kept = bytearray(len(rows))
    for number, row in enumerate(rows):
        if any(map(differs, row.places)):
            first, last = max(0, number - _CONTEXT), min(len(rows), number + _CONTEXT + 1)
            kept[first:last] = b"\1" * (last - first)
    lines: list[Line] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and not kept[end]:
            end += 1
        if end - at >= _LEAST_FOLDED and at not in opened:
            lines.append(Line(at, end - at))
        else:
            end = max(end, at + 1)
            lines += [Line(number) for number in range(at, end)]
        at = end
    return lines


class Heights:
    """Heights of lines: estimated until a line was seen, then as measured.

    Args:
        heights: In pixels, at least 1 each.
    """

    def __init__(self, heights: list[int]) -> None:
        self._heights = heights
        self._tops: list[int] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, line: int) -> int:
        return self._heights[line]

    def measure(self, line: int, height: int) -> None:
        """Take on the true height of a line."""
        if self._heights[line] != height:
            self._heights[line] = height
            self._tops = None

    def top(self, line: int) -> int:
        """Return where a line begins; of the number of lines, where all end."""
        return self._all()[line]

    @property
    def total(self) -> int:
        return self._all()[-1]

    def line_at(self, y: int) -> int:
        """Return the line at a height; the first above all, the last below all."""
        return max(0, min(bisect_right(self._all(), y) - 1, len(self._heights) - 1))

    def _all(self) -> list[int]:
        if self._tops is None:
            self._tops = [0, *accumulate(self._heights)]
        return self._tops
