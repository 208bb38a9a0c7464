"""One reader process as its parent sees it: requests, their limits, and what comes back."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from desktop_app.childprocess import (
    ChildDied,
    ChildFailure,
    ChildProcess,
    ChildTimedOut,
    ChildTooLarge,
    Header,
)
from desktop_app.documents.limits import (
    CHARS_A_PAGE,
    MAX_FILE_BYTES,
    MAX_STREAMED_BYTES,
    OCR_PAGE_S,
    time_limit_s,
)
from desktop_app.documents.model import Reason
from desktop_app.documents.workers.answers import (
    CHANGED,
    Cut,
    DocumentText,
    Failure,
    FileReading,
    Opened,
    Read,
    open_answer,
    page_answer,
    read_answer,
    split_answer,
)
from desktop_app.documents.workers.recognition import PageTexts, Recognition
from desktop_app.documents.workers.turns import Turns
from desktop_app.errors import BugError
from desktop_app.progress import CancelToken

__all__ = ["DocumentText", "Failure", "FileReading", "Reader"]

START_LIMIT_S = 60.0
OPEN_BASE_S = 20.0
OPEN_BYTES_PER_S = 20_000_000
REPLACE_AFTER_FILES = 500
REPLACE_ABOVE_BYTES = 600 << 20

_TRIES = 2

Answer = TypeVar("Answer")


class Reader:
    """Keeps one child going and asks it for one file after the other. One thread at a time.

    Args:
        start: Makes a child.
        root: The folder's path, base64.
        settings: Passage settings as the child takes them.
        recognition: How scanned pages are recognised; None leaves them alone.
        largest_bytes: Larger files are refused, unless their kind is read piece by piece.
        turns: Shared by readers that are at work at the same time.
    """

    def __init__(
        self,
        start: Callable[[], ChildProcess],
        root: str,
        settings: Sequence[Mapping[str, object]],
        *,
        recognition: Recognition | None = None,
        largest_bytes: int = MAX_FILE_BYTES,
        turns: Turns | None = None,
    ) -> None:
        self._start, self._root, self._settings = start, root, list(settings)
        self._recognition = recognition
        self._largest_bytes = largest_bytes
        self._turns = turns or Turns()
        self._is_alone = False
        self._texts = PageTexts(b"")
        self._child: ChildProcess | None = None
        self._files = 0
        self._so_far = FileReading("")

    def read(
        self, path: str, size: int, wanted: Callable[[bytes], bool], token: CancelToken
    ) -> FileReading:
        """Return what became of ``path``; a file that ends the child is tried alone in a fresh one.

        Args:
            size: Bytes, for the time it may take to be hashed.
            wanted: Whether a content (sha256) shall be read.

        Raises:
            Cancelled: ``token`` was set; the child is gone.
            BugError: No child can be started.
        """
        reading = FileReading(path)
        self._is_alone = False
        for _ in range(_TRIES):
            self._ensure_child(token)
            try:
                reading = self._try(path, size, wanted, token)
            except ChildFailure as exc:
                reading = replace(self._so_far, failure=_failure_from(exc))
                self._is_alone = True
                continue
            self._retire_if_worn()
            if not reading.stale:
                break
        return reading

    def split(self, text: str, page_starts: Sequence[int], title: str, token: CancelToken) -> Cut:
        """Return how ``text`` is cut.

        Raises:
            Cancelled, BugError: As for ``read``; also if the child died over it twice.
        """
        header = {
            "op": "split",
            "tokenizers": self._settings,
            "page_starts": list(page_starts),
            "title": title,
        }
        failure: ChildFailure | None = None
        for _ in range(_TRIES):
            self._ensure_child(token)
            try:
                limit_s = time_limit_s(max(len(page_starts), len(text) // CHARS_A_PAGE))
                found = self._ask(header, text.encode(), limit_s, token, split_answer)
            except ChildFailure as exc:
                failure = exc
                continue
            self._retire_if_worn()
            return found
        raise BugError("A text could not be cut into passages.") from failure

    def close(self) -> None:
        """End the child, if there is one. It has nothing to save."""
        if self._child is not None:
            self._child.kill()
            self._child = None

    def _try(
        self, path: str, size: int, wanted: Callable[[bytes], bool], token: CancelToken
    ) -> FileReading:
        """Open and read ``path`` once; ``_so_far`` holds what is known when that fails."""
        self._so_far = FileReading(path)
        opened = self._open(path, size, token)
        self._so_far = FileReading(path, opened.fingerprint, opened.sha256, failure=opened.failure)
        if opened.failure or opened.sha256 is None:
            return self._so_far
        if not wanted(opened.sha256):
            self._let_go(token)
            return self._so_far
        keep = self._recognition is not None
        found = self._read({"keep": keep}, b"", time_limit_s(opened.pages), token)
        if self._recognition is not None and found.scanned:
            hand = _InHand(path, size, opened.sha256, opened.pages, self._recognition, token)
            found = self._with_recognition(hand, found)
        if self._recognition is not None:
            self._let_go(token)
        return replace(
            self._so_far,
            outcome=found.text,
            failure=found.failure,
            stale=found.failure == CHANGED,
            scanned=found.scanned,
        )

    def _open(self, path: str, size: int, token: CancelToken) -> Opened:
        opening = {
            "op": "open",
            "root": self._root,
            "path": _base64(path),
            "largest_bytes": self._largest_bytes,
        }
        limit_s = OPEN_BASE_S + min(size, MAX_STREAMED_BYTES) / OPEN_BYTES_PER_S
        return self._ask(opening, b"", limit_s, token, open_answer)

    def _read(self, how: Header, payload: bytes, limit_s: float, token: CancelToken) -> Read:
        header = {"op": "read", "tokenizers": self._settings, **how}
        with self._turns.taken(token, alone=self._is_alone):
            return self._ask(header, payload, limit_s, token, read_answer)

    def _let_go(self, token: CancelToken) -> None:
        """Have the file closed: on Windows nobody can move or save it as long as it is open."""
        if self._child is not None:
            with suppress(ChildFailure):  # it costs the child, but not the file
                self._ask({"op": "close"}, b"", START_LIMIT_S, token, lambda *_: None)

    def _with_recognition(self, hand: _InHand, found: Read) -> Read:
        """Return the file in hand read once more, with the text on its scanned pages.

        What was recognised is kept here: a page that ends the child costs that page only, and
        the rest goes on in a fresh one, if the file is still the same.
        """
        if hand.sha256 != self._texts.sha256:
            self._texts = PageTexts(hand.sha256, hand.recognition.store)
        try:
            self._texts.fill(found.scanned, lambda page: self._page_text(hand, page))
            if not self._texts:
                return found
            self._ensure_open(hand)
        except _OtherContent:
            return Read(failure=CHANGED)
        limit_s = time_limit_s(hand.pages)
        return self._read({"recognised": True}, self._texts.payload(), limit_s, hand.token)

    def _page_text(self, hand: _InHand, page: int) -> str | Failure:
        hand.token.rest()
        self._ensure_open(hand)
        header = {"op": "recognise", "page": page, "languages": hand.recognition.languages}
        text = self._ask(header, b"", OCR_PAGE_S, hand.token, page_answer)
        self._retire_if_grown()
        return text

    def _ensure_open(self, hand: _InHand) -> None:
        """Have a child that holds the file in hand.

        Raises:
            _OtherContent: It is not what it was.
        """
        if self._child is None:
            self._ensure_child(hand.token)
            if self._open(hand.path, hand.size, hand.token).sha256 != hand.sha256:
                raise _OtherContent

    def _ask(
        self,
        header: Header,
        payload: bytes,
        limit_s: float,
        token: CancelToken,
        understand: Callable[[Header, bytes], Answer],
    ) -> Answer:
        """Return the child's answer; without a usable one the child is gone."""
        assert self._child is not None
        try:
            answer = self._child.request(header, payload, timeout_s=limit_s, token=token)
            return understand(*answer)
        except (KeyError, IndexError, TypeError, ValueError) as exc:
            self.close()
            raise ChildDied("reader: an answer that cannot be understood") from exc
        except BaseException:
            self.close()
            raise

    def _ensure_child(self, token: CancelToken) -> None:
        """Have a child that answers, so that no file is blamed for one that cannot start."""
        failure: ChildFailure | None = None
        nothing = {"op": "split", "tokenizers": [], "page_starts": [0], "title": ""}
        for _ in range(_TRIES):
            if self._child is not None:
                return
            try:
                self._child, self._files = self._start(), 0
                self._ask(nothing, b"", START_LIMIT_S, token, split_answer)
            except ChildFailure as exc:
                failure = exc
        if self._child is None:
            raise BugError(
                "The process that reads documents does not start.",
                "Start Likewise again; if that does not help, install it again.",
            ) from failure

    def _retire_if_worn(self) -> None:
        self._files += 1
        if self._files >= REPLACE_AFTER_FILES:
            self.close()
        self._retire_if_grown()

    def _retire_if_grown(self) -> None:
        if self._child is not None and self._child.resident_bytes() > REPLACE_ABOVE_BYTES:
            self.close()


@dataclass(frozen=True, slots=True)
class _InHand:
    """The file whose pages are being recognised."""

    path: str
    size: int
    sha256: bytes
    pages: int | None
    recognition: Recognition
    token: CancelToken


class _OtherContent(Exception):
    """The file was changed while its pages were recognised."""


def _failure_from(exc: ChildFailure) -> Failure:
    if isinstance(exc, ChildTimedOut):
        return Reason.TIMED_OUT, ""
    if isinstance(exc, ChildTooLarge):
        return Reason.TOO_LARGE, "needs too much memory"
    return Reason.CRASHED, ""


def _base64(path: str) -> str:
    return b64encode(os.fsencode(path)).decode()
