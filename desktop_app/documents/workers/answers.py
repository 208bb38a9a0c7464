"""What a reader process answers, as its parent understands it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from desktop_app.childprocess import Header
from desktop_app.documents.folder.opener import Fingerprint
from desktop_app.documents.model import Kind, Passage, ReadState, Reason

_PASSAGE_BYTES = 160

Failure = tuple[Reason, str]
CHANGED: Final[Failure] = (Reason.CHANGED, "")


@dataclass(frozen=True, slots=True)
class Cut:
    """How a text is cut.

    Attributes:
        passages: One tuple for each passage setting, in the pool's order.
        short_titles: The title as long as a passage may begin with it, for each setting.
    """

    passages: tuple[tuple[Passage, ...], ...] = field(repr=False)
    short_titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of one content and how it is cut.

    Attributes:
        text: Display text; all offsets count its code points.
        page_starts: Where each page begins, ascending from 0.
        running: Spans of ``text`` that are running headers and footers.
        cut: How it is cut.
        text_sha256: Of the text normalised for matching: equal for equal words in any format.
        beside: What stands beside the text (``text.beside``), packed; b"" if nothing.
        keywords: Stemmed words for the keyword index, separated by spaces.
        recognised: Pages (from 1) whose text was recognised from a picture.
    """

    kind: Kind
    title: str
    text: str = field(repr=False)
    page_starts: tuple[int, ...] = field(repr=False)
    running: tuple[tuple[int, int], ...] = field(repr=False)
    state: ReadState
    reason: Reason | None
    detail: str
    cut: Cut
    text_sha256: bytes
    beside: bytes
    keywords: str = field(repr=False)
    recognised: tuple[int, ...] = ()


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
        scanned: Pages (from 1) whose text is in a picture and is not recognised, whether the rest
            of the file gave a text or not.
    """

    path: str
    fingerprint: Fingerprint | None = None
    sha256: bytes | None = None
    outcome: DocumentText | None = None
    failure: Failure | None = None
    stale: bool = False
    scanned: tuple[int, ...] = ()

    @property
    def weight(self) -> int:
        """About how many bytes this takes."""
        if self.outcome is None:
            return 1_000
        text = self.outcome
        passages = sum(map(len, text.cut.passages))
        return 2 * len(text.text) + len(text.keywords) + _PASSAGE_BYTES * passages


@dataclass(frozen=True, slots=True)
class Read:
    """What reading an open file told: its text, or why there is none."""

    text: DocumentText | None = None
    failure: Failure | None = None
    scanned: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening a file told; no sha256 without a failure."""

    fingerprint: Fingerprint | None
    sha256: bytes | None
    pages: int | None
    failure: Failure | None


def open_answer(answer: Header, _: bytes) -> Opened:
    """Return what an ``open`` told."""
    mark = answer.get("fingerprint")
    return Opened(
        fingerprint=_fingerprint(*mark) if mark else None,
        sha256=bytes.fromhex(answer["sha256"]) if answer["ok"] else None,
        pages=answer.get("pages"),
        failure=None if answer["ok"] else _failure(answer),
    )


def read_answer(answer: Header, payload: bytes) -> Read:
    """Return what a ``read`` told."""
    scanned = tuple(map(int, answer.get("scanned", ())))
    if not answer["ok"]:
        return Read(failure=_failure(answer), scanned=scanned)
    if answer["stale"]:
        return Read(failure=CHANGED)
    size = answer["text_bytes"]
    text = DocumentText(
        kind=Kind(answer["kind"]),
        title=answer["title"],
        text=payload[:size].decode(),
        page_starts=tuple(answer["page_starts"]),
        running=tuple((start, end) for start, end in answer["running"]),
        state=ReadState(answer["state"]),
        reason=Reason(answer["reason"]) if answer["reason"] else None,
        detail=answer["detail"],
        cut=_cut(answer),
        text_sha256=bytes.fromhex(answer["text_sha256"]),
        beside=bytes.fromhex(answer["beside"]),
        keywords=payload[size:].decode(),
        recognised=tuple(answer["recognised"]),
    )
    return Read(text, scanned=scanned)


def page_answer(answer: Header, payload: bytes) -> str | Failure:
    """Return the text recognised on a page, or why there is none."""
    return payload.decode() if answer["ok"] else _failure(answer)


def split_answer(answer: Header, _: bytes) -> Cut:
    """Return what a ``split`` told."""
    return _cut(answer)


def _cut(answer: Header) -> Cut:
    passages = (tuple(Passage(*span) for span in setting) for setting in answer["passages"])
    return Cut(tuple(passages), tuple(map(str, answer["short_titles"])))


def _fingerprint(size: int, modified: int, changed: int, inode: int, device: int) -> Fingerprint:
    return size, modified, changed, inode, device


def _failure(answer: Header) -> Failure:
    return Reason(answer["reason"]), str(answer.get("detail", ""))
