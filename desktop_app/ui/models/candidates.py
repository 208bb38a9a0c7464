"""Which models can be compared on the open folder, looked up on a worker thread."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from desktop_app.errors import AppError
from desktop_app.progress import CancelToken, Report

if TYPE_CHECKING:
    from desktop_app.index.location import IndexLocation
    from desktop_app.index.status import Status
    from desktop_app.model_comparison import ModelComparison, PreparedComparison

_PROVIDERS = ("openai", "cohere", "compatible")


class Compared(Protocol):
    """The open folder: an ``OpenFolder``."""

    def location(self) -> IndexLocation: ...
    def status(self) -> Status: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that might be compared.

    Attributes:
        model: Its id.
        host: Where texts would go, "" for this computer.
        in_use: Whether it is the one the folder's index was made with.
        is_here: Whether it is on this computer, or at a provider that can be reached from here.
        refusal: Why it may not be sent this folder's texts, or None.
    """

    model: str
    host: str = ""
    in_use: bool = False
    is_here: bool = True
    refusal: AppError | None = None

    @property
    def can_be_chosen(self) -> bool:
        return self.is_here and self.refusal is None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to have compared.

    Attributes:
        models: Their ids, the one in use first.
        has_in_use: Whether that one can be compared.
        queries: Their own; empty takes titles and first sentences of documents.
        documents: Read at most so many.
    """

    models: tuple[str, ...]
    has_in_use: bool
    queries: tuple[str, ...]
    documents: int

    @property
    def is_enough(self) -> bool:
        """Whether there is something to compare."""
        return self.has_in_use and len(self.models) > 1


def model_name(model: str) -> str:
    """Return a model's name as people know it: without its provider, address or folder."""
    _, _, rest = model.partition(":")
    if is_at_provider(model):
        return without_dimension(rest.rpartition("#")[2])
    return os.path.basename(model.rstrip("/\\")) or model


def is_at_provider(model: str) -> bool:
    """Return whether a model's id is one of a provider; loads nothing."""
    return model.partition(":")[0] in _PROVIDERS


def without_dimension(model: str) -> str:
    """Return a model's id without the length of its vectors: "…-3-small" for "…-3-small@512"."""
    name, _, dim = model.rpartition("@")
    return name if name and dim.isdecimal() else model


def find_candidates(folder: Compared, token: CancelToken) -> tuple[Candidate, ...]:
    """Return the models that could be compared, the one in use first.

    Raises:
        IndexMissing, EnvironmentProblem: Nothing is known of the folder.
        Cancelled
    """
    in_use = folder.status().model
    location = folder.location()
    found: dict[str, Candidate] = {}
    for candidate in (*_at_providers(location, in_use, token), *_on_this_computer()):
        found.setdefault(without_dimension(candidate.model), candidate)
    found.setdefault(without_dimension(in_use), Candidate(in_use))
    return tuple(_in_order(found.values(), in_use))


def read_for(
    folder: Compared, wanted: Wanted, token: CancelToken, report: Report
) -> PreparedComparison:
    """Read the documents for a comparison; see ``model_comparison.prepare``."""
    from desktop_app import settings
    from desktop_app.model_comparison import prepare

    return prepare(
        folder.location(),
        wanted.models,
        queries=wanted.queries,
        documents=wanted.documents,
        settings=settings.load(),
        token=token,
        report=report,
    )


def run(prepared: PreparedComparison, token: CancelToken, report: Report) -> ModelComparison:
    """Compare; what was told before is sent."""
    from desktop_app import settings

    return prepared.run(settings.load(), token, report)


def _on_this_computer() -> Iterator[Candidate]:
    from desktop_app.embedding.catalogue import MODELS, installed

    for spec in MODELS:
        yield Candidate(spec.model_id, is_here=installed(spec))


def _at_providers(location: IndexLocation, in_use: str, token: CancelToken) -> Iterator[Candidate]:
    from desktop_app import cloud
    from desktop_app.privacy.consent import consents

    known = [consent.model for consent in consents(location)]
    known += [str(row["id"]) for row in cloud.models()]
    if cloud.is_cloud(in_use):
        known.insert(0, in_use)
    for model in known:
        token.check()
        yield Candidate(model, cloud.host_of(model), refusal=_refusal(location, model, token))


def _refusal(location: IndexLocation, model: str, token: CancelToken) -> AppError | None:
    from desktop_app import cloud
    from desktop_app.errors import Cancelled

    try:
        cloud.refuse(location, model, token)
    except Cancelled:
        raise
    except AppError as error:
        return error
    return None


def _in_order(found: Iterable[Candidate], in_use: str) -> Iterator[Candidate]:
    """Yield the one in use, then those of this computer, then those of providers."""
    others = []
    for candidate in found:
        if without_dimension(candidate.model) == without_dimension(in_use):
            yield replace(candidate, model=in_use, in_use=True)
        else:
            others.append(candidate)
    yield from sorted(others, key=lambda one: (bool(one.host), not one.can_be_chosen))
