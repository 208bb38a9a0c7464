"""Logs: names and texts of documents stay out of them at INFO and above."""

from __future__ import annotations

import logging
import os
import tempfile
import time
import traceback

logger = logging.getLogger(__name__)


def note_bug(error: BaseException) -> str:
    """Write the details of an unexpected error to a private file; return the sentence to show.

    The file holds the traceback's places and the error's type, not its message, which may quote
    a document.
    """
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{time.strftime('%Y-%m-%d %H:%M:%S')} {type(error).__name__}"]
    lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    logger.debug("unexpected error", exc_info=error)
    try:
        fd, path = tempfile.mkstemp(prefix="likewise-", suffix=".log")
        with os.fdopen(fd, "w", encoding="utf-8", errors="replace") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return f"Something went wrong in Likewise ({type(error).__name__}). Please report it."
    return (
        f"Something went wrong in Likewise ({type(error).__name__})."
        f" Please report it with the details in “{path}”; they hold no text of your documents."
    )
