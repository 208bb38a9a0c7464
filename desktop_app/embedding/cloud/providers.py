"""Providers of models, their limits and prices, and how such a model is named in an index.

Limits and prices are those the providers document (autumn 2026). A price is for the estimate and
for the ledger; what is charged is said by the provider's own invoice.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from desktop_app.errors import InvalidRequest

_DIMENSION = re.compile(r"(?P<name>.+)@(?P<dim>[0-9]{1,5})")
_MOST_DIMENSIONS = 16_384
_COMPATIBLE = "compatible"


@dataclass(frozen=True, slots=True)
class CloudModel:
    """A model of a provider.

    Attributes:
        name: As the provider calls it.
        dims: Lengths its vectors can have; empty where nobody knows before asking.
        default_dim: Which of them it has unless another is asked for; 0 where unknown.
        price: US dollars for a million tokens; None where nothing is known.
        languages: For people.
        max_tokens: Longest text, in its own tokens.
        input_types: Whether it is told what is a document and what is a question.
    """

    name: str
    dims: tuple[int, ...]
    default_dim: int
    price: float | None
    languages: str
    max_tokens: int
    input_types: bool = False


@dataclass(frozen=True, slots=True)
class Provider:
    """Who runs models, and what a request may hold.

    Attributes:
        id: "openai", "cohere" or "compatible"; also the name its key is kept under.
        name: For people.
        base_url: Where requests go; "" where the model's id says so.
        models: Those that are offered; empty where the model's id names one.
        max_items: Most texts in a request.
        max_tokens_per_request: Most tokens in a request.
        in_flight: Requests made at the same time. With three, a key that is refused is never sent
            more than twice after that.
        answer_s: Seconds to wait for an answer before it counts as lost.
        needs_key: Whether it answers nobody without a key.
        retention: What it keeps of what it is sent, in one sentence.
    """

    id: str
    name: str
    base_url: str
    models: tuple[CloudModel, ...]
    max_items: int
    max_tokens_per_request: int
    in_flight: int
    answer_s: float
    needs_key: bool
    retention: str


OPENAI = Provider(
    "openai",
    "OpenAI",
    "https://api.openai.com/v1",
    (
        CloudModel(
            "text-embedding-3-small",
            dims=(512, 1536),
            default_dim=1536,
            price=0.02,
            languages="many languages",
            max_tokens=8191,
        ),
        CloudModel(
            "text-embedding-3-large",
            dims=(256, 1024, 3072),
            default_dim=3072,
            price=0.13,
            languages="many languages",
            max_tokens=8191,
        ),
    ),
    max_items=2048,
    max_tokens_per_request=300_000,
    in_flight=3,
    answer_s=60.0,
    needs_key=True,
    retention="OpenAI may keep what it is sent for up to 30 days, to look for abuse.",
)

COHERE = Provider(
    "cohere",
    "Cohere",
    "https://api.cohere.com",
    (
        CloudModel(
            "embed-english-v3.0",
            dims=(1024,),
            default_dim=1024,
            price=0.10,
            languages="English",
            max_tokens=512,
            input_types=True,
        ),
        CloudModel(
            "embed-v4.0",
            dims=(256, 512, 1024, 1536),
            default_dim=1536,
            price=0.12,
            languages="100+ languages",
            max_tokens=128_000,
            input_types=True,
        ),
    ),
    max_items=96,
    # Not documented for texts; the longest text that its largest model takes is a safe measure.
    max_tokens_per_request=128_000,
    in_flight=3,
    answer_s=60.0,
    needs_key=True,
    retention=(
        "Cohere may keep what it is sent for up to 30 days, and with a trial key may use it to"
        " improve its models."
    ),
)

COMPATIBLE = Provider(
    _COMPATIBLE,
    "A server that speaks as OpenAI does",
    "",
    (),
    # Such servers often run on one processor: what a request holds should be answered in seconds.
    max_items=64,
    max_tokens_per_request=16_000,
    in_flight=2,
    answer_s=180.0,
    needs_key=False,
    retention="What this server keeps is up to whoever runs it.",
)

PROVIDERS = (OPENAI, COHERE, COMPATIBLE)

# Ollama, LM Studio and llama.cpp read at least so much of a text with the models they are used
# with, and some of them cut off the rest without a word.
_COMPATIBLE_TOKENS = 512


@dataclass(frozen=True, slots=True)
class ChosenModel:
    """A model of a provider, as an index names it.

    Attributes:
        model_id: The whole name.
        dim: Length of its vectors; 0 if the id of a compatible server's model does not say it.
        base_url: Where requests go, without a slash at the end.
    """

    model_id: str
    provider: Provider
    model: CloudModel
    dim: int
    base_url: str

    @property
    def host(self) -> str:
        """The host texts are sent to, in lower case."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def port(self) -> int:
        address = urlsplit(self.base_url)
        return address.port or (443 if address.scheme == "https" else 80)

    @property
    def runs_at(self) -> str:
        """The host as people are told it, with the port where that is not the usual one."""
        address = urlsplit(self.base_url)
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if address.port is None else f"{host}:{address.port}"

    @property
    def asks_for_dimension(self) -> bool:
        """Whether the provider must be told the length of vectors: another than the usual one."""
        return bool(self.model.default_dim) and self.dim != self.model.default_dim


