from __future__ import annotations

import io

import pytest

from desktop_app.benchmarks.__main__ import BENCHMARKS, main
from desktop_app.benchmarks.tables import Timing, interleaved, write_table


def test_write_table_when_cells_differ_in_length_then_columns_line_up() -> None:
    stream = io.StringIO()
    write_table(["way", "ms"], [["plain", 10], ["ours", 3.5]], stream)
    assert stream.getvalue() == "way     ms\nplain   10\nours   3.5\n"


def test_interleaved_when_run_then_ways_take_turns_and_warm_up_does_not_count() -> None:
    calls: list[tuple[str, int]] = []
    ways = {name: lambda turn, name=name: calls.append((name, turn)) for name in "ab"}
    timings = interleaved(ways, 2)
    assert calls == [("a", 1), ("b", 1), ("a", 0), ("b", 0), ("a", 1), ("b", 1)]
    assert [len(timing.seconds) for timing in timings.values()] == [2, 2]


def test_timing_when_compared_then_the_ratio_is_taken_round_by_round() -> None:
    plain, ours = Timing((8.0, 9.0, 30.0)), Timing((2.0, 3.0, 3.0))
    assert ours.times_faster_than(plain) == 4.0
    assert ours.median_ms == 3000.0


@pytest.mark.parametrize("arguments", [[], ["--quick"], ["nonsense"], ["search", "--help"]])
def test_main_when_no_benchmark_is_named_then_it_lists_them(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert [name for name in BENCHMARKS if name not in told] == []


def test_main_when_several_are_named_then_each_gets_its_own_arguments(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from desktop_app.benchmarks import __main__ as module

    runs: list[tuple[str, list[str]]] = []

    def note(name: str, args: list[str]) -> int:
        runs.append((name, args))
        return len(runs) - 1

    monkeypatch.setattr(module, "_run", note)
    assert main(["quality", "folder", "--quick", "search"]) == 1
    assert runs == [("quality", ["--quick", "folder"]), ("search", ["--quick"])]
