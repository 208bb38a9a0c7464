"""Loads what is behind the window, on one thread at a time and in small pieces.

Two threads that import at once, beside the window's own, hold the interpreter's lock for so long
together that the window is felt to stand still. Measured: 70 to 180 ms; one after the other, the
longest piece is the core of numpy, some 30 ms.
"""

from __future__ import annotations

import importlib
import threading
import time
from typing import Final

_PIECES: Final = (
    "numpy",
    "apsw",
    "zstandard",
    "desktop_app.index.reader",
    "desktop_app.documents.text.passages",
    "desktop_app.documents.text.normalise",
    "desktop_app.similarity.model",
    "desktop_app.similarity.search.search",
    "desktop_app.similarity.differences.values",
    "desktop_app.similarity.duplicates.duplicates",
    "desktop_app.similarity.topics.topics",
    "desktop_app.similarity.session",
    "desktop_app.library",
    "desktop_app.jobs",
    "desktop_app.index.job",
    "desktop_app.index.indexing",
    "desktop_app.documents.workers.pool",
    "desktop_app.documents.folder.scanner",
    "desktop_app.embedding.local",
)
_BREATH_S: Final = 0.005
"""Between two pieces: the window's thread has the lock to itself."""

_lock = threading.Lock()
_waiting = list(_PIECES)


def load_engine() -> None:
    """Import all that asking and indexing need; returns at once if that is done.

    Any thread but the window's may call it; a second one waits for the first.
    """
    with _lock:
        while _waiting:
            importlib.import_module(_waiting[0])
            del _waiting[0]
            time.sleep(_BREATH_S)
