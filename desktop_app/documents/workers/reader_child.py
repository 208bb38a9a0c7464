"""The reader process: opens, hashes, reads and cuts one file at a time for its parent.

Requests: ``open`` (a file; its identity and the pages to allow time for come back), then ``read``
(that file's text) or ``close`` (it is not wanted), or ``split`` (passages of a text the parent has
already). A failure is an answer with ``ok`` false. A file that is to be kept open after ``read``
can then be asked for the text on each scanned page (``recognise``), read once more with those texts
in their places, and closed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from desktop_app.childprocess import Header, Message, serve
from desktop_app.documents import filetypes
from desktop_app.documents.folder.opener import Fingerprint, failure_from, fingerprint, open_regular
from desktop_app.documents.limits import (
    CHARS_A_PAGE,
    KEEP_IN_MEMORY_BYTES,
    MAX_FILE_BYTES,
    MAX_STREAMED_BYTES,
)
from desktop_app.documents.model import Kind, ReadFailure, Reason
from desktop_app.documents.reading import missing_part, read_source
from desktop_app.documents.sources.source import Source
from desktop_app.documents.text import passages
from desktop_app.documents.text.beside import beside
from desktop_app.documents.text.normalise import match_text_only, text_sha256
from desktop_app.documents.workers import sandbox

logger = logging.getLogger(__name__)

_CHUNK_BYTES = 1 << 20
_STREAMED = (b"%PDF-", b"From ", b"PK\x03\x04")


def run(options: Mapping[str, object]) -> None:
    """Serve requests until the parent closes the pipe."""
    del options  # this worker has none
    sandbox.enter()
    serve(ReaderChild().handle)


class ReaderChild:
    """Answers requests; keeps the file of the last ``open`` for the ``read`` that follows."""

    def __init__(self) -> None:
        self._file: _OpenFile | None = None

    def handle(self, header: Header, payload: bytes) -> Message:
        """Answer one request.

        Raises:
            OSError: This process is out of descriptors: it must be replaced.
        """
        operations = {
            "open": self._open,
            "read": self._read,
            "recognise": self._recognise,
            "split": self._split,
            "close": self._close,
        }
        try:
            return operations[header["op"]](header, payload)
        except ReadFailure as exc:
            return _failure(exc.reason, exc.detail, exc.scanned)
        except OSError as exc:
            failure = failure_from(exc)
            return _failure(failure.reason, failure.detail)
        except MemoryError:
            return _failure(Reason.TOO_LARGE, "needs too much memory")
        except ImportError as exc:
            return _failure(Reason.CRASHED, missing_part(exc).detail)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # panics of Rust code are not Exceptions
            # A fault of ours, perhaps; nothing was found out about the file.
            logger.debug("%s failed", header.get("op"), exc_info=True)
            return _failure(Reason.CRASHED, "")

    def _open(self, header: Header, payload: bytes) -> Message:
        self.close()
        root, relative = (base64.b64decode(header[key]) for key in ("root", "path"))
        self._file = _OpenFile(
            open_regular(root, relative),
            os.fsdecode(os.path.basename(relative)),
            header.get("largest_bytes", MAX_FILE_BYTES),
        )
        file = self._file
        answer = {
            "ok": True,
            "sha256": file.sha256,
            "fingerprint": list(file.fingerprint),
            "pages": _pages(file.source()),
        }
        return answer, b""

    def _read(self, header: Header, payload: bytes) -> Message:
        from desktop_app.documents.text.words import keyword_tokens

        file = self._opened()
        try:
            recognised = dict(json.loads(payload)) if header.get("recognised") else None
            result = read_source(file.source(recognised))
            text = result.text.encode()
            answer = {
                "ok": True,
                "kind": result.kind.value,
                "title": result.title,
                "state": result.state.value,
                "reason": result.reason.value if result.reason else None,
                "detail": result.detail,
                "scanned": list(result.scanned),
                "recognised": list(result.recognised),
                "page_starts": list(result.page_starts),
                "running": list(result.running),
                **_cut(result.text, result.page_starts, result.title, header["tokenizers"]),
                "text_sha256": text_sha256(match_text_only(result.text, result.running)),
                "beside": beside(result.text, result.running, result.pictures).packed().hex(),
                "stale": file.is_stale(),
                "text_bytes": len(text),
            }
            return answer, text + " ".join(keyword_tokens(result.text)).encode()
        finally:
            if not header.get("keep"):
                self.close()

    def _recognise(self, header: Header, payload: bytes) -> Message:
        from desktop_app.documents.recognising import recognise_page

        source = self._opened().source()
        return {"ok": True}, recognise_page(source, header["page"], header["languages"]).encode()

    def _split(self, header: Header, payload: bytes) -> Message:
        text, settings = payload.decode(), header["tokenizers"]
        return {"ok": True, **_cut(text, header["page_starts"], header["title"], settings)}, b""

    def _close(self, header: Header, payload: bytes) -> Message:
        self.close()
        return {"ok": True}, b""

    def _opened(self) -> _OpenFile:
        if self._file is None:
            raise ReadFailure(Reason.VANISHED, "not opened")
        return self._file

    def close(self) -> None:
        """Let go of the file of the last ``open``."""
        if self._file is not None:
            self._file.close()
            self._file = None


class _OpenFile:
    """A file that was opened and hashed, and is kept open until it has been read."""

    def __init__(self, fd: int, name: str, largest_bytes: int) -> None:
        self._stream: BinaryIO = os.fdopen(fd, "rb")
        try:
            self.fingerprint: Fingerprint = fingerprint(os.fstat(fd))
            size = self.fingerprint[0]
            _refuse_size(size, self._stream, largest_bytes)
            digest = hashlib.sha256()
            if size <= KEEP_IN_MEMORY_BYTES:
                data = self._stream.read(KEEP_IN_MEMORY_BYTES + 1)
                digest.update(data)
                self._data: bytes | BinaryIO = data
            else:
                while chunk := self._stream.read(_CHUNK_BYTES):
                    digest.update(chunk)
                self._data = self._stream
            self._name = name
            self.sha256 = digest.hexdigest()
        except BaseException:
            self._stream.close()
            raise

    def source(self, recognised: Mapping[int, str] | None = None) -> Source:
        """Return its bytes for one reading, with a full account for files inside."""
        return Source(self._data, self._name, recognised=recognised)

    def is_stale(self) -> bool:
        """Whether the file was written to since it was opened."""
        return fingerprint(os.fstat(self._stream.fileno())) != self.fingerprint

    def close(self) -> None:
        self._stream.close()


def _refuse_size(size: int, stream: BinaryIO, largest_bytes: int) -> None:
    if size == 0:
        raise ReadFailure(Reason.EMPTY)
    if size <= largest_bytes:
        return
    is_streamed = stream.read(5).startswith(_STREAMED)
    stream.seek(0)
    if not is_streamed or size > MAX_STREAMED_BYTES:
        raise ReadFailure(Reason.TOO_LARGE, f"{size / (1 << 20):,.0f} MB")


def _pages(source: Source) -> int:
    """Return how many pages to allow time for: a PDF's own count, else by size."""
    by_size = source.size // CHARS_A_PAGE
    try:
        if filetypes.detect(source) is not Kind.PDF:
            return by_size
    except ReadFailure:
        return by_size  # told when it is read
    try:
        from desktop_app.documents.readers.pdf.pdf import page_count

        return page_count(source) or 0
    except ImportError:
        return by_size  # told when it is read


def _cut(
    text: str, page_starts: Sequence[int], title: str, settings: Sequence[Mapping[str, Any]]
) -> Header:
    """Return the part of an answer that says how each setting cuts a text and its title.

    Here and not in the parent: tokenizers take long to load, and let nobody else work meanwhile.
    """
    known = [passages.PassageSetting(**setting) for setting in settings]
    return {
        "passages": [
            [
                (passage.start, passage.end, passage.page)
                for passage in passages.split(text, page_starts, setting)
            ]
            for setting in known
        ],
        "short_titles": [passages.short_title(title, setting) for setting in known],
    }


def _failure(reason: Reason, detail: str, scanned: tuple[int, ...] = ()) -> Message:
    answer: Header = {"ok": False, "reason": reason.value, "detail": detail}
    return (answer | {"scanned": list(scanned)} if scanned else answer), b""
