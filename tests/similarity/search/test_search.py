from __future__ import annotations

import math
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop_app.documents.text.words import query_terms
from desktop_app.errors import Cancelled, InvalidRequest
from desktop_app.progress import CancelToken
from desktop_app.similarity.model import Filters, SearchResult
from desktop_app.similarity.search import ranking, search
from desktop_app.similarity.search.keywords import any_of
from desktop_app.similarity.search.search import Searcher
from desktop_app.similarity.vectors.vectors import VectorSnapshot
from tests.support.fake_index import FakeIndex
from tests.support.toy_embedder import ToyEmbedder


class Folder:
    """An index with a searcher over it, made anew for every search."""

    def __init__(self) -> None:
        self.embedder = ToyEmbedder(dim=64)
        self.index = FakeIndex(self.embedder.embed_documents, 64)

    def search(
        self,
        query: str,
        k: int = 10,
        filters: Filters | None = None,
        *,
        mark_meaning: bool = True,
    ) -> SearchResult:
        with VectorSnapshot(self.index) as snapshot:
            searcher = Searcher(self.index, self.embedder, snapshot, mark_meaning=mark_meaning)
            return searcher.search(query, k, filters)

    def paths(self, query: str, k: int = 10, filters: Filters | None = None) -> list[str]:
        return [hit.path for hit in self.search(query, k, filters).hits]


@pytest.fixture
def folder() -> Iterator[Folder]:
    folder = Folder()
    yield folder
    folder.index.close()


LEASE = "The rent is due monthly.\n\nThe tenant may end the lease with three months of notice."


def test_search_when_a_passage_matches_then_the_hit_shows_it(folder: Folder) -> None:
    folder.index.add("b/lease.txt", "Intro page.\f" + LEASE, title="Lease of 12 High Street")
    folder.index.add("a/pie.txt", "Apples, sugar and a hot oven make a pie.")
    hit, other = folder.search("tenants notices to end a lease").hits
    assert (hit.path, hit.title, hit.kind) == ("b/lease.txt", "Lease of 12 High Street", "text")
    text = "Intro page.\f" + LEASE
    assert text[hit.start : hit.end] == LEASE.split("\n\n")[1]
    assert hit.page == 2
    assert hit.words == ("tenants", "notices", "end", "lease")
    assert hit.why == (
        f"Matched by meaning ({hit.cosine:.2f}); words: tenants, notices, end, lease."
    )
    marked = [hit.snippet.text[h.start : h.end] for h in hit.snippet.highlights]
    assert marked == ["tenant", "end", "lease", "notice"]
    assert 0.5 < hit.keyword <= 1.0
    assert hit.score == pytest.approx(0.7 * hit.cosine + 0.3 * hit.keyword)
    also = {text[match.start : match.end]: match.page for match in hit.also_matching}
    assert also == {"The rent is due monthly.": 2, "Intro page.": 1}
    assert (other.path, other.keyword, other.words) == ("a/pie.txt", 0.0, ())


def test_search_when_no_word_is_shared_then_the_nearest_sentence_is_marked(folder: Folder) -> None:
    folder.index.add("one.txt", "Vacate premises within ninety days. Pets need consent.")
    (hit,) = folder.search("moving out").hits
    (mark,) = hit.snippet.highlights
    assert mark.mark.value == "meaning"
    assert "no word of the query" in hit.why
    before = folder.embedder.queries
    (plain,) = folder.search("moving out", mark_meaning=False).hits
    assert plain.snippet.highlights == ()
    assert folder.embedder.queries == before + 1


def test_search_when_contents_are_copies_then_they_are_one_hit(folder: Folder) -> None:
    folder.index.add("z.txt", LEASE)
    folder.index.add("a.txt", LEASE)
    folder.index.add("m.docx", LEASE + "\n", kind="docx")  # the same text in another format
    folder.index.add("other.txt", "A boat with two sails, an anchor and a rudder.")
    first, second = folder.search("lease").hits
    assert {first.path, *first.alike} == {"a.txt", "m.docx", "z.txt"}
    assert first.path == "a.txt"
    assert second.path == "other.txt"


def test_search_when_a_phrase_is_quoted_then_only_documents_with_it_come(folder: Folder) -> None:
    folder.index.add("yes.txt", "three\nMonths of notice")
    folder.index.add("no.txt", "three notice months")
    assert folder.paths('"three months" notice') == ["yes.txt"]
    assert folder.search('"four months"') == SearchResult((), 0, 0)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("本契約書第3条による", "契約書第3条"),
        ("a well-\nknown fact", "well-known fact"),
        ("a well-known fact", "a well-known"),
        ("the ter-\nmination date.", "termination date"),
        ("Clause 12(3): of the “Résumé”", "12(3): of the"),
    ],
)
def test_search_when_a_phrase_stands_in_the_text_then_the_keyword_index_never_hides_it(
    folder: Folder, text: str, phrase: str
) -> None:
    folder.index.add("yes.txt", text)
    folder.index.add("no.txt", "something else")
    assert folder.paths(f'"{phrase}"') == ["yes.txt"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(kinds=frozenset({"pdf"})), {"a/x.pdf"}),
        (Filters(subfolder="a"), {"a/x.pdf", "a/y.txt"}),
        (Filters(subfolder="a/"), {"a/x.pdf", "a/y.txt"}),
        (Filters(modified_from_ns=20), {"a/y.txt", "ab/z.txt"}),
        (Filters(modified_to_ns=20), {"a/x.pdf"}),
        (Filters(min_bytes=8), {"ab/z.txt"}),
        (Filters(max_bytes=7), {"a/x.pdf", "a/y.txt"}),
        (Filters(kinds=frozenset({"pdf"}), min_bytes=8), set()),
    ],
)
@pytest.mark.parametrize("few", [0, 2000])
def test_search_when_filtered_then_only_those_documents_come(
    folder: Folder,
    filters: Filters,
    expected: set[str],
    few: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ranking, "_FEW_DOCUMENTS", few)
    folder.index.add("a/x.pdf", "lease 1", kind="pdf", mtime_ns=10)
    folder.index.add("a/y.txt", "lease 2", mtime_ns=20)
    folder.index.add("ab/z.txt", "lease 33", mtime_ns=30)
    result = folder.search("lease", filters=filters)
    assert {hit.path for hit in result.hits} == expected
    assert result.documents == len(expected)
    unfiltered = {hit.path: hit.score for hit in folder.search("lease").hits}
    assert all(hit.score == unfiltered[hit.path] for hit in result.hits)