def is_cloud(model_id: str) -> bool:
    """Return whether ``model_id`` is meant for a provider, sound or not."""
    return model_id.partition(":")[0] in {provider.id for provider in PROVIDERS}


def provider_of(provider_id: str) -> Provider:
    """Return the provider of that id.

    Raises:
        InvalidRequest: If there is none.
    """
    for provider in PROVIDERS:
        if provider.id == provider_id:
            return provider
    raise InvalidRequest(
        f"There is no provider “{provider_id}”.",
        f"There are {', '.join(provider.id for provider in PROVIDERS)}.",
    )


def parse_model_id(model_id: str) -> ChosenModel:
    """Return what a cloud model's id names.

    Ids are "openai:text-embedding-3-small"; with another dimension
    "openai:text-embedding-3-small@512"; and
    "compatible:http://127.0.0.1:11434/v1#nomic-embed-text@768" for a server by address. With an
    address, "openai:https://gateway.example/v1#text-embedding-3-small", the provider's model is
    reached by another way, with the provider's key.

    Raises:
        InvalidRequest: If there is no such provider, model or dimension, or the address is not
            safe.
    """
    provider_id, _, rest = model_id.partition(":")
    provider = provider_of(provider_id)
    if provider.id == _COMPATIBLE:
        return _of_server(model_id, provider, rest)
    address, _, rest = rest.rpartition("#")
    base_url = checked_base_url(address) if address else provider.base_url
    found = _DIMENSION.fullmatch(rest)
    name, dim = (found["name"], int(found["dim"])) if found else (rest, 0)
    for model in provider.models:
        if model.name == name:
            if found and not _can_have(provider, model, dim):
                offered = ", ".join(map(str, model.dims))
                raise InvalidRequest(
                    f"{name} has no vectors of {dim} numbers.", f"It can have {offered}."
                )
            return ChosenModel(model_id, provider, model, dim or model.default_dim, base_url)
    names = ", ".join(f"{provider.id}:{model.name}" for model in provider.models)
    raise InvalidRequest(f"{provider.name} has no model “{name}” here.", f"There are {names}.")


def cloud_model_of(model_id: str) -> CloudModel | None:
    """Return the model of that id, or None if the id is not of a cloud model."""
    return parse_model_id(model_id).model if is_cloud(model_id) else None


def compatible_id(base_url: str, name: str, dim: int = 0) -> str:
    """Return the id of a compatible server's model; ``dim`` 0 leaves the dimension open.

    Raises:
        InvalidRequest: If the address is not safe, or there is no name.
    """
    model_id = f"{_COMPATIBLE}:{base_url.strip().rstrip('/')}#{name.strip()}"
    return parse_model_id(f"{model_id}@{dim}" if dim else model_id).model_id


def _can_have(provider: Provider, model: CloudModel, dim: int) -> bool:
    """Whether a dimension can be asked for: OpenAI gives any up to the usual one."""
    return 1 <= dim <= model.default_dim if provider.id == OPENAI.id else dim in model.dims


def _of_server(model_id: str, provider: Provider, rest: str) -> ChosenModel:
    base_url, _, name = rest.partition("#")
    found = _DIMENSION.fullmatch(name)
    name, dim = (found["name"], int(found["dim"])) if found else (name, 0)
    if not name or dim > _MOST_DIMENSIONS or (found and not dim):
        raise InvalidRequest(
            "The model's name is missing behind the server's address.",
            "Write it as compatible:http://127.0.0.1:11434/v1#nomic-embed-text.",
        )
    model = CloudModel(
        name,
        dims=(dim,) if dim else (),
        default_dim=dim,
        price=None,
        languages="those the model knows",
        max_tokens=_COMPATIBLE_TOKENS,
    )
    return ChosenModel(model_id, provider, model, dim, checked_base_url(base_url))


def checked_base_url(url: str) -> str:
    """Return the address of a server, without a slash at the end.

    Raises:
        InvalidRequest: If it is not HTTPS (or HTTP to this computer), or holds a name or password.
    """
    try:
        address = urlsplit(url)
        port_fits = address.port is None or address.port > 0
    except ValueError:
        address, port_fits = urlsplit(""), False
    host = address.hostname or ""
    safe = address.scheme == "https" or (address.scheme == "http" and is_loopback(host))
    plain = url.isascii() and url.isprintable() and " " not in url and not address.query
    if not (host and port_fits and safe and plain) or address.username is not None:
        raise InvalidRequest(
            "That is no address texts can be sent to.",
            "It must begin with https://, or for a server on this computer with"
            " http://127.0.0.1, and hold no name or password.",
        )
    return url.rstrip("/")


def is_loopback(host: str) -> bool:
    """Return whether ``host`` is this computer by its very name."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
