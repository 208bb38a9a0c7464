"""Passages wait here until a batch is full; a batch is embedded while the next is being filled.

Documents of many passages wait in a lane of their own, and the lanes take turns: so a book delays
the letters read after it by as much again as they take, and not by all that it takes itself.
"""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from desktop_app.embedding.embedder import Embedder, FloatArray, NotesSources
from desktop_app.progress import CancelToken

BATCH_PASSAGES = 256
BATCH_CHARS = 240_000
_AHEAD = 2
_PAUSE_POLL_S = 0.1
# More than the largest text of one file, so that two such files do not wait in memory with others.
_MOST_LONG_CHARS = 24_000_000

VectorRows = list[tuple[bytes, bytes]]
"""(sha256 of the text embedded, its vector as float16 bytes)."""

Ticket = tuple[int, int]
"""The last batch waited for in the lane of short and in that of long documents; 0 is none."""

NOTHING: Ticket = (0, 0)
_SHORT, _LONG = 0, 1


def text_digest(text: str) -> bytes:
    """Return the key under which the vector of ``text`` is kept."""
    return hashlib.sha256(text.encode("utf-8")).digest()


class EmbeddingBatches:
    """Collects texts, embeds each distinct one once, and says when a document's are all done.

    One owner, which also gets the results; the embedder runs on a thread of its own, which takes
    the next batch by itself, whatever its owner is doing.

    Args:
        known: Returns the digests among those given that have a vector already.

    Attributes:
        embedded: Texts whose vectors were taken.
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
        self._changed = threading.Condition()
        self._lanes = (_Lane(), _Lane())
        self._last_lane = _LONG
        self._under_way: dict[bytes, tuple[int, int]] = {}
        self._results: deque[tuple[int, list[bytes], FloatArray]] = deque()
        self._failure: BaseException | None = None
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._documents = 0
        self.embedded = 0

    def add(self, texts: Sequence[str], digests: Sequence[bytes]) -> Ticket:
        """Queue the texts that have no vector yet.

        Returns:
            A ticket for ``is_done``.
        """
        todo = [digest for digest in digests if digest not in self._under_way]
        known = self._known(todo) if todo else set()
        new = {
            digest: text
            for digest, text in zip(digests, texts, strict=True)
            if digest not in known and digest not in self._under_way
        }
        number = _LONG if len(new) > BATCH_PASSAGES else _SHORT
        self._documents += 1
        with self._changed:
            for digest, text in new.items():
                batch = self._lanes[number].add(digest, _Queued(text, self._documents))
                self._under_way[digest] = number, batch
            self._start_if_due()
        last = [0, 0]
        for digest in digests:
            if digest in self._under_way:
                lane, batch = self._under_way[digest]
                last[lane] = max(last[lane], batch)
        return last[_SHORT], last[_LONG]

    def is_done(self, ticket: Ticket) -> bool:
        """Whether the vectors of all texts of an ``add`` were taken, or were there before."""
        return all(lane.taken >= last for lane, last in zip(self._lanes, ticket, strict=True))

    @property
    def full(self) -> bool:
        """Whether enough is under way; take results before adding more."""
        with self._changed:
            short, long = self._lanes
            return len(short.batches) >= _AHEAD or long.chars >= _MOST_LONG_CHARS

    @property
    def idle(self) -> bool:
        return not self._under_way

    def flush(self) -> None:
        """Send off what is waiting, full batch or not."""
        with self._changed:
            for lane in self._lanes:
                lane.close_batch()
            self._start_if_due()

    def take(self, *, wait: bool) -> VectorRows:
        """Return the vectors of the batches finished by now; with ``wait``, of at least one.

        Raises what the embedder raised, once the batches before that were taken.
        """
        with self._changed:
            while wait and not self._results and self._failure is None and self._is_at_work():
                self._changed.wait()
            if self._failure is not None and not self._results:
                raise self._failure
            results = list(self._results)
            self._results.clear()
        rows: VectorRows = []
        for lane, digests, vectors in results:
            halves = np.ascontiguousarray(vectors, dtype=np.float16)
            rows += [(d, v.tobytes()) for d, v in zip(digests, halves, strict=True)]
            for digest in digests:
                del self._under_way[digest]
            self._lanes[lane].taken += 1
            self.embedded += len(digests)
        return rows

    def close(self) -> None:
        """Drop what was not taken; returns when the embedder is at rest."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _is_at_work(self) -> bool:
        """Whether results are to come without anything more being added or flushed."""
        return any(lane.is_at_work or lane.batches for lane in self._lanes)

    def _start_if_due(self) -> None:
        if self._thread is None and self._is_at_work():
            self._thread = threading.Thread(target=self._work, name="embedding", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _work(self) -> None:
        while (batch := self._next()) is not None:
            number, texts = batch
            try:
                if isinstance(self._embedder, NotesSources):
                    self._embedder.note_sources([queued.document for queued in texts.values()])
                rows = self._embedder.embed_documents(
                    [queued.text for queued in texts.values()], self._token
                )
            except BaseException as exc:  # the owner's thread raises it
                with self._changed:
                    self._failure = exc
                    self._changed.notify_all()
                return
            with self._changed:
                self._lanes[number].is_at_work = False
                self._results.append((number, list(texts), rows))
                self._changed.notify_all()

    def _next(self) -> tuple[int, _Batch] | None:
        """Wait for a batch, from the lanes in turns; None once closed."""
        with self._changed:
            while not self._is_closed:
                if self._token.paused and not self._token.cancelled:
                    self._changed.wait(_PAUSE_POLL_S)
                    continue
                for number in (1 - self._last_lane, self._last_lane):
                    if self._lanes[number].batches:
                        self._last_lane = number
                        return number, self._lanes[number].start_batch()
                self._changed.wait()
            return None


@dataclass(frozen=True, slots=True)
class _Queued:
    """A text, and the number of the first document that has it."""

    text: str
    document: int


_Batch = dict[bytes, _Queued]


@dataclass(slots=True)
class _Lane:
    """Batches in the order they are filled, embedded and taken; numbered from 1.

    Attributes:
        batches: Full or sent off, not yet being embedded.
        chars: Of the texts not yet being embedded.
        taken: Number of the last batch whose vectors were taken.
    """

    batches: deque[_Batch] = field(default_factory=deque)
    filling: _Batch = field(default_factory=dict)
    filling_chars: int = 0
    chars: int = 0
    closed: int = 0
    taken: int = 0
    is_at_work: bool = False

    def add(self, digest: bytes, queued: _Queued) -> int:
        """Put a text into the batch being filled; returns the batch's number."""
        number = self.closed + 1
        self.filling[digest] = queued
        self.filling_chars += len(queued.text)
        self.chars += len(queued.text)
        if len(self.filling) >= BATCH_PASSAGES or self.filling_chars >= BATCH_CHARS:
            self.close_batch()
        return number

    def close_batch(self) -> None:
        """Let what is being filled be embedded as it is."""
        if self.filling:
            self.batches.append(self.filling)
            self.filling, self.filling_chars = {}, 0
            self.closed += 1

    def start_batch(self) -> _Batch:
        """Return the next batch, which is now being embedded."""
        batch = self.batches.popleft()
        self.chars -= sum(len(queued.text) for queued in batch.values())
        self.is_at_work = True
        return batch
