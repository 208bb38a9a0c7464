"""One open folder: everything the command line and the window can do with it.

Plain functions with ``token`` and ``report`` last; no Qt, and neither a model nor a parser is
ever loaded into this process.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from desktop_app.errors import (
    AppError,
    IndexDamaged,
    IndexMissing,
    IndexProblem,
    InvalidRequest,
    ModelProblem,
)
from desktop_app.index import location as places
from desktop_app.index.adoption import find_index
from desktop_app.index.exclusions import exclusions, keep_exclusions
from desktop_app.index.location import IndexLocation, Place
from desktop_app.index.status import Status, size_of, status_of
from desktop_app.jobs import Jobs, OpenEmbedder
from desktop_app.paths import display_path
from desktop_app.progress import CancelToken, Report, Tell, no_report, tell_nobody
from desktop_app.settings import Settings
from desktop_app.settings import load as load_settings

if TYPE_CHECKING:
    from desktop_app.index.coverage import Coverage
    from desktop_app.index.job import IndexingResult
    from desktop_app.index.rows import ContentRow, FileState, TextPrint
    from desktop_app.review.desk import ReviewDesk
    from desktop_app.review.plan import Plan
    from desktop_app.review.removal import Applied
    from desktop_app.similarity.duplicates.comparison import DocumentComparison, Evidence
    from desktop_app.similarity.duplicates.duplicates import Findings
    from desktop_app.similarity.duplicates.one_topic import OneTopic
    from desktop_app.similarity.model import Filters, SearchResult, SimilarResult
    from desktop_app.similarity.session import Session
    from desktop_app.similarity.topics.topics import Topics

logger = logging.getLogger(__name__)


def ignore_committed(_: str) -> None:
    """An ``on_committed`` for callers who do not watch."""
    return None


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What is alike in the folder, with what was looked at.

    Attributes:
        rows: The documents, by id.
        sizes: Their bytes, by path.
    """

    findings: Findings
    rows: dict[int, TextPrint]
    coverage: Coverage
    sizes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents of the folder compared, with what of the folder could be read."""

    found: DocumentComparison
    coverage: Coverage


class Library:
    """A folder and its index. One thread at a time; open two for search while indexing.

    Args:
        folder: The documents' folder.
        place: Where to keep a new index; None lets the folder decide.
        open_embedder: Gives the embedder for a model's name.
        settings: What the person chose for all folders; None takes what is stored.
        tell: Told what an indexing run does otherwise than a person may expect.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        place: Place | None = None,
        open_embedder: OpenEmbedder | None = None,
        settings: Settings | None = None,
        tell: Tell = tell_nobody,
    ) -> None:
        self.folder = places.resolve_folder(folder)
        self._place = place
        self._settings = settings if settings is not None else load_settings()
        self._jobs = Jobs(open_embedder, self._settings, tell)
        self._session: Session | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release files and child processes; may be called twice."""
        if self._session is not None:
            self._session.close()
            self._session = None

    @property
    def location(self) -> IndexLocation:
        """Where the index is, or would be made."""
        return find_index(self.folder) or places.choose(self.folder, prefer=self._place)

    # -- indexing --------------------------------------------------------------

    def update(
        self,
        model: str | None = None,
        *,
        confirm_removed: bool = False,
        retry: Collection[str] | None = None,
        on_committed: Callable[[str], None] = ignore_committed,
        token: CancelToken | None = None,
        report: Report = no_report,
    ) -> IndexingResult:
        """Bring the index up to date with the folder.

        A damaged index is set aside and made anew from the documents, with what can be saved of it.

        Args:
            model: Catalogue name or model folder; None keeps the index's model (else the default).
            confirm_removed: Drop documents that are gone even if they were most of the folder.
            retry: Relative paths of files to read again that were not, or only partly, read
                before; empty stands for all such files, None for none.
            on_committed: Called with each path after its commit is on the disk.

        Raises:
            FolderUnavailable, FolderLooksEmptied, IndexBusy, IndexUnwritable, IndexTooNew,
            DiskFull, ModelProblem, Cancelled
        """
        job = self._jobs.job(
            self.location,
            model,
            on_committed,
            token,
            report,
            confirm_removed=confirm_removed,
            retry=retry,
        )

        def run() -> IndexingResult:
            try:
                return job.update()
            except IndexDamaged:
                logger.info("index damaged; making it anew")
                self.close()
                return job.anew(damaged=True)

        return self._paid(run)

    def rebuild(
        self,
        *,
        on_committed: Callable[[str], None] = ignore_committed,
        token: CancelToken | None = None,
        report: Report = no_report,
    ) -> IndexingResult:
        """Make the index anew from the documents; vectors that are sound are taken over.

        The old database is removed at the end if it was sound, kept beside the new one if not.
        """
        if find_index(self.folder) is None:
            raise _nothing_indexed()
        damaged = bool(self.verify(token=token, report=report))
        if not damaged:
            # A sound index must not be put away for one that cannot be made.
            self._jobs.refuse_unusable(self.location, self.status().model)
        self.close()
        job = self._jobs.job(self.location, None, on_committed, token, report, confirm_removed=True)
        return self._paid(lambda: job.anew(damaged=damaged))

    def exclude(self, path: str) -> None:
        """Leave out a file, or a folder with all in it, from the next ``update`` on.

        Args:
            path: Relative to the folder, with ``/``.

        Raises:
            IndexMissing, IndexUnwritable
        """
        self._keep_exclusions(lambda excluded: excluded | {path})

    def include(self, path: str) -> None:
        """Take in again what ``exclude`` left out, from the next ``update`` on."""
        self._keep_exclusions(lambda excluded: excluded - {path})

    def excluded(self) -> tuple[str, ...]:
        """Return what a person left out, in order of path."""
        location = find_index(self.folder)
        return tuple(sorted(exclusions(location))) if location else ()

    def _keep_exclusions(self, change: Callable[[frozenset[str]], frozenset[str]]) -> None:
        location = find_index(self.folder)
        if location is None:
            raise _nothing_indexed()
        keep_exclusions(location, change(exclusions(location)))

    # -- asking ------------------------------------------------------------------

    def search(
        self,
        query: str,
        k: int = 10,
        filters: Filters | None = None,
        token: CancelToken | None = None,
        *,
        ask: bool = True,
    ) -> SearchResult:
        """Return the documents closest to ``query`` in meaning and words.

        Args:
            ask: Whether ``query`` may be sent to a model at a provider; see ``Searcher.search``.

        Raises:
            InvalidRequest, IndexMissing, IndexDamaged, ModelProblem, Cancelled
        """
        with self._asking() as session:
            return session.search(query, k, filters, token or CancelToken(), ask=ask)

    def similar(
        self,
        path: str,
        k: int = 5,
        threshold: float = 0.75,
        token: CancelToken | None = None,
    ) -> SimilarResult:
        """Return the documents most like the one at ``path`` (relative to the folder).

        A file outside the folder is read (not indexed) and compared.

        Raises:
            InvalidRequest: If the document is not in the index or has no text.
        """
        token = token or CancelToken()
        with self._asking() as session:
            inside = self._inside(session, path)
            outside = Path(os.path.abspath(path))
            if not session.knows(inside) and outside.is_file() and not self.relative(outside):
                return session.similar_to_file(outside, k, threshold, token)
            return session.similar_to_document(inside, k, threshold, token)

    def similar_to_text(
        self, text: str, k: int = 5, threshold: float = 0.75, token: CancelToken | None = None
    ) -> SimilarResult:
        """Return the documents most like ``text``."""
        with self._asking() as session:
            return session.similar_to_text(text, k, threshold, token or CancelToken())

    def duplicates(
        self, token: CancelToken | None = None, report: Report = no_report
    ) -> Duplicates:
        """Return what is alike in the folder, verified on the texts; group it at any threshold."""
        with self._asking() as session:
            findings, rows = session.duplicates(token or CancelToken(), report)
            sizes = {row.path: row.size for row in session.reader.documents()}
            return Duplicates(findings, rows, session.coverage(), sizes)

    def of_one_topic(
        self,
        found: Duplicates,
        threshold: float = 0.75,
        token: CancelToken | None = None,
        report: Report = no_report,
    ) -> OneTopic:
        """Return documents near in meaning that ``found`` does not tell of at ``threshold``."""
        with self._asking() as session:
            return session.of_one_topic(found.findings, threshold, token or CancelToken(), report)

    def compare(self, a: str, b: str, token: CancelToken | None = None) -> Comparison:
        """Return what two documents of the folder are to each other, and how they differ.

        Args:
            a, b: Paths, relative to the folder or as seen from where the person is.

        Raises:
            InvalidRequest: If one of the two is not in the index.
        """
        with self._asking() as session:
            first, second = (self._inside(session, path) for path in (a, b))
            found = session.compare(first, second, token or CancelToken())
            return Comparison(found, session.coverage())

    def evidence(
        self, a: TextPrint, b: TextPrint, token: CancelToken | None = None
    ) -> Evidence | None:
        """Return how two documents of ``duplicates`` differ; None if one has changed since.

        Quicker than ``compare`` for one document and many others.
        """
        with self._asking() as session:
            return session.evidence(a, b, token or CancelToken())

    def topics(self, token: CancelToken | None = None, report: Report = no_report) -> Topics:
        """Return clusters of related documents, and each document's place on a map."""
        with self._asking() as session:
            return session.topics(token or CancelToken(), report)

    def _inside(self, session: Session, path: str) -> str:
        """Return the path in the folder that is meant; as it was given if it is none."""
        relative = self.relative(path)
        if relative is not None and (session.knows(relative) or os.path.isabs(path)):
            return relative
        # Perhaps it was named from where the person is, as a shell completes it.
        named = Path(os.path.abspath(path))
        seen = self.relative(named) if named.exists() else None
        return seen or relative or path

    # -- review ------------------------------------------------------------------

    @property
    def review(self) -> ReviewDesk:
        """Decisions, removal and undo.

        Raises:
            IndexMissing
        """
        from desktop_app.review.desk import ReviewDesk

        location = find_index(self.folder)
        if location is None:
            raise _nothing_indexed()
        return ReviewDesk(location)

    def plan_removal(
        self,
        paths: Collection[str],
        token: CancelToken | None = None,
        report: Report = no_report,
    ) -> Plan:
        """Return which of ``paths`` may be removed, and which copy stays for each.

        Args:
            paths: Relative to the folder, or as seen from where the person is.
        """
        from desktop_app.review.plan import plan_removal

        found = self.duplicates(token, report)
        with self._asking() as session:
            inside = [self._inside(session, path) for path in paths]
            return plan_removal(
                found.findings,
                found.rows,
                inside,
                keeping=self.review.keeping(),
                because={"model": session.reader.live().model_id},
            )

    def remove(
        self,
        plan: Plan,
        token: CancelToken | None = None,
        report: Report = no_report,
        *,
        to: Path | None = None,
    ) -> Applied:
        """Move the documents of a plan to the bin; the index forgets them at once.

        Args:
            to: A folder to put them into instead.

        Raises:
            JournalBroken, EnvironmentProblem: Nothing was removed.
        """
        from desktop_app.index.writer import IndexWriter
        from desktop_app.review.bins import Quarantine

        bin = Quarantine(to) if to else None
        applied = self.review.remove(plan.removals, bin=bin, token=token, report=report)
        removed = [one.path for one in applied.removed]
        # Where another process writes the index just now, the next update finds them gone.
        with (
            contextlib.suppress(AppError),
            contextlib.closing(IndexWriter(self.location)) as writer,
        ):
            writer.forget_paths(removed)
        return applied

    # -- the index ---------------------------------------------------------------

    def files(self) -> list[FileState]:
        """Return every file of the folder as the last run saw it, in order of path."""
        with self._asking() as session:
            return list(session.reader.file_states())

    def text(self, path: str) -> ContentRow:
        """Return what was read of the document at ``path`` (relative to the folder).

        Raises:
            InvalidRequest: If it is not in the index, or not even its bytes could be read.
        """
        with self._asking() as session, session.reader.snapshot() as reader:
            document = reader.document(path)
            if document is None or document.content_id is None:
                raise InvalidRequest(
                    f"“{display_path(path)}” is not in the index, or could not be read.",
                    "The list of files shows why.",
                )
            return reader.content(document.content_id)

    def places_to_watch(self, most: int, token: CancelToken | None = None) -> tuple[str, ...]:
        """Return absolute paths whose changes tell of changes in the folder, at most ``most``.

        Its subfolders, upper ones first, then the files that were changed last: a folder tells of
        files that come and go, and only a file tells that it was written to.
        """
        from desktop_app.documents.folder.watch_places import watch_places

        return watch_places(self.folder, most, token or CancelToken())

    def status(self) -> Status:
        """Return the state of the index."""
        with self._asking() as session:
            return status_of(session.reader, session.coverage(), self._settings.device)

    def verify(self, *, token: CancelToken | None = None, report: Report = no_report) -> list[str]:
        """Read every page and blob of the index and the model's weights; return the problems."""
        from desktop_app.index.integrity import verify

        location = find_index(self.folder)
        if location is None:
            raise _nothing_indexed()
        problems = verify(location, token or CancelToken(), report)
        with contextlib.suppress(IndexProblem):
            try:
                self._jobs.check_weights(self.status().model)
            except (ModelProblem, InvalidRequest) as exc:
                problems.append(exc.message)
        return problems

    def compact(self) -> int:
        """Remove what no document uses and give room back; returns the bytes freed."""
        from desktop_app.index.integrity import drop_cache, forget_set_aside
        from desktop_app.index.writer import IndexWriter

        location = find_index(self.folder)
        if location is None:
            raise _nothing_indexed()
        self.close()
        before = size_of(location)
        with contextlib.closing(IndexWriter(location)) as writer:
            writer.shrink(writer.drop_unused)
            writer.tidy()
        drop_cache(location)
        forget_set_aside(location)
        return max(0, before - size_of(location))

    def export(
        self, target: Path, *, token: CancelToken | None = None, report: Report = no_report
    ) -> int:
        """Write ``embeddings.npy`` and ``metadata.json`` to a new folder; returns the passages."""
        from desktop_app.index.transfer import export_index

        if self.relative(target.absolute()) is not None:
            raise InvalidRequest(
                f"“{target}” is inside the documents' folder.", "Choose a place outside of it."
            )
        with self._asking() as session:
            return export_index(session.reader, target, token or CancelToken(), report)

    def import_vectors(
        self,
        source: Path,
        *,
        token: CancelToken | None = None,
        report: Report = no_report,
    ) -> IndexingResult:
        """Take over the vectors of an export, then index: what it holds is not embedded again."""
        from desktop_app.index.transfer import import_vectors, model_of

        token = token or CancelToken()
        job = self._jobs.job(
            self.location, model_of(source), ignore_committed, token, report, exactly=True
        )
        return self._paid(
            lambda: job.update(
                lambda writer, live: import_vectors(writer, live, source, token, report)
            )
        )

    def relative(self, path: str | os.PathLike[str]) -> str | None:
        """Return ``path`` relative to the folder with ``/``, or None if it lies outside."""
        text = os.fspath(path)
        if not os.path.isabs(text):
            return text.replace(os.sep, "/")
        for candidate in (Path(text), Path(os.path.realpath(text))):
            with contextlib.suppress(ValueError):
                return candidate.relative_to(self.folder).as_posix()
        return None

    def subfolder(self, path: str) -> str:
        """Return a subfolder as filters take it.

        Raises:
            InvalidRequest: If there is none at ``path``.
        """
        relative = os.path.normpath(self.relative(path) or os.pardir).replace(os.sep, "/")
        if relative.startswith("..") or not (self.folder / relative).is_dir():
            raise InvalidRequest(f"There is no subfolder “{path}”.", "Name one inside the folder.")
        return "" if relative == "." else relative

    # -- plumbing ------------------------------------------------------------------

    def _paid(self, run: Callable[[], IndexingResult]) -> IndexingResult:
        """Return the result of an indexing run with what it cost; tell that if it fails, too."""
        try:
            return self._jobs.settled(self.location, run())
        except BaseException:
            self._jobs.tell_cost()
            raise

    @contextlib.contextmanager
    def _asking(self) -> Iterator[Session]:
        """Give a session on the index as it is now; damage ends the session."""
        from desktop_app.similarity.session import Session

        location = find_index(self.folder)
        if location is None:
            self.close()
            raise _nothing_indexed()
        if self._session is not None and self._session.stale(location):
            self.close()
        if self._session is None:
            self._session = Session(location, self._jobs.to_ask(location))
        try:
            yield self._session
        except IndexDamaged:
            self.close()
            raise


def _nothing_indexed() -> IndexMissing:
    return IndexMissing(
        "Nothing in this folder has been indexed yet.", "Run “likewise index” on it first."
    )
