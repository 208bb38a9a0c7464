"""Passages wait here until a batch is full; a batch is embedded while the next is being filled."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for

import numpy as np

from desktop_app.embedding.embedder import Embedder, FloatArray
from desktop_app.progress import CancelToken

BATCH_PASSAGES = 256
BATCH_CHARS = 240_000
_AHEAD = 2

VectorRows = list[tuple[bytes, bytes]]
"""(sha256 of the text embedded, its vector as float16 bytes)."""


def text_digest(text: str) -> bytes:
    """Return the key under which the vector of ``text`` is kept."""
    return hashlib.sha256(text.encode("utf-8")).digest()


class EmbeddingBatches:
    """Collects texts, embeds each distinct one once, and says when a document's are all done.

    Batches finish in the order they were filled. Not thread-safe: one owner, which also gets the
    results; the embedder runs on a thread of its own.

    Args:
        known: Returns the digests among those given that have a vector already.
    """

    def __init__(
        self,
        embedder: Embedder,
        known: Callable[[Sequence[bytes]], set[bytes]],
        token: CancelToken,
    ) -> None:
        self._embedder = embedder
        self._known = known
        self._token = token
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="embedding")
        self._filling: dict[bytes, str] = {}
        self._chars = 0
        self._batch_of: dict[bytes, int] = {}
        self._running: deque[tuple[list[bytes], Future[FloatArray]]] = deque()
        self._submitted = 0
        self.finished = 0
        self.embedded = 0

    def add(self, texts: Sequence[str], digests: Sequence[bytes]) -> int:
        """Queue the texts that have no vector yet.

        Returns:
            A ticket: all of them have vectors once ``finished`` has reached it.
        """
        ticket = self.finished
        todo = [d for d in digests if d not in self._batch_of]
        known = self._known(todo) if todo else set()
        for text, digest in zip(texts, digests, strict=True):
            if digest in known:
                continue
            if digest not in self._batch_of:
                self._filling[digest] = text
                self._batch_of[digest] = self._submitted + 1
                self._chars += len(text)
            ticket = max(ticket, self._batch_of[digest])
            if len(self._filling) >= BATCH_PASSAGES or self._chars >= BATCH_CHARS:
                self.flush()
        return ticket

    @property
    def full(self) -> bool:
        """Whether enough is under way; take results before adding more."""
        return len(self._running) >= _AHEAD

    @property
    def idle(self) -> bool:
        return not self._running and not self._filling

    def flush(self) -> None:
        """Send off what is waiting, full batch or not."""
        if not self._filling:
            return
        digests, texts = list(self._filling), list(self._filling.values())
        self._filling, self._chars = {}, 0
        self._submitted += 1
        future = self._thread.submit(self._embedder.embed_documents, texts, self._token)
        self._running.append((digests, future))

    def take(self, *, wait: bool) -> VectorRows:
        """Return the vectors of the batches finished by now; with ``wait``, of at least one.

        Raises what the embedder raised.
        """
        if wait and self._running:
            wait_for([self._running[0][1]])
        rows: VectorRows = []
        while self._running and self._running[0][1].done():
            digests, future = self._running.popleft()
            vectors = np.ascontiguousarray(future.result(), dtype=np.float16)
            rows += [(d, v.tobytes()) for d, v in zip(digests, vectors, strict=True)]
            for digest in digests:
                del self._batch_of[digest]
            self.finished += 1
            self.embedded += len(digests)
        return rows

    def close(self) -> None:
        """Drop what was not taken; returns when the embedder is at rest."""
        for _, future in self._running:
            future.cancel()
        self._thread.shutdown(wait=True)
