"""A folder whose index is made by a model at a provider: a server on this computer stands in."""

from __future__ import annotations

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
from desktop_app.privacy import consent, gate
from desktop_app.progress import CancelToken
from tests.embedding.cloud.fake_provider import Asked, status
from tests.support.cloud_folder import DIM, CloudFolder, by_words
from tests.support.toy_library import paragraph


def test_index_when_agreed_then_search_similar_duplicates_answer(cloud_folder: CloudFolder) -> None:
    cloud_folder.agree()
    with cloud_folder.open() as library:
        result = library.update(cloud_folder.model)
        assert result.summary.indexed == 4
        assert result.cost is not None
        assert result.cost.tokens > 0
        found = library.search("rent of the tenant")
        assert found.hits[0].path == "copy.txt"
        assert found.note == ""
        assert [hit.path for hit in library.similar("lease.txt").hits] == ["copy.txt"]
        assert [len(group.members) for group in library.duplicates().findings.groups()] == [1]
        state = library.status()
    assert state.model == cloud_folder.model
    assert state.runs_at == f"127.0.0.1:{cloud_folder.server.port}"
    assert library.verify() == []


def test_ledger_when_indexed_and_searched_then_equals_what_arrived(
    cloud_folder: CloudFolder,
) -> None:
    cloud_folder.agree()
    with cloud_folder.open() as library:
        library.update(cloud_folder.model)
        library.search("rent")
        entries = cloud.ledger(library.location).entries()
    assert [entry.bytes_sent for entry in entries] == [
        len(a.body) for a in cloud_folder.server.asked
    ]
    assert sum(entry.bytes_received for entry in entries) == cloud_folder.server.sent_bytes
    assert [entry.purpose for entry in entries] == ["index"] * (len(entries) - 1) + ["search"]
    assert sum(entry.characters for entry in entries) == sum(map(len, cloud_folder.server.texts))


def test_offer_when_nothing_is_indexed_then_counts_what_will_be_sent(
    cloud_folder: CloudFolder,
) -> None:
    offered = cloud_folder.agree()
    assert cloud_folder.server.asked == []
    with cloud_folder.open() as library:
        library.update(cloud_folder.model)
        again = cloud.offer(library.location, cloud_folder.model)
    assert offered.estimate.files == 4
    assert offered.estimate.characters == sum(map(len, cloud_folder.server.texts))
    assert not offered.estimate.guessed
    assert (again.estimate.files, again.estimate.characters) == (0, 0)
    assert again.consent is not None


def test_index_when_nobody_agreed_then_nothing_is_sent(cloud_folder: CloudFolder) -> None:
    with cloud_folder.open() as library:
        with pytest.raises(ConsentMissing):
            library.update(cloud_folder.model)
        with pytest.raises(IndexMissing):
            library.status()
    assert cloud_folder.server.asked == []


def test_refusals_when_several_hold_then_come_in_order(
    cloud_folder: CloudFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cloud_folder.open() as library:
        consent.set_never_leaves(library.location, True)
        monkeypatch.setenv(gate.VARIABLE, "1")
        with pytest.raises(NeverLeaves):
            library.update(cloud_folder.model)
        consent.set_never_leaves(library.location, False)
        with pytest.raises(OfflineLocked):
            library.update(cloud_folder.model)
        monkeypatch.delenv(gate.VARIABLE)
        with pytest.raises(ConsentMissing):
            library.update(cloud_folder.model)
    assert cloud_folder.server.asked == []


@pytest.mark.parametrize("why", ["withdrawn", "locked", "never leaves", "down"])
def test_search_when_the_provider_cannot_be_asked_then_words_answer(
    cloud_folder: CloudFolder, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    cloud_folder.agree()
    with cloud_folder.open() as library:
        library.update(cloud_folder.model)
        asked = len(cloud_folder.server.asked)
        if why == "withdrawn":
            assert cloud.withdraw(library.location, cloud_folder.model) == 1
        elif why == "locked":
            monkeypatch.setenv(gate.VARIABLE, "1")
        elif why == "never leaves":
            consent.set_never_leaves(library.location, True)
        else:
            cloud_folder.server.leave()
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
    assert len(cloud_folder.server.asked) == asked


def test_index_when_the_provider_fails_midway_then_no_text_is_sent_twice(
    cloud_folder: CloudFolder,
) -> None:
    cloud_folder.write(**{f"letter{n}": paragraph(n, 40) for n in range(2, 30)})
    cloud_folder.agree()
    answered = [0]

    def fail_later(asked: Asked) -> None:
        answered[0] += 1
        if answered[0] == 4:
            cloud_folder.server.always = status(400, "out of order")

    cloud_folder.server.before = fail_later
    with cloud_folder.open() as library:
        with pytest.raises(ProviderProblem):
            library.update(cloud_folder.model)
        assert cloud_folder.told
        cloud_folder.server.always = by_words
        result = library.update()
        assert (library.location.directory / NAME).exists() is False
    assert result.summary.indexed + result.summary.unchanged == 32
    paid = cloud_folder.server.paid
    assert len(paid) == len(set(paid))


def test_index_when_cancelled_midway_then_goes_on_without_paying_twice(
    cloud_folder: CloudFolder,
) -> None:
    cloud_folder.write(**{f"letter{n}": paragraph(n, 40) for n in range(2, 30)})
    cloud_folder.agree()
    token = CancelToken()
    cloud_folder.server.before = lambda asked: (
        token.cancel() if len(cloud_folder.server.asked) > 2 else None
    )
    with cloud_folder.open() as library:
        with pytest.raises(Cancelled):
            library.update(cloud_folder.model, token=token)
        library.update()
        # What was on its way when the run was stopped may be asked for again.
        paid = cloud_folder.server.paid
        assert len(paid) - len(set(paid)) <= 3 * 64
        assert len(library.search("rent").hits) > 0


def test_index_when_the_model_is_another_then_a_new_generation_is_made(
    cloud_folder: CloudFolder,
) -> None:
    cloud_folder.agree()
    with cloud_folder.open() as library:
        library.update("")
        before = library.status().model
        asked = library.search("rent").hits[0].path
        library.update(cloud_folder.model)
        assert library.status().model == cloud_folder.model != before
        assert library.search("rent").hits[0].path == asked
        assert set(cloud_folder.server.paid[:-1]).isdisjoint({"rent"})
        sent = len(cloud_folder.server.asked)
        library.update("all-MiniLM-L6-v2")
        assert library.search("rent").note == ""
    assert len(cloud_folder.server.asked) == sent


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
    cloud_folder: CloudFolder,
) -> None:
    found = cloud.try_key("compatible", f"{cloud_folder.server.url}/v1", model="toy")
    assert found.model.endswith(f"#toy@{DIM}")
    assert found.dim == DIM
    assert cloud_folder.server.texts == ["word"]
