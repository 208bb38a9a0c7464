"""What is in an index, where it is and what it holds, in one answer."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.index.location import IndexLocation, Place
from desktop_app.settings import Device

if TYPE_CHECKING:
    from desktop_app.embedding.running import Running
    from desktop_app.index.coverage import Coverage
    from desktop_app.index.reader import IndexReader


@dataclass(frozen=True, slots=True)
class Status:
    """The state of an index.

    Attributes:
        why: Reason for a place other than beside the folder, or "".
        runs_at: Where the model runs.
        running: How it ran when it last embedded documents on this computer, if it ever did.
        device: On what it shall run.
        building: Model of a generation under way, or "".
        size_bytes: The index on disk, its cache included.
        has_sent: Whether anything stands in the folder's ledger: texts were sent, or about to be.
    """

    index_dir: Path
    place: Place
    why: str
    schema: int
    model: str
    runs_at: str
    running: Running | None
    device: Device
    building: str
    documents: int
    passages: int
    vectors: int
    size_bytes: int
    coverage: Coverage
    has_sent: bool


def status_of(reader: IndexReader, coverage: Coverage, device: Device) -> Status:
    """Return the state of the index that is read.

    Args:
        coverage: What of the folder could be read.
        device: On what the model shall run.
    """
    from desktop_app.embedding import running
    from desktop_app.embedding.catalogue import runs_at
    from desktop_app.index.schema import SCHEMA_VERSION

    location = reader.location
    counts = reader.counts()
    live = reader.live()
    building = reader.rows("SELECT model_id FROM generation WHERE state = 'building'")
    return Status(
        index_dir=location.directory,
        place=location.place,
        why=location.why,
        schema=SCHEMA_VERSION,
        model=live.model_id,
        runs_at=runs_at(live.model_id),
        running=running.last(live.model_id),
        device=device,
        building=building[0][0] if building else "",
        documents=counts["document"],
        passages=counts["passage"],
        vectors=counts["vector"],
        size_bytes=size_of(location),
        coverage=coverage,
        has_sent=_has_sent(location),
    )


def _has_sent(location: IndexLocation) -> bool:
    from desktop_app.privacy.ledger import ledger_of

    try:
        return not ledger_of(location.folder, location.directory).is_empty()
    except OSError:
        return True  # it is not known that nothing was


def size_of(location: IndexLocation) -> int:
    """Return the bytes that the index takes on the disk, its cache included."""
    total = 0
    for directory, _, names in os.walk(location.directory):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(directory, name)).st_size
    return total
