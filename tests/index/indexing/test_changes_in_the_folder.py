"""Files added, changed, removed, moved, copied, and files that give no text."""

from __future__ import annotations

import shutil

import pytest

from desktop_app.documents.model import Reason
from desktop_app.index import indexing
from desktop_app.progress import Progress, Stage
from tests.index.indexing.support import BREAD, KNEE, LEASE, assert_sound, numbers
from tests.support import make
from tests.support.toy_library import ToyLibrary, paragraph


def test_update_when_the_folder_is_new_then_all_is_found(toy: ToyLibrary) -> None:
    toy.write("lease.pdf", make.pdf([LEASE, BREAD]))
    toy.write("knee.docx", make.docx([KNEE]))
    result = toy.update()
    assert numbers(result.summary) == {"indexed": 2, "embedded": 2}
    assert result.problems == ()
    assert toy.found("rent tenant")[0] == "lease.pdf"
    assert toy.found("bend knee seconds")[0] == "knee.docx"
    assert_sound(toy)


def test_update_when_the_folder_is_empty_then_an_empty_index(toy: ToyLibrary) -> None:
    assert numbers(toy.update().summary) == {}
    assert toy.found("rent") == []


def test_update_when_nothing_changed_then_nothing_is_done(
    indexed: ToyLibrary, children: list[object]
) -> None:
    children.clear()
    before = indexed.changes
    result = indexed.update()
    assert numbers(result.summary) == {"unchanged": 3}
    assert children == []
    assert indexed.embedders[-1].texts == 0
    assert indexed.changes == before


def test_update_when_a_file_was_added_then_only_it_is_embedded(indexed: ToyLibrary) -> None:
    indexed.write("new.txt", "A wholly new invoice for paint.")
    assert numbers(indexed.update().summary) == {"indexed": 1, "unchanged": 3, "embedded": 1}
    assert indexed.found("invoice paint")[0] == "new.txt"


def test_update_when_a_file_was_changed_then_the_old_text_is_gone(indexed: ToyLibrary) -> None:
    indexed.write("lease.txt", "The landlord repairs the roof.")
    assert numbers(indexed.update().summary) == {"indexed": 1, "unchanged": 2, "embedded": 1}
    assert indexed.found('"landlord repairs"') == ["lease.txt"]
    assert indexed.found('"pays the rent"') == []
    assert_sound(indexed)


def test_update_when_a_file_was_removed_then_it_is_not_found(indexed: ToyLibrary) -> None:
    (indexed.path / "lease.txt").unlink()
    assert numbers(indexed.update().summary) == {"unchanged": 2, "removed": 1}
    assert "lease.txt" not in indexed.found("rent tenant")
    assert_sound(indexed)


@pytest.mark.parametrize("new", ["rent.txt", "home/rent.txt"])
def test_update_when_a_file_was_moved_then_nothing_is_read(
    indexed: ToyLibrary, children: list[object], new: str
) -> None:
    (indexed.path / "home").mkdir()
    children.clear()
    (indexed.path / "lease.txt").rename(indexed.path / new)
    assert numbers(indexed.update().summary) == {"unchanged": 2, "moved": 1}
    assert children == []
    assert indexed.found("rent tenant")[0] == new


def test_update_when_a_folder_was_renamed_then_nothing_is_read(
    indexed: ToyLibrary, children: list[object]
) -> None:
    children.clear()
    (indexed.path / "health").rename(indexed.path / "body")
    assert numbers(indexed.update().summary) == {"unchanged": 1, "moved": 2}
    assert children == []
    assert sorted(indexed.found("knee dough rent")) == [
        "body/bread.md",
        "body/knee.txt",
        "lease.txt",
    ]


def test_update_when_the_indexed_folder_was_renamed_then_its_index_goes_along(
    indexed: ToyLibrary, children: list[object]
) -> None:
    children.clear()
    indexed.path = indexed.path.rename(indexed.path.with_name("renamed"))
    assert numbers(indexed.update().summary) == {"unchanged": 3}
    assert children == []
    assert indexed.location.directory.name == "renamed.likewise"


def test_update_when_a_file_was_copied_then_both_are_there_and_nothing_is_embedded(
    indexed: ToyLibrary,
) -> None:
    shutil.copy(indexed.path / "lease.txt", indexed.path / "copy.txt")
    assert numbers(indexed.update().summary) == {"indexed": 1, "unchanged": 3}
    assert indexed.found("rent tenant")[:2] == ["copy.txt", "lease.txt"]


def test_update_when_two_new_files_are_copies_then_one_text_is_embedded(toy: ToyLibrary) -> None:
    toy.write("a.txt", LEASE)
    toy.write("b/a.txt", LEASE)
    assert numbers(toy.update().summary) == {"indexed": 2, "embedded": 1}
    assert sorted(toy.found("rent")) == ["a.txt", "b/a.txt"]
    assert_sound(toy)


def test_update_when_one_of_two_copies_was_removed_then_the_other_is_found(
    toy: ToyLibrary,
) -> None:
    toy.write("a.txt", LEASE)
    toy.write("b.txt", LEASE)
    toy.update()
    (toy.path / "a.txt").unlink()
    assert numbers(toy.update().summary) == {"unchanged": 1, "removed": 1}
    assert toy.found("rent") == ["b.txt"]


