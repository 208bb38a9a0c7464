"""Compares two documents of the open folder, for worker threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from desktop_app.progress import CancelToken
from desktop_app.ui.compare.model import Compared, Side
from desktop_app.ui.preview.document import TextOfDocument

if TYPE_CHECKING:
    from desktop_app.library import Comparison
    from desktop_app.similarity.differences import ComparedText


class TextRead(TextOfDocument, Protocol):
    """What is needed of a document's text beyond what is shown of it: a ``DocumentText``."""

    @property
    def running(self) -> tuple[tuple[int, int], ...]: ...
    @property
    def recognised(self) -> tuple[int, ...]: ...


class Comparing(Protocol):
    """Where documents are had from: an ``OpenFolder``."""

    def text_of(self, path: str) -> TextRead: ...
    def compare(self, a: str, b: str, token: CancelToken) -> Comparison: ...


def opening_of(folder: Comparing, left: str, right: str, token: CancelToken) -> Compared:
    """Return how two documents begin, at once: a thirtieth of a second for 300 pages each.

    Raises:
        InvalidRequest: If one of them is not in the index, or could not be read.
    """
    from desktop_app.similarity.differences import compare_openings
    from desktop_app.ui.compare.aligning import aligned

    one, two = folder.text_of(left), folder.text_of(right)
    token.check()
    texts = _compared_text(one), _compared_text(two)
    found = compare_openings(*texts, token=token)
    return Compared(_side(one), _side(two), aligned(*texts, found, kinds=(one.kind, two.kind)))


def whole_of(folder: Comparing, begun: Compared, token: CancelToken) -> Compared:
    """Return all of what ``opening_of`` has begun, and what the documents are to each other.

    Raises:
        InvalidRequest: If one of them has gone meanwhile, or both are one.
    """
    from desktop_app.ui.compare.aligning import aligned

    found = folder.compare(begun.left.path, begun.right.path, token).found
    rows = aligned(
        found.text_a,
        found.text_b,
        found.differences,
        recurring_left=found.recurring_a,
        recurring_right=found.recurring_b,
        kinds=(begun.left.kind, begun.right.kind),
    )
    relation = found.relation.value if found.relation else ""
    return Compared(begun.left, begun.right, rows, relation, found.recurring_known)


def _compared_text(read: TextRead) -> ComparedText:
    from desktop_app.similarity.differences import ComparedText

    return ComparedText(read.text, read.page_starts or (0,), read.running, bool(read.recognised))


def _side(read: TextRead) -> Side:
    return Side(read.path, read.kind, read.title, max(1, len(read.page_starts)))
