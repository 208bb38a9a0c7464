"""Plain tables, and times that can be compared.

Ways are timed in turns (A B C, A B C, …) and compared round by round, so that what else the
computer is doing falls on all of them; the time is that of the processor, not of the clock.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Timing:
    """CPU seconds of this process per round, all threads together."""

    seconds: tuple[float, ...]

    @property
    def median_ms(self) -> float:
        return 1000 * statistics.median(self.seconds)

    def times_faster_than(self, other: Timing) -> float:
        """Return the median over the rounds of the other's time divided by this one's."""
        pairs = zip(self.seconds, other.seconds, strict=True)
        return statistics.median(theirs / max(own, 1e-9) for own, theirs in pairs)


def interleaved(
    ways: Mapping[str, Callable[[int], object]], rounds: int, *, warm_up: int = 1
) -> dict[str, Timing]:
    """Return the time each way takes; every way is called with the number of the round.

    Args:
        rounds: Rounds that count; ``warm_up`` rounds before them do not.
    """
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(-warm_up, rounds):
        for name, way in ways.items():
            started = time.process_time()
            way(turn % rounds)
            if turn >= 0:
                taken[name].append(time.process_time() - started)
    return {name: Timing(tuple(seconds)) for name, seconds in taken.items()}


def write_table(
    heads: Sequence[str], rows: Sequence[Sequence[object]], stream: TextIO | None = None
) -> None:
    """Write a table: the first column to the left, the others to the right."""
    stream = stream or sys.stdout
    cells = [[str(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        first, *others = (
            cell.ljust(width) if number == 0 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        stream.write("  ".join([first, *others]).rstrip() + "\n")
    stream.flush()
