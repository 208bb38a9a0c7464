"""What a provider answered: checked vectors, or the problem it tells.

Nothing an answer says in words is passed on: providers repeat part of the key or of a text in it.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from desktop_app.embedding.cloud.patience import TryAgain, retry_after_s
from desktop_app.embedding.cloud.providers import ChosenModel
from desktop_app.embedding.embedder import FloatArray
from desktop_app.errors import (
    AppError,
    InvalidRequest,
    KeyRefused,
    ProviderAnswer,
    ProviderBusy,
    ProviderUnreachable,
    QuotaUsedUp,
)

LATER = "Try again later; what was done so far is kept and not paid for twice."
_SHORTEST = 1e-6
_USED_UP = ("insufficient_quota", "billing_hard_limit_reached", "billing_not_active")
_TOO_LONG = ("token", "context length", "too long", "too large")


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer, with its body as it came.

    Attributes:
        headers: Names in lower case.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Vectors:
    """What was paid for.

    Attributes:
        rows: Shape (texts, dim), float32, unit length, finite.
        tokens: That the provider counted; None if it did not say.
    """

    rows: FloatArray
    tokens: int | None


def vectors_of(reply: Reply, chosen: ChosenModel, texts: Sequence[str]) -> Vectors:
    """Return the checked vectors of an answer, in the order of the texts.

    Args:
        texts: That were asked about.

    Raises:
        TryAgain: If asking again may help.
        KeyRefused, QuotaUsedUp, InvalidRequest, ProviderAnswer: If it does not.
    """
    if reply.status != 200:
        _refused(reply, chosen)
    body = _parsed(reply, chosen)
    try:
        if chosen.provider.id == "cohere":
            rows, tokens = _of_cohere(body, texts)
        else:
            rows, tokens = _of_openai(body)
    except (KeyError, TypeError, ValueError, OverflowError, binascii.Error) as exc:
        raise _nonsense(chosen, "something else than vectors") from exc
    return Vectors(_checked(rows, chosen, len(texts)), tokens)


def _of_openai(body: Any) -> tuple[FloatArray, int | None]:
    data = body["data"]
    order = [entry["index"] for entry in data]
    if any(type(i) is not int for i in order) or sorted(order) != list(range(len(order))):
        raise ValueError("numbers")
    rows: list[FloatArray | None] = [None] * len(order)
    for i, entry in zip(order, data, strict=True):
        rows[i] = _row(entry["embedding"])
    return np.stack([row for row in rows if row is not None]), _whole(
        (body.get("usage") or {}).get("total_tokens")
    )


def _of_cohere(body: Any, texts: Sequence[str]) -> tuple[FloatArray, int | None]:
    # Its vectors bear no numbers, but it may repeat the texts: then these tell the order. They need
    # not be letter for letter what was sent, so other texts tell nothing.
    told = body.get("texts")
    if isinstance(told, list) and told != list(texts) and Counter(told) == Counter(texts):
        raise ValueError("order")
    rows = np.stack([_row(vector) for vector in body["embeddings"]["float"]])
    billed = (body.get("meta") or {}).get("billed_units") or {}
    return rows, _whole(billed.get("input_tokens"))


def _row(vector: Any) -> FloatArray:
    if isinstance(vector, str):
        return np.frombuffer(base64.b64decode(vector, validate=True), "<f4").astype(np.float32)
    if any(type(number) not in (int, float) for number in vector):
        raise ValueError("no number")
    with np.errstate(over="ignore"):
        return np.array(vector, np.float64).astype(np.float32)


def _whole(number: Any) -> int | None:
    return int(number) if type(number) in (int, float) and 0 <= number < 1e12 else None


def _checked(rows: FloatArray, chosen: ChosenModel, texts: int) -> FloatArray:
    if len(rows) != texts:
        raise _nonsense(chosen, f"{len(rows)} vectors for {texts} texts")
    dim = rows.shape[-1]
    if rows.ndim != 2 or dim == 0 or (chosen.dim and dim != chosen.dim):
        raise _nonsense(chosen, f"vectors of {dim} numbers instead of {chosen.dim}")
    if not np.isfinite(rows).all():
        raise _nonsense(chosen, "vectors that hold no numbers")
    lengths = np.linalg.norm(rows.astype(np.float64), axis=1, keepdims=True)
    if lengths.min(initial=1.0) < _SHORTEST:
        raise _nonsense(chosen, "vectors of length zero")
    return np.ascontiguousarray(rows / lengths, np.float32)


def _parsed(reply: Reply, chosen: ChosenModel) -> Any:
    """The JSON of an answer."""
    if "html" in reply.headers.get("content-type", "") or reply.body.lstrip()[:1] == b"<":
        raise ProviderAnswer(
            f"{chosen.host} answered with a web page instead of vectors.",
            "Perhaps this network wants you to sign in: do so in a browser, then try again.",
        )
    try:
        body = json.loads(reply.body, parse_constant=_no_number)
    except _NoNumber as exc:
        raise _nonsense(chosen, "vectors that hold no numbers") from exc
    except (ValueError, RecursionError) as exc:
        torn = ProviderUnreachable(f"The answer of {chosen.host} broke off.", LATER)
        raise TryAgain(torn) from exc
    if not isinstance(body, dict):
        raise _nonsense(chosen, "something else than vectors")
    return body


class _NoNumber(Exception):
    pass


def _no_number(_: str) -> NoReturn:
    raise _NoNumber


def _refused(reply: Reply, chosen: ChosenModel) -> NoReturn:
    """Raise what an answer other than 200 means."""
    status, name = reply.status, chosen.provider.name
    words = _words(reply.body)
    if chosen.provider.id == "compatible":
        name = chosen.host
    if status in (401, 403, 498):
        raise KeyRefused(
            f"{name} does not accept the key, or not for this model ({status}).",
            "Check the key, and with the provider whether it may use the model.",
        )
    if status == 402 or (status == 429 and _is_used_up(words)):
        raise QuotaUsedUp(
            f"What this key may use at {name} is used up.",
            "Look at the plan and the bill at the provider; what was done so far is kept.",
        )
    if status == 429:
        busy = ProviderBusy(f"{name} takes no more requests for now.", LATER)
        raise TryAgain(busy, retry_after_s(reply.headers), for_all=True)
    if status in (408, 409, 425) or status >= 500:
        busy = ProviderBusy(f"{name} is too busy or out of order ({status}).", LATER)
        raise TryAgain(busy, retry_after_s(reply.headers))
    raise _asked_wrongly(status, words, chosen, name)


def _asked_wrongly(status: int, words: str, chosen: ChosenModel, name: str) -> AppError:
    if status == 404:
        return InvalidRequest(
            f"{name} knows no model “{chosen.model.name}” at this address.",
            "Check the model's name and the address.",
        )
    if status in (400, 413, 422) and any(sign in words for sign in _TOO_LONG):
        return InvalidRequest(
            f"A text is longer than {chosen.model.name} takes; nothing was cut off.",
            "Choose a model that takes longer texts.",
        )
    if 300 <= status < 400:
        return ProviderAnswer(
            f"{chosen.host} sends on to another address, where nothing is sent.",
            "Check the address of the server.",
        )
    return ProviderAnswer(f"{name} does not take the request ({status}).", "")


def _is_used_up(words: str) -> bool:
    return any(sign in words for sign in _USED_UP) or ("trial" in words and "month" in words)


def _words(body: bytes) -> str:
    """The codes and words of a refusal, to look for signs in; never shown."""
    return body[:4000].decode("utf-8", "replace").lower()


def _nonsense(chosen: ChosenModel, what: str) -> ProviderAnswer:
    return ProviderAnswer(
        f"{chosen.host} answered with {what}; nothing of it was kept.",
        "Check the model's name, or try again later.",
    )
