"""What was found before is enough for what is left of the folder, and for what came back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.index.reader import IndexReader
from desktop_app.library import Library
from desktop_app.similarity.duplicates.duplicates import Findings
from tests.support.toy_library import ToyLibrary, paragraph

_LONG = paragraph(5, 12)


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    toy = ToyLibrary(tmp_path / "docs")
    for number in range(20):
        toy.write(f"{number}.txt", paragraph(100 + number))
    for number in range(4):
        toy.write(f"copies/{number}.txt", paragraph(100 + number))
        toy.write(f"a/copy {number}.txt", paragraph(100 + number))
    toy.write("long.txt", _LONG)
    toy.write("long, a word added.txt", _LONG.replace(". ", ". Surely. ", 1))
    toy.update()
    return toy


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Ids of the contents whose texts were read from the index."""
    read: list[int] = []
    content_of: Callable[[IndexReader, int], object] = IndexReader.content_of_document

    def noting(self: IndexReader, document: int) -> object:
        read.append(document)
        return content_of(self, document)

    monkeypatch.setattr(IndexReader, "content_of_document", noting)
    return read


def _told(library: Library) -> tuple[object, ...]:
    """What is alike, by paths: ids may be others."""
    found = library.duplicates()
    return _by_path(found.findings, {row.id: row.path for row in found.rows.values()})


def _by_path(findings: Findings, path: dict[int, str]) -> tuple[object, ...]:
    groups = [
        (group.kind, path[group.kept], group.kept_because,
         [(path[one.document], one.relation, one.score, one.obstacle) for one in group.members])
        for group in findings.groups()
    ]  # fmt: skip
    alikes = [[row.path for row in alike.rows] for alike in findings.alikes]
    related = [(path[one.a], path[one.b], one.relation, one.score) for one in findings.related]
    return groups, alikes, related, len(findings.empty), len(findings.too_short)


def test_duplicates_when_asked_again_then_nothing_is_read(
    toy: ToyLibrary, reads: list[int]
) -> None:
    with toy.open() as library:
        first = library.duplicates()
        assert reads
        reads.clear()
        assert library.duplicates().findings is first.findings
        assert reads == []


@pytest.mark.parametrize("gone", ["copies/1.txt", "1.txt", "a/copy 1.txt", "long.txt", "7.txt"])
def test_duplicates_when_a_document_is_gone_then_known_answers_as_a_search_does(
    toy: ToyLibrary, reads: list[int], gone: str
) -> None:
    with toy.open() as library:
        _told(library)
        (toy.path / gone).unlink()
        toy.update()
        reads.clear()
        told = _told(library)
        assert reads == []
    with toy.open() as another:
        assert told == _told(another)
        assert reads != []


def test_duplicates_when_documents_come_back_then_all_is_known_under_their_new_ids(
    toy: ToyLibrary, reads: list[int], tmp_path: Path
) -> None:
    with toy.open() as library:
        before = _told(library)
        moved = [toy.path / "copies/1.txt", toy.path / "long.txt"]
        for at, path in enumerate(moved):
            path.rename(tmp_path / str(at))
        toy.update()
        assert _told(library) != before
        for at, path in enumerate(moved):
            (tmp_path / str(at)).rename(path)
        toy.update()
        reads.clear()
        assert _told(library) == before
        assert reads == []
        rows = library.duplicates().rows
        with toy.open() as another:
            assert rows.keys() == another.duplicates().rows.keys()


@pytest.mark.parametrize("change", ["new", "changed", "much gone"])
def test_duplicates_when_something_else_has_changed_then_the_folder_is_searched(
    toy: ToyLibrary, reads: list[int], change: str
) -> None:
    with toy.open() as library:
        _told(library)
        if change == "new":
            toy.write("new.txt", paragraph(103))
        elif change == "changed":
            toy.write("9.txt", paragraph(103))
        else:
            for number in range(5, 15):
                (toy.path / f"{number}.txt").unlink()
        toy.update()
        reads.clear()
        told = _told(library)
        assert reads != []
    with toy.open() as another:
        assert told == _told(another)
