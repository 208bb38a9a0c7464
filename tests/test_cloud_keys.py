"""A key that was changed counts from the next request on, in a folder that is open."""

from __future__ import annotations

import pytest

from desktop_app import cloud
from desktop_app.privacy.credentials import Credentials
from desktop_app.privacy.secret import Secret
from desktop_app.progress import CancelToken
from desktop_app.ui.privacy.key_work import KeyFor, delete_key, keep_key
from tests.embedding.cloud.fake_provider import Answering, status
from tests.privacy.fake_keyring import FakeKeyring
from tests.support.cloud_folder import CloudFolder, by_words

OLD, NEW = Secret("sk-old-0123456789"), Secret("sk-new-0123456789")


@pytest.fixture
def owner(
    cloud_folder: CloudFolder,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> KeyFor:
    """The folder's server, which from now on wants a key."""
    noted = tmp_path_factory.mktemp("settings") / "servers.json"
    keyring = FakeKeyring()
    keys = Credentials(lambda: keyring)
    monkeypatch.setattr(cloud, "credentials", lambda: keys)
    monkeypatch.setattr("desktop_app.privacy.servers._path", lambda: noted)
    return KeyFor("compatible", f"{cloud_folder.server.url}/v1", "toy")


def _accept(folder: CloudFolder, *keys: Secret) -> None:
    """Have the server answer those who show one of ``keys``."""
    shown = {f"Bearer {key.reveal()}" for key in keys}

    def answer(answering: Answering) -> None:
        known = answering.asked.headers.get("authorization") in shown
        (by_words if known else status(401))(answering)

    folder.server.always = answer


def _used(folder: CloudFolder) -> str:
    return folder.server.asked[-1].headers.get("authorization", "")


def test_key_when_changed_then_an_open_folder_takes_it_at_its_next_request(
    cloud_folder: CloudFolder, owner: KeyFor
) -> None:
    keep_key(owner, OLD, False, CancelToken())
    _accept(cloud_folder, OLD, NEW)
    cloud_folder.agree()
    with cloud_folder.open() as library:
        library.update(cloud_folder.model)
        assert library.search("rent").note == ""
        assert _used(cloud_folder) == f"Bearer {OLD.reveal()}"

        keep_key(owner, NEW, False, CancelToken())

        assert library.search("the tenant").note == ""
        assert _used(cloud_folder) == f"Bearer {NEW.reveal()}"


def test_key_when_it_was_refused_and_another_is_given_then_tried_again(
    cloud_folder: CloudFolder, owner: KeyFor
) -> None:
    keep_key(owner, OLD, False, CancelToken())
    _accept(cloud_folder, OLD)
    cloud_folder.agree()
    with cloud_folder.open() as library:
        library.update(cloud_folder.model)
        _accept(cloud_folder, NEW)
        assert library.search("rent").note != ""
        asked = len(cloud_folder.server.asked)
        library.search("the knee")
        assert len(cloud_folder.server.asked) == asked  # a refused key is not tried again

        keep_key(owner, NEW, True, CancelToken())

        assert library.search("the tenant").note == ""


def test_key_when_deleted_then_an_open_folder_shows_it_no_more(
    cloud_folder: CloudFolder, owner: KeyFor
) -> None:
    keep_key(owner, OLD, False, CancelToken())
    _accept(cloud_folder, OLD)
    cloud_folder.agree()
    with cloud_folder.open() as library:
        library.update(cloud_folder.model)
        delete_key(owner, CancelToken())
        library.search("the tenant")
    assert OLD.reveal() not in _used(cloud_folder)
