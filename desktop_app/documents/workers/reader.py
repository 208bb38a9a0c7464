"""One reader process as its parent sees it: requests, their limits, and what comes back."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from desktop_app.childprocess import (
    ChildDied,
    ChildFailure,
    ChildProcess,
    ChildTimedOut,
    ChildTooLarge,
    Header,
)
from desktop_app.documents.folder.opener import Fingerprint
from desktop_app.documents.limits import CHARS_A_PAGE, MAX_PDF_BYTES, time_limit_s
from desktop_app.documents.model import Kind, Passage, ReadState, Reason
from desktop_app.errors import BugError
from desktop_app.progress import CancelToken

START_LIMIT_S = 60.0
OPEN_BASE_S = 20.0
OPEN_BYTES_PER_S = 20_000_000
REPLACE_AFTER_FILES = 500
REPLACE_ABOVE_BYTES = 600 << 20

_TRIES = 2
_PASSAGE_BYTES = 160

Failure = tuple[Reason, str]
_CHANGED: Failure = (Reason.CHANGED, "")

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of one content and how it is cut.

    Attributes:
        text: Display text; all offsets count its code points.
        page_starts: Where each page begins, ascending from 0.
        running: Spans of ``text`` that are running headers and footers.
        passages: One tuple for each passage setting, in the pool's order.
        text_sha256: Of the text normalised for matching: equal for equal words in any format.
        keywords: Stemmed words for the keyword index, separated by spaces.
    """

    kind: Kind
    title: str
    text: str = field(repr=False)
    page_starts: tuple[int, ...] = field(repr=False)
    running: tuple[tuple[int, int], ...] = field(repr=False)
    state: ReadState
    reason: Reason | None
    detail: str
    passages: tuple[tuple[Passage, ...], ...] = field(repr=False)
    text_sha256: bytes
    keywords: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileReading:
    """What became of one file.

    Attributes:
        path: As it was given.
        fingerprint: At the moment of reading; None if it could not be opened.
        sha256: Of its bytes; None if it could not be hashed.
        outcome: Its text; None if it failed, or if the content is known or came earlier.
        failure: Why there is no text, and a few words more, or None.
        stale: The file changed each time it was read; then ``failure`` is CHANGED.
    """

    path: str
    fingerprint: Fingerprint | None = None
    sha256: bytes | None = None
    outcome: DocumentText | None = None
    failure: Failure | None = None
    stale: bool = False

    @property
    def weight(self) -> int:
        """About how many bytes this takes."""
        if self.outcome is None:
            return 1_000
        text = self.outcome
        passages = sum(map(len, text.passages))
        return 2 * len(text.text) + len(text.keywords) + _PASSAGE_BYTES * passages


