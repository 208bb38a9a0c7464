"""Asking a folder whose model is at a provider: what is sent, and when."""

from __future__ import annotations

import pytest

from desktop_app.errors import KeyRefused
from desktop_app.progress import CancelToken
from desktop_app.ui.work.open_folder import OpenFolder
from tests.embedding.cloud.fake_provider import status
from tests.support.cloud_folder import CloudFolder


@pytest.fixture
def indexed(cloud_folder: CloudFolder) -> CloudFolder:
    """The folder, indexed; its server has forgotten what it was sent for that."""
    cloud_folder.agree()
    with cloud_folder.open() as library:
        library.update(cloud_folder.model)
    cloud_folder.server.asked.clear()
    return cloud_folder


def test_search_when_nobody_said_to_ask_then_words_answer_and_nothing_is_sent(
    indexed: CloudFolder,
) -> None:
    with indexed.open() as library:
        found = library.search("slow knee", ask=False)
    assert found.hits[0].path == "knee.txt"
    assert found.unasked == f"127.0.0.1:{indexed.server.port}"
    assert (found.note, found.problem) == ("", None)
    assert indexed.server.asked == []


def test_search_when_it_was_asked_before_then_meaning_answers_without_a_request(
    indexed: CloudFolder,
) -> None:
    with indexed.open() as library:
        first = library.search("slow knee")
        again = library.search("slow knee", ask=False)
    assert again == first
    assert (again.unasked, again.hits[0].cosine > 0) == ("", True)
    assert indexed.server.texts == ["slow knee"]


def test_search_when_the_key_is_refused_then_the_problem_is_told(indexed: CloudFolder) -> None:
    indexed.server.always = status(401)
    with indexed.open() as library:
        found = library.search("slow knee")
    assert isinstance(found.problem, KeyRefused)
    assert found.note.startswith(found.problem.message)


def test_similar_to_text_when_asked_again_then_it_is_not_sent_again(indexed: CloudFolder) -> None:
    with indexed.open() as library:
        first = library.similar_to_text("Bend the knee slowly.", 5, 0.1)
        assert library.similar_to_text("Bend the knee slowly.", 20, 0.1) == first
    assert indexed.server.texts == ["Bend the knee slowly."]


def test_folder_when_it_is_made_ready_for_questions_then_nothing_is_sent(
    indexed: CloudFolder,
) -> None:
    folder = OpenFolder(indexed.path, open_library=lambda _path, _tell: indexed.open())
    folder.get_ready(CancelToken())
    folder.close()
    assert indexed.server.asked == []
