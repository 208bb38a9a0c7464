"""The open folder, as the window's threads use it. Plain Python over the facade: it knows no Qt."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from desktop_app.errors import Cancelled
from desktop_app.progress import CancelToken, Report, Tell, no_report, tell_nobody
from desktop_app.ui.work.engine import load_engine

if TYPE_CHECKING:
    from desktop_app.index.job import IndexingResult
    from desktop_app.index.location import IndexLocation
    from desktop_app.index.rows import FileState, TextPrint
    from desktop_app.index.status import Status
    from desktop_app.library import Comparison, Duplicates, Library
    from desktop_app.privacy.ledger import Ledger
    from desktop_app.review.desk import ReviewDesk
    from desktop_app.review.plan import Plan
    from desktop_app.review.removal import Applied
    from desktop_app.review.report import ReviewReport
    from desktop_app.similarity.duplicates.comparison import Evidence
    from desktop_app.similarity.model import Filters, SearchResult, SimilarResult
    from desktop_app.similarity.topics.topics import Topics

OpenLibrary = Callable[[Path, Tell], "Library"]


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What was read of a document, for the preview.

    Attributes:
        text: Display text; offsets of hits count its code points.
        page_starts: Offset in ``text`` at which each page begins, ascending, the first is 0.
        kind: Value of ``documents.model.Kind``.
        running: Half-open spans of ``text`` that are running headers and footers.
        recognised: Pages (from 1) whose text was recognised from a picture.
    """

    text: str = field(repr=False)
    page_starts: tuple[int, ...] = field(repr=False)
    kind: str
    path: str
    title: str = ""
    running: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    recognised: tuple[int, ...] = ()


class Runner(Protocol):
    """Where work is done: a ``TaskRunner``."""

    def submit(
        self, queue: Any, work: Callable[[Any, Report], Any], *, even_at_end: bool
    ) -> Any: ...


