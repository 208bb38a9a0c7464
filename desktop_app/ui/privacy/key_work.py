"""What is done with keys on a worker thread: looked up, kept, tried, deleted.

All of it may wait for the keyring or the network, and loads what is heavy: never on the window's
thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from desktop_app.errors import KeyringUnusable
from desktop_app.privacy.credentials import KeyState
from desktop_app.privacy.secret import Secret
from desktop_app.progress import CancelToken

COMPATIBLE = "compatible"
_ANY_MODEL = "any"


@dataclass(frozen=True, slots=True)
class KeyFor:
    """Who a key is for.

    Attributes:
        provider: "openai", "cohere" or "compatible".
        base_url: Address of a server; "" for the others.
        model: The server's model that a test asks; "" takes the provider's first.
    """

    provider: str
    base_url: str = ""
    model: str = ""

    @property
    def name(self) -> str:
        """For people."""
        known = {"openai": "OpenAI", "cohere": "Cohere"}
        return known.get(self.provider) or urlsplit(self.base_url).netloc


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as it is listed.

    Attributes:
        key_name: What it is kept under.
    """

    owner: KeyFor
    key_name: str
    state: KeyState


@dataclass(frozen=True, slots=True)
class KeysRead:
    """All keys there may be, and the offline lock.

    Attributes:
        locked: It is on in the settings.
        locked_at_start: It is on by how Likewise was started, whatever the settings say.
    """

    rows: tuple[KeyRow, ...]
    locked: bool
    locked_at_start: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A key was kept.

    Attributes:
        key_name: What it is kept under.
    """

    key_name: str
    state: KeyState


def read_keys(token: CancelToken) -> KeysRead:
    """Return what is known of all keys; asks the keyring, which may ask for its password.

    Raises:
        Cancelled: ``token`` was set.
    """
    from desktop_app import cloud, settings
    from desktop_app.privacy import gate
    from desktop_app.privacy.servers import servers

    owners = [KeyFor(provider.id) for provider in cloud.providers() if provider.base_url]
    owners += [KeyFor(COMPATIBLE, server.base_url, server.model) for server in servers()]
    rows = []
    for owner in owners:
        name = key_name_of(owner)
        rows.append(KeyRow(owner, name, cloud.credentials().state(name, token)))
    locked = settings.offline_lock()
    return KeysRead(tuple(rows), locked, gate.is_locked() and not locked)


def key_name_of(owner: KeyFor) -> str:
    """Return what the key is kept under.

    Raises:
        InvalidRequest: The address is not safe.
    """
    from desktop_app import cloud

    model = owner.model or (_ANY_MODEL if owner.provider == COMPATIBLE else "")
    return cloud.key_name(cloud.model_id(owner.provider, model, owner.base_url))


def owner_of(model: str) -> KeyFor:
    """Return who the key is for that a model at a provider is asked with.

    Raises:
        InvalidRequest: There is no such model.
    """
    from desktop_app.embedding.cloud.providers import parse_model_id

    chosen = parse_model_id(model)
    if chosen.provider.base_url:
        return KeyFor(chosen.provider.id)
    return KeyFor(chosen.provider.id, chosen.base_url, chosen.model.name)


def state_of(owner: KeyFor, token: CancelToken) -> KeyState:
    """Return where a key is; asks the keyring.

    Raises:
        InvalidRequest: The address is not safe.
        Cancelled: ``token`` was set.
    """
    from desktop_app import cloud

    return cloud.credentials().state(key_name_of(owner), token)


def try_key(owner: KeyFor, secret: Secret | None, token: CancelToken) -> str:
    """Have a provider answer one word, with ``secret`` or else the key that is kept.

    Returns:
        The model's name.

    Raises:
        As ``cloud.try_key``.
    """
    from desktop_app import cloud

    tested = cloud.try_key(
        owner.provider, owner.base_url, secret, model=owner.model, token=token
    ).model
    return tested.partition(":")[2].rpartition("#")[2]


def keep_key(owner: KeyFor, secret: Secret, session_only: bool, token: CancelToken) -> Kept:
    """Keep a key, and note the server it is for.

    A key for the session leaves what the keyring holds as it is.

    Raises:
        KeyringUnusable, InvalidRequest, SettingsUnwritable, Cancelled
    """
    from desktop_app import cloud
    from desktop_app.privacy.credentials import KeyPlace

    name = key_name_of(owner)
    if session_only:
        cloud.credentials().keep_for_session(name, secret)
    else:
        cloud.credentials().set(name, secret, token)
    _remember(owner)
    place = KeyPlace.FOR_THIS_SESSION if session_only else KeyPlace.STORED
    return Kept(name, KeyState(place))


def delete_key(owner: KeyFor, token: CancelToken) -> str:
    """Forget a key everywhere, and a server with it; returns what it was kept under.

    Raises:
        KeyringUnusable: What the keyring holds could not be deleted; memory was cleared.
        SettingsUnwritable, Cancelled
    """
    from desktop_app import cloud
    from desktop_app.privacy.credentials import KeyringTrouble, trouble_of
    from desktop_app.privacy.servers import forget

    name = key_name_of(owner)
    try:
        cloud.credentials().delete(name, token)
    except KeyringUnusable as exc:
        if trouble_of(exc) is not KeyringTrouble.NO_KEYRING:
            raise  # where there is none, what was in memory was all
    if owner.base_url:
        forget(owner.base_url)
    return name


def _remember(owner: KeyFor) -> None:
    from desktop_app.privacy.servers import Server, remember

    if owner.provider == COMPATIBLE:
        remember(Server(owner.base_url.strip().rstrip("/"), owner.model))
