"""The child process that makes requests to one provider, so that no other imports its library.

It answers these operations, each in one message:

- ``open`` (payload: the key): ``model_id``, ``base_url``, ``tokenizer``, ``ledger`` and ``paid``
  (paths, ``paid`` may be ""). Comes first; the key is in no argument and no variable.
- ``embed`` (payload: JSON list of texts; ``purpose`` and ``sources`` for the ledger): one unit
  vector per text.
- ``query`` (payload: JSON text; ``purpose``): one unit vector.
- ``dimension`` (``purpose``): ``dim`` of the model.

Vectors are answered as raw little-endian float32 with their ``shape``. Every answer tells what was
``spent`` so far. A failure is answered as ``{"error", "message", "remedy"}``; no answer repeats
what a provider said in words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.childprocess import Header, Message, serve
from desktop_app.errors import AppError, BugError
from desktop_app.privacy import redaction

if TYPE_CHECKING:
    from desktop_app.embedding.cloud.sender import Sender
    from desktop_app.embedding.embedder import FloatArray


def run(options: Mapping[str, object]) -> None:
    """Serve until the input closes.

    Args:
        options: None are needed: what they hold is seen by other programs.
    """
    desk = Desk()
    serve(desk.answer)


class Desk:
    """Answers requests about the one model it was opened for."""

    def __init__(self) -> None:
        self._sender: Sender | None = None

    def answer(self, header: Header, payload: bytes) -> Message:
        """Return the answer to one request; a failure is an answer too."""
        try:
            answer, body = self._answer(header, payload)
        except AppError as problem:
            answer, body = _failure(problem)
        except Exception as exc:  # the edge of this process: the request failed, not the child
            redaction.show_error(type(exc), exc, exc.__traceback__)
            answer, body = _failure(BugError(f"The request failed ({type(exc).__name__})."))
        if self._sender is not None:
            answer["spent"] = asdict(self._sender.spent)
        return answer, body

    def _answer(self, header: Header, payload: bytes) -> Message:
        purpose = str(header.get("purpose", ""))
        match header["op"], self._sender:
            case "open", _:
                self._sender = _open(header, payload.decode("utf-8"))
                return {}, b""
            case "embed", sender if sender is not None:
                texts = json.loads(payload)
                return _vectors(sender.documents(texts, purpose, header["sources"]))
            case "query", sender if sender is not None:
                return _vectors(sender.question(json.loads(payload), purpose))
            case "dimension", sender if sender is not None:
                return {"dim": sender.find_dimension(purpose)}, b""
        raise BugError("The cloud process was asked before it was opened.")


def _open(header: Header, key: str) -> Sender:
    from desktop_app.embedding.cloud.clients import Teller
    from desktop_app.embedding.cloud.counting import TokenCounter
    from desktop_app.embedding.cloud.paid import PaidVectors
    from desktop_app.embedding.cloud.providers import parse_model_id
    from desktop_app.embedding.cloud.sender import Sender
    from desktop_app.privacy.ledger import Ledger
    from desktop_app.privacy.secret import Secret

    secret = Secret(key)  # from here on it is hidden in whatever this process writes
    chosen = replace(parse_model_id(header["model_id"]), base_url=header["base_url"])
    paid = Path(header["paid"]) if header["paid"] else None
    return Sender(
        chosen,
        Teller(chosen, secret.reveal(), Ledger(Path(header["ledger"]))),
        TokenCounter(header["tokenizer"]),
        PaidVectors(paid, chosen.model_id, chosen.dim),
    )


def _vectors(rows: FloatArray) -> Message:
    import numpy as np

    return {"shape": rows.shape}, np.ascontiguousarray(rows, "<f4").tobytes()


def _failure(problem: AppError) -> Message:
    kind = type(problem).__name__
    return {"error": kind, "message": problem.message, "remedy": problem.remedy}, b""
