"""Whatever is selected, and by whatever route: one real copy stays."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.cli import main
from desktop_app.library import Library
from desktop_app.output.words import obstacle_words
from desktop_app.review.board import Board, decision
from desktop_app.review.decisions import Verdict
from desktop_app.similarity.duplicates.groups import Obstacle
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.ui.review.words import obstacle_words as window_words
from tests.review.support import Desk
from tests.support.toy_library import ToyLibrary, paragraph

pytestmark = pytest.mark.skipif(os.name == "nt", reason="hard and symbolic links as on Unix")
_TEXT = paragraph(3, 12)


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    """A document, a second name of it, a link to it, and a real copy."""
    toy = ToyLibrary(tmp_path / "docs")
    real = toy.write("a.txt", _TEXT)
    os.link(real, toy.path / "second name.txt")
    (toy.path / "link.txt").symlink_to(real)
    toy.write("copy.txt", _TEXT)
    toy.write("alone.txt", paragraph(4))
    toy.update()
    return toy


@pytest.fixture
def library(toy: ToyLibrary) -> Iterator[Library]:
    with toy.open() as library:
        yield library


def _board(library: Library) -> Board:
    found = library.duplicates()
    decisions, keeping = library.review.decisions(), library.review.keeping()
    return Board(found.findings, found.rows, decisions, keeping, sizes=found.sizes)


def _files(folder: Path) -> set[int]:
    """Inodes of the text that must not be lost."""
    return {
        path.lstat().st_ino
        for path in folder.iterdir()
        if not path.is_symlink() and path.read_text() == _TEXT
    }


def test_board_when_two_names_are_of_one_file_then_neither_is_offered_beside_the_other(
    library: Library,
) -> None:
    (group,) = _board(library).groups
    assert group.kept.path == "a.txt"
    told = {one.row.path: one.obstacle for one in group.members}
    assert told == {"second name.txt": Obstacle.SAME_FILE, "copy.txt": None}
    assert group.removable_bytes == len(_TEXT)


@pytest.mark.parametrize(
    "paths",
    [
        chosen
        for count in (1, 2, 3, 4)
        for chosen in itertools.combinations(
            ("a.txt", "second name.txt", "copy.txt", "link.txt"), count
        )
    ],
    ids=" ".join,
)
def test_delete_when_any_names_are_selected_then_a_real_copy_stays(
    toy: ToyLibrary, paths: tuple[str, ...]
) -> None:
    main(["delete", str(toy.path), *paths, "--yes", "--json"])
    assert _files(toy.path)
    assert (toy.path / "link.txt").is_symlink()


def test_delete_when_one_name_after_the_other_is_selected_then_a_real_copy_stays(
    toy: ToyLibrary,
) -> None:
    for name in ("copy.txt", "a.txt", "second name.txt", "link.txt", "a.txt"):
        main(["delete", str(toy.path), name, "--yes", "--json"])
        assert _files(toy.path)


def test_plan_when_every_copy_was_decided_to_be_a_duplicate_then_a_real_copy_stays(
    toy: ToyLibrary, library: Library
) -> None:
    # Each in turn is chosen to be kept, and all others are decided to be its duplicates.
    for kept in ("a.txt", "copy.txt", "second name.txt"):
        board = _board(library)
        (group,) = board.keeping_by(
            type(board.keeping)(board.keeping.rules, (), frozenset((kept,)))
        ).groups
        made = [decision(group, one, Verdict.DUPLICATE) for one in group.members]
        library.review.decide(made)
    every = {one.path for one in library.review.decisions().all()}
    assert every == {"a.txt", "copy.txt", "second name.txt"}
    applied = library.remove(library.plan_removal(sorted(every)))
    assert _files(toy.path)
    assert not applied.removed


def test_remove_when_the_folder_it_lies_in_was_moved_then_nothing_is_done(desk: Desk) -> None:
    planned = desk.planned("copies/b.txt", "a.txt")
    (desk.folder / "copies").rename(desk.folder / "moved")
    (outcome,) = desk.remove(planned).outcomes
    assert not outcome.done
    assert desk.names() == ["a.txt", "c.txt", "moved/b.txt"]


@pytest.mark.parametrize("swapped", ["a.txt", "copies/b.txt"])
def test_remove_when_one_was_swapped_for_another_file_with_its_size_and_time_then_stays(
    desk: Desk, swapped: str
) -> None:
    planned = desk.planned("copies/b.txt", "a.txt")
    path = desk.folder / swapped
    other = path.with_name("other")
    other.write_text("The SAME words.")
    shutil.copystat(path, other)
    os.replace(other, path)
    (outcome,) = desk.remove(planned).outcomes
    assert "has changed" in outcome.reason
    assert desk.names() == ["a.txt", "c.txt", "copies/b.txt"]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("obstacle", [one for one in Obstacle if one is not Obstacle.RELATION])
def test_obstacle_then_the_window_and_the_terminal_have_words_for_it(obstacle: Obstacle) -> None:
    none = {
        obstacle_words(Obstacle.RELATION, Relation.NEAR_DUPLICATE),
        "it is no copy of the other",
    }
    assert obstacle_words(obstacle, Relation.NEAR_DUPLICATE) not in none
    assert window_words(obstacle, Relation.NEAR_DUPLICATE) not in none
