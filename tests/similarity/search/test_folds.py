"""Search shows documents that say the same in one row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.similarity.model import Folded, Hit
from desktop_app.similarity.search import folds
from desktop_app.similarity.search.near_copies import NearCopies
from desktop_app.similarity.search.search import Searcher
from desktop_app.similarity.vectors.vectors import VectorSnapshot
from tests.similarity.made_texts import Writer
from tests.support.fake_index import FakeIndex
from tests.support.toy_embedder import ToyEmbedder


class Folder:
    """An index in memory and the rows that a search of it shows."""

    def __init__(self) -> None:
        self.embedder = ToyEmbedder(dim=64, max_tokens=2000)
        self.index = FakeIndex(self.embedder.embed_documents, 64)

    def hits(self, query: str, k: int = 10) -> tuple[Hit, ...]:
        with VectorSnapshot(self.index) as snapshot:
            return Searcher(self.index, self.embedder, snapshot).search(query, k).hits

    def rows(self, query: str, k: int = 10) -> list[set[str]]:
        return [{hit.path, *hit.alike} for hit in self.hits(query, k)]


@pytest.fixture
def folder() -> Iterator[Folder]:
    folder = Folder()
    yield folder
    folder.index.close()


def test_search_when_a_text_was_edited_then_the_better_version_is_shown_with_it(
    folder: Folder,
) -> None:
    writer = Writer(1)
    text = writer.text(200)
    start = " ".join(text.split()[:6])
    folder.index.add("a/edited.txt", writer.edited(text, 8) + " " + writer.text(20))
    folder.index.add("b/first.txt", text)
    folder.index.add("c/copy.docx", text + "\n", kind="docx")
    folder.index.add("d/copy.txt", text)
    folder.index.add("other.txt", writer.text(200))
    hit, other = folder.hits(start)
    assert hit.path == "b/first.txt"
    copy, twin, edited = hit.folded
    assert (copy, twin) == (
        Folded("c/copy.docx", Relation.IDENTICAL_TEXT),
        Folded("d/copy.txt", Relation.IDENTICAL_FILE),
    )
    assert (edited.path, edited.relation) == ("a/edited.txt", Relation.NEAR_DUPLICATE)
    assert 0.75 <= edited.share < 1.0
    assert (other.path, other.folded) == ("other.txt", ())


def test_search_when_forms_are_filled_for_other_people_then_each_has_its_row(
    folder: Folder,
) -> None:
    writer = Writer(2)
    body = writer.text(150)
    for number in range(4):
        folder.index.add(f"{number}.txt", writer.form(body, 6))
    rows = folder.rows(" ".join(body.split()[10:20]))
    assert sorted(map(sorted, rows)) == [[f"{number}.txt"] for number in range(4)]


@pytest.mark.parametrize(
    ("before", "after"), [("1,150", "1,510"), ("shall", "shall not"), ("Harrington", "Lindqvist")]
)
def test_search_when_one_detail_was_replaced_then_both_versions_have_a_row(
    folder: Folder, before: str, after: str
) -> None:
    writer = Writer(3)
    start, end = writer.text(60), writer.text(60)
    for name, detail in (("one.txt", before), ("other.txt", after)):
        folder.index.add(name, f"{start} and so {detail} {end}")
    assert sorted(map(sorted, folder.rows(start[:40]))) == [["one.txt"], ["other.txt"]]


def test_search_when_a_text_is_quoted_in_a_longer_one_then_both_have_a_row(folder: Folder) -> None:
    writer = Writer(4)
    text = writer.text(100)
    folder.index.add("quoted.txt", text)
    folder.index.add("longer.txt", f"{writer.text(150)}\n\n{text}\n\n{writer.text(150)}")
    assert len(folder.rows(text[:40])) == 2


def test_search_when_there_are_many_near_copies_then_other_documents_fill_the_rows(
    folder: Folder,
) -> None:
    writer = Writer(5)
    text = writer.text(120)
    start = " ".join(text.split()[:8])
    copies = {f"copy{n:03}.txt" for n in range(30)}
    for path in sorted(copies):
        folder.index.add(path, writer.edited(text, 3))
    for number in range(12):
        folder.index.add(f"other{number:02}.txt", f"{start} {writer.text(80)}")
    rows = folder.rows(text, 5)
    assert rows[0] <= copies
    assert len(rows[0]) > 10
    assert len(rows) == 5
    assert copies.isdisjoint(set().union(*rows[1:]))


def test_search_when_the_limit_on_text_is_reached_then_the_rest_have_rows(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Writer(6)
    text = writer.text(120)
    for number in range(4):
        folder.index.add(f"{number}.txt", writer.edited(text, 3))
    assert len(folder.rows(text[:40])) == 1
    monkeypatch.setattr(folds, "_CHARS_A_ROW", 3 * len(text) // 10)
    assert len(folder.rows(text[:40])) == 3  # two copies of the first were read, and no more


def test_search_when_texts_are_very_short_or_long_then_only_identical_ones_share_a_row(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.index.add("a.txt", "lease of the boat to a crew")
    folder.index.add("b.txt", "lease of the boat to a crew.")
    assert len(folder.rows("lease boat")) == 2
    text = Writer(7).text(100)
    folder.index.add("c.txt", text)
    folder.index.add("d.txt", text + " ended")
    assert {"c.txt", "d.txt"} in folder.rows(text[:40])
    monkeypatch.setattr(folds, "LONGEST", 100)
    assert {"c.txt", "d.txt"} not in folder.rows(text[:40])


def test_near_copies_when_asked_either_way_then_the_same_verdict(folder: Folder) -> None:
    writer = Writer(8)
    text = writer.text(100)
    for name, version in (("a", text), ("b", writer.edited(text, 4)), ("c", writer.text(100))):
        folder.index.add(name, version)
    near = NearCopies(folder.index)
    pair = near.pair(2, 1)
    assert pair is not None
    assert {pair.a, pair.b} == {1, 2}
    assert near.pair(1, 2) == pair
    assert near.pair(1, 3) is None
