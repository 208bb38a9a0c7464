"""How copies are chosen, stored beside the index."""

from __future__ import annotations

from pathlib import Path

from desktop_app.review.keeping import FILE_NAME, store_keeping, stored_keeping
from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING, NEWEST, OLDEST, Keeping


def test_keeping_when_stored_then_comes_back_with_rules_folders_and_choices(tmp_path: Path) -> None:
    keeping = Keeping((NEWEST, OLDEST), ("archive", "old/2023"), frozenset({"a/b.txt"}))
    store_keeping(tmp_path, keeping)
    assert stored_keeping(tmp_path) == keeping


def test_keeping_when_what_is_stored_makes_no_sense_then_as_at_first(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"rules": 3, "protected": [1], "chosen": {"a": 1}}')
    assert stored_keeping(tmp_path) == DEFAULT_KEEPING
