"""Models side by side on a person's own documents: on this computer, and at a provider."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app import cloud
from desktop_app.embedding.catalogue import DEFAULT
from desktop_app.errors import Cancelled, ConsentMissing, InvalidRequest, NeverLeaves
from desktop_app.library import Library
from desktop_app.model_comparison import PURPOSE, compare_models, prepare
from desktop_app.privacy.consent import set_never_leaves
from desktop_app.progress import CancelToken, Progress, Stage
from desktop_app.settings import Settings
from tests.embedding.cloud.fake_provider import status
from tests.embedding.tiny_model import DIM as TINY_DIM
from tests.embedding.tiny_model import write_tiny_model
from tests.support.cloud_folder import DIM, CloudFolder
from tests.support.toy_library import paragraph

SETTINGS = Settings()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A second model on this computer, which knows nothing."""
    return str(write_tiny_model(tmp_path_factory.mktemp("tiny"), max_tokens=128))


def test_compare_when_three_models_then_each_is_measured(
    cloud_folder: CloudFolder, tiny: str
) -> None:
    cloud_folder.write(**{f"letter{n}": paragraph(n) for n in range(2, 14)})
    cloud_folder.agree()
    seen: list[Progress] = []
    with cloud_folder.open() as library:
        found = compare_models(
            library.location,
            [DEFAULT, tiny, cloud_folder.model],
            settings=SETTINGS,
            report=seen.append,
        )
        assert not library.location.directory.exists()
    assert found.documents == 15  # of two copies one
    own, other, distant = found.models
    assert [row.dim for row in found.models] == [384, TINY_DIM, DIM]
    assert own.overlap == 1.0
    assert other.overlap is not None
    assert 0.0 < other.overlap < 1.0
    assert all(row.documents_per_second > 0 for row in found.models)
    assert (own.tokens, other.tokens) == (None, None)
    assert distant.tokens == sum(len(text.split()) for text in cloud_folder.server.paid)
    assert distant.runs_at == f"127.0.0.1:{cloud_folder.server.port}"
    assert {progress.stage for progress in seen} >= {Stage.READING, Stage.EMBEDDING}
    assert seen[-1].done == seen[-1].total


def test_compare_when_documents_are_limited_then_no_more_is_sent(
    cloud_folder: CloudFolder,
) -> None:
    cloud_folder.write(**{f"letter{n}": paragraph(n) for n in range(2, 14)})
    cloud_folder.agree()
    with cloud_folder.open() as library:
        found = compare_models(
            library.location,
            [DEFAULT, cloud_folder.model],
            queries=["rent of a flat", "a knee that hurts"],
            documents=3,
            settings=SETTINGS,
        )
        index = library.location.directory
    assert found.documents == 3
    assert found.queries == ("rent of a flat", "a knee that hurts")
    assert len(cloud_folder.server.texts) <= 3 * 3 + 2
    assert not index.exists()


def test_compare_when_indexed_then_the_index_stays_and_the_ledger_grows(
    cloud_folder: CloudFolder,
) -> None:
    cloud_folder.agree()
    with cloud_folder.open() as library:
        library.update("")
        before = library.status()
        compare_models(library.location, [DEFAULT, cloud_folder.model], settings=SETTINGS)
        after = library.status()
        entries = cloud.ledger(library.location).entries()
    assert (after.model, after.vectors, after.building) == (before.model, before.vectors, "")
    assert PURPOSE in {entry.purpose for entry in entries}


def test_compare_when_prepared_then_it_is_known_what_is_sent_and_nothing_is(
    cloud_folder: CloudFolder,
) -> None:
    cloud_folder.agree()
    with cloud_folder.open() as library:
        prepared = prepare(
            library.location,
            [DEFAULT, cloud_folder.model],
            queries=["rent of a flat"],
            settings=SETTINGS,
        )
        (sending,) = prepared.sendings()
        assert cloud_folder.server.asked == []
        found = prepared.run(SETTINGS, CancelToken())
        sent = cloud.ledger(library.location)
    assert sending.host == f"127.0.0.1:{cloud_folder.server.port}"
    assert sending.estimate.files == prepared.documents == found.documents == 3
    assert sending.estimate.characters == sum(map(len, cloud_folder.server.texts))
    assert sending.estimate.price_usd is None
    # There is no index folder yet, and it is told of the folder all the same.
    assert {entry.purpose for entry in sent.entries()} == {PURPOSE, "search"}
    own, distant = found.models
    for result in (own, distant):
        ((closest, *others),) = result.closest
        assert closest in ("copy.txt", "lease.txt")
        assert sorted(others) == ["knee.txt", "notes.txt"]


