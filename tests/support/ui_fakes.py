"""Rows for the window's lists, and a runner that answers when a test says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop_app.errors import AppError, Cancelled
from desktop_app.progress import CancelToken, no_report
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.similarity.model import Folded, Highlight, Hit, Mark, PassageMatch, Snippet


def a_hit(
    number: int = 0,
    *,
    path: str = "",
    folded: tuple[Folded, ...] = (),
    snippet: Snippet | None = None,
    words: tuple[str, ...] = ("tenant",),
) -> Hit:
    """Return a document found; each number gives another path and a lower score."""
    text = f"The tenant of flat {number} keeps a pet."
    return Hit(
        path=path or f"contracts/{number:05d}.pdf",
        title=f"Lease {number}",
        kind="pdf",
        score=1 - number / 100_000,
        cosine=0.8,
        keyword=0.5,
        passage=PassageMatch(2, 10, 40, 0.8),
        page=2,
        snippet=snippet or Snippet(text, (Highlight(4, 10, Mark.KEYWORD),)),
        words=words,
        folded=folded,
    )


def copies(number: int) -> tuple[Folded, ...]:
    """Return so many documents with the same text."""
    return tuple(Folded(f"copies/{copy}.txt", Relation.IDENTICAL_TEXT) for copy in range(number))


class FakeTask(QObject):
    """Ends when a test says so."""

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    finished = Signal()

    def __init__(self, work: Callable[[CancelToken, Any], Any]) -> None:
        super().__init__()
        self._work = work
        self.token = CancelToken()

    def cancel(self) -> None:
        self.token.cancel()

    def end(self) -> None:
        """Do the work and tell how it ended; a late answer is told as well."""
        try:
            self.succeeded.emit(self._work(CancelToken(), no_report))
        except AppError as error:
            self.failed.emit(error)
        except Cancelled:
            pass
        self.finished.emit()


class FakeRunner:
    """Keeps tasks in the order they were submitted."""

    def __init__(self) -> None:
        self.tasks: list[FakeTask] = []

    def submit(
        self,
        queue: str,
        work: Callable[[Any, Any], Any],
        *,
        newest: str = "",
        name: str = "",
    ) -> FakeTask:
        self.tasks.append(FakeTask(work))
        return self.tasks[-1]
