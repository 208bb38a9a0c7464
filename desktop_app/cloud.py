"""Models at a provider, for the command line and the window: what one would be sent, and the yes.

Nothing here imports a provider's library. Every function may wait, for the keyring, the disk or the
provider: call from no thread that must not wait.

The order in which a folder's texts are held back is the same everywhere: the folder never leaves
this computer; the offline lock is on; nobody has said yes; there is no key.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desktop_app.errors import KeyRefused, KeyringUnusable, StaysHere
from desktop_app.privacy import consent as consents
from desktop_app.privacy import gate
from desktop_app.privacy.consent import Consent
from desktop_app.privacy.credentials import Credentials, KeyPlace, KeyState
from desktop_app.privacy.estimate import Estimate, of_texts
from desktop_app.privacy.ledger import Ledger, early_ledger, ledger_of, own_ledger
from desktop_app.privacy.secret import Secret
from desktop_app.progress import CancelToken, Report, no_report

if TYPE_CHECKING:
    from desktop_app.embedding.cloud.cloud_embedder import CloudEmbedder, Cost
    from desktop_app.embedding.cloud.providers import ChosenModel, Provider
    from desktop_app.embedding.embedder import ModelInfo
    from desktop_app.index.location import IndexLocation

INDEXING = "index"
_CENT = 0.01

__all__ = [
    "INDEXING",
    "CloudOffer",
    "KeyTest",
    "agree",
    "consent_for",
    "cost_words",
    "credentials",
    "estimate_of",
    "forget_paid",
    "host_of",
    "info_of",
    "is_cloud",
    "key_name",
    "ledger",
    "model_id",
    "models",
    "offer",
    "open_cloud",
    "price_words",
    "providers",
    "refuse",
    "retention_of",
    "try_key",
    "with_dimension",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class CloudOffer:
    """What a yes to a cloud model means for one folder, to be shown before it is asked for.

    Attributes:
        host: Where the texts would go, as people are told it.
        model: As the index names it, "openai:text-embedding-3-small".
        dim: Length of its vectors; 0 if the server has to be asked first (``with_dimension``).
        estimate: What the next run would send; the price is None where none is known.
        usd_per_million: Price of a million tokens, or None.
        retention: What the provider keeps, one sentence.
        consent: The yes that holds already, or None.
        key: Where the key is, or what is wrong with the keyring.
        key_name: What the key is kept under, for ``Credentials``.
        refusal: Why nothing may be sent whatever is said (the folder never leaves this computer,
            the offline lock is on), in words; "" as a rule.
    """

    provider: Provider
    host: str
    model: str
    dim: int
    estimate: Estimate
    usd_per_million: float | None
    retention: str
    consent: Consent | None
    key: KeyState
    key_name: str
    refusal: str = ""

    @property
    def has_key(self) -> bool:
        """Whether there is a key, or none is needed."""
        return not self.provider.needs_key or self.key.place is not KeyPlace.NONE


@dataclass(frozen=True, slots=True)
class KeyTest:
    """What a test of a key, or of a server, found; that it failed is an error instead.

    Attributes:
        model: The model that was asked, with its dimension where the server had to be asked.
        dim: Length of its vectors.
        tokens: Paid for, as the provider counted them.
    """

    model: str
    dim: int
    tokens: int


@functools.cache
def credentials() -> Credentials:
    """Return the keys of this process: those kept for the session are in no other."""
    return Credentials()


def is_cloud(model: str) -> bool:
    """Return whether a model's id is one of a provider, sound or not."""
    from desktop_app.embedding.cloud.providers import is_cloud as is_one

    return is_one(model)


def providers() -> tuple[Provider, ...]:
    """Return those who run models, in the order they are offered."""
    from desktop_app.embedding.cloud.providers import PROVIDERS

    return PROVIDERS