class OpenFolder:
    """One folder. Every thread that asks gets a ``Library`` of its own, opened on first use.

    So a question is answered while the folder is indexed on another thread. All methods are for
    worker threads, but ``renew`` and ``close_on``, which return at once.

    Args:
        folder: Not looked at before the first use.
        open_library: Makes a library; loaded on first use, for it is heavy.
        tell: Told what an indexing run does otherwise than a person may expect; any thread.
    """

    def __init__(
        self,
        folder: Path,
        *,
        open_library: OpenLibrary | None = None,
        tell: Tell = tell_nobody,
    ) -> None:
        self.folder = folder
        self._open_library = open_library or _open_library
        self._tell = tell
        self._lock = threading.Lock()
        self._libraries: dict[int, tuple[int, Library]] = {}
        self._settings_changed = 0
        self._is_closed = False

    # -- indexing --------------------------------------------------------------

    def update(
        self,
        token: CancelToken,
        report: Report,
        on_committed: Callable[[str], None],
        *,
        confirm_removed: bool = False,
        retry: Collection[str] | None = None,
        model: str | None = None,
    ) -> IndexingResult:
        """Bring the index up to date; see ``Library.update``."""
        return self._library().update(
            model,
            confirm_removed=confirm_removed,
            retry=retry,
            on_committed=on_committed,
            token=token,
            report=report,
        )

    def rebuild(
        self, token: CancelToken, report: Report, on_committed: Callable[[str], None]
    ) -> IndexingResult:
        """Make the index anew from the documents; see ``Library.rebuild``."""
        return self._library().rebuild(on_committed=on_committed, token=token, report=report)

    def exclude(self, path: str) -> None:
        """Leave out a file or folder from the next run on; see ``Library.exclude``."""
        self._library().exclude(path)

    def include(self, path: str) -> None:
        """Take it in again from the next run on."""
        self._library().include(path)

    def places_to_watch(self, most: int, token: CancelToken) -> tuple[str, ...]:
        """Return what to watch for changes; see ``Library.places_to_watch``."""
        return self._library().places_to_watch(most, token)

    # -- asking ------------------------------------------------------------------

    def get_ready(self, token: CancelToken, report: Report = no_report) -> None:
        """Start the model and map the vectors, so that the first question is answered at once.

        Nothing is sent to a model at a provider for that.

        Raises:
            IndexMissing: Nothing has been indexed yet.
        """
        self._library().search("ready", 1, token=token, ask=False)

    def search(
        self,
        query: str,
        k: int,
        filters: Filters | None,
        token: CancelToken,
        *,
        ask: bool = True,
    ) -> SearchResult:
        """See ``Library.search``."""
        return self._library().search(query, k, filters, token, ask=ask)

    def similar(self, path: str, k: int, threshold: float, token: CancelToken) -> SimilarResult:
        """See ``Library.similar``; ``path`` in the folder, or absolute."""
        return self._library().similar(path, k, threshold, token)

    def similar_to_text(
        self, text: str, k: int, threshold: float, token: CancelToken
    ) -> SimilarResult:
        """See ``Library.similar_to_text``."""
        return self._library().similar_to_text(text, k, threshold, token)

    def topics(self, token: CancelToken, report: Report) -> Topics:
        """See ``Library.topics``."""
        return self._library().topics(token, report)

    def duplicates(self, token: CancelToken, report: Report) -> Duplicates:
        """See ``Library.duplicates``."""
        return self._library().duplicates(token, report)

    def compare(self, a: str, b: str, token: CancelToken) -> Comparison:
        """See ``Library.compare``."""
        return self._library().compare(a, b, token)

    def evidence(self, a: TextPrint, b: TextPrint, token: CancelToken) -> Evidence | None:
        """See ``Library.evidence``."""
        return self._library().evidence(a, b, token)

    # -- review ------------------------------------------------------------------

    @property
    def review(self) -> ReviewDesk:
        """See ``Library.review``."""
        return self._library().review

    def plan_removal(self, paths: Collection[str], token: CancelToken, report: Report) -> Plan:
        """See ``Library.plan_removal``."""
        return self._library().plan_removal(paths, token, report)

    def remove(self, plan: Plan, to: Path | None, token: CancelToken, report: Report) -> Applied:
        """See ``Library.remove``."""
        return self._library().remove(plan, token, report, to=to)

    def report(
        self, threshold: float, token: CancelToken, report: Report, *, names: bool
    ) -> ReviewReport:
        """See ``reporting.review_report``."""
        library = self._library()
        from desktop_app.reporting import review_report

        return review_report(library, threshold, names=names, token=token, report=report)

    # -- what is there -------------------------------------------------------------

    def files(self) -> list[FileState]:
        """See ``Library.files``."""
        return self._library().files()

    def status(self) -> Status:
        """See ``Library.status``."""
        return self._library().status()

    def sends_to(self, status: Status) -> str:
        """Return the host that is sent what is read or asked now; "" while nothing may be."""
        location = self._library().location
        from desktop_app import cloud
        from desktop_app.privacy import gate

        for model in filter(cloud.is_cloud, (status.building, status.model)):
            allowed = not gate.is_locked() and cloud.consent_for(location, model) is not None
            return cloud.host_of(model) if allowed else ""
        return ""

    def location(self) -> IndexLocation:
        """Return where the index is, or would be made."""
        return self._library().location

    def ledger(self) -> Ledger:
        """Return what was sent of this folder; see ``cloud.ledger``."""
        library = self._library()
        from desktop_app import cloud

        return cloud.ledger(library.location)

    def text_of(self, path: str) -> DocumentText:
        """Return what was read of a document.

        Raises:
            InvalidRequest: If it is not in the index, or could not be read.
        """
        found = self._library().text(path)
        return DocumentText(
            found.text,
            found.page_starts,
            found.kind,
            path,
            found.title,
            found.running,
            found.recognised,
        )

    # -- opening and closing -----------------------------------------------------

    def renew(self) -> None:
        """Settings have changed: open anew before the next use, on each thread."""
        with self._lock:
            self._settings_changed += 1

    def close_here(self) -> None:
        """Close what this thread has opened; a later use opens it anew."""
        with self._lock:
            _, library = self._libraries.pop(threading.get_ident(), (0, None))
        if library is not None:
            library.close()

    def close_on(self, runner: Runner) -> None:
        """Have every queue close what it opened, after what it does now; then nothing works.

        Also before the runner's ``shutdown``, so that no child process is waited for here.
        """
        self._is_closed = True
        for queue in ("index", "query", "map", "review", "models", "choosing"):
            runner.submit(queue, lambda token, report: self.close_here(), even_at_end=True)

    def close(self) -> None:
        """Close it on all threads, when none of them is at work in it; may be called twice."""
        self._is_closed = True
        with self._lock:
            libraries, self._libraries = self._libraries, {}
        for _, library in libraries.values():
            library.close()

    def _library(self) -> Library:
        """Return this thread's library.

        Raises:
            Cancelled: The folder was closed.
        """
        if self._is_closed:
            raise Cancelled
        thread = threading.get_ident()
        with self._lock:
            wanted = self._settings_changed
            opened_for, library = self._libraries.get(thread, (-1, None))
        if library is not None and opened_for == wanted:
            return library
        if library is not None:
            self.close_here()
        library = self._open_library(self.folder, self._tell)
        with self._lock:
            self._libraries[thread] = wanted, library
        return library


def open_with_engine(folder: Path, tell: Tell) -> OpenFolder:
    """Return an open folder with the real engine behind it."""
    return OpenFolder(folder, tell=tell)


def _open_library(folder: Path, tell: Tell) -> Library:
    load_engine()
    from desktop_app.library import Library

    return Library(folder, tell=tell)
