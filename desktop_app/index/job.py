"""Everything around one indexing run: its objects, and an index that has to be made anew."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.documents.limits import MAX_FILE_BYTES
from desktop_app.documents.text.passages import PassageSetting
from desktop_app.documents.workers.pool import ReaderPool
from desktop_app.documents.workers.recognition import PageStore, Recognition
from desktop_app.embedding.embedder import Embedder
from desktop_app.index.coverage import FileProblem, problems
from desktop_app.index.exclusions import exclusions
from desktop_app.index.generations import choose_target, passage_setting, wanted_model
from desktop_app.index.indexing import IndexingRun, UpdateSummary
from desktop_app.index.integrity import (
    forget_set_aside,
    model_aside,
    newest_aside,
    salvage,
    set_aside,
)
from desktop_app.index.location import IndexLocation
from desktop_app.index.rows import GenerationRow
from desktop_app.index.writer import IndexWriter, writer_lock
from desktop_app.progress import CancelToken, Report, Tell, tell_nobody

if TYPE_CHECKING:
    from desktop_app.embedding.cloud.cloud_embedder import Cost

_READERS = 2

Prepare = Callable[[IndexWriter, GenerationRow], object]


@dataclass(frozen=True, slots=True)
class Model:
    """Where a job gets its model.

    Attributes:
        name: Catalogue name or model folder; None keeps the index's model (else the default).
        open: Gives the embedder for a name as a person gave it; "" is the default model.
        go_on: Gives the embedder for the name an index was made with.
        check: Compares the model's weights in full; raises ``ModelProblem`` if they are altered.
    """

    name: str | None
    open: Callable[[str], Embedder]
    go_on: Callable[[str], Embedder]
    check: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class IndexingResult:
    """What a job did.

    Attributes:
        problems: Every file that is not fully in the index now, and why.
        set_aside: Where a damaged index was put before a new one was made; None as a rule.
        salvaged: Vectors taken over from it.
        cost: What a provider's model has used; None for a model on this computer.
    """

    summary: UpdateSummary
    problems: tuple[FileProblem, ...]
    set_aside: Path | None = None
    salvaged: int = 0
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class IndexingJob:
    """One request to bring an index up to date.

    Attributes:
        confirm_removed: Drop documents that are gone even if they were most of the folder.
        retry: Whether to read a file again that was not, or only partly, read before; None reads
            none.
        on_committed: Called with each path after its commit is on the disk.
        tell: Told when the run makes the vectors of a whole index anew.
        largest_bytes: Larger files are refused, unless their kind is read piece by piece.
        languages: In which text in pictures is recognised ("eng+deu"); "" leaves them alone.
    """

    location: IndexLocation
    model: Model
    on_committed: Callable[[str], None]
    token: CancelToken
    report: Report
    confirm_removed: bool = False
    retry: Callable[[str], bool] | None = None
    languages: str = ""
    largest_bytes: int = MAX_FILE_BYTES
    tell: Tell = tell_nobody

    def update(self, prepare: Prepare | None = None) -> IndexingResult:
        """Read what is new or changed; see ``Library.update`` for what it raises.

        Args:
            prepare: Called with the writer and the generation before anything is read.
        """
        with contextlib.ExitStack() as stack:
            if self.model.name:  # asked first: a wrong name must not leave an empty index behind
                embedder = self.model.open(self.model.name)
                stack.callback(embedder.close)
                passage_setting(embedder.info)  # refuses a model that reads too little at a time
            writer = stack.enter_context(contextlib.closing(IndexWriter(self.location)))
            # A new index takes over what it can, also if an earlier try to make it was cut short.
            aside = None if writer.generations() else newest_aside(self.location)
            if not self.model.name:
                made_with = wanted_model(writer) or model_aside(aside)
                embedder = self.model.go_on(made_with) if made_with else self.model.open("")
                stack.callback(embedder.close)
            target = choose_target(writer, embedder.info)
            if target.building:
                self.tell(
                    f"The index is made anew with {embedder.info.model_id}, beside the old one,"
                    " which answers until the new one has read everything."
                )
            generation = next(row for row in writer.generations() if row.id == target.id)
            if not writer.has_vectors(target.id):
                self.model.check(generation.model_id)
            salvaged = salvage(aside, writer, generation) if aside is not None else 0
            if prepare is not None:
                prepare(writer, generation)
            folder = str(self.location.folder)
            pool = stack.enter_context(self._pool(target.setting))
            recogniser = None
            if self.languages:
                store = PageStore(writer.recognised_pages(self.languages))
                recogniser = stack.enter_context(
                    self._pool(target.setting, Recognition(self.languages, store))
                )
            run = IndexingRun(
                writer,
                embedder,
                target,
                pool,
                recogniser,
                token=self.token,
                report=self.report,
                on_committed=self.on_committed,
                excluded=exclusions(self.location),
            )
            summary = run.run(folder, confirm_removed=self.confirm_removed, retry=self.retry)
            return IndexingResult(summary, problems(writer), aside, salvaged)

    def _pool(self, setting: PassageSetting, recognition: Recognition | None = None) -> ReaderPool:
        return ReaderPool(
            1 if recognition else _READERS,
            folder=str(self.location.folder),
            settings=[setting],
            recognition=recognition,
            largest_bytes=self.largest_bytes,
        )

    def anew(self, *, damaged: bool) -> IndexingResult:
        """Set the database aside, make a new one from the documents, and take over its vectors.

        Args:
            damaged: Keep the old one beside the new; a sound one is removed at the end.
        """
        lock = writer_lock(self.location)
        try:
            set_aside(self.location, damaged=damaged)
        finally:
            lock.release()
        result = self.update()
        if not damaged:
            forget_set_aside(self.location)
            return replace(result, set_aside=None)
        return result
