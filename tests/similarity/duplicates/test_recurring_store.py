"""What recurs is kept for the next comparison; what lies there instead does no harm."""

from __future__ import annotations

import io
import pickle
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop_app.similarity.duplicates import recurring_store
from desktop_app.similarity.duplicates.recurring import MOST_COUNTERS, RecurringText
from desktop_app.similarity.duplicates.recurring_store import keep, kept
from tests.similarity.duplicates.test_recurring import learned
from tests.similarity.made_texts import Writer

WRITER = Writer(3)
HEAD = WRITER.text(30)
LETTERS = [f"{HEAD} {WRITER.text(60)}" for _ in range(9)]


@pytest.fixture
def recurring() -> RecurringText:
    return learned(LETTERS)


@pytest.fixture
def file(tmp_path: Path, recurring: RecurringText) -> Path:
    keep(tmp_path, "index", recurring)
    (file,) = tmp_path.iterdir()
    return file


def test_kept_when_it_was_kept_then_the_same_spans(file: Path, recurring: RecurringText) -> None:
    found = kept(file.parent, "index")
    assert found is not None
    assert [found.spans(text) for text in LETTERS] == [recurring.spans(text) for text in LETTERS]
    assert found.spans(LETTERS[0])


def test_kept_when_a_person_made_exceptions_then_they_hold(
    tmp_path: Path, recurring: RecurringText
) -> None:
    keep(tmp_path, "index", recurring.except_for([HEAD]))
    found = kept(tmp_path, "index")
    assert found is not None
    assert found.spans(LETTERS[0]) == ()


def test_kept_when_it_is_of_another_index_then_nothing(file: Path) -> None:
    assert kept(file.parent, "another") is None


def test_kept_when_there_is_no_folder_or_file_then_nothing(tmp_path: Path) -> None:
    assert kept(tmp_path, "index") is None
    assert kept(tmp_path / "none", "index") is None


def test_kept_when_cut_short_then_nothing(file: Path) -> None:
    whole = file.read_bytes()
    for end in range(0, len(whole), max(1, len(whole) // 60)):
        file.write_bytes(whole[:end])
        assert kept(file.parent, "index") is None


def test_kept_when_any_byte_is_damaged_then_nothing_or_the_same(
    file: Path, recurring: RecurringText
) -> None:
    whole = file.read_bytes()
    chance = random.Random(1)
    for place in chance.sample(range(len(whole)), min(len(whole), 400)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        file.write_bytes(damaged)
        found = kept(file.parent, "index")
        assert found is None or found.spans(LETTERS[0]) == recurring.spans(LETTERS[0])


class _Trap:
    def __reduce__(self) -> tuple[Any, ...]:
        return pytest.fail, ("it was unpickled",)


def test_kept_when_it_is_a_pickle_then_it_is_not_opened(file: Path) -> None:
    file.write_bytes(pickle.dumps(_Trap()))
    assert kept(file.parent, "index") is None


def _foreign(**changes: Any) -> bytes:
    arrays = {
        "key": np.frombuffer(b"index", np.uint8),
        "shape": np.array([4096, 2**64 - 1], np.uint64),
        "places": np.array([1], np.uint64),
        "counts": np.array([9], np.uint64),
        "exempt": np.empty(0, np.uint64),
    }
    arrays |= changes
    out = io.BytesIO()
    np.savez(out, **{name: array for name, array in arrays.items() if array is not None})
    return out.getvalue()


@pytest.mark.parametrize(
    "changes",
    [
        {"key": None},
        {"shape": np.array([MOST_COUNTERS * 2, 1], np.uint64)},
        {"shape": np.array([1000, 1], np.uint64)},
        {"shape": np.array([0, 1], np.uint64)},
        {"shape": np.array([4096.0, 1.0])},
        {"shape": np.array([4096], np.uint64)},
        {"places": np.array([4096], np.uint64)},
        {"places": np.array([1, 2], np.uint64), "counts": np.array([1, 2, 3], np.uint64)},
        {"places": np.array(["x"])},
        {"places": np.array([_Trap()], dtype=object)},
        {"counts": None},
        {"exempt": np.array(["x"])},
    ],
)
def test_kept_when_it_holds_something_else_then_nothing(
    file: Path, changes: dict[str, Any]
) -> None:
    file.write_bytes(_foreign())
    assert kept(file.parent, "index") is not None
    file.write_bytes(_foreign(**changes))
    assert kept(file.parent, "index") is None


def test_kept_when_it_is_one_array_then_nothing(file: Path) -> None:
    out = io.BytesIO()
    np.save(out, np.zeros(3))
    file.write_bytes(out.getvalue())
    assert kept(file.parent, "index") is None


def test_kept_when_more_than_it_can_ever_be_then_it_is_not_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recurring_store, "_MOST_BYTES", 100)
    assert kept(file.parent, "index") is None


def test_keep_when_there_is_no_place_then_nothing_happens(
    tmp_path: Path, recurring: RecurringText
) -> None:
    (tmp_path / "file").write_text("")
    keep(tmp_path / "file", "index", recurring)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_keep_when_writing_fails_then_what_was_kept_stays(
    file: Path, recurring: RecurringText, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez_compressed", full)
    keep(file.parent, "index", recurring)
    assert list(file.parent.iterdir()) == [file]
    assert kept(file.parent, "index") is not None
