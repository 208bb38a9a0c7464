"""The process that draws pages: opens a file, draws one page of it, and lets go of the file."""

from __future__ import annotations

import base64
import logging
import os
from collections.abc import Mapping

from desktop_app.childprocess import Header, Message, serve
from desktop_app.documents.drawing import draw_page
from desktop_app.documents.folder.opener import failure_from, open_regular
from desktop_app.documents.limits import KEEP_IN_MEMORY_BYTES, MAX_STREAMED_BYTES
from desktop_app.documents.model import PagePicture, ReadFailure, Reason
from desktop_app.documents.reading import missing_part
from desktop_app.documents.sources.source import Source
from desktop_app.documents.workers import sandbox

logger = logging.getLogger(__name__)


def run(options: Mapping[str, object]) -> None:
    """Serve requests until the parent closes the pipe."""
    del options  # this worker has none
    sandbox.enter()
    serve(handle)


def handle(header: Header, payload: bytes) -> Message:
    """Draw a page; a failure is an answer with ``ok`` false.

    Raises:
        OSError: This process is out of descriptors: it must be replaced.
    """
    del payload  # there is none
    try:
        found = _draw(header)
    except ReadFailure as exc:
        return _failure(exc)
    except OSError as exc:
        return _failure(failure_from(exc))
    except MemoryError:
        return _failure(ReadFailure(Reason.TOO_LARGE, "needs too much memory"))
    except ImportError as exc:
        return _failure(missing_part(exc))
    except Exception:  # the edge: a fault of ours, perhaps; the next page may be drawn all the same
        logger.debug("a page was not drawn", exc_info=True)
        return _failure(ReadFailure(Reason.CRASHED))
    answer: Header = {
        "ok": True,
        "width": found.width,
        "height": found.height,
        "pages": found.pages,
        "points": list(found.points),
    }
    return answer, found.rgb


def _draw(header: Header) -> PagePicture:
    root, relative = (base64.b64decode(header[key]) for key in ("root", "path"))
    with os.fdopen(open_regular(root, relative), "rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        if size == 0:
            raise ReadFailure(Reason.EMPTY)
        if size > MAX_STREAMED_BYTES:
            raise ReadFailure(Reason.TOO_LARGE, f"{size / (1 << 20):,.0f} MB")
        data = stream.read() if size <= KEEP_IN_MEMORY_BYTES else stream
        source = Source(data, os.fsdecode(os.path.basename(relative)))
        return draw_page(source, header["page"], scale=header["scale"], width=header["width"])


def _failure(exc: ReadFailure) -> Message:
    return {"ok": False, "reason": exc.reason.value, "detail": exc.detail}, b""