def test_update_when_two_names_were_swapped_then_each_has_its_text(indexed: ToyLibrary) -> None:
    one, other = indexed.path / "lease.txt", indexed.path / "health/knee.txt"
    aside = one.rename(indexed.path / "aside")
    other.rename(one)
    aside.rename(other)
    assert numbers(indexed.update().summary) == {"indexed": 2, "unchanged": 1}
    assert indexed.found('"bend the knee"') == ["lease.txt"]
    assert indexed.found('"pays the rent"') == ["health/knee.txt"]
    assert_sound(indexed)


def test_update_when_names_went_round_in_a_chain_then_each_has_its_text(
    indexed: ToyLibrary,
) -> None:
    (indexed.path / "lease.txt").rename(indexed.path / "last.txt")
    (indexed.path / "health/knee.txt").rename(indexed.path / "lease.txt")
    result = indexed.update()
    assert result.summary.embedded == 0
    assert indexed.found('"bend the knee"') == ["lease.txt"]
    assert indexed.found('"pays the rent"') == ["last.txt"]
    assert sorted(indexed.found("knee rent dough")) == ["health/bread.md", "last.txt", "lease.txt"]


def test_update_when_one_paragraph_was_edited_then_only_its_passages_are_embedded(
    toy: ToyLibrary,
) -> None:
    paragraphs = [paragraph(seed, 5) for seed in range(20)]
    toy.write("long.txt", "\n\n".join(paragraphs))
    assert toy.update().summary.embedded >= 20
    paragraphs[10] = paragraph(99, 5)
    toy.write("long.txt", "\n\n".join(paragraphs))
    # The passage of the paragraph, and the next one, which begins with its end.
    assert 1 <= toy.update().summary.embedded <= 2
    assert_sound(toy)


def test_update_when_only_the_times_changed_then_nothing_is_embedded(indexed: ToyLibrary) -> None:
    (indexed.path / "lease.txt").touch()
    assert numbers(indexed.update().summary) == {"unchanged": 3}
    assert numbers(indexed.update().summary) == {"unchanged": 3}


def test_update_when_a_file_was_written_a_moment_ago_then_it_is_looked_at_again(
    toy: ToyLibrary, children: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_CLOCK_STEP_NS", 10**12)
    toy.write("lease.txt", LEASE)
    toy.update()
    children.clear()
    assert numbers(toy.update().summary) == {"unchanged": 1}
    assert len(children) == 1


def test_update_when_a_file_fails_then_it_is_not_opened_again_until_it_changes(
    toy: ToyLibrary, children: list[object]
) -> None:
    toy.write("broken.pdf", b"%PDF-1.7 and then nothing of the kind")
    toy.write("lease.txt", LEASE)
    first = toy.update()
    assert [(p.path, p.reason) for p in first.problems] == [("broken.pdf", Reason.DAMAGED)]
    children.clear()
    second = toy.update()
    assert children == []
    assert second.problems == first.problems
    assert numbers(second.summary) == {"unchanged": 2}
    toy.write("broken.pdf", make.pdf([KNEE]))
    mended = toy.update()
    assert mended.problems == ()
    assert toy.found("knee seconds")[0] == "broken.pdf"


def test_update_when_a_copy_of_a_failed_file_comes_then_it_fails_alike(toy: ToyLibrary) -> None:
    toy.write("broken.pdf", b"%PDF-1.7 and then nothing of the kind")
    toy.update()
    shutil.copy(toy.path / "broken.pdf", toy.path / "copy.pdf")
    result = toy.update()
    assert [(p.path, p.reason) for p in result.problems] == [
        ("broken.pdf", Reason.DAMAGED),
        ("copy.pdf", Reason.DAMAGED),
    ]


def test_update_when_a_read_file_turns_unreadable_then_its_old_text_is_gone(
    indexed: ToyLibrary,
) -> None:
    indexed.write("lease.txt", b"")
    result = indexed.update()
    assert [(p.path, p.reason) for p in result.problems] == [("lease.txt", Reason.EMPTY)]
    assert "lease.txt" not in indexed.found("rent tenant")
    assert_sound(indexed)


def test_update_when_a_file_goes_during_the_run_then_it_is_as_if_it_never_was(
    toy: ToyLibrary,
) -> None:
    toy.write("lease.txt", LEASE)
    doomed = toy.write("doomed.txt", KNEE)

    def remove_after_the_scan(progress: Progress) -> None:
        if progress.stage is Stage.SCANNING:
            doomed.unlink(missing_ok=True)

    result = toy.update(report=remove_after_the_scan)
    assert result.problems == ()
    assert numbers(result.summary) == {"indexed": 1, "embedded": 1}
    assert toy.found("knee rent") == ["lease.txt"]


def test_update_when_a_link_was_there_and_goes_then_it_is_told_and_forgotten(
    toy: ToyLibrary,
) -> None:
    link = toy.path / "link.txt"
    link.symlink_to(toy.write("lease.txt", LEASE))
    assert [(p.path, p.reason) for p in toy.update().problems] == [("link.txt", Reason.NOT_A_FILE)]
    link.unlink()
    assert toy.update().problems == ()
