"""An embedder without a model: texts that share words are close."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from desktop_app.embedding.embedder import FloatArray, ModelInfo
from desktop_app.errors import InvalidRequest
from desktop_app.progress import CancelToken

_WORD = re.compile(r"\w+")


class ToyEmbedder:
    """Adds up one fixed random direction per word; the same in every process and on every machine.

    A word is a token and there are no special tokens, so a text of ``max_tokens`` words still fits.

    Args:
        dim: Length of a vector; with 64, texts without a common word have cosines around ±0.1.
        max_tokens: Longest text in words.
        batch_size: Texts between two looks at the token.

    Attributes:
        batches: Batches computed so far; a cancelled one does not count.
        texts: Texts computed so far, queries not counted.
        queries: Queries answered so far.
        closed: Whether ``close`` was called.
    """

    def __init__(
        self,
        dim: int = 64,
        *,
        max_tokens: int = 256,
        batch_size: int = 32,
        model_id: str = "toy",
        revision: str = "1",
    ) -> None:
        self.info = ModelInfo(model_id, revision, dim, max_tokens, tokenizer="")
        self._batch_size = batch_size
        self._directions: dict[str, FloatArray] = {}
        self.batches = self.texts = self.queries = 0
        self.closed = False

    def embed_documents(self, texts: Sequence[str], token: CancelToken | None = None) -> FloatArray:
        """See ``Embedder.embed_documents``."""
        for position, text in enumerate(texts):
            if len(_WORD.findall(text)) > self.info.max_tokens:
                raise InvalidRequest(f"Text {position} is longer than the model can read.")
        rows = np.empty((len(texts), self.info.dim), np.float32)
        for start in range(0, len(texts), self._batch_size):
            if token is not None:
                token.check()
            batch = texts[start : start + self._batch_size]
            rows[start : start + len(batch)] = [self._vector(text) for text in batch]
            self.batches += 1
            self.texts += len(batch)
        return rows

    def embed_query(self, text: str) -> FloatArray:
        """See ``Embedder.embed_query``."""
        self.queries += 1
        return self._vector(text)

    def close(self) -> None:
        """See ``Embedder.close``."""
        self.closed = True

    def _vector(self, text: str) -> FloatArray:
        # A text without words still needs a unit vector: the empty word stands for it.
        words = _WORD.findall(text.casefold()) or [""]
        total = np.sum([self._direction(word) for word in words], axis=0)
        row: FloatArray = (total / np.linalg.norm(total)).astype(np.float32)
        return row

    def _direction(self, word: str) -> FloatArray:
        if word not in self._directions:
            seed = hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()[:8]
            random = np.random.default_rng(int.from_bytes(seed, "little"))
            self._directions[word] = random.standard_normal(self.info.dim).astype(np.float32)
        return self._directions[word]
