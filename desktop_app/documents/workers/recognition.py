"""Recognising the scanned pages of one file, each at its own risk."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.childprocess import ChildFailure
from desktop_app.documents.limits import MAX_FAILED_OCR_PAGES, MAX_TEXT_CHARS
from desktop_app.documents.model import Reason
from desktop_app.documents.workers.answers import Failure


@dataclass(frozen=True, slots=True)
class Recognition:
    """How text in pictures is to be recognised.

    Attributes:
        languages: Tesseract's names joined by "+", the most frequent first: "eng+deu".
    """

    languages: str


class PageTexts:
    """What was recognised of one content so far, kept while children come and go."""

    def __init__(self, sha256: bytes) -> None:
        self.sha256 = sha256
        self._texts: dict[int, str] = {}

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
                room -= len(found)
            elif found[0] is Reason.SCANNED:
                return
            else:
                failed += 1
