from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from desktop_app.similarity.duplicates.containment import shared_counts
from desktop_app.similarity.duplicates.shingles import char_shingles, word_shingles

ANY_TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=0x1FFFF, exclude_categories=()))


@given(ANY_TEXT, st.integers(1, 12))
def test_char_shingles_of_any_text_are_as_many_as_its_distinct_runs(text: str, width: int) -> None:
    runs = {text[i : i + width] for i in range(len(text) - width + 1)}

    shingles = char_shingles(text, width)

    assert len(shingles) == len(runs)
    assert np.all(np.diff(shingles.astype(object)) > 0)


@given(st.lists(st.sampled_from(["ab", "ba", "a", "b", "1", "é", "ß2"])))
def test_word_shingles_are_as_many_as_distinct_runs_of_three_words(words: list[str]) -> None:
    runs = {tuple(words[i : i + 3]) for i in range(len(words) - 2)}

    shingles, count = word_shingles(" ".join(words))

    assert (len(shingles), count) == (len(runs), len(words))


def test_word_shingles_when_only_punctuation_differs_are_equal() -> None:
    plain, _ = word_shingles("the sum of ten is due on friday")
    marked, _ = word_shingles('(the sum of) ten - is "due" on friday.')

    np.testing.assert_array_equal(plain, marked)


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), (" .,;- ", 0), ("one", 1), ("東京都庁", 4), ("in 東京 now", 4), ("𠀀𠀁 a", 3)],
)
def test_word_shingles_count_words_in_every_script(text: str, words: int) -> None:
    assert word_shingles(text)[1] == words


def test_char_shingles_of_a_lone_surrogate_are_made() -> None:
    assert len(char_shingles("abcdefgh\udcff")) == 1


@given(st.sets(st.integers(0, 500)), st.lists(st.sets(st.integers(0, 500))))
def test_shared_counts_are_the_sizes_of_the_intersections(
    one: set[int], others: list[set[int]]
) -> None:
    def hashes(numbers: set[int]) -> np.ndarray:
        return np.array(sorted(n * 0x9E3779B97F4A7C15 % 2**64 for n in numbers), dtype=np.uint64)

    counts = shared_counts(hashes(one), [hashes(other) for other in others])

    assert counts == [len(one & other) for other in others]


def test_shared_counts_when_surely_below_least_are_zero_and_else_exact() -> None:
    numbers = np.random.default_rng(1).integers(0, 2**63, 12_000, dtype=np.uint64) * 2 + 1
    one = np.sort(numbers[:5000])
    fifth, most = np.sort(numbers[4000:9000]), np.sort(numbers[1000:9000])

    assert shared_counts(one, [fifth, most], 0.5) == [0, 4000]
    assert shared_counts(one, [fifth, most]) == [1000, 4000]