def models() -> list[dict[str, object]]:
    """Return the models of providers that are known by name, as ``models.models`` lists others."""
    return [
        {
            "id": chosen.model_id,
            "provider": provider.id,
            "dim": chosen.dim,
            "dims": list(chosen.model.dims),
            "max_tokens": chosen.model.max_tokens,
            "languages": chosen.model.languages,
            "runs_at": chosen.runs_at,
            "price_per_million_tokens": chosen.model.price,
            "retention": provider.retention,
        }
        for provider in providers()
        for model in provider.models
        for chosen in [_chosen(f"{provider.id}:{model.name}")]
    ]


def model_id(provider: str, model: str = "", base_url: str = "") -> str:
    """Return the id of a provider's model as a person chose it.

    Args:
        provider: "openai", "cohere" or "compatible".
        model: Its name, perhaps with "@512" for the dimension; "" takes the provider's first.
        base_url: Address of a server; needed for "compatible".

    Raises:
        InvalidRequest: There is no such provider or model, or the address is not safe.
    """
    from desktop_app.embedding.cloud.providers import parse_model_id, provider_of

    found = provider_of(provider)
    name = model or (found.models[0].name if found.models else "")
    if base_url or not found.base_url:
        name = f"{base_url.strip().rstrip('/')}#{name}"
    return parse_model_id(f"{provider}:{name}").model_id


def host_of(model: str) -> str:
    """Return where a model runs, as people are told it."""
    return _chosen(model).runs_at


def retention_of(model: str) -> str:
    """Return what the provider of a model keeps, one sentence."""
    return _chosen(model).provider.retention


def info_of(model: str) -> ModelInfo:
    """Return what passages for a model are cut by; its dimension is 1 where it is not known."""
    from dataclasses import replace

    from desktop_app.embedding.cloud.cloud_embedder import model_info

    chosen = _chosen(model)
    return model_info(replace(chosen, dim=chosen.dim or 1), _tokenizer())


def estimate_of(model: str, documents: int, texts: Iterable[str]) -> Estimate:
    """Return what sending these very texts to ``model`` means; each is sent once.

    Args:
        documents: That they are from.
    """
    return of_texts(documents, texts, _chosen(model).model.price)


def key_name(model: str) -> str:
    """Return what the key for a model is kept under.

    "openai", "cohere", or "compatible:https://host:port": the key of a server goes to that server,
    and to no other.
    """
    return _key_name(_chosen(model))


def offer(
    location: IndexLocation,
    model: str,
    *,
    token: CancelToken | None = None,
    report: Report = no_report,
) -> CloudOffer:
    """Return what a yes to ``model`` means for a folder. Nothing is sent.

    Where the folder's texts are not known yet, some of its documents are read for the estimate.

    Args:
        model: As ``model_id`` returns it.

    Raises:
        InvalidRequest: There is no such model.
        Cancelled: ``token`` was set.
    """
    chosen = _chosen(model)
    name, price = _key_name(chosen), chosen.model.price
    refusal = ""
    try:
        consents.refuse_if_never(location)
        gate.refuse_if_locked(chosen.runs_at)
    except StaysHere as exc:
        refusal = str(exc)
    return CloudOffer(
        provider=chosen.provider,
        host=chosen.runs_at,
        model=chosen.model_id,
        dim=chosen.dim,
        estimate=_estimate(location, chosen, token or CancelToken(), report),
        usd_per_million=price,
        retention=chosen.provider.retention,
        consent=consents.consent_for(location, chosen.runs_at, _consented(chosen), price),
        key=credentials().state(name, token),
        key_name=name,
        refusal=refusal,
    )


def agree(location: IndexLocation, offered: CloudOffer) -> Consent:
    """Note a person's yes to an offer, and only that.

    Raises:
        NeverLeaves, OfflineLocked: What the offer refuses, a yes does not change.
        SettingsUnwritable: It could not be noted, so it does not hold.
    """
    return consents.give(
        location,
        provider=offered.provider.id,
        host=offered.host,
        model=_consented(_chosen(offered.model)),
        estimate=offered.estimate,
        usd_per_million=offered.usd_per_million,
        retention=offered.retention,
    )


