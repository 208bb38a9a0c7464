"""Being a good guest: fewer cores, and no embedding while the computer lives on its battery."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import psutil

from desktop_app.embedding.embedder import Embedder, FloatArray, ModelInfo, NotesSources
from desktop_app.progress import CancelToken, Progress, Report, Stage

LOW_PRIORITY = 10
"""Niceness of an indexing model: it gets what others leave."""

_LOOK_S = 5.0
_TELL_S = 1.0


def on_battery() -> bool:
    """Return whether the computer runs on its battery; False where it has none, or does not say."""
    try:
        battery = psutil.sensors_battery()
    except (AttributeError, OSError, RuntimeError, ValueError):  # no such sensor, or an odd one
        return False
    return battery is not None and battery.power_plugged is False


def threads_to_spare() -> int:
    """Return how many threads may work while somebody else uses the computer: three cores in four.

    With one or two cores all are used; there, low priority alone keeps the computer usable.
    """
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    cores = min(allowed or 1, psutil.cpu_count(logical=False) or allowed or 1)
    return cores - cores // 4


class PausingEmbedder:
    """``Embedder`` that lets documents wait while the computer runs on its battery.

    It looks before every batch and goes on by itself once the computer is plugged in. Queries are
    never kept waiting.

    Args:
        embedder: Does the work; closed with this one.
        report: Told once a second that there is a pause; may be called from any thread.
        unplugged: Whether to wait.
    """

    def __init__(
        self, embedder: Embedder, report: Report, unplugged: Callable[[], bool] = on_battery
    ) -> None:
        self._embedder = embedder
        self._report = report
        self._unplugged = unplugged

    @property
    def info(self) -> ModelInfo:
        return self._embedder.info

    def embed_documents(self, texts: Sequence[str], token: CancelToken | None = None) -> FloatArray:
        """See ``Embedder.embed_documents``."""
        token = token or CancelToken()
        while self._unplugged():
            for _ in range(round(_LOOK_S / _TELL_S)):
                self._report(Progress(Stage.PAUSED, 0, None))
                token.wait(_TELL_S)
        return self._embedder.embed_documents(texts, token)

    def note_sources(self, sources: Sequence[int]) -> None:
        """See ``NotesSources.note_sources``."""
        if isinstance(self._embedder, NotesSources):
            self._embedder.note_sources(sources)

    def embed_query(self, text: str) -> FloatArray:
        """See ``Embedder.embed_query``."""
        return self._embedder.embed_query(text)

    def close(self) -> None:
        self._embedder.close()
