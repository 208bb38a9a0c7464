from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from desktop_app.documents.text.words import keyword_tokens
from desktop_app.errors import Cancelled, InvalidRequest
from desktop_app.progress import CancelToken
from desktop_app.similarity.model import SimilarResult
from desktop_app.similarity.search import similar
from desktop_app.similarity.search.evidence import Passages, best_pairs
from desktop_app.similarity.search.similar import Similar
from desktop_app.similarity.search.wordweights import WordCosines
from desktop_app.similarity.vectors.means import weighted_mean
from desktop_app.similarity.vectors.vectors import VectorSnapshot
from tests.support.fake_index import FakeIndex
from tests.support.toy_embedder import ToyEmbedder

LEASE = "The tenant pays rent monthly for the flat.\n\nNotice of three months ends the lease."
EDITED = "The tenant pays rent yearly for the flat.\n\nNotice of four months ends the lease."
PIE = "Apples, sugar, butter and a hot oven make a pie."


class Folder:
    def __init__(self) -> None:
        self.embedder = ToyEmbedder(dim=64)
        self.index = FakeIndex(self.embedder.embed_documents, 64)

    def like(self, path: str, k: int = 5, threshold: float = 0.0) -> SimilarResult:
        with VectorSnapshot(self.index) as snapshot:
            return Similar(self.index, self.embedder, snapshot).to_document(path, k, threshold)

    def like_text(self, text: str, k: int = 5, threshold: float = 0.0) -> SimilarResult:
        with VectorSnapshot(self.index) as snapshot:
            return Similar(self.index, self.embedder, snapshot).to_text(text, k, threshold)


@pytest.fixture
def folder() -> Iterator[Folder]:
    folder = Folder()
    folder.index.add("lease.txt", LEASE, title="Lease")
    folder.index.add("pie.txt", PIE)
    folder.index.add("edited.txt", EDITED)
    yield folder
    folder.index.close()


def test_similar_when_documents_differ_then_the_closest_comes_first_and_never_itself(
    folder: Folder,
) -> None:
    result = folder.like("lease.txt")
    assert [hit.path for hit in result.hits] == ["edited.txt", "pie.txt"]
    assert result.documents == 2
    hit = result.hits[0]
    assert hit.score == pytest.approx(0.7 * hit.cosine + 0.3 * hit.keyword)
    assert hit.score > 0.7 > result.hits[1].score
    assert not hit.same_bytes
    assert hit.why == f"Alike by meaning ({hit.cosine:.2f}) and by words ({hit.keyword:.2f})."


def test_similar_when_there_are_copies_then_they_are_listed_but_not_the_document(
    folder: Folder,
) -> None:
    for path in ("b.txt", "a.txt"):
        folder.index.add(path, LEASE, title="Lease")
    result = folder.like("b.txt", threshold=0.7)
    assert [hit.path for hit in result.hits] == ["a.txt", "lease.txt", "edited.txt"]
    assert [hit.same_bytes for hit in result.hits] == [True, True, False]
    assert result.hits[0].score == pytest.approx(1.0, abs=1e-3)
    assert result.hits[0].why == "The same bytes in another place."


def test_similar_when_asked_for_few_then_it_says_that_there_are_more(folder: Folder) -> None:
    result = folder.like("lease.txt", k=1)
    assert (len(result.hits), result.more) == (1, True)
    assert folder.like("lease.txt", k=2).more is False
    assert folder.like("lease.txt", threshold=0.99).hits == ()


def test_similar_when_passages_match_then_the_pairs_are_shown_with_their_places(
    folder: Folder,
) -> None:
    pairs = folder.like("lease.txt").hits[0].evidence
    shown = {(LEASE[p.here.start : p.here.end], EDITED[p.there.start : p.there.end]) for p in pairs}
    assert shown == set(zip(LEASE.split("\n\n"), EDITED.split("\n\n"), strict=True))
    snippet = pairs[0].snippet_here
    marked = {snippet.text[h.start : h.end].lower() for h in snippet.highlights}
    assert marked
    assert "the" not in marked
    assert pairs[0].cosine >= pairs[1].cosine


