"""Which engine computes what, inside the child process: numpy for a little, torch for a lot."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

import numpy as np

from desktop_app.embedding.embedder import FloatArray
from desktop_app.embedding.model_folder import EncoderShape, ModelFolder
from desktop_app.embedding.precision import Precision, no_fast_mode
from desktop_app.embedding.recipe import Recipe
from desktop_app.embedding.running import Running
from desktop_app.embedding.tokens import TextTokenizer, TokenIds
from desktop_app.errors import ModelProblem
from desktop_app.settings import Device

# torch starts in the time (and for the CPU seconds) in which numpy computes about this much.
_TOKENS_WORTH_TORCH = 6000
_CHARACTERS_PER_TOKEN = 4
_TOKEN_BUDGET, _SMALLEST_BUDGET = 4096, 64


class Encoder(Protocol):
    """Token sequences become unit vectors; memory grows with ``token_budget``."""

    recipe: Recipe

    def encode(self, sequences: Sequence[TokenIds], token_budget: int) -> FloatArray: ...


class Engines:
    """The engines of one model, each loaded when it is first needed.

    Args:
        folder: The model.
        threads: For torch; None lets it decide.
        precision: Other than AUTO, torch is used from the first text on.
        device: For torch; a few texts never need it.
    """

    def __init__(
        self,
        folder: ModelFolder,
        threads: int | None,
        precision: Precision = Precision.AUTO,
        device: Device = Device.AUTO,
    ) -> None:
        self._folder = folder
        self._threads = threads
        self._precision = precision
        self._device = device
        self._tokens_so_far = 0
        self._token_budget = _TOKEN_BUDGET

    @property
    def loaded(self) -> list[str]:
        """Names of what is loaded, for people and benchmarks."""
        return [name for name in ("tokenizer", "numpy", "torch") if name in self.__dict__]

    @property
    def running(self) -> Running | None:
        """How documents are embedded; None until that is decided."""
        encoder: Encoder | None = self.__dict__.get("torch")
        if encoder is None:
            return None
        import torch

        return Running(str(encoder.recipe), torch.get_num_threads())

    @cached_property
    def tokenizer(self) -> TextTokenizer:
        return TextTokenizer(self._folder)

    @cached_property
    def numpy(self) -> Encoder | None:
        """The quick starter, or None for a model that only sentence-transformers can run."""
        if self._folder.shape is None:
            return None
        from desktop_app.embedding.query_encoder import QueryEncoder

        return QueryEncoder(self._folder)

    @cached_property
    def torch(self) -> Encoder:
        import torch

        if self._threads:
            torch.set_num_threads(self._threads)
        shape = self._folder.shape
        if shape is None:
            from desktop_app.embedding.sentence_transformer import SentenceTransformerEncoder

            if self._precision is Precision.INT8:
                raise no_fast_mode("models of this kind have none")
            return SentenceTransformerEncoder(self._folder, self._device)
        return self._packed(shape)

    def _packed(self, shape: EncoderShape) -> Encoder:
        """The packed encoder by the recipe that is quickest here, as known or as probed now."""
        from desktop_app.embedding.choice import Choice
        from desktop_app.embedding.packed import PackedEncoder
        from desktop_app.embedding.precision import fastest
        from desktop_app.embedding.weights import load_encoder_weights

        weights = load_encoder_weights(self._folder.weights, shape)
        choice = Choice(self._folder, self._precision, self._device)
        known = choice.known()
        if known is not None:
            # What ran before may be gone, such as the driver of a graphics card.
            with contextlib.suppress(RuntimeError, NotImplementedError, AttributeError):
                return PackedEncoder(weights, shape, known)
        encoder = fastest(
            lambda recipe: PackedEncoder(weights, shape, recipe), self._precision, self._device
        )
        choice.keep(encoder.recipe)
        return encoder

    def query(self, text: str) -> FloatArray:
        """Return the unit vector of ``text``, the length-weighted mean of its windows."""
        windows = self.tokenizer.query(text)
        rows = self._encode(self.numpy or self.torch, windows)
        total: FloatArray = np.array([len(ids) for ids in windows], np.float32) @ rows
        return total / np.float32(np.linalg.norm(total))

    def documents(self, texts: Sequence[str], pending: int = 0) -> FloatArray:
        """Return one unit vector per text.

        Args:
            pending: Characters of all texts the caller has in hand, these included: it decides
                whether starting torch pays.
        """
        sequences = self.tokenizer.documents(texts)
        self._tokens_so_far += sum(map(len, sequences))
        expected = max(self._tokens_so_far, pending // _CHARACTERS_PER_TOKEN)
        bulk = (
            self.numpy is None
            or "torch" in self.__dict__
            or self._precision is not Precision.AUTO
            or expected > _TOKENS_WORTH_TORCH
        )
        return self._encode(self.torch if bulk else self.numpy or self.torch, sequences)

    def _encode(self, encoder: Encoder, sequences: Sequence[TokenIds]) -> FloatArray:
        while True:
            try:
                return encoder.encode(sequences, self._token_budget)
            except (MemoryError, RuntimeError) as exc:
                if not _is_out_of_memory(exc):
                    raise
                if self._token_budget <= _SMALLEST_BUDGET:
                    raise ModelProblem(
                        "There is not enough memory for the model.", "Close other programs."
                    ) from exc
                self._token_budget //= 2


def _is_out_of_memory(exc: BaseException) -> bool:
    # torch says it with its own class on graphics cards and with a plain RuntimeError elsewhere.
    text = str(exc)
    return isinstance(exc, MemoryError) or any(
        sign in text for sign in ("out of memory", "not enough memory", "allocate memory")
    )