def consent_for(location: IndexLocation, model: str) -> Consent | None:
    """Return the yes that holds for sending a folder's texts to ``model``, or None."""
    chosen = _chosen(model)
    return consents.consent_for(location, chosen.runs_at, _consented(chosen), chosen.model.price)


def withdraw(location: IndexLocation, model: str = "") -> int:
    """Take back the yes to ``model``, or all of a folder's; returns how many there were.

    Raises:
        SettingsUnwritable: It could not be noted.
    """
    if not model:
        return consents.withdraw(location)
    chosen = _chosen(model)
    return consents.withdraw(location, chosen.runs_at, _consented(chosen))


def refuse(
    location: IndexLocation, model: str, token: CancelToken | None = None, *, once: bool = False
) -> None:
    """Raise what keeps a folder's texts from being sent to ``model``; nothing if they may be.

    Args:
        once: For one use only, of which a person was told, or will be before anything is sent:
            the folder needs no yes that lasts.

    Raises:
        NeverLeaves, OfflineLocked, ConsentMissing, KeyRefused, KeyringUnusable: In this order.
    """
    chosen = _chosen(model)
    _require_yes(location, chosen, once=once)
    if chosen.provider.needs_key and _key(chosen, token) is None:
        raise _no_key(chosen)


def with_dimension(
    location: IndexLocation, model: str, token: CancelToken | None = None, *, once: bool = False
) -> str:
    """Return the id of ``model`` with the length of its vectors, asking the server if need be.

    What is sent is one word, by ``try_key``.

    Args:
        once: As for ``refuse``.

    Raises:
        As ``refuse``, then what the server answers: ProviderProblem, InvalidRequest, Cancelled.
    """
    chosen = _chosen(model)
    if chosen.dim:
        return chosen.model_id
    refuse(location, model, token, once=once)
    address = chosen.base_url
    return try_key(chosen.provider.id, address, model=chosen.model.name, token=token).model


def open_cloud(
    model: str, location: IndexLocation, purpose: str = INDEXING, *, once: bool = False
) -> CloudEmbedder:
    """Return the embedder for a cloud model and one folder.

    It can be had always; what keeps texts from being sent is raised before each request, in the
    order of ``refuse``, so that a yes taken back and a lock switched on count at once.

    Args:
        purpose: Of documents, for the ledger: "index", "comparison of models". Vectors made for
            "index" are kept until the index has them, so that nothing is paid for twice.
        once: A person said yes to what this embedder will be given, and to nothing else; never for
            "index", which goes on whenever documents change.

    Raises:
        InvalidRequest: There is no such model.
    """
    if once and purpose == INDEXING:
        raise ValueError("indexing needs a yes that lasts")
    from desktop_app.embedding.cloud.cloud_embedder import CloudEmbedder
    from desktop_app.embedding.cloud.paid import NAME

    chosen = _chosen(model)
    return CloudEmbedder(
        chosen,
        _tokenizer(),
        key=lambda: _key(chosen),
        # An index folder is made by indexing only.
        ledger=ledger(location)
        if purpose == INDEXING or location.directory.is_dir()
        else early_ledger(location.folder),
        paid=location.directory / NAME if purpose == INDEXING else None,
        key_changes=lambda: credentials().changes,
        may_send=lambda: _require_yes(location, chosen, once=once),
        purpose=purpose,
    )


