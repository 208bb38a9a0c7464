"""Which models a folder can have, looked up on a worker thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app.progress import CancelToken
from desktop_app.ui.models.candidates import Compared, model_name, without_dimension
from desktop_app.ui.privacy.key_work import COMPATIBLE

if TYPE_CHECKING:
    from desktop_app.index.location import IndexLocation


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model that a folder can have.

    Attributes:
        model: Its id, without the dimension where there is a choice of it.
        provider: "openai", "cohere", "compatible"; "" for this computer.
        host: Where texts would go; "" for this computer.
        base_url: Address of a server by address, "" for all others.
        dims: Lengths its vectors can have; empty where the server has to be asked.
        dim: Which of them it has for this folder, or as a rule; 0 where that is not known.
        price: US dollars for a million tokens; None where nothing is paid, or it is not known.
        languages: As the provider says it; "" where nobody does.
        in_use: The folder's index was made with it.
        is_coming: An index is being made with it.
        agreed_on: When a person said yes to it for this folder, ISO 8601; "" if nobody did.
    """

    model: str
    provider: str = ""
    host: str = ""
    base_url: str = ""
    dims: tuple[int, ...] = ()
    dim: int = 0
    price: float | None = None
    languages: str = ""
    in_use: bool = False
    is_coming: bool = False
    agreed_on: str = ""

    @property
    def name(self) -> str:
        """For people."""
        return model_name(self.model)

    @property
    def can_be_chosen(self) -> bool:
        """Whether choosing it would change anything."""
        needs_yes = bool(self.provider) and not self.agreed_on
        return needs_yes or not (self.in_use or self.is_coming)


@dataclass(frozen=True, slots=True)
class ModelsRead:
    """All models there are for a folder.

    Attributes:
        folder: Its name; "" while none is open.
        never: Its documents never leave this computer.
        locked: The offline lock is on.
    """

    rows: tuple[ModelRow, ...]
    folder: str = ""
    never: bool = False
    locked: bool = False


def read_models(folder: Compared | None, token: CancelToken) -> ModelsRead:
    """Return the models for a folder; those that are known by name where none is open.

    The keyring is not asked.

    Raises:
        EnvironmentProblem: Nothing can be known of the folder.
        Cancelled
    """
    from desktop_app.privacy import gate
    from desktop_app.privacy.consent import never_leaves

    if folder is None:
        rows = [*_on_this_computer(), *_known_by_name(), *_at_servers(())]
        return ModelsRead(tuple(rows), locked=gate.is_locked())
    location = folder.location()
    live, building = _models_of(folder)
    token.check()
    agreed = _agreed(location)
    found: dict[str, ModelRow] = {}
    named = [*agreed, live, building]
    for row in (*_on_this_computer(), *_known_by_name(), *_at_servers(named)):
        found.setdefault(_plain(row.model), row)
    if live:
        found.setdefault(_plain(live), _unknown(live))
    rows = [_of_folder(row, live, building, agreed) for row in found.values()]
    return ModelsRead(tuple(rows), location.folder.name, never_leaves(location), gate.is_locked())


def checked_server(address: str, model: str) -> str:
    """Return the id of a model at a server.

    Raises:
        InvalidRequest: The address is not safe, or the name is missing.
    """
    from desktop_app import cloud

    return cloud.model_id(COMPATIBLE, model.strip(), address)


# -- what there is -----------------------------------------------------------------


def _models_of(folder: Compared) -> tuple[str, str]:
    """Return the model of a folder's index and of one under way, "" where there is none."""
    from desktop_app.errors import IndexProblem

    try:
        status = folder.status()
    except IndexProblem:
        return "", ""
    return status.model, status.building


def _on_this_computer() -> Iterator[ModelRow]:
    from desktop_app.embedding.catalogue import MODELS, installed

    for spec in MODELS:
        if installed(spec):
            yield ModelRow(spec.model_id, dims=(spec.dim,), dim=spec.dim, languages=spec.languages)


def _known_by_name() -> Iterator[ModelRow]:
    from desktop_app import cloud

    for provider in cloud.providers():
        for model in provider.models:
            name = cloud.model_id(provider.id, model.name)
            yield ModelRow(
                name,
                provider.id,
                cloud.host_of(name),
                dims=model.dims,
                dim=model.default_dim,
                price=model.price,
                languages=model.languages,
            )


def _at_servers(named: Iterable[str]) -> Iterator[ModelRow]:
    """Yield the models at servers that are noted, and those of ``named`` that are at one."""
    from desktop_app.embedding.cloud.providers import compatible_id, parse_model_id
    from desktop_app.errors import InvalidRequest
    from desktop_app.privacy.servers import servers

    ids = [model for model in named if model.startswith(f"{COMPATIBLE}:")]
    for server in servers():
        try:
            ids.append(compatible_id(server.base_url, server.model))
        except InvalidRequest:
            continue  # only its key was wanted so far, or the file was written by hand
    for model in ids:
        chosen = parse_model_id(model)
        yield ModelRow(
            without_dimension(model),
            COMPATIBLE,
            chosen.runs_at,
            chosen.base_url,
            chosen.model.dims,
            chosen.dim,
        )


def _unknown(model: str) -> ModelRow:
    """Return what can be said of a model that is in no list: a folder with one, a gateway."""
    from desktop_app import cloud

    if not cloud.is_cloud(model):
        return ModelRow(model)
    provider, _, _ = model.partition(":")
    return ModelRow(without_dimension(model), provider, cloud.host_of(model))


def _agreed(location: IndexLocation) -> dict[str, str]:
    """Return when a person said yes to which model, for those yeses that hold."""
    from desktop_app import cloud
    from desktop_app.errors import InvalidRequest
    from desktop_app.privacy.consent import consents

    found = {}
    for consent in consents(location):
        try:
            if cloud.consent_for(location, consent.model) is not None:
                found[consent.model] = consent.given_at
        except InvalidRequest:
            continue  # a model of another version of Likewise
    return found


def _of_folder(row: ModelRow, live: str, building: str, agreed: dict[str, str]) -> ModelRow:
    plain = _plain(row.model)
    in_use, is_coming = plain == _plain(live), plain == _plain(building)
    model = building if is_coming else live if in_use else ""
    _, _, dim = model.removeprefix(without_dimension(model)).rpartition("@")
    return replace(
        row,
        dim=int(dim) if dim else row.dim,
        in_use=in_use,
        is_coming=is_coming,
        agreed_on=agreed.get(plain, ""),
    )


def _plain(model: str) -> str:
    """Return a model's id without dimension or mode."""
    return without_dimension(model).removesuffix("+fast")
