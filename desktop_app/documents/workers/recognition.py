"""Recognising the scanned pages of one file, each at its own risk."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.childprocess import ChildFailure
from desktop_app.documents.limits import MAX_FAILED_OCR_PAGES, MAX_TEXT_CHARS
from desktop_app.documents.model import Reason
from desktop_app.documents.workers.answers import Failure


class PageStore:
    """Texts of pages recognised earlier, and those recognised now, until somebody stores them.

    A page takes seconds, so neither a stop nor a newer reader may cost those that are done. Any
    thread may call it.

    Args:
        known: By content (sha256), then by page.
    """

    def __init__(self, known: Mapping[bytes, Mapping[int, str]] | None = None) -> None:
        self._known = dict(known or {})
        self._new: list[tuple[bytes, int, str]] = []
        self._lock = threading.Lock()

    def of(self, sha256: bytes) -> Mapping[int, str]:
        """Return the texts known before, by page."""
        return self._known.get(sha256, {})

    def note(self, sha256: bytes, page: int, text: str) -> None:
        with self._lock:
            self._new.append((sha256, page, text))

    def take(self) -> list[tuple[bytes, int, str]]:
        """Return (sha256, page, text) of what was noted since the last call."""
        with self._lock:
            new, self._new = self._new, []
        return new


@dataclass(frozen=True, slots=True)
class Recognition:
    """How text in pictures is to be recognised.

    Attributes:
        languages: Tesseract's names joined by "+", the most frequent first: "eng+deu".
        store: Pages done before in the same languages, and where new ones go.
    """

    languages: str
    store: PageStore = field(default_factory=PageStore, compare=False)


class PageTexts:
    """What was recognised of one content so far, kept while children come and go."""

    def __init__(self, sha256: bytes, store: PageStore | None = None) -> None:
        self.sha256 = sha256
        self._store = store or PageStore()
        self._texts: dict[int, str] = dict(self._store.of(sha256))

    def __len__(self) -> int:
        return len(self._texts)

    def payload(self) -> bytes:
        """Return page numbers and texts as the child takes them."""
        return json.dumps(list(self._texts.items())).encode()

    def fill(self, pages: Sequence[int], ask: Callable[[int], str | Failure]) -> None:
        """Ask for each page that is not there yet.

        A page that fails, or costs the child its life, is left out. After a few such pages, or
        once there is more text than is kept of a file, the rest is left out too.

        Args:
            ask: Returns a page's text, or why there is none; SCANNED if recognition is not
                possible at all.

        Raises:
            Exception: What ``ask`` raises, other than ``ChildFailure``.
        """
        failed = 0
        room = MAX_TEXT_CHARS - sum(map(len, self._texts.values()))
        for page in pages:
            if page in self._texts:
                continue
            if failed >= MAX_FAILED_OCR_PAGES or room <= 0:
                return
            try:
                found = ask(page)
            except ChildFailure:
                failed += 1
                continue
            if isinstance(found, str):
                self._texts[page] = found
                self._store.note(self.sha256, page, found)
                room -= len(found)
            elif found[0] is Reason.SCANNED:
                return
            else:
                failed += 1
