"""A model at a provider behind the ``Embedder`` port. Nothing here opens a connection itself."""

from __future__ import annotations

import json
import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from desktop_app import errors
from desktop_app.childprocess import ChildFailure, ChildProcess, Header, Message
from desktop_app.embedding.cloud.providers import ChosenModel
from desktop_app.embedding.embedder import FloatArray, ModelInfo
from desktop_app.errors import (
    AppError,
    BugError,
    InvalidRequest,
    KeyRefused,
    ProviderAnswer,
    ProviderUnreachable,
)
from desktop_app.privacy import gate
from desktop_app.privacy.estimate import price_of
from desktop_app.privacy.ledger import Ledger
from desktop_app.privacy.secret import Secret
from desktop_app.progress import CancelToken

logger = logging.getLogger(__name__)

_SEARCH = "search"
_REMEMBERED = 256
_REMEMBERED_TEXTS = 8
_UNIT_TOLERANCE = 1e-3
# A request's own patience ends before; only a child that hangs takes this long.
_DOCUMENTS_S, _QUESTION_S, _OPEN_S = 1_500.0, 60.0, 60.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What an embedder has used so far.

    Attributes:
        requests, texts: Answered with vectors.
        tokens: As the provider counted them.
        price_usd: By the provider's list; None where there is no price, or it did not count.
        queries_remembered: Questions that needed no request.
    """

    requests: int
    texts: int
    tokens: int
    price_usd: float | None
    queries_remembered: int


class CloudEmbedder:
    """``Embedder`` over a child process that is started by the first text.

    One caller at a time: for questions during an indexing run, open a second one. A key that was
    refused is not tried again, nor is a child that failed started again within a call.

    Args:
        chosen: The model; its ``dim`` must be known.
        tokenizer: Path of the shipped model's ``tokenizer.json``, which passages are cut with.
        key: Gives the key when it is first needed, or None; called on the embedding thread.
        ledger: Where each request is written down.
        paid: File that keeps vectors until the index has them (see ``paid``); None for questions.
        key_changes: How often keys have changed; once that is another number, the next text has
            ``key`` asked again, and a key that was refused counts no more.
        may_send: Raises (``NeverLeaves``, ``ConsentMissing`` …) if nothing may be sent; asked
            before every call that would send something.
        purpose: Of documents, for the ledger. Questions have "search"; what is embedded as
            documents for it, to find the like of it, is remembered as questions are.
    """

    def __init__(
        self,
        chosen: ChosenModel,
        tokenizer: str,
        *,
        key: Callable[[], Secret | None],
        ledger: Ledger,
        paid: Path | None = None,
        key_changes: Callable[[], int] = lambda: 0,
        may_send: Callable[[], object] = lambda: None,
        purpose: str = "index",
    ) -> None:
        self._chosen, self._tokenizer = chosen, tokenizer
        self._key, self._ledger, self._paid = key, ledger, paid
        self._may_send, self._purpose = may_send, purpose
        self._key_changes, self._of_change = key_changes, key_changes()
        self._child: ChildProcess | None = None
        self._refused: KeyRefused | None = None
        self._answers: OrderedDict[str, FloatArray] = OrderedDict()
        self._answers_to_texts: OrderedDict[tuple[str, ...], FloatArray] = OrderedDict()
        self._remembered = 0
        self._sources: list[int] = []
        self._spent_before = self._spent = _nothing()

    @property
    def info(self) -> ModelInfo:
        """See ``Embedder.info``; known without asking the provider."""
        return model_info(self._chosen, self._tokenizer)

    def note_sources(self, sources: Sequence[int]) -> None:
        """See ``NotesSources.note_sources``; the ledger tells how many there were."""
        self._sources = list(sources)

    def embed_documents(self, texts: Sequence[str], token: CancelToken | None = None) -> FloatArray:
        """See ``Embedder.embed_documents``.

        When a run fails midway, or is cancelled, what was answered until then is kept in ``paid``
        and is not sent again when the same texts come next time.

        Raises:
            KeyRefused, QuotaUsedUp, ProviderBusy, ProviderUnreachable, ProviderAnswer,
            OfflineLocked, LedgerUnwritable, DiskFull; whatever ``may_send`` raises.
        """
        sources, self._sources = self._sources, []
        if not texts:
            return np.empty((0, self._chosen.dim), np.float32)
        asked = tuple(texts)
        if (known := self._answers_to_texts.get(asked)) is not None:
            self._answers_to_texts.move_to_end(asked)
            return known.copy()
        fitting = sources if len(sources) == len(texts) else []
        header = {"op": "embed", "purpose": self._purpose, "sources": fitting}
        payload = json.dumps(list(texts)).encode("ascii")
        rows = self._checked(self._ask(header, payload, _DOCUMENTS_S, token), len(texts))
        if self._purpose == _SEARCH:
            self._answers_to_texts[asked] = rows.copy()
            if len(self._answers_to_texts) > _REMEMBERED_TEXTS:
                self._answers_to_texts.popitem(last=False)
        return rows

    def embed_query(self, text: str) -> FloatArray:
        """See ``Embedder.embed_query``; a question asked before is not sent again."""
        if (known := self._answers.get(text)) is not None:
            self._answers.move_to_end(text)
            self._remembered += 1
            return known.copy()
        header = {"op": "query", "purpose": _SEARCH}
        answer = self._ask(header, json.dumps(text).encode("ascii"), _QUESTION_S)
        row = self._checked(answer, 1).reshape(-1)
        self._answers[text] = row
        if len(self._answers) > _REMEMBERED:
            self._answers.popitem(last=False)
        return row.copy()

    def remembers(self, text: str) -> bool:
        """Return whether ``embed_query`` would answer without a request."""
        return text in self._answers

    def find_dimension(self, token: CancelToken | None = None) -> int:
        """Return the length of the model's vectors, by asking for one of a single word.

        This tests key, address and model name at the price of a token or so.

        Raises:
            As ``embed_documents``.
        """
        header = {"op": "dimension", "purpose": self._purpose}
        answer, _ = self._ask(header, b"", _QUESTION_S, token)
        return int(answer["dim"])

    def cost(self) -> Cost:
        """Return what was used so far, by failed calls, too; a killed child's last call is not
        known here but in the ledger."""
        spent = {name: self._spent_before[name] + self._spent[name] for name in self._spent}
        price = price_of(spent["tokens"], self._chosen.model.price)
        return Cost(
            spent["requests"],
            spent["texts"],
            spent["tokens"],
            None if spent["uncounted"] else price,
            self._remembered,
        )

    def close(self) -> None:
        """End the child; may be called twice, and a later text starts a new one."""
        if self._child is not None:
            self._child.close()
            self._forget_child()

    def _ask(
        self, header: Header, payload: bytes, timeout_s: float, token: CancelToken | None = None
    ) -> Message:
        self._let_go_of_old_key()
        if self._refused is not None:
            raise self._refused
        self._may_send()
        gate.refuse_if_locked(self._chosen.runs_at)
        try:
            child = self._open_child(token)
            answer = child.request(header, payload, timeout_s=timeout_s, token=token)
        except ChildFailure as exc:
            self._forget_child()
            logger.info("the process that speaks to the provider was lost: %s", exc)
            raise ProviderUnreachable(
                "The process that speaks to the provider stopped.",
                "Try again; what was answered so far is kept.",
            ) from exc
        except errors.Cancelled:
            self._forget_child()
            raise
        return self._told(answer)

    def _open_child(self, token: CancelToken | None) -> ChildProcess:
        if self._child is not None and self._child.alive:
            return self._child
        self._forget_child()
        secret = self._key()
        if secret is None and self._chosen.provider.needs_key:
            raise KeyRefused(
                f"There is no key for {self._chosen.provider.name}.",
                f"“likewise key set {self._chosen.provider.id}” keeps one.",
            )
        child = self._child = ChildProcess("cloud")
        header = {
            "op": "open",
            "model_id": self._chosen.model_id,
            "base_url": self._chosen.base_url,
            "tokenizer": self._tokenizer,
            "ledger": str(self._ledger.path),
            "paid": str(self._paid or ""),
        }
        key = secret.reveal().encode("utf-8") if secret is not None else b""
        self._told(child.request(header, key, timeout_s=_OPEN_S, token=token))
        return child

    def _let_go_of_old_key(self) -> None:
        if (now := self._key_changes()) != self._of_change:
            self._of_change, self._refused = now, None
            self.close()  # the child has the key of its beginning

    def _forget_child(self) -> None:
        self._child = None
        for name, count in self._spent.items():
            self._spent_before[name] += count
        self._spent = _nothing()

    def _told(self, answer: Message) -> Message:
        """Return the answer, or raise the problem it tells."""
        header, _ = answer
        self._spent = {**self._spent, **header.get("spent", {})}
        if "error" in header:
            problem = _problem(header)
            if isinstance(problem, KeyRefused):
                self._refused = problem
            raise problem
        return answer

    def _checked(self, answer: Message, count: int) -> FloatArray:
        rows = np.frombuffer(answer[1], "<f4").astype(np.float32)
        if rows.size != count * self._chosen.dim or not np.isfinite(rows).all():
            raise _unusable(self._chosen)
        rows = rows.reshape(count, self._chosen.dim)
        if np.any(np.abs(np.linalg.norm(rows, axis=1) - 1) > _UNIT_TOLERANCE):
            raise _unusable(self._chosen)
        return rows


def model_info(chosen: ChosenModel, tokenizer: str) -> ModelInfo:
    """Return what an index must know about a cloud model.

    Providers do not say which weights a name stands for today, so there is no revision.

    Raises:
        InvalidRequest: If the id does not say how long its vectors are.
    """
    if not chosen.dim:
        raise InvalidRequest(
            f"It is not known yet how long the vectors of {chosen.model.name} are.",
            "Test the server first: that finds it out.",
        )
    return ModelInfo(
        chosen.model_id, "", chosen.dim, chosen.model.max_tokens, tokenizer, chosen.runs_at
    )


def _nothing() -> dict[str, int]:
    return {"requests": 0, "texts": 0, "tokens": 0, "uncounted": 0}


def _problem(header: Header) -> AppError:
    kind = getattr(errors, str(header["error"]), None)
    if not (isinstance(kind, type) and issubclass(kind, AppError)):
        kind = BugError
    return kind(header["message"], header["remedy"])


def _unusable(chosen: ChosenModel) -> ProviderAnswer:
    return ProviderAnswer(f"{chosen.host} gave unusable vectors.", "Choose another model.")