class Reader:
    """Keeps one child going and asks it for one file after the other. One thread at a time.

    Args:
        start: Makes a child.
        root: The folder's path, base64.
        settings: Passage settings as the child takes them.
    """

    def __init__(
        self,
        start: Callable[[], ChildProcess],
        root: str,
        settings: Sequence[Mapping[str, object]],
    ) -> None:
        self._start, self._root, self._settings = start, root, list(settings)
        self._child: ChildProcess | None = None
        self._files = 0
        self._so_far = FileReading("")

    def read(
        self, path: str, size: int, wanted: Callable[[bytes], bool], token: CancelToken
    ) -> FileReading:
        """Return what became of ``path``; a file that ends the child is tried in a fresh one.

        Args:
            size: Bytes, for the time it may take to be hashed.
            wanted: Whether a content (sha256) shall be read.

        Raises:
            Cancelled: ``token`` was set; the child is gone.
            BugError: No child can be started.
        """
        reading = FileReading(path)
        for _ in range(_TRIES):
            self._ensure_child(token)
            try:
                reading = self._try(path, size, wanted, token)
            except ChildFailure as exc:
                reading = replace(self._so_far, failure=_failure_from(exc))
                continue
            self._retire_if_worn()
            if not reading.stale:
                break
        return reading

    def split(
        self, text: str, page_starts: Sequence[int], title: str, token: CancelToken
    ) -> tuple[tuple[Passage, ...], ...]:
        """Return the passages of ``text`` for each setting.

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
                found = self._ask(header, text.encode(), limit_s, token, _split_answer)
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
        opening = {"op": "open", "root": self._root, "path": _base64(path)}
        limit_s = OPEN_BASE_S + min(size, MAX_PDF_BYTES) / OPEN_BYTES_PER_S
        opened = self._ask(opening, b"", limit_s, token, _open_answer)
        self._so_far = FileReading(path, opened.fingerprint, opened.sha256, failure=opened.failure)
        if opened.failure or opened.sha256 is None or not wanted(opened.sha256):
            return self._so_far
        reading = {"op": "read", "tokenizers": self._settings}
        found = self._ask(reading, b"", time_limit_s(opened.pages), token, _read_answer)
        if isinstance(found, DocumentText):
            return replace(self._so_far, outcome=found)
        return replace(self._so_far, failure=found, stale=found == _CHANGED)

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
                self._ask(nothing, b"", START_LIMIT_S, token, _split_answer)
            except ChildFailure as exc:
                failure = exc
        if self._child is None:
            raise BugError(
                "The process that reads documents does not start.",
                "Start Likewise again; if that does not help, install it again.",
            ) from failure

    def _retire_if_worn(self) -> None:
        self._files += 1
        if self._child is not None and (
            self._files >= REPLACE_AFTER_FILES or self._child.resident_bytes() > REPLACE_ABOVE_BYTES
        ):
            self.close()


@dataclass(frozen=True, slots=True)
class _Opened:
    fingerprint: Fingerprint | None
    sha256: bytes | None
    pages: int | None
    failure: Failure | None


def _open_answer(answer: Header, _: bytes) -> _Opened:
    mark = answer.get("fingerprint")
    return _Opened(
        fingerprint=_fingerprint(*mark) if mark else None,
        sha256=bytes.fromhex(answer["sha256"]) if answer["ok"] else None,
        pages=answer.get("pages"),
        failure=None if answer["ok"] else _failure(answer),
    )


def _read_answer(answer: Header, payload: bytes) -> DocumentText | Failure:
    if not answer["ok"]:
        return _failure(answer)
    if answer["stale"]:
        return _CHANGED
    size = answer["text_bytes"]
    return DocumentText(
        kind=Kind(answer["kind"]),
        title=answer["title"],
        text=payload[:size].decode(),
        page_starts=tuple(answer["page_starts"]),
        running=tuple((start, end) for start, end in answer["running"]),
        state=ReadState(answer["state"]),
        reason=Reason(answer["reason"]) if answer["reason"] else None,
        detail=answer["detail"],
        passages=_passages(answer),
        text_sha256=bytes.fromhex(answer["text_sha256"]),
        keywords=payload[size:].decode(),
    )


def _split_answer(answer: Header, _: bytes) -> tuple[tuple[Passage, ...], ...]:
    return _passages(answer)


def _passages(answer: Header) -> tuple[tuple[Passage, ...], ...]:
    return tuple(tuple(Passage(*span) for span in setting) for setting in answer["passages"])


def _fingerprint(size: int, modified: int, changed: int, inode: int, device: int) -> Fingerprint:
    return size, modified, changed, inode, device


def _failure(answer: Header) -> Failure:
    return Reason(answer["reason"]), str(answer.get("detail", ""))


def _failure_from(exc: ChildFailure) -> Failure:
    if isinstance(exc, ChildTimedOut):
        return Reason.TIMED_OUT, ""
    if isinstance(exc, ChildTooLarge):
        return Reason.TOO_LARGE, "needs too much memory"
    return Reason.CRASHED, ""


def _base64(path: str) -> str:
    return b64encode(os.fsencode(path)).decode()
