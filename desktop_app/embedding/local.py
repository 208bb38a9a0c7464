"""A model on this computer, held by a child process."""

from __future__ import annotations

import json
import logging
import math
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from desktop_app.childprocess import ChildFailure, ChildProcess, Header, Message
from desktop_app.embedding.embedder import FloatArray, ModelInfo
from desktop_app.embedding.model_folder import ModelFolder
from desktop_app.embedding.precision import Precision
from desktop_app.embedding.running import Running
from desktop_app.errors import Cancelled, InvalidRequest, ModelProblem, NoFastMode
from desktop_app.progress import CancelToken
from desktop_app.settings import Device

logger = logging.getLogger(__name__)

# A request answers in about this time, so that cancelling between two of them is soon enough.
_REQUEST_S = 1.0
_FIRST_CHARACTERS, _FEWEST_CHARACTERS, _MOST_CHARACTERS = 16_000, 2_000, 2_000_000
# Loading from a slow disk counts as well; only a hang takes this long.
_HANG_S = 300.0
_AFTER_CANCEL_S = 10.0
_UNIT_TOLERANCE = 1e-3


class LocalEmbedder:
    """``Embedder`` over a child process that is started by ``warm_up`` or the first text.

    One caller at a time: for queries during an indexing run, open a second one (their own child;
    without torch it takes about 150 MB). A child that dies is replaced once per request.

    Args:
        folder: The model.
        info: What ``info`` answers; known without loading the model.
        threads: For torch; None takes all cores.
        nice: Added to the child's niceness, so that the computer stays usable.
        precision: Number format of documents; AUTO lets a probe decide.
        device: What documents run on.
        on_running: Told how documents are embedded, once that is decided.
    """

    def __init__(
        self,
        folder: ModelFolder,
        info: ModelInfo,
        *,
        threads: int | None = None,
        nice: int = 0,
        precision: Precision = Precision.AUTO,
        device: Device = Device.AUTO,
        on_running: Callable[[Running], None] | None = None,
    ) -> None:
        self.info = info
        self._options = {
            "folder": str(folder.path),
            "threads": threads,
            "precision": precision.value,
            "device": device.value,
            "prompts": [folder.query_prompt, folder.document_prompt],
        }
        self._nice = nice
        self._on_running = on_running
        self._running: Running | None = None
        self._child: ChildProcess | None = None
        self._characters = _FIRST_CHARACTERS

    def warm_up(self) -> None:
        """Start the child, which loads what a query needs; returns at once.

        Raises:
            ModelProblem: If the process cannot be started.
        """
        self._running_child()

    def prepare(self) -> None:
        """Load what many documents need, and decide how they are embedded (2 to 5 s).

        Raises:
            NoFastMode: If the fast mode was asked for and cannot be had.
            ModelProblem: If the model cannot be loaded.
        """
        answer = self._ask({"op": "prepare"}, b"")
        _raise_told(answer[0])
        self._note_running(answer[0].get("running"))

    def embed_documents(self, texts: Sequence[str], token: CancelToken | None = None) -> FloatArray:
        """See ``Embedder.embed_documents``."""
        rows = np.empty((len(texts), self.info.dim), np.float32)
        # Texts of like length go together: the child packs them without waste.
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        pending = sum(map(len, texts))
        while order:
            if token is not None:
                token.check()
            part = self._take(order, texts)
            rows[part] = self._embed([texts[i] for i in part], pending, token)
            pending -= sum(len(texts[i]) for i in part)
        return rows

    def embed_query(self, text: str) -> FloatArray:
        """See ``Embedder.embed_query``."""
        answer = self._ask({"op": "query"}, json.dumps(text).encode("ascii"))
        return self._checked(answer, 1).reshape(-1)

    def close(self) -> None:
        """End the child; may be called twice, and a later text starts a new one."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def _take(self, order: list[int], texts: Sequence[str]) -> list[int]:
        part = [order.pop(0)]
        room = self._characters - len(texts[part[0]])
        while order and len(texts[order[0]]) <= room:
            room -= len(texts[order[0]])
            part.append(order.pop(0))
        return part

    def _embed(self, texts: list[str], pending: int, token: CancelToken | None) -> FloatArray:
        header = {"op": "embed", "pending": pending}
        answer = self._ask(header, json.dumps(texts).encode("ascii"), token)
        rows = self._checked(answer, len(texts))
        self._note_running(answer[0].get("running"))
        self._keep_pace(sum(map(len, texts)), answer[0].get("seconds", 0.0))
        return rows

    def _note_running(self, told: Mapping[str, Any] | None) -> None:
        running = Running(**told) if told else None
        if running is not None and running != self._running and self._on_running is not None:
            self._on_running(running)
        self._running = running or self._running

    def _keep_pace(self, characters: int, seconds: float) -> None:
        """Aim the next request at ``_REQUEST_S``, changing its size at most twofold."""
        if seconds > 0:
            ideal = int(characters * _REQUEST_S / seconds)
            low, high = self._characters // 2, self._characters * 2
            bounded = min(max(ideal, low), high)
            self._characters = min(max(bounded, _FEWEST_CHARACTERS), _MOST_CHARACTERS)

    def _ask(self, header: Header, payload: bytes, token: CancelToken | None = None) -> Message:
        for attempt in (1, 2):
            try:
                return self._running_child().request(header, payload, timeout_s=_patience(token))
            except ChildFailure as exc:
                self._child = None
                if token is not None and token.cancelled:
                    raise Cancelled from exc
                logger.info("the model's process was lost (attempt %d): %s", attempt, exc)
                failure = exc
        raise ModelProblem(
            "The model stopped twice at the same passages.",
            "Close other programs, or choose another model.",
        ) from failure

    def _running_child(self) -> ChildProcess:
        if self._child is not None and not self._child.alive:
            self.close()
        if self._child is None:
            try:
                self._child = ChildProcess("embedder", options=self._options, nice=self._nice)
            except OSError as exc:
                raise ModelProblem("The model's process cannot be started.") from exc
        return self._child

    def _checked(self, answer: Message, count: int) -> FloatArray:
        """The vectors of an answer, or the problem it tells."""
        header, payload = answer
        _raise_told(header)
        rows = np.frombuffer(payload, "<f4").astype(np.float32)
        if rows.size != count * self.info.dim or not np.isfinite(rows).all():
            raise _unusable()
        rows = rows.reshape(count, self.info.dim)
        if np.any(np.abs(np.linalg.norm(rows, axis=1) - 1) > _UNIT_TOLERANCE):
            raise _unusable()
        return rows


def _raise_told(header: Header) -> None:
    """Raise the problem an answer tells, if it does."""
    if "error" in header:
        kinds = {"InvalidRequest": InvalidRequest, "NoFastMode": NoFastMode}
        raise kinds.get(header["error"], ModelProblem)(header["message"], header["remedy"])


def _patience(token: CancelToken | None) -> Callable[[], float]:
    """Seconds a request may take: until a hang is certain, or a while after cancelling."""
    started = time.monotonic()
    limit = math.inf

    def seconds() -> float:
        nonlocal limit
        if token is not None and token.cancelled and limit == math.inf:
            limit = time.monotonic() - started + _AFTER_CANCEL_S
        return min(limit, _HANG_S)

    return seconds


def _unusable() -> ModelProblem:
    return ModelProblem("The model gave unusable vectors.", "Choose another model.")
