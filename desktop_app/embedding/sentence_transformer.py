"""Any other architecture, run by sentence-transformers itself."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence

import numpy as np

from desktop_app.embedding.embedder import FloatArray
from desktop_app.embedding.model_folder import ModelFolder
from desktop_app.embedding.packed import TOKEN_BUDGET
from desktop_app.embedding.precision import no_such_device
from desktop_app.embedding.recipe import Recipe
from desktop_app.embedding.tokens import TokenIds
from desktop_app.errors import ModelProblem
from desktop_app.settings import Device


class SentenceTransformerEncoder:
    """The model as its authors run it, but in batches of similar length by token budget.

    Args:
        device: Where it runs; AUTO takes a graphics card if there is one.

    Raises:
        ModelProblem: If sentence-transformers cannot load the folder, or ``device`` is not there;
            code that comes with a model is never run and nothing is downloaded.
    """

    def __init__(self, folder: ModelFolder, device: Device = Device.AUTO) -> None:
        # For compiled code torch makes a folder of its own beside other people's as soon as it is
        # imported, and leaves it there. Nothing is ever compiled; a folder that exists will do.
        os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", tempfile.gettempdir())
        from sentence_transformers import SentenceTransformer

        there = _devices()
        if device not in (Device.AUTO, *there):
            raise no_such_device(device)
        self.recipe = Recipe(there[0] if device is Device.AUTO else device.value)
        try:
            self._model = SentenceTransformer(
                str(folder.path),
                device=self.recipe.device,
                trust_remote_code=False,
                local_files_only=True,
                model_kwargs={"use_safetensors": True},
            )
        except (OSError, ValueError, KeyError, TypeError, ImportError, RuntimeError) as exc:
            raise ModelProblem(
                "The model cannot be loaded.",
                "It may need code of its own, which is never run; choose another model.",
            ) from exc
        self._dim = folder.dim
        self._padding = self._model.tokenizer.pad_token_id or 0

    def encode(self, sequences: Sequence[TokenIds], token_budget: int = TOKEN_BUDGET) -> FloatArray:
        """Return unit vectors in the given order, shape (len(sequences), dim), float32.

        Args:
            token_budget: Most tokens in one batch, padding included.
        """
        import torch

        rows = np.empty((len(sequences), self._dim), np.float32)
        with torch.inference_mode():
            for batch in _padded_batches(sequences, token_budget):
                rows[batch] = self._encode_batch([sequences[i] for i in batch])
        return rows

    def _encode_batch(self, sequences: list[TokenIds]) -> FloatArray:
        import torch

        longest = max(map(len, sequences))
        ids = torch.full((len(sequences), longest), self._padding)
        mask = torch.zeros_like(ids)
        for row, sequence in enumerate(sequences):
            ids[row, : len(sequence)] = torch.tensor(sequence)
            mask[row, : len(sequence)] = 1
        device = self._model.device
        features = {"input_ids": ids.to(device), "attention_mask": mask.to(device)}
        pooled = self._model(features)["sentence_embedding"].float()
        unit: FloatArray = torch.nn.functional.normalize(pooled, dim=-1).cpu().numpy()
        return unit


def _padded_batches(sequences: Sequence[TokenIds], token_budget: int) -> list[list[int]]:
    order = sorted(range(len(sequences)), key=lambda i: -len(sequences[i]))
    batches: list[list[int]] = []
    for i in order:
        full = batches and (len(batches[-1]) + 1) * len(sequences[batches[-1][0]]) > token_budget
        if not batches or full:
            batches.append([])
        batches[-1].append(i)
    return batches


def _devices() -> list[str]:
    """What this computer can run a model on, the fastest first."""
    import torch

    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    return [*(name for name, usable in there.items() if usable), "cpu"]
