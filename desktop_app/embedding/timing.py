"""Comparing ways to compute, on a computer that has other things to do too."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

_Name = TypeVar("_Name")

# What took so much longer than the best one each time is not tried again.
_HOPELESS = 2.0
_FEWEST_ROUNDS = 2


def least_costs(
    ways: Mapping[_Name, Callable[[], object]], clock: Callable[[], float], rounds: int
) -> dict[_Name, float]:
    """Return the least time each way took, in turns, by ``clock``.

    The least of several is what the computer's other work disturbed least. Two rounds are enough
    to see who is beaten by far; those that are close go on for all ``rounds``.
    """
    best = dict.fromkeys(ways, float("inf"))
    running = list(ways)
    for done in range(1, rounds + 1):
        for name in running:
            started = clock()
            ways[name]()
            best[name] = min(best[name], clock() - started)
        if done >= _FEWEST_ROUNDS:
            running = [name for name in running if best[name] <= _HOPELESS * min(best.values())]
        if len(running) < 2:
            break
    return best


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Hold torch to one thread: its own processor time is then all that is spent."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
