from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.similarity.differences.common import common_runs

_WORDS = st.lists(st.integers(0, 4), max_size=24)


def longest(a: list[int], b: list[int]) -> int:
    """The plain table."""
    row = [0] * (len(b) + 1)
    for word in a:
        before = row
        row = [0]
        for at, other in enumerate(b):
            row.append(before[at] + 1 if word == other else max(row[-1], before[at + 1]))
    return row[-1]


@given(_WORDS, _WORDS)
def test_common_runs_when_any_then_longest_and_ascending(a: list[int], b: list[int]) -> None:
    runs = common_runs(a, b)

    assert sum(length for _, _, length in runs) == longest(a, b)
    end_a = end_b = 0
    for at, other, length in runs:
        assert at >= end_a
        assert other >= end_b
        assert a[at : at + length] == b[other : other + length]
        end_a, end_b = at + length, other + length
