"""How a model ran when it last embedded documents here: known only once it did, so kept."""

from __future__ import annotations

import contextlib
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop_app.json_file import read_object, write_object
from desktop_app.paths import user_data_dir


@dataclass(frozen=True, slots=True)
class Running:
    """What the probe on this machine chose.

    Attributes:
        recipe: Device, number format and layout, as in "cpu bf16 prepacked".
        threads: Of the processor.
    """

    recipe: str
    threads: int


def remember(model_id: str, running: Running) -> None:
    """Keep how ``model_id`` runs. Only ever shown to people: where it cannot be kept, it is not."""
    path = _path()
    with contextlib.suppress(OSError):
        write_object(path, {**read_object(path), model_id: asdict(running)})


def last(model_id: str) -> Running | None:
    """Return how ``model_id`` ran last, or None if it never embedded documents here."""
    found = read_object(_path()).get(model_id)
    try:
        return Running(str(found["recipe"]), int(found["threads"])) if found else None
    except (KeyError, TypeError, ValueError):
        return None


def _path() -> Path:
    return user_data_dir() / "running.json"