def test_compare_when_nobody_agreed_then_nothing_is_sent(cloud_folder: CloudFolder) -> None:
    with cloud_folder.open() as library, pytest.raises(ConsentMissing):
        compare_models(library.location, [DEFAULT, cloud_folder.model], settings=SETTINGS)
    assert cloud_folder.server.asked == []


def test_compare_when_agreed_to_once_then_the_folder_has_no_yes_that_lasts(
    cloud_folder: CloudFolder,
) -> None:
    models = [DEFAULT, cloud_folder.model]
    with cloud_folder.open() as library:
        prepared = prepare(library.location, models, settings=SETTINGS)
        assert [sending.agreed for sending in prepared.sendings()] == [False]
        with pytest.raises(ConsentMissing):
            prepared.run(SETTINGS, CancelToken())
        assert cloud_folder.server.asked == []
        found = prepared.run(SETTINGS, CancelToken(), once={cloud_folder.model})
        assert not any(row.failure for row in found.models)
        with pytest.raises(ConsentMissing):
            library.update(cloud_folder.model)
        with pytest.raises(ValueError, match="lasts"):
            cloud.open_cloud(cloud_folder.model, library.location, once=True)
    texts = len(cloud_folder.server.texts)
    cloud_folder.agree()
    with cloud_folder.open() as library:
        (sending,) = prepare(library.location, models, settings=SETTINGS).sendings()
    assert sending.agreed
    assert len(cloud_folder.server.texts) == texts


def test_compare_when_the_folder_never_leaves_then_no_yes_for_once_helps(
    cloud_folder: CloudFolder,
) -> None:
    with cloud_folder.open() as library:
        prepared = prepare(library.location, [DEFAULT, cloud_folder.model], settings=SETTINGS)
        set_never_leaves(library.location, never=True)
        with pytest.raises(NeverLeaves):
            prepared.run(SETTINGS, CancelToken(), once={cloud_folder.model})
        with pytest.raises(NeverLeaves):
            prepare(library.location, [DEFAULT, cloud_folder.model], settings=SETTINGS)
    assert cloud_folder.server.asked == []


def test_compare_when_a_provider_fails_then_the_others_are_told(
    cloud_folder: CloudFolder, tiny: str
) -> None:
    cloud_folder.agree()
    cloud_folder.server.always = status(401, "no")
    with cloud_folder.open() as library:
        found = compare_models(
            library.location, [DEFAULT, cloud_folder.model, tiny], settings=SETTINGS
        )
    assert [bool(row.failure) for row in found.models] == [False, True, False]
    assert found.models[1].overlap is None
    assert found.models[2].overlap is not None


def test_compare_when_cancelled_then_stops(cloud_folder: CloudFolder, tiny: str) -> None:
    token = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage is Stage.EMBEDDING:
            token.cancel()

    with cloud_folder.open() as library, pytest.raises(Cancelled):
        compare_models(
            library.location, [DEFAULT, tiny], settings=SETTINGS, token=token, report=stop
        )


def test_compare_when_there_is_nothing_to_compare_then_says_so(tmp_path: Path, tiny: str) -> None:
    (tmp_path / "empty.txt").write_text("")
    with Library(tmp_path, settings=SETTINGS) as library:
        for models in ([DEFAULT], [DEFAULT, DEFAULT], [DEFAULT, "no such model"], [DEFAULT, tiny]):
            with pytest.raises(InvalidRequest):
                compare_models(library.location, models, settings=SETTINGS)
