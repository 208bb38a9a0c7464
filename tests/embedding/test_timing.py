"""The quickest way is found although the computer is busy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop_app.embedding.timing import least_costs, one_thread


class _Clock:
    """A clock that only moves when work is done."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, *costs: float) -> Callable[[], None]:
        """Work that takes the given times, the last one ever after."""
        times = self._times(costs)

        def take() -> None:
            self.now += next(times)

        return take

    def _times(self, costs: tuple[float, ...]) -> Iterator[float]:
        yield from costs
        while True:
            yield costs[-1]


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


def test_costs_when_the_computer_is_busy_at_first_then_the_quicker_one_wins(clock: _Clock) -> None:
    ways = {"quick": clock.work(1.9, 1.8, 1.0), "slow": clock.work(1.1)}
    found = least_costs(ways, clock, 4)
    assert found == pytest.approx({"quick": 1.0, "slow": 1.1})


def test_costs_when_one_is_beaten_by_far_then_it_is_not_waited_for_again(clock: _Clock) -> None:
    done: list[str] = []

    def noted(name: str, cost: float) -> Callable[[], None]:
        work = clock.work(cost)
        return lambda: (done.append(name), work())[1]

    ways = {"far": noted("far", 5.0), "near": noted("near", 1.2), "best": noted("best", 1.0)}
    least_costs(ways, clock, 4)
    assert [done.count(name) for name in ways] == [2, 4, 4]
    done.clear()
    least_costs({"far": noted("far", 5.0), "best": noted("best", 1.0)}, clock, 20)
    assert len(done) == 4, "it is decided"


def test_one_thread_when_left_then_as_many_as_before() -> None:
    import torch

    before = torch.get_num_threads()
    with one_thread():
        assert torch.get_num_threads() == 1
    assert torch.get_num_threads() == before
