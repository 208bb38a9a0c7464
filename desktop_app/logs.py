"""Logs: names and texts of documents stay out of them at INFO and above."""

from __future__ import annotations

import logging
import os
import platform
import tempfile
import time
import traceback

from desktop_app import __version__
from desktop_app.program import is_frozen

logger = logging.getLogger(__name__)


def report_of(error: BaseException) -> str:
    """Return what helps to find an unexpected error, fit to be sent to anybody.

    It holds kinds of errors and places in the program, but no message, which may quote a document,
    and of places on the disk only those below the program.
    """
    kind = "packaged" if is_frozen() else "from source"
    lines = [
        f"Likewise {__version__} ({kind}), Python {platform.python_version()},"
        f" {platform.system()} {platform.release()} {platform.machine()}",
        time.strftime("%Y-%m-%d %H:%M:%S"),
    ]
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [
            f"  {_below_the_program(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)


def note_bug(error: BaseException) -> str:
    """Write the report of an unexpected error to a private file; return the sentence to show."""
    logger.debug("unexpected error", exc_info=error)
    try:
        fd, path = tempfile.mkstemp(prefix="likewise-", suffix=".log")
        with os.fdopen(fd, "w", encoding="utf-8", errors="replace") as file:
            file.write(report_of(error) + "\n")
    except OSError:
        return f"Something went wrong in Likewise ({type(error).__name__}). Please report it."
    return (
        f"Something went wrong in Likewise ({type(error).__name__})."
        f" Please report it with the details in “{path}”; they hold no text of your documents."
    )


def _below_the_program(file: str) -> str:
    """Return a source file's name without the folders that tell who or where somebody is."""
    parts = file.replace("\\", "/").split("/")
    for root in ("site-packages", "desktop_app"):
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at + (root == "site-packages") :])
    return parts[-1]
