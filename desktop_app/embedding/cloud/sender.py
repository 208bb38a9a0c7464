"""All texts of a call, in requests of the right size, several at a time, none sent twice."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from desktop_app.embedding.cloud.clients import Kind, Teller
from desktop_app.embedding.cloud.counting import TokenCounter
from desktop_app.embedding.cloud.packing import packed
from desktop_app.embedding.cloud.paid import PaidVectors
from desktop_app.embedding.cloud.patience import (
    FOR_A_QUESTION,
    FOR_DOCUMENTS,
    Pace,
    Patience,
    Stopped,
)
from desktop_app.embedding.cloud.providers import ChosenModel
from desktop_app.embedding.embedder import FloatArray
from desktop_app.errors import InvalidRequest, ProviderAnswer


@dataclass(frozen=True, slots=True)
class Spent:
    """What requests cost.

    Attributes:
        requests: That were answered with vectors.
        texts: Texts in them.
        tokens: As the provider counted them; where it did not say, nothing.
        uncounted: Requests for which it did not say.
    """

    requests: int = 0
    texts: int = 0
    tokens: int = 0
    uncounted: int = 0

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            self.requests + other.requests,
            self.texts + other.texts,
            self.tokens + other.tokens,
            self.uncounted + other.uncounted,
        )


@dataclass(frozen=True, slots=True)
class _Task:
    """What texts are asked for.

    Attributes:
        source: The document that a text is from, by number; empty where nobody knows.
    """

    kind: Kind
    purpose: str
    source: Mapping[str, int]
    patience: Patience


class Sender:
    """Embeds texts at a provider; one call at a time.

    Args:
        teller: Makes single requests.
        counter: Counts tokens, for the limits.
        paid: Vectors that need not be asked for again.
        pace: When requests may go out.

    Attributes:
        spent: By all calls, those that failed included.
    """

    def __init__(
        self,
        chosen: ChosenModel,
        teller: Teller,
        counter: TokenCounter,
        paid: PaidVectors,
        pace: Pace | None = None,
    ) -> None:
        self._chosen, self._teller, self._counter, self._paid = chosen, teller, counter, paid
        self._pace = pace or Pace()
        self._lock = threading.Lock()
        self._proven = False
        self.spent = Spent()

    def documents(
        self, texts: Sequence[str], purpose: str, sources: Sequence[int] = ()
    ) -> FloatArray:
        """Return one unit vector per text, in order, shape (len(texts), dim), float32.

        What may be too long for the model goes in pieces, whose vectors are averaged.

        Args:
            purpose: For the ledger.
            sources: The document that each text is from, by number, for the ledger; may be empty.

        Raises:
            InvalidRequest: If a text is surely too long, or empty.
            ProviderProblem, OfflineLocked: Nothing more was sent; what came is kept.
        """
        pieces = self._pieces(texts)
        known: dict[str, FloatArray] = {}
        missing: list[str] = []
        for piece in dict.fromkeys(piece for parts in pieces for piece in parts):
            row = self._paid.find(piece)
            if row is None:
                missing.append(piece)
            else:
                known[piece] = row
        source = {
            piece: number
            for parts, number in zip(pieces, sources, strict=bool(sources))
            for piece in parts
        }
        known |= self._ask(missing, _Task(Kind.DOCUMENT, purpose, source, FOR_DOCUMENTS))
        return self._joined(pieces, known)

    def question(self, text: str, purpose: str) -> FloatArray:
        """Return the unit vector of a question, shape (dim,); a long one is averaged over pieces.

        Raises:
            As ``documents``, sooner: somebody waits for it.
        """
        _refuse_blank([text])
        parts = list(self._counter.windows(text, self._chosen.model.max_tokens))
        known = self._ask(list(dict.fromkeys(parts)), _question(purpose))
        row: FloatArray = self._joined([parts], known)[0]
        return row

    def find_dimension(self, purpose: str) -> int:
        """Return the length of the model's vectors, by asking for one of a single word.

        Raises:
            As ``question``.
        """
        (row,) = self._ask(["word"], _question(purpose)).values()
        return len(row)

    def _pieces(self, texts: Sequence[str]) -> list[list[str]]:
        """Each text, in parts where it may be too long."""
        _refuse_blank(texts)
        most = self._chosen.model.max_tokens
        pieces: list[list[str]] = []
        for text, count in zip(texts, self._counter.count(texts), strict=True):
            if count.plain > most:
                raise InvalidRequest(
                    f"A text has about {count.plain:,} tokens, the model reads {most:,}.",
                    "Split it into shorter passages.",
                )
            fits = count.cautious <= most
            pieces.append([text] if fits else list(self._counter.windows(text, most)))
        return pieces

    def _ask(self, texts: list[str], task: _Task) -> dict[str, FloatArray]:
        """Return the vector of each text; all requests in flight end before this does."""
        counts = [count.cautious for count in self._counter.count(texts)] if texts else []
        found: dict[str, FloatArray] = {}
        problems: list[BaseException] = []
        self._pace.begin()

        def send(part: range) -> None:
            try:
                found.update(self._request([texts[i] for i in part], task))
            except Stopped:
                pass
            except BaseException as exc:  # told by whoever started the threads
                self._pace.end()
                problems.append(exc)

        requests = packed(counts, self._chosen.provider)
        if requests and not self._proven:
            # Whether the key is good, and the model there, is found out with one request.
            send(requests.pop(0))
        if requests and not problems:
            with ThreadPoolExecutor(self._chosen.provider.in_flight) as pool:
                list(pool.map(send, requests))
        if problems:
            raise problems[0]
        return found

    def _request(self, texts: list[str], task: _Task) -> dict[str, FloatArray]:
        documents = len({task.source[text] for text in texts if text in task.source})
        vectors = self._pace.patiently(
            lambda: self._teller.ask(texts, task.kind, task.purpose, documents),
            task.patience,
        )
        if task.kind is Kind.DOCUMENT:
            self._paid.keep(texts, vectors.rows)
        self._proven = True
        once = Spent(1, len(texts), vectors.tokens or 0, int(vectors.tokens is None))
        with self._lock:
            self.spent += once
        return dict(zip(texts, vectors.rows, strict=True))

    def _joined(self, pieces: list[list[str]], known: dict[str, FloatArray]) -> FloatArray:
        rows = np.empty((len(pieces), self._chosen.dim), np.float32)
        for row, parts in zip(rows, pieces, strict=True):
            if len(parts) == 1:
                row[:] = known[parts[0]]
                continue
            weights = np.array([len(part) for part in parts], np.float32)
            mean = weights @ np.stack([known[part] for part in parts])
            length = np.linalg.norm(mean)
            if length < 1e-6 * weights.sum():
                raise ProviderAnswer(
                    f"{self._chosen.host} answered with vectors that cancel each other out.",
                    "Choose another model.",
                )
            row[:] = mean / length
        return rows


def _question(purpose: str) -> _Task:
    return _Task(Kind.QUESTION, purpose, {}, FOR_A_QUESTION)


def _refuse_blank(texts: Sequence[str]) -> None:
    if any(not text.strip() for text in texts):
        raise InvalidRequest("There is no text to ask the model about.", "Type some words.")
