"""One indexing run: scan, compare, read, embed, store; each commit is final.

Reading (child processes), embedding (another child) and storing overlap. A document is committed as
soon as all its vectors are there, with its passages and keywords in one transaction; those of a
long one are committed as they come. So a kill at any moment leaves an index that answers, and the
next run goes on from it.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop_app.documents.folder.scanner import Scan, scan
from desktop_app.documents.model import Passage, Reason
from desktop_app.documents.reading import READER_VERSION
from desktop_app.documents.text.passages import embedding_text
from desktop_app.documents.workers.answers import Cut
from desktop_app.documents.workers.pool import ReaderPool
from desktop_app.documents.workers.reader import DocumentText, FileReading
from desktop_app.embedding.embedder import Embedder
from desktop_app.errors import BugError
from desktop_app.index.batches import NOTHING, EmbeddingBatches, Ticket, text_digest
from desktop_app.index.changes import Changes, compare, refuse_emptied
from desktop_app.index.generations import Target
from desktop_app.index.rows import Fingerprint, StoredFile
from desktop_app.index.writer import IndexWriter
from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage

logger = logging.getLogger(__name__)

_COMMIT_S = 0.5
# After these, a text read earlier from the same bytes is still the best there is.
_SPOILED = (Reason.TIMED_OUT, Reason.CRASHED, Reason.TOO_LARGE)
# A write within the clock's step after our look would leave the same times: look again next run.
_CLOCK_STEP_NS = 100_000_000
_COARSE_CLOCK_STEP_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class UpdateSummary:
    """What one run did to the index.

    Attributes:
        indexed: Files whose text was read and stored, or found to be that of a known content.
        moved: Files found under another name; nothing was read or embedded for them.
        unreachable: Files kept although their folder could not be seen.
        embedded: Passages sent to the model.
        recognised: Files with text recognised in their pictures.
    """

    indexed: int
    unchanged: int
    removed: int
    moved: int
    unreachable: int
    embedded: int
    recognised: int = 0


@dataclass(slots=True)
class _Pending:
    """A document (or a content of a new generation) that waits for its vectors.

    Attributes:
        recognition: Languages its pictures were looked at for, or "" if they were not.
    """

    ticket: Ticket = NOTHING
    path: str | None = None
    fingerprint: Fingerprint | None = None
    recheck: bool = False
    sha256: bytes | None = None
    text: DocumentText | None = None
    failure: tuple[Reason, str] | None = None
    scanned: int = 0
    recognition: str = ""
    content_id: int | None = None
    passages: Sequence[Passage] = ()
    digests: Sequence[bytes] = field(default_factory=list)


class IndexingRun:
    """Brings an index up to date with its folder; used once.

    Args:
        target: The generation to fill, and the passage setting it has.
        recogniser: Reads files with text recognition; None leaves pictures alone.
        on_committed: Called with each path after its commit is on the disk.
        excluded: Files and folders a person does not want to be read.
    """

    def __init__(
        self,
        writer: IndexWriter,
        embedder: Embedder,
        target: Target,
        pool: ReaderPool,
        recogniser: ReaderPool | None = None,
        *,
        token: CancelToken,
        report: Report,
        on_committed: Callable[[str], None],
        excluded: frozenset[str] = frozenset(),
    ) -> None:
        self._writer = writer
        self._excluded = excluded
        self._target = target
        self._pool = pool
        self._recogniser = recogniser
        self._token = token
        self._report = report
        self._on_committed = on_committed
        self._batches = EmbeddingBatches(embedder, self._known_vectors, token)
        self._waiting: deque[_Pending] = deque()
        self._contents: dict[bytes, tuple[int, bool]] = {}
        self._last_commit = time.monotonic()
        self._indexed = self._unchanged = self._recognised = 0
        self._scanned: dict[str, Fingerprint] = {}
        self._stored: dict[str, StoredFile] = {}
        self._retried: list[str] = []
        self._meter = ProgressMeter(report, Stage.READING)

    def run(
        self,
        folder: str,
        *,
        confirm_removed: bool = False,
        retry: Callable[[str], bool] | None = None,
    ) -> UpdateSummary:
        """Do it all and return what was done.

        Args:
            confirm_removed: Drop documents that are gone even if they were most of the folder.
            retry: Whether to read a file again that was not, or only partly, read before; None
                reads none.

        Raises:
            FolderUnavailable, FolderLooksEmptied, ModelProblem, DiskFull, IndexDamaged, Cancelled
        """
        try:
            if retry is not None:
                self._retried = [path for path, *_ in self._writer.problems() if retry(path)]
            found, changes = self._compare(folder, confirm_removed=confirm_removed)
            self._scanned, self._unchanged = found.files, changes.unchanged
            if changes.moved:
                with self._writer.transaction():
                    self._writer.move_documents(changes.moved)
            # First, so that what is read now goes into the generation that answers: until then the
            # old one must not miss the documents changed since.
            self._fill_generation()
            skipped = [(s.path, s.reason.value, s.detail) for s in found.skipped]
            self._note_waiting(changes, skipped)
            self._read(changes)
            self._remove(changes)
            self._writer.replace_skipped(skipped)
            self._recognise()
        finally:
            self._batches.close()
        return UpdateSummary(
            indexed=self._indexed,
            unchanged=self._unchanged,
            removed=len(changes.gone),
            moved=len(changes.moved),
            unreachable=len(changes.unreachable),
            embedded=self._batches.embedded,
            recognised=self._recognised,
        )

    # -- what there is to do ---------------------------------------------------

    def _compare(self, folder: str, *, confirm_removed: bool) -> tuple[Scan, Changes]:
        found = scan(folder, self._token, self._report, excluded=self._excluded)
        self._stored = stored = self._writer.stored_files()
        changes = compare(
            found.files,
            stored,
            unlisted=found.unlisted,
            empty_mounts={
                path: device for path, (device, entries) in found.directories.items() if not entries
            },
            outdated=self._writer.outdated_contents(READER_VERSION),
            retried=frozenset(self._retried),
        )
        self._token.check()
        if not confirm_removed:
            refuse_emptied(changes, len(stored), len(found.files), self._excluded)
        return found, changes

    def _note_waiting(self, changes: Changes, skipped: list[tuple[str, str, str]]) -> None:
        """Count the new files as not read yet: if the run is stopped, none of them is forgotten."""
        new = [path for path in changes.to_read if path not in self._stored]
        if new:
            waiting = [(path, Reason.WAITING.value, "") for path in new]
            self._writer.replace_skipped([*skipped, *waiting])

    # -- reading and embedding ---------------------------------------------------

    def _read(self, changes: Changes) -> None:
        if not changes.to_read:
            return
        self._meter = ProgressMeter(self._report, Stage.READING, len(changes.to_read))
        self._meter.finish()  # so that the total is seen before the first file is done
        self._contents = self._writer.known_digests(READER_VERSION, but_of=self._retried)
        files = {path: self._scanned[path] for path in changes.to_read}
        readings = self._pool.read_with_pauses(files, self._contents, self._token, _COMMIT_S)
        for reading in readings:
            self._accept_or_flush(reading)
            self._store(wait=self._batches.full)
        self._finish()
        self._meter.finish()

    def _recognise(self) -> None:
        """Read once more, with text recognition, what has its text in pictures.

        After all else, for a page takes seconds: by then everything with a text can be found.
        """
        if self._recogniser is None:
            return
        languages = self._recogniser.languages
        todo = self._writer.to_recognise(languages)
        files = {path: self._scanned[path] for path in todo if path in self._scanned}
        if not files:
            return
        self._meter = ProgressMeter(self._report, Stage.RECOGNISING, len(files))
        self._meter.finish()
        self._contents = self._writer.known_digests(READER_VERSION)
        readings = self._recogniser.read_with_pauses(files, frozenset(), self._token, _COMMIT_S)
        try:
            for reading in readings:
                self._accept_or_flush(reading, languages)
                self._store(wait=self._batches.full)
                self._keep_pages(languages)
            self._finish()
        finally:
            self._keep_pages(languages)
        self._meter.finish()

    def _keep_pages(self, languages: str) -> None:
        """Store the pages recognised since the last call: a stop costs none of them."""
        assert self._recogniser is not None
        if pages := self._recogniser.new_pages():
            with self._writer.transaction():
                self._writer.put_recognised_pages(languages, pages)

    def _accept_or_flush(self, reading: FileReading | None, recognition: str = "") -> None:
        """Take in what was read; in a pause, let the model have what there is."""
        if reading is None:
            self._batches.flush()
        else:
            self._accept(reading, recognition)

    def _accept(self, reading: FileReading, recognition: str = "") -> None:
        fingerprint = reading.fingerprint or self._scanned[reading.path]
        pending = _Pending(
            path=reading.path,
            fingerprint=fingerprint,
            recheck=_may_change_unseen(fingerprint),
            sha256=reading.sha256,
            text=reading.outcome,
            failure=reading.failure,
            scanned=len(reading.scanned),
            recognition=recognition,
        )
        if reading.outcome is not None:
            self._queue(pending, reading.outcome.text, reading.outcome.cut)
        self._waiting.append(pending)

    def _queue(self, pending: _Pending, text: str, cut: Cut) -> None:
        (pending.passages,), (title,) = cut.passages, cut.short_titles
        texts = [embedding_text(title, text[p.start : p.end]) for p in pending.passages]
        pending.digests = [text_digest(t) for t in texts]
        pending.ticket = self._batches.add(texts, pending.digests)

    def _fill_generation(self) -> None:
        """Give a generation under way passages of all contents stored, then let it live."""
        if not self._target.building:
            return
        todo = self._writer.contents_without_passages(self._target.id)
        self._meter = ProgressMeter(self._report, Stage.EMBEDDING, len(todo), unit="documents")
        for content_id in todo:
            self._token.check()
            content = self._writer.content(content_id)
            cut = self._pool.split(content.text, content.page_starts, content.title, self._token)
            pending = _Pending(content_id=content_id)
            self._queue(pending, content.text, cut)
            self._waiting.append(pending)
            self._store(wait=self._batches.full)
        self._finish()
        with self._writer.transaction():
            self._writer.make_live(self._target.id)
        self._meter.finish()

    # -- storing -------------------------------------------------------------------

    def _finish(self) -> None:
        self._batches.flush()
        while not self._batches.idle:
            self._store(wait=True)
        self._store(wait=False, now=True)

    def _store(self, *, wait: bool, now: bool = False) -> None:
        """Commit the vectors that have come and the documents that are complete with them."""
        self._token.check()
        vectors = self._batches.take(wait=wait)
        due = now or time.monotonic() - self._last_commit > _COMMIT_S
        ready = self._take_ready() if vectors or due else []
        if not vectors and not ready:
            return
        done: list[str] = []
        with self._writer.transaction():
            self._writer.put_vectors(self._target.id, vectors)
            self._writer.no_longer_waiting(p.path for p in ready if p.path is not None)
            for pending in ready:
                if self._put(pending) and pending.path is not None:
                    done.append(pending.path)
        self._last_commit = time.monotonic()
        self._meter.passages = self._batches.embedded
        for path in done:
            self._on_committed(path)
        self._meter.advance(len(ready), done[-1] if done else "")

    def _take_ready(self) -> list[_Pending]:
        """Take out what has all its vectors; a copy stays as long as the first of its content."""
        ready: list[_Pending] = []
        still_waiting: deque[_Pending] = deque()
        held: set[bytes] = set()
        for pending in self._waiting:
            if self._batches.is_done(pending.ticket) and pending.sha256 not in held:
                ready.append(pending)
            else:
                still_waiting.append(pending)
                if pending.sha256 is not None:
                    held.add(pending.sha256)
        self._waiting = still_waiting
        return ready

    def _put(self, pending: _Pending) -> bool:
        """Write one document (or content); returns whether its text is in the index now."""
        if pending.path is None:
            assert pending.content_id is not None
            self._put_passages(pending.content_id, pending)
            return True
        assert pending.fingerprint is not None
        if pending.recognition:
            return self._put_recognised(pending)
        if pending.sha256 is None:
            self._put_unread(pending)
            return False
        known = self._contents.get(pending.sha256)
        content_id, has_text = known or self._put_content(pending)
        before = self._writer.document(pending.path)
        self._writer.put_document(
            pending.path, pending.fingerprint, content_id, recheck=pending.recheck
        )
        if known and before is not None and before.content_id == content_id:
            self._unchanged += 1
        elif has_text:
            self._indexed += 1
        return has_text

    def _put_recognised(self, pending: _Pending) -> bool:
        """Replace a reading by one with the text of its pictures; returns whether there is any."""
        if pending.sha256 is None or pending.sha256 not in self._contents:
            return False  # changed meanwhile: the next run reads it
        if pending.text is not None:
            self._put_content(pending)
            self._recognised += bool(pending.text.recognised)
            return True
        reason, detail = pending.failure or (Reason.NO_TEXT, "")
        self._writer.note_recognition(pending.sha256, pending.recognition, reason.value, detail)
        return False

    def _put_unread(self, pending: _Pending) -> None:
        """Note a file of which not even the bytes could be read."""
        assert pending.path is not None
        assert pending.fingerprint is not None
        reason, detail = pending.failure or (Reason.VANISHED, "")
        before = self._stored.get(pending.path)
        if before is not None and before[1:] == (
            pending.fingerprint,
            None,
            False,
            reason.value,
        ):
            return  # tried again, and still so: no answer changes
        if reason is not Reason.VANISHED:
            self._writer.put_document(
                pending.path, pending.fingerprint, None, reason=reason.value, detail=detail
            )
        elif (known := self._writer.document(pending.path)) is not None:
            self._writer.remove_documents([known.id])

    def _put_content(self, pending: _Pending) -> tuple[int, bool]:
        assert pending.sha256 is not None
        text = pending.text
        if text is not None:
            content_id = self._writer.put_content(
                pending.sha256,
                READER_VERSION,
                kind=text.kind.value,
                state=text.state.value,
                title=text.title,
                text=text.text,
                page_starts=text.page_starts,
                running=text.running,
                recognised=text.recognised,
                scanned=pending.scanned,
                recognition=pending.recognition,
                text_sha256=text.text_sha256,
                beside=text.beside,
                keywords=text.keywords,
                reason=text.reason.value if text.reason else None,
                detail=text.detail,
            )
            self._put_passages(content_id, pending)
        elif pending.failure is not None:
            return self._put_failure(pending.sha256, *pending.failure, pending.scanned)
        else:
            raise BugError("A copy was met before the file it is a copy of.")
        self._contents[pending.sha256] = content_id, True
        return content_id, True

    def _put_failure(
        self, sha256: bytes, reason: Reason, detail: str, scanned: int
    ) -> tuple[int, bool]:
        """Remember that these bytes gave no text, unless an earlier reading of them did."""
        kept = self._writer.keep_reading(sha256, READER_VERSION) if reason in _SPOILED else None
        content_id = kept or self._writer.put_content(
            sha256,
            READER_VERSION,
            kind="unknown",
            state="not_read",
            reason=reason.value,
            detail=detail,
            scanned=scanned,
        )
        self._contents[sha256] = content_id, kept is not None
        return self._contents[sha256]

    def _put_passages(self, content_id: int, pending: _Pending) -> None:
        if not pending.passages:
            return
        ids = self._writer.vector_ids(self._target.id, list(set(pending.digests)))
        try:
            vectors = [ids[digest] for digest in pending.digests]
        except KeyError as exc:
            raise BugError("A passage has no vector.") from exc
        self._writer.put_passages(self._target.id, content_id, pending.passages, vectors)

    def _remove(self, changes: Changes) -> None:
        if not (changes.gone or changes.to_read):
            return

        def work() -> None:
            self._writer.remove_documents(changes.gone.values())
            self._writer.remove_contents(self._writer.unused_contents())

        self._writer.shrink(work)

    def _known_vectors(self, digests: Sequence[bytes]) -> set[bytes]:
        return set(self._writer.vector_ids(self._target.id, list(set(digests))))


def _may_change_unseen(fingerprint: Fingerprint) -> bool:
    _, mtime_ns, ctime_ns, _, _ = fingerprint
    step = _COARSE_CLOCK_STEP_NS if mtime_ns % 1_000_000_000 == 0 else _CLOCK_STEP_NS
    return time.time_ns() - max(mtime_ns, ctime_ns) < step
