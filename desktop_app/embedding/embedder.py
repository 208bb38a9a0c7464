"""The port every model is used through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from desktop_app.progress import CancelToken

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What an index must know about a model to keep its vectors apart from others'.

    Attributes:
        model_id: Catalogue name ("all-MiniLM-L6-v2") or the absolute path of a model folder.
        revision: Identifies the weights (sha256 of the safetensors file, hex); "" where unknown.
        dim: Length of a vector.
        max_tokens: Longest input in the model's own tokens, special tokens included.
        tokenizer: Path of the model's ``tokenizer.json``, or "" if it has none on this computer.
        runs_at: "this computer", or the host the text is sent to.
    """

    model_id: str
    revision: str
    dim: int
    max_tokens: int
    tokenizer: str
    runs_at: str = "this computer"


class Embedder(Protocol):
    """Turns texts into unit vectors. Methods may be called from one thread at a time."""

    @property
    def info(self) -> ModelInfo: ...

    def embed_documents(self, texts: Sequence[str], token: CancelToken | None = None) -> FloatArray:
        """Return one row per text, in order.

        Returns:
            Shape (len(texts), dim), float32, C-contiguous, rows of unit length, finite.

        Raises:
            ModelProblem: If the model cannot be loaded or gave unusable vectors.
            InvalidRequest: If a text is longer than ``max_tokens`` (nothing is cut off silently).
            Cancelled: If ``token`` was set.
        """
        ...

    def embed_query(self, text: str) -> FloatArray:
        """Return the unit vector of a query, shape (dim,), float32. A query longer than
        ``max_tokens`` is averaged over windows, never cut off."""
        ...

    def close(self) -> None:
        """Release the model; may be called twice."""
        ...


@runtime_checkable
class Remembers(Protocol):
    """An embedder that sends questions out, and none of them twice."""

    def remembers(self, text: str) -> bool:
        """Return whether ``embed_query`` would answer without sending ``text`` to anybody."""
        ...


@runtime_checkable
class NotesSources(Protocol):
    """An embedder that writes down from how many documents the texts are that it sends out."""

    def note_sources(self, sources: Sequence[int]) -> None:
        """Take, for each text of the next ``embed_documents``, the number of its document."""
        ...
