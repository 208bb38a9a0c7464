"""Clusters of related documents, their labels, and the map."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop_app.errors import Cancelled
from desktop_app.library import Library
from desktop_app.progress import CancelToken, Progress, no_report
from desktop_app.similarity.topics import projection
from desktop_app.similarity.topics.topic_labels import labels
from desktop_app.similarity.topics.topics import Topics, find_topics
from desktop_app.similarity.vectors.vectors import VectorSnapshot
from tests.support.fake_index import FakeIndex
from tests.support.toy_embedder import ToyEmbedder

SUBJECTS = {
    "garden": "hedge lawn greenhouse tulip spade compost orchard seedling pond trellis",
    "harbour": "ferry anchor pier lighthouse trawler buoy crane tide sailor cargo",
    "kitchen": "oven saucepan recipe pastry onion kettle ladle pepper soup apron",
    "theatre": "stage curtain costume rehearsal actor spotlight balcony script orchestra poster",
}


def essay(subject: str, seed: int) -> str:
    """Return a text of words of one subject between words that all texts have."""
    chance = random.Random(f"{subject} {seed}")
    words = chance.choices(SUBJECTS[subject].split(), k=12)
    return "The annual report of 2024: " + " ".join(words)


class Folder:
    def __init__(self) -> None:
        self.index = FakeIndex(ToyEmbedder(dim=384).embed_documents, 384)

    def add_subjects(self, count: int) -> None:
        for subject in SUBJECTS:
            for seed in range(count):
                self.index.add(f"{subject}/{seed:02}.txt", essay(subject, seed))

    def topics(self) -> Topics:
        with VectorSnapshot(self.index) as snapshot:
            return find_topics(self.index, snapshot, CancelToken(), no_report)


@pytest.fixture
def folder() -> Iterator[Folder]:
    folder = Folder()
    yield folder
    folder.index.close()


def subjects_of(found: Topics) -> list[set[str]]:
    """Return the folders of each cluster's documents."""
    return [
        {found.paths[document].split("/")[0] for document in topic.documents}
        for topic in found.clusters
    ]


def test_topics_when_documents_are_on_four_subjects_then_each_has_a_cluster_and_its_words(
    folder: Folder,
) -> None:
    folder.add_subjects(15)
    found = folder.topics()
    assert sorted(map(sorted, subjects_of(found))) == [[subject] for subject in sorted(SUBJECTS)]
    for topic, subjects in zip(found.clusters, subjects_of(found), strict=True):
        (subject,) = subjects
        words = SUBJECTS[subject].split()
        assert len(topic.label) == 3
        assert set(" ".join(topic.label).split()) <= set(words)
        assert topic.representative in topic.documents
    assert len(found.places) == 60
    assert sum(len(t.documents) for t in found.clusters) + len(found.unclustered) == 60


def test_topics_when_a_document_has_forty_copies_then_they_are_in_its_cluster_and_apart_on_the_map(
    folder: Folder,
) -> None:
    folder.add_subjects(12)
    before = folder.topics()
    for number in range(40):
        folder.index.add(f"garden/copy{number:02}.txt", essay("garden", 3))
    found = folder.topics()
    assert len(found.clusters) == len(before.clusters)
    garden = next(
        t for t, s in zip(found.clusters, subjects_of(found), strict=True) if s == {"garden"}
    )
    assert len(garden.documents) == 52
    places = list(found.places.values())
    assert len(set(places)) == len(places) == 88
    assert all(0.0 <= value <= 1.0 for place in places for value in place)


def test_topics_when_texts_have_nothing_in_common_then_none_is_made_up(folder: Folder) -> None:
    for number in range(60):
        words = (f"word{number}x{place}" for place in range(30))
        folder.index.add(f"{number:02}.txt", " ".join(words))
    found = folder.topics()
    assert found.clusters == ()
    assert len(found.unclustered) == 60


def test_topics_when_documents_have_no_text_then_they_are_told_and_not_placed(
    folder: Folder,
) -> None:
    folder.index.add("one.txt", essay("garden", 1))
    folder.index.add_unread("scan.pdf")
    found = folder.topics()
    assert [found.paths[document] for document in found.without_text] == ["scan.pdf"]
    assert [found.paths[document] for document in found.places] == ["one.txt"]
    assert found.trustworthiness is None