def try_key(
    provider: str,
    base_url: str = "",
    secret: Secret | None = None,
    *,
    model: str = "",
    token: CancelToken | None = None,
) -> KeyTest:
    """Ask a provider for the vector of one word: tells whether key, address and model are good.

    No text of a document is sent. The request stands in the program's own ledger.

    Args:
        provider, model, base_url: As for ``model_id``.
        secret: The key to try; None takes the one that is kept.

    Raises:
        OfflineLocked, KeyRefused, QuotaUsedUp, ProviderBusy, ProviderUnreachable, ProviderAnswer,
        InvalidRequest, KeyringUnusable, Cancelled
    """
    from contextlib import closing

    from desktop_app.embedding.cloud.cloud_embedder import CloudEmbedder

    chosen = _chosen(model_id(provider, model, base_url))
    embedder = CloudEmbedder(
        chosen,
        _tokenizer(),
        key=lambda: secret or _key(chosen, token),
        ledger=own_ledger(),
        purpose="test",
    )
    with closing(embedder):
        dim = embedder.find_dimension(token)
        found = chosen.model_id if chosen.dim else f"{chosen.model_id}@{dim}"
        return KeyTest(found, dim, embedder.cost().tokens)


def forget_paid(location: IndexLocation) -> None:
    """Remove the vectors that were kept for the case that a run is cut short."""
    from desktop_app.embedding.cloud.paid import forget

    forget(location.directory)


def cost_words(cost: Cost) -> str:
    """Return what a run has cost in one sentence, as "About $0.03 was spent; 12,345 tokens."."""
    if not cost.requests:
        return "Nothing had to be sent."
    if not cost.tokens:
        return f"{cost.requests:,} requests with {cost.texts:,} texts were answered."
    if cost.price_usd is None:
        return f"{cost.tokens:,} tokens were used."
    spent = price_words(cost.price_usd)
    spent = f"About {spent} was" if cost.price_usd >= _CENT else f"{spent.capitalize()} was"
    return f"{spent} spent; {cost.tokens:,} tokens."


def price_words(usd: float | None) -> str:
    """Return a price as people read it: "$1.20", "less than $0.01", "a price not known here"."""
    if usd is None:
        return "a price not known here"
    return f"${usd:,.2f}" if usd >= _CENT or not usd else "less than $0.01"


def ledger(location: IndexLocation) -> Ledger:
    """Return what was sent of a folder, indexed or not: ``entries``, ``totals``, ``export_csv``."""
    return ledger_of(location.folder, location.directory)


def _chosen(model: str) -> ChosenModel:
    from desktop_app.embedding.cloud.providers import parse_model_id

    return parse_model_id(model)


def _consented(chosen: ChosenModel) -> str:
    """What a yes is given to: the model, however long its vectors are."""
    return chosen.model_id.removesuffix(f"@{chosen.dim}")


def _key_name(chosen: ChosenModel) -> str:
    if chosen.provider.base_url:
        return chosen.provider.id
    address = urlsplit(chosen.base_url)
    return f"{chosen.provider.id}:{address.scheme}://{address.netloc}"


def _key(chosen: ChosenModel, token: CancelToken | None = None) -> Secret | None:
    try:
        return credentials().get(_key_name(chosen), token)
    except KeyringUnusable:
        if chosen.provider.needs_key:
            raise
        return None  # few such servers want one, and one that does says so


def _require_yes(location: IndexLocation, chosen: ChosenModel, *, once: bool = False) -> None:
    if once:
        consents.refuse_if_never(location)
        gate.refuse_if_locked(chosen.runs_at)
        return
    consents.require(location, chosen.runs_at, _consented(chosen), chosen.model.price)


def _no_key(chosen: ChosenModel) -> KeyRefused:
    return KeyRefused(
        f"There is no key for {chosen.provider.name}.",
        f"“likewise key set {_key_name(chosen)}” keeps one.",
    )


def _tokenizer() -> str:
    """The shipped model's, which passages for cloud models are cut with."""
    from desktop_app.embedding.catalogue import DEFAULT, info_of

    return info_of(DEFAULT).tokenizer


def _estimate(
    location: IndexLocation, chosen: ChosenModel, token: CancelToken, report: Report
) -> Estimate:
    from desktop_app.index.to_send import to_send

    # How long its vectors are does not matter for what is sent, and may not be known yet.
    return to_send(location, info_of(chosen.model_id), chosen.model.price, token, report)