def test_search_when_documents_were_removed_or_unread_then_they_do_not_come(
    folder: Folder,
) -> None:
    folder.index.add("gone.txt", "lease of a boat")
    folder.index.add("here.txt", "lease of a house")
    folder.index.add_unread("broken.pdf")
    folder.index.remove("gone.txt")
    result = folder.search("lease of a boat")
    assert [hit.path for hit in result.hits] == ["here.txt"]
    assert result.documents == 1


def test_search_when_asked_for_nonsense_then_it_says_so(folder: Folder) -> None:
    for query, k in ((" ", 3), ("lease", 0)):
        with pytest.raises(InvalidRequest):
            folder.search(query, k)


def test_search_when_nothing_is_indexed_then_there_is_no_hit(folder: Folder) -> None:
    assert folder.search("lease") == SearchResult((), 0, 0)
    assert folder.embedder.queries == 0


def test_search_when_cancelled_then_it_stops(folder: Folder) -> None:
    folder.index.add("a.txt", LEASE)
    token = CancelToken()
    token.cancel()
    with VectorSnapshot(folder.index) as snapshot, pytest.raises(Cancelled):
        Searcher(folder.index, folder.embedder, snapshot).search("lease", token=token)


def test_search_when_documents_come_in_another_order_then_hits_are_the_same(
    folder: Folder,
) -> None:
    texts = {f"{n:02}.txt": f"lease {'tenant ' * (n % 3)}" for n in range(12)}
    other = Folder()
    for path in sorted(texts):
        folder.index.add(path, texts[path], title=path)
    for path in sorted(texts, reverse=True):
        other.index.add(path, texts[path], title=path)
    assert folder.paths("tenant lease", 20) == other.paths("tenant lease", 20)
    other.index.close()


@pytest.mark.parametrize("seed", range(12))
def test_search_when_looking_at_few_candidates_then_hits_are_those_of_scoring_everything(
    folder: Folder, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_FIRST_LOOK", 4)
    monkeypatch.setattr(ranking, "_FEW_DOCUMENTS", (seed % 2) * 2000)
    chance = random.Random(seed)
    vocabulary = [f"word{n}" for n in range(40)]
    for number in range(150):
        paragraphs = [
            " ".join(chance.choices(vocabulary, k=chance.randint(2, 12)))
            for _ in range(chance.randint(1, 4))
        ]
        folder.index.add(f"{number % 7}/{number:03}.txt", "\n\n".join(paragraphs))
    query = " ".join(chance.choices(vocabulary, k=3))
    filters = Filters(subfolder=str(seed % 7)) if seed % 3 == 0 else Filters()
    for k in (1, 5, 20):
        result = folder.search(query, k, filters)
        expected = score_everything(folder, query, filters)[:k]
        assert [(hit.path, round(hit.score, 6)) for hit in result.hits] == expected


def score_everything(folder: Folder, query: str, filters: Filters) -> list[tuple[str, float]]:
    index = folder.index
    vector = folder.embedder.embed_query(query)
    terms = query_terms(query)
    keywords = dict(index.keyword_hits(any_of(terms), None))
    unit = math.sqrt(max(keywords.values(), default=1.0) * ranking.bm25_reach(index, terms))
    with VectorSnapshot(index) as snapshot:
        scores = []
        for row in index.documents():
            assert row.content_id is not None
            ids = [passage.vector_id for passage in index.passages_of([row.content_id])]
            cosine = float(np.max(snapshot.scores_of(vector, ids)))
            score = 0.7 * cosine + 0.3 * keywords.get(row.content_id, 0.0) / unit
            if row.path.startswith(filters.subfolder):
                scores.append((row.path, round(score, 6)))
    return sorted(scores, key=lambda one: (-one[1], one[0]))


def test_search_when_only_a_weak_word_is_found_then_words_count_little(folder: Folder) -> None:
    for number in range(20):
        folder.index.add(f"{number:02}.txt", f"time and tide {number}")
    folder.index.add("z/answer.txt", "parental leave for mothers and fathers")
    found = folder.search("time", 1).hits[0]
    among_others = folder.search("time zebra quagga okapi", 1).hits[0]
    assert among_others.keyword < found.keyword / 2


def test_bm25_reach_when_a_document_is_full_of_the_words_then_it_stays_below(
    folder: Folder,
) -> None:
    folder.index.add("full.txt", "lease notice " * 60)
    for number in range(9):
        folder.index.add(f"{number}.txt", f"other words {number}")
    terms = query_terms("lease notice")
    best = folder.index.keyword_hits(any_of(terms), 1)[0][1]
    assert 0.8 < best / ranking.bm25_reach(folder.index, terms) <= 1.0


def test_search_when_the_snapshot_lies_in_files_then_hits_are_the_same(
    folder: Folder, tmp_path: Path
) -> None:
    folder.index.add("a.txt", LEASE)
    in_memory = folder.search("lease notice")
    folder.index.cache_dir = tmp_path
    assert folder.search("lease notice") == in_memory