def test_topics_when_asked_again_then_the_same_answer(folder: Folder) -> None:
    folder.add_subjects(8)
    assert folder.topics() == folder.topics()


def test_topics_when_cancelled_or_empty_then_no_work_is_done(folder: Folder) -> None:
    assert folder.topics().clusters == ()
    folder.add_subjects(4)
    token, seen = CancelToken(), []

    def cancel_after_the_second(progress: Progress) -> None:
        seen.append(progress.done)
        if progress.done == 2:
            token.cancel()

    with VectorSnapshot(folder.index) as snapshot, pytest.raises(Cancelled):
        find_topics(folder.index, snapshot, token, cancel_after_the_second)
    assert seen == [1, 2]


def test_project_when_there_are_more_than_are_laid_out_then_the_rest_lie_with_their_neighbours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(projection, "MOST_FITTED", 80)
    random_numbers = np.random.default_rng(1)
    middles = random_numbers.standard_normal((4, 32))
    group = np.arange(400) % 4
    vectors = middles[group] + 0.3 * random_numbers.standard_normal((400, 32))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    plane = projection.project(vectors, CancelToken())
    assert len(plane.fitted) == 80
    centres = np.stack([plane.places[group == number].mean(axis=0) for number in range(4)])
    distances = np.linalg.norm(plane.places[:, None] - centres, axis=2)
    assert (distances.argmin(axis=1) == group).all()
    kept = projection.trustworthiness(vectors, plane.places)
    assert kept is not None
    assert kept > 0.85


def test_labels_when_words_are_everywhere_or_empty_then_others_are_shown() -> None:
    lease = ["The Tenant pays the monthly rent in 2024. Dear Sirs, regards"] * 3
    knee = ["Die Übungen für das Knie: das Knie beugen. Dear Sirs, regards"] * 3
    first, second = labels([lease, knee])
    assert set(first) <= {"Tenant pays", "monthly rent", "pays", "rent", "monthly", "Tenant"}
    assert {"Knie beugen", "Knie", "Übungen"} & set(second)
    shown = " ".join(first + second).casefold().split()
    assert {"dear", "sirs", "regards", "die", "das", "the", "2024"}.isdisjoint(shown)


def test_labels_when_two_words_stand_together_then_they_are_one_phrase() -> None:
    school = [f"The driving licence of {name} expired" for name in ("Ann", "Ben", "Cid")]
    other = [f"The library of {name} is open" for name in ("Dan", "Eve", "Fay")]
    first, _ = labels([school, other])
    assert "driving licence" in first


def test_labels_when_two_topics_have_the_same_words_then_labels_still_differ() -> None:
    words = ["rent", "lease", "tenant", "deposit"]
    topics = [[f"{' and '.join(words)} and {extra}"] * 3 for extra in ("roof", "cellar")]
    first, second, _ = labels([*topics, ["boat sail anchor"] * 6])
    assert first != second


def test_labels_when_texts_have_no_words_then_labels_are_empty() -> None:
    assert labels([["12 34"], []]) == [(), ()]
    assert labels([]) == []


@pytest.mark.model
@pytest.mark.timeout(300)
def test_library_when_a_folder_has_two_subjects_then_the_real_model_tells_them_apart(
    tmp_path: Path,
) -> None:
    sentences = {
        "law": "The {} shall be settled by the court after the tenant has heard the landlord.",
        "food": "Stir the {} into the hot soup and let it simmer in the saucepan with onions.",
    }
    things = "deposit damage rent notice repair keys garden heating window cellar stairs roof"
    for subject, sentence in sentences.items():
        (tmp_path / subject).mkdir()
        for number, thing in enumerate(things.split()):
            text = f"{sentence.format(thing)} {thing.capitalize()} comes first."
            (tmp_path / subject / f"{number:02}.txt").write_text(text)
    with Library(tmp_path) as library:
        library.update()
        found = library.topics()
    assert all(len(subjects) == 1 for subjects in subjects_of(found))
    assert set().union(*subjects_of(found)) == {"law", "food"}
