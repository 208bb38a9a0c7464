"""Time grows with the text, whatever the text is: counted in calls, not by the clock."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from desktop_app.progress import CancelToken
from desktop_app.similarity.differences import ComparedText, Differences, alignment, compare_texts
from tests.similarity.made_texts import Writer

_MOST_CALLS_A_WORD = 30
_MOST_CELLS_A_WORD = 2 * 2048  # gaps of 4 million cells have sides of 2,048 words

_PARAGRAPH = "Nothing in this paragraph was ever said of the other one by anybody at all.\n\n"


def shuffled(words: list[str]) -> str:
    return " ".join(random.Random(1).sample(words, len(words)))


def sentences(count: int) -> list[str]:
    writer = Writer(3)
    return [f"{writer.text(12)}." for _ in range(count // 12)]


HOSTILE: dict[str, Callable[[int], tuple[str, str]]] = {
    "one word": lambda n: ("a " * n, "a " * (n - 9)),
    "nothing in common": lambda n: ("a " * n, "b " * n),
    "other words": lambda n: (Writer(1).text(n), Writer(1).text(n).upper().replace("A", "b")),
    "few words": lambda n: (shuffled(["a", "b"] * (n // 2)), "a b b " * (n // 3)),
    "two periods": lambda n: ("a b c " * (n // 3), "a b c d " * (n // 4)),
    "repeated paragraph": lambda n: (
        _PARAGRAPH * (n // 15),
        (_PARAGRAPH * (n // 15)).replace("Nothing", "All", 3),
    ),
    "words shuffled": lambda n: (Writer(2).text(n), shuffled(Writer(2).words(n))),
    "sentences shuffled": lambda n: (" ".join(sentences(n)), shuffled(sentences(n))),
    "one long word": lambda n: ("x" * 6 * n, "x" * 6 * n + "y"),
    "one long number": lambda n: ("1" * 6 * n, "1," * 3 * n),
    "signs only": lambda n: ("." * 3 * n + "a", "!" * 3 * n + "a"),
    "dates in a row": lambda n: ("1 May 2024 " * (n // 3), "2 May 2024 " * (n // 3)),
}


@pytest.fixture
def cells(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    counted: list[int] = []
    exact = alignment.common_runs

    def counting(a: list[int], b: list[int]) -> list[tuple[int, int, int]]:
        counted.append(len(a) * len(b))
        return exact(a, b)

    monkeypatch.setattr(alignment, "common_runs", counting)
    return counted


@pytest.mark.parametrize("name", HOSTILE)
def test_compare_when_hostile_then_work_grows_with_the_text(name: str, cells: list[int]) -> None:
    words = 12_000
    a, b = HOSTILE[name](words)
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        found = compare_texts(ComparedText(a), ComparedText(b), token=CancelToken())
    finally:
        sys.setprofile(None)

    assert calls <= _MOST_CALLS_A_WORD * 2 * words
    assert sum(cells) <= _MOST_CELLS_A_WORD * 2 * words
    assert isinstance(found, Differences)


def test_compare_when_a_paragraph_is_repeated_and_edited_then_the_edits_are_found() -> None:
    a = _PARAGRAPH * 1000
    words = a.split(" ")
    words[2000] = words[9000] = "changed"

    found = compare_texts(ComparedText(a), ComparedText(" ".join(words)), token=CancelToken())

    assert len(found.differences) == 2
    assert found.share_a > 0.999


def test_compare_when_long_and_edited_then_each_edit_is_found() -> None:
    writer = Writer(5)
    words = writer.words(20_000)
    other = list(words)
    places = range(100, 20_000, 500)
    for place in places:
        other[place] = "replaced"

    found = compare_texts(
        ComparedText(" ".join(words)), ComparedText(" ".join(other)), token=CancelToken()
    )

    assert len(found.differences) == len(places)