def test_similar_when_given_a_text_then_nothing_is_left_out(folder: Folder) -> None:
    folder.index.add("untitled.txt", LEASE)
    result = folder.like_text(LEASE)
    assert [hit.path for hit in result.hits[:2]] == ["lease.txt", "untitled.txt"]
    assert result.documents == 4
    assert [hit.path for hit in folder.like_text(PIE, threshold=0.9).hits] == ["pie.txt"]


def test_similar_when_a_document_is_long_then_its_later_passages_count_by_their_length() -> None:
    rows = np.eye(3, 4, dtype=np.float32)
    mean = weighted_mean(rows, [3, 4, 0])
    assert mean.tolist() == pytest.approx([0.6, 0.8, 0, 0])


def test_similar_when_looking_in_small_batches_then_the_answer_is_the_same(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        folder.index.add(f"{number:02}.txt", f"{LEASE} clause {number}\n\n{PIE * (number % 4)}")
    whole = folder.like("lease.txt", k=7)
    monkeypatch.setattr(similar, "_BATCH", 3)
    assert folder.like("lease.txt", k=7) == whole
    assert len(whole.hits) == 7


def test_similar_when_only_words_are_shared_then_the_document_is_still_a_candidate(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar, "_CLOSEST", 2)
    for number in range(8):
        folder.index.add(f"{number}.txt", f"The the for for of of pays ends {number}.")
    folder.index.add("words.txt", "lease tenant rent flat\n\n" + "far off " * 9)
    assert "words.txt" in [hit.path for hit in folder.like("lease.txt", 20, threshold=-1).hits]


@pytest.mark.parametrize("path", ["nowhere.txt", "unread.pdf", "blank.txt"])
def test_similar_when_there_is_nothing_to_compare_then_it_says_so(
    folder: Folder, path: str
) -> None:
    folder.index.add_unread("unread.pdf")
    folder.index.add("blank.txt", " \n ")
    with pytest.raises(InvalidRequest):
        folder.like(path)
    with pytest.raises(InvalidRequest):
        folder.like_text("  ")
    with pytest.raises(InvalidRequest):
        folder.like("lease.txt", k=0)


def test_similar_when_cancelled_then_it_stops(folder: Folder) -> None:
    token = CancelToken()
    token.cancel()
    with VectorSnapshot(folder.index) as snapshot, pytest.raises(Cancelled):
        Similar(folder.index, folder.embedder, snapshot).to_document("lease.txt", token=token)


def test_word_cosines_when_computed_then_frequencies_are_those_of_the_whole_index(
    folder: Folder,
) -> None:
    cosines = WordCosines(folder.index)
    same, none, half = cosines.to(keyword_tokens(LEASE), [LEASE, PIE.replace("a ", ""), "rent"])
    assert same == pytest.approx(1.0)
    assert none < 0.05
    # "rent" is in two of three documents: idf = ln(4 / 3) + 1.
    idf = {term: np.log(4 / (1 + n)) + 1 for term, n in {"rent": 2, "leas": 2}.items()}
    frequency = folder.index.document_frequency(sorted(set(keyword_tokens(LEASE))))
    weights = [
        keyword_tokens(LEASE).count(term) * (np.log(4 / (1 + n)) + 1)
        for term, n in frequency.items()
    ]
    assert half == pytest.approx(idf["rent"] / np.linalg.norm(weights))
    assert cosines.to([], ["rent"]) == [0.0]


def test_most_telling_when_words_are_rare_in_the_folder_then_they_come_first(
    folder: Folder,
) -> None:
    folder.index.add("more.txt", "lease lease")
    assert WordCosines(folder.index).most_telling(["leas", "sugar", "leas"], 2) == ["leas", "sugar"]
    assert WordCosines(folder.index).most_telling(["leas", "sugar"], 1) == ["sugar"]


def test_best_pairs_when_two_passages_have_one_nearest_then_it_is_used_once() -> None:
    from desktop_app.documents.model import Passage

    here = Passages(
        "a b", [Passage(0, 1, 1), Passage(2, 3, 1)], np.array([[1, 0], [0.8, 0.6]], "f4")
    )
    there = Passages("c", [Passage(0, 1, 1)], np.array([[1, 0]], "f4"))
    (pair,) = best_pairs(here, there, 3)
    assert (pair.here.start, pair.cosine) == (0, 1.0)
