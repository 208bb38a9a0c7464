"""Where indexing is, as data; and what can be done about what stopped it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from desktop_app.errors import (
    AppError,
    FolderLooksEmptied,
    FolderUnavailable,
    IndexBusy,
    KeyRefused,
    KeyringUnusable,
    ProviderUnreachable,
    QuotaUsedUp,
    StaysHere,
)
from desktop_app.progress import Progress, Stage
from desktop_app.ui.work.remedies import Remedy, remedies_of


class Activity(enum.Enum):
    """What indexing is doing, or why it is doing nothing."""

    IDLE = "idle"
    SCANNING = "scanning"
    READING = "reading"
    RECOGNISING = "recognising"
    EMBEDDING = "embedding"
    WAITING_FOR_POWER = "waiting for power"
    PAUSED = "paused"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"
    DONE = "done"


_AT_REST = (Activity.IDLE, Activity.STOPPED, Activity.FAILED, Activity.DONE)
_ACTIVITIES = {
    Stage.SCANNING: Activity.SCANNING,
    Stage.RECOGNISING: Activity.RECOGNISING,
    Stage.EMBEDDING: Activity.EMBEDDING,
    Stage.PAUSED: Activity.WAITING_FOR_POWER,
}


def activity_at(stage: Stage) -> Activity:
    """Return what a run does at a stage of its progress."""
    return _ACTIVITIES.get(stage, Activity.READING)


@dataclass(frozen=True, slots=True)
class Problem:
    """What stopped indexing.

    Attributes:
        error: Says in two sentences what happened and what to do.
        remedies: The likeliest first.
        asks: Whether the person has to decide before anything goes on.
        passes: Whether it may pass by itself, and is tried again from time to time.
    """

    error: AppError
    remedies: tuple[Remedy, ...]
    asks: bool = False
    passes: bool = False


def problem_of(error: AppError) -> Problem:
    """Return what can be done about an error of an indexing run."""
    return Problem(
        error,
        remedies_of(error) or (Remedy.TRY_AGAIN,),
        asks=isinstance(error, _ASKING),
        passes=isinstance(error, _PASSING),
    )


_ASKING = (FolderLooksEmptied, StaysHere, KeyRefused, KeyringUnusable, QuotaUsedUp)
_PASSING = (FolderUnavailable, IndexBusy, ProviderUnreachable)


@dataclass(frozen=True, slots=True)
class IndexingStatus:
    """One moment of indexing.

    Attributes:
        progress: The last report of the run under way (kept through a pause), or None.
        committed: Documents that this run has put into the index so far.
        passages: Passages that this run has embedded so far.
        problem: What stopped the last run, if anything did.
        note: A sentence on what the run does otherwise than a person may expect, or "".
    """

    activity: Activity = Activity.IDLE
    progress: Progress | None = None
    committed: int = 0
    passages: int = 0
    problem: Problem | None = None
    note: str = ""

    @property
    def busy(self) -> bool:
        """Whether a run is under way, be it at rest."""
        return self.activity not in _AT_REST

    @property
    def files_done(self) -> int:
        """Files finished at this stage."""
        return self.progress.done if self.progress else 0

    @property
    def files(self) -> int | None:
        """Files of this stage in all, or None while that is not known."""
        return self.progress.total if self.progress else None

    @property
    def rate(self) -> float:
        """Files a second over the last seconds."""
        return self.progress.rate if self.progress else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Of this stage, or None while there is no telling."""
        return self.progress.seconds_left if self.progress else None

    @property
    def current(self) -> str:
        """The file in hand, relative to the folder, or ""."""
        return self.progress.current if self.progress else ""
