"""Each provider's own library, one way to ask it: it writes the request, ``Line`` sends it.

The libraries' own trying again is off. What they make of an answer is not used: the answer itself
is checked in ``replies``.
"""

from __future__ import annotations

import contextlib
import enum
import os
import ssl
from collections.abc import Sequence
from typing import Any, Protocol

from desktop_app.embedding.cloud.line import Exchange, Line
from desktop_app.embedding.cloud.providers import ChosenModel
from desktop_app.embedding.cloud.replies import Vectors, vectors_of
from desktop_app.errors import BugError
from desktop_app.privacy.estimate import price_of
from desktop_app.privacy.ledger import Ledger

_NO_KEY = "none"  # the library of OpenAI wants one; it is not sent


class Kind(enum.StrEnum):
    """What a text is; the value is Cohere's word for it."""

    DOCUMENT = "search_document"
    QUESTION = "search_query"


class Client(Protocol):
    """A provider's library behind one call."""

    def post(self, texts: Sequence[str], kind: Kind) -> object:
        """Send one request; its answer, and what went wrong, is in the line's exchange."""
        ...


class OpenAIClient:
    """OpenAI, and servers that speak as it does."""

    def __init__(self, chosen: ChosenModel, key: str, line: Line) -> None:
        import openai

        self._client = openai.OpenAI(
            api_key=key or _NO_KEY,
            base_url=chosen.base_url,
            max_retries=0,
            http_client=line.client(),
        )
        self._request: dict[str, Any] = {
            "model": chosen.model.name,
            # Smaller and exact; local servers may know numbers only.
            "encoding_format": "base64" if chosen.provider.id == "openai" else "float",
        }
        if chosen.asks_for_dimension:
            self._request["dimensions"] = chosen.dim

    def post(self, texts: Sequence[str], kind: Kind) -> object:
        """See ``Client.post``; questions and documents are asked for alike."""
        return self._client.embeddings.with_raw_response.create(input=list(texts), **self._request)


class CohereClient:
    """Cohere, which is told what is a question and what a document."""

    def __init__(self, chosen: ChosenModel, key: str, line: Line) -> None:
        import cohere

        self._client = cohere.ClientV2(
            api_key=key,
            base_url=chosen.base_url,
            max_retries=0,
            httpx_client=line.client(),
            log_warning_experimental_features=False,
        )
        self._request: dict[str, Any] = {
            "model": chosen.model.name,
            "embedding_types": ["float"],
            "truncate": "NONE",
        }
        if chosen.asks_for_dimension:
            self._request["output_dimension"] = chosen.dim

    def post(self, texts: Sequence[str], kind: Kind) -> object:
        """See ``Client.post``."""
        return self._client.embed(texts=list(texts), input_type=kind.value, **self._request)


class Teller:
    """Asks one model for vectors, a request at a time for each thread.

    Args:
        key: The provider's key; "" where none is needed.
        ledger: Where each request is written down.
        tls: How certificates are checked; None does it as the system does.
    """

    def __init__(
        self, chosen: ChosenModel, key: str, ledger: Ledger, tls: ssl.SSLContext | None = None
    ) -> None:
        _forget_variables()
        self._chosen, self._ledger = chosen, ledger
        if chosen.provider.id == "cohere":
            import httpx

            self._line = Line(httpx, chosen, ledger, key=bool(key), tls=tls)
            self._client: Client = CohereClient(chosen, key, self._line)
        else:
            import httpx2

            self._line = Line(httpx2, chosen, ledger, key=bool(key), tls=tls)
            self._client = OpenAIClient(chosen, key, self._line)

    def ask(self, texts: Sequence[str], kind: Kind, purpose: str, documents: int = 0) -> Vectors:
        """Send one request and return its checked vectors.

        Args:
            purpose, documents: For the ledger.

        Raises:
            TryAgain: If asking again may help.
            AppError: If it does not.
        """
        exchange = Exchange(purpose, documents, texts)
        error: Exception | None = None
        with self._line.carrying(exchange):
            try:
                self._client.post(texts, kind)
            except Exception as exc:  # theirs are of many kinds; the exchange tells what happened
                error = exc
        tokens: int | None = None
        try:
            vectors = self._vectors(exchange, texts, error)
            tokens = vectors.tokens
        finally:
            self._write_down(exchange, tokens)
        return vectors

    def close(self) -> None:
        """Close all connections."""
        self._line.close()

    def _vectors(
        self, exchange: Exchange, texts: Sequence[str], error: Exception | None
    ) -> Vectors:
        if exchange.problem is not None:
            raise exchange.problem from error
        if exchange.reply is None:
            raise BugError("The provider's library did not send the request.") from error
        return vectors_of(exchange.reply, self._chosen, texts)

    def _write_down(self, exchange: Exchange, tokens: int | None) -> None:
        if exchange.entry:
            self._ledger.end(
                exchange.entry,
                status=_status(exchange),
                bytes_received=exchange.received,
                tokens=tokens,
                price=None if tokens is None else price_of(tokens, self._chosen.model.price),
                bytes_sent=None if exchange.connected else 0,
            )


def _status(exchange: Exchange) -> str:
    if exchange.reply is not None:
        return str(exchange.reply.status)
    return "broke off" if exchange.connected else "no connection"


def _forget_variables() -> None:
    """Take from the environment what would change the libraries' ways behind a person's back."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "CO_API_", "COHERE_")):
            with contextlib.suppress(KeyError):
                del os.environ[name]
