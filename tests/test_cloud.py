"""A folder whose index is made by a model at a provider: a server on this computer stands in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app import cloud
from desktop_app.embedding.cloud.paid import NAME
from desktop_app.errors import (
    Cancelled,
    ConsentMissing,
    IndexMissing,
    InvalidRequest,
    NeverLeaves,
    OfflineLocked,
    ProviderProblem,
)
from desktop_app.library import Library
from desktop_app.privacy import consent, gate
from desktop_app.progress import CancelToken
from desktop_app.settings import Settings
from tests.embedding.cloud.fake_provider import Answering, Asked, FakeProvider, status
from tests.support.toy_embedder import ToyEmbedder
from tests.support.toy_library import paragraph

DIM = 32
LEASE = "The tenant pays the rent on the first day of the month. "
KNEE = "Bend the knee slowly and hold it for ten seconds. "


def by_words(answering: Answering) -> None:
    """Answer with vectors that are near for texts that share words."""
    toy = ToyEmbedder(DIM)
    answering.reply([list(map(float, toy.embed_query(text))) for text in answering.asked.texts])


@pytest.fixture
def server() -> Iterator[FakeProvider]:
    with FakeProvider(DIM) as provider:
        provider.always = by_words
        yield provider


class Folder:
    """A folder and the model at ``server``."""

    def __init__(self, path: Path, server: FakeProvider) -> None:
        self.path, self.server = path, server
        self.model = cloud.model_id("compatible", f"toy@{DIM}", f"{server.url}/v1")
        self.told: list[str] = []
        path.mkdir()

    def write(self, **texts: str) -> None:
        for name, text in texts.items():
            (self.path / f"{name}.txt").write_text(text)

    def open(self) -> Library:
        return Library(self.path, settings=Settings(), tell=self.told.append)

    def agree(self) -> cloud.CloudOffer:
        with self.open() as library:
            offered = cloud.offer(library.location, self.model)
            cloud.agree(library.location, offered)
            return offered


@pytest.fixture
def folder(tmp_path: Path, server: FakeProvider) -> Folder:
    found = Folder(tmp_path / "documents", server)
    found.write(lease=LEASE * 5, copy=LEASE * 5, knee=KNEE * 6, notes=paragraph(1))
    return found


def test_index_when_agreed_then_search_similar_duplicates_answer(folder: Folder) -> None:
    folder.agree()
    with folder.open() as library:
        result = library.update(folder.model)
        assert result.summary.indexed == 4
        assert result.cost is not None
        assert result.cost.tokens > 0
        found = library.search("rent of the tenant")
        assert found.hits[0].path == "copy.txt"
        assert found.note == ""
        assert [hit.path for hit in library.similar("lease.txt").hits] == ["copy.txt"]
        assert [len(group.members) for group in library.duplicates().findings.groups()] == [1]
        state = library.status()
    assert state.model == folder.model
    assert state.runs_at == f"127.0.0.1:{folder.server.port}"
    assert library.verify() == []


def test_ledger_when_indexed_and_searched_then_equals_what_arrived(folder: Folder) -> None:
    folder.agree()
    with folder.open() as library:
        library.update(folder.model)
        library.search("rent")
        entries = cloud.ledger(library.location).entries()
    assert [entry.bytes_sent for entry in entries] == [len(a.body) for a in folder.server.asked]
    assert sum(entry.bytes_received for entry in entries) == folder.server.sent_bytes
    assert [entry.purpose for entry in entries] == ["index"] * (len(entries) - 1) + ["search"]
    assert sum(entry.characters for entry in entries) == sum(map(len, folder.server.texts))


def test_offer_when_nothing_is_indexed_then_counts_what_will_be_sent(folder: Folder) -> None:
    offered = folder.agree()
    assert folder.server.asked == []
    with folder.open() as library:
        library.update(folder.model)
        again = cloud.offer(library.location, folder.model)
    assert offered.estimate.files == 4
    assert offered.estimate.characters == sum(map(len, folder.server.texts))
    assert not offered.estimate.guessed
    assert (again.estimate.files, again.estimate.characters) == (0, 0)
    assert again.consent is not None


def test_index_when_nobody_agreed_then_nothing_is_sent(folder: Folder) -> None:
    with folder.open() as library:
        with pytest.raises(ConsentMissing):
            library.update(folder.model)
        with pytest.raises(IndexMissing):
            library.status()
    assert folder.server.asked == []


def test_refusals_when_several_hold_then_come_in_order(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with folder.open() as library:
        consent.set_never_leaves(library.location, True)
        monkeypatch.setenv(gate.VARIABLE, "1")
        with pytest.raises(NeverLeaves):
            library.update(folder.model)
        consent.set_never_leaves(library.location, False)
        with pytest.raises(OfflineLocked):
            library.update(folder.model)
        monkeypatch.delenv(gate.VARIABLE)
        with pytest.raises(ConsentMissing):
            library.update(folder.model)
    assert folder.server.asked == []


@pytest.mark.parametrize("why", ["withdrawn", "locked", "never leaves", "down"])
def test_search_when_the_provider_cannot_be_asked_then_words_answer(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    folder.agree()
    with folder.open() as library:
        library.update(folder.model)
        asked = len(folder.server.asked)
        if why == "withdrawn":
            assert cloud.withdraw(library.location, folder.model) == 1
        elif why == "locked":
            monkeypatch.setenv(gate.VARIABLE, "1")
        elif why == "never leaves":
            consent.set_never_leaves(library.location, True)
        else:
            folder.server.leave()
        found = library.search("the slow bending of a knee")
        similar = library.similar("lease.txt")
        nothing = library.search("zymurgy")
    assert [hit.path for hit in found.hits[:1]] == ["knee.txt"]
    assert found.hits[0].why.startswith("Found by its words: ")
    assert found.note.endswith("Only words were compared.")
    assert found.documents == 4
    assert nothing.hits == ()
    assert nothing.note
    assert [hit.path for hit in similar.hits] == ["copy.txt"]
    assert len(folder.server.asked) == asked


def test_index_when_the_provider_fails_midway_then_no_text_is_sent_twice(folder: Folder) -> None:
    folder.write(**{f"letter{n}": paragraph(n, 40) for n in range(2, 30)})
    folder.agree()
    answered = [0]

    def fail_later(asked: Asked) -> None:
        answered[0] += 1
        if answered[0] == 4:
            folder.server.always = status(400, "out of order")

    folder.server.before = fail_later
    with folder.open() as library:
        with pytest.raises(ProviderProblem):
            library.update(folder.model)
        assert folder.told
        folder.server.always = by_words
        result = library.update()
        assert (library.location.directory / NAME).exists() is False
    assert result.summary.indexed + result.summary.unchanged == 32
    paid = folder.server.paid
    assert len(paid) == len(set(paid))


def test_index_when_cancelled_midway_then_goes_on_without_paying_twice(folder: Folder) -> None:
    folder.write(**{f"letter{n}": paragraph(n, 40) for n in range(2, 30)})
    folder.agree()
    token = CancelToken()
    folder.server.before = lambda asked: token.cancel() if len(folder.server.asked) > 2 else None
    with folder.open() as library:
        with pytest.raises(Cancelled):
            library.update(folder.model, token=token)
        library.update()
        # What was on its way when the run was stopped may be asked for again.
        paid = folder.server.paid
        assert len(paid) - len(set(paid)) <= 3 * 64
        assert len(library.search("rent").hits) > 0


def test_index_when_the_model_is_another_then_a_new_generation_is_made(folder: Folder) -> None:
    folder.agree()
    with folder.open() as library:
        library.update("")
        before = library.status().model
        asked = library.search("rent").hits[0].path
        library.update(folder.model)
        assert library.status().model == folder.model != before
        assert library.search("rent").hits[0].path == asked
        assert set(folder.server.paid[:-1]).isdisjoint({"rent"})
        sent = len(folder.server.asked)
        library.update("all-MiniLM-L6-v2")
        assert library.search("rent").note == ""
    assert len(folder.server.asked) == sent


def test_model_id_when_it_makes_no_sense_then_is_refused() -> None:
    for provider, model, url in (
        ("nobody", "", ""),
        ("openai", "unknown", ""),
        ("compatible", "toy", ""),
        ("compatible", "toy", "http://example.org/v1"),
        ("compatible", "", "http://127.0.0.1:1/v1"),
    ):
        with pytest.raises(InvalidRequest):
            cloud.model_id(provider, model, url)


def test_key_when_it_is_of_a_server_then_is_kept_for_that_server_alone() -> None:
    model = cloud.model_id("compatible", "toy", "https://example.org:8080/v1")
    assert cloud.key_name(model) == "compatible:https://example.org:8080"
    assert cloud.key_name("openai:text-embedding-3-small@512") == "openai"


def test_dimension_when_the_server_must_be_asked_then_one_word_is_sent(
    folder: Folder,
) -> None:
    found = cloud.try_key("compatible", f"{folder.server.url}/v1", model="toy")
    assert found.model.endswith(f"#toy@{DIM}")
    assert found.dim == DIM
    assert folder.server.texts == ["word"]
