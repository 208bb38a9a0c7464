"""The groups in a terminal: short, in the room there is."""

from __future__ import annotations

import pytest

from desktop_app.library import Duplicates
from desktop_app.output.duplicates_text import DuplicatesText
from desktop_app.output.words import percent
from tests.output.support import coloured, plain, widest, without_colours


def _lines(found: Duplicates, width: int = 80, *, every: bool = False) -> list[str]:
    return list(DuplicatesText(plain(), width, every=every).lines(found, 0.75))


def _groups(lines: list[str], path: str) -> list[str]:
    return [part for part in "\n".join(lines).split("\n\n") if path in part]


def _group(lines: list[str], path: str) -> str:
    return _groups(lines, path)[0]


@pytest.mark.parametrize("width", [40, 80, 132])
def test_lines_when_a_width_is_given_then_only_paths_are_longer(
    found: Duplicates, width: int
) -> None:
    long = [line for line in _lines(found, width) if widest([line]) > width]
    paths = {row.path.replace("\n", "\ufffd") for row in found.rows.values()}
    assert [line for line in long if line.removeprefix("    keep").strip() not in paths] == []


def test_lines_when_a_group_is_large_then_it_is_folded_and_shown_on_request(
    found: Duplicates,
) -> None:
    folded, whole = (_group(_lines(found, every=every), "forms/00.txt") for every in (False, True))
    assert folded.count("forms/") == 13
    assert "… and 3 more; --all shows them" in folded
    assert whole.count("forms/") == 16
    assert "more;" not in whole


def test_lines_when_texts_are_equal_then_what_differs_is_told_once(found: Duplicates) -> None:
    copies, versions = _groups(_lines(found), "edited.md")
    assert "keep  edited.md" in copies
    assert "edited.txt  the same file; could be removed" in copies
    assert "edited.txt" not in versions
    assert versions.count("stays:") == versions.count("%")


def test_lines_when_names_are_odd_then_no_control_character_is_shown(found: Duplicates) -> None:
    assert all(line.isprintable() for line in _lines(found))


def test_lines_when_coloured_then_the_same_words(
    found: Duplicates, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = list(DuplicatesText(coloured(monkeypatch), 80).lines(found, 0.75))
    assert any("\x1b[" in line for line in lines)
    assert [without_colours(line) for line in lines] == _lines(found)


def test_percent_when_not_all_then_never_a_hundred() -> None:
    assert [percent(share) for share in (1.0, 0.9999, 0.754, 0.0)] == ["100%", "99%", "75%", "0%"]
