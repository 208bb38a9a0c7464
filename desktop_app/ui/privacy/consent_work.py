"""A yes to a provider, looked at, given, taken back: on a worker thread.

All of it may wait for the disk, the keyring or a provider, and loads what is heavy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from desktop_app.errors import AppError, Cancelled
from desktop_app.progress import CancelToken, Report
from desktop_app.ui.privacy.key_work import COMPATIBLE, KeyFor

if TYPE_CHECKING:
    from desktop_app.cloud import CloudOffer
    from desktop_app.index.location import IndexLocation


class Located(Protocol):
    """The open folder: an ``OpenFolder``."""

    def location(self) -> IndexLocation: ...


@dataclass(frozen=True, slots=True)
class Offered:
    """What a yes means, and whose key it takes.

    Attributes:
        never: The folder's documents never leave this computer.
        model: Name of the model, for people.
        folder: Name of the folder.
    """

    offer: CloudOffer
    key: KeyFor
    never: bool
    model: str
    folder: str


def look_at(folder: Located, model: str, token: CancelToken, report: Report) -> Offered:
    """Return what a yes to ``model`` means; see ``cloud.offer``. Nothing is sent."""
    from desktop_app import cloud
    from desktop_app.embedding.cloud.providers import parse_model_id
    from desktop_app.privacy.consent import never_leaves

    location = folder.location()
    offer = cloud.offer(location, model, token=token, report=report)
    chosen = parse_model_id(offer.model)
    is_server = chosen.provider.id == COMPATIBLE
    key = KeyFor(
        chosen.provider.id,
        chosen.base_url if is_server else "",
        chosen.model.name if is_server else "",
    )
    never = never_leaves(location)
    return Offered(offer, key, never, chosen.model.name, location.folder.name)


def say_yes(folder: Located, offered: Offered, token: CancelToken) -> str:
    """Note a yes, and return the id of the model with the length of its vectors.

    A server that does not say how long they are is sent one word. If nothing comes of it, the yes
    is taken back: nobody shall have said yes to what did not begin.

    Raises:
        NeverLeaves, OfflineLocked, SettingsUnwritable, ProviderProblem, InvalidRequest, Cancelled
    """
    from desktop_app import cloud
    from desktop_app.privacy.servers import Server, remember

    location, offer = folder.location(), offered.offer
    cloud.agree(location, offer)
    try:
        model = cloud.with_dimension(location, offer.model, token)
        token.check()
        if offered.key.base_url:
            remember(Server(offered.key.base_url, offered.key.model))
    except (AppError, Cancelled):
        if offer.consent is None:
            cloud.withdraw(location, offer.model)
        raise
    return model


def take_back(folder: Located, model: str) -> int:
    """Take back the yes to ``model``; see ``cloud.withdraw``."""
    from desktop_app import cloud

    return cloud.withdraw(folder.location(), model)


def set_never(folder: Located, *, never: bool) -> bool:
    """Choose whether the folder's documents never leave this computer; returns what holds."""
    from desktop_app.privacy.consent import never_leaves, set_never_leaves

    location = folder.location()
    set_never_leaves(location, never)
    return never_leaves(location)
