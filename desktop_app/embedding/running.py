"""How a model ran when it last embedded documents here: known only once it did, so kept."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop_app.paths import user_data_dir

_MAX_BYTES = 1 << 20


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
    known = {**_stored(path), model_id: asdict(running)}
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            draft.write_text(json.dumps(known), "utf-8")
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)


def last(model_id: str) -> Running | None:
    """Return how ``model_id`` ran last, or None if it never embedded documents here."""
    found = _stored(_path()).get(model_id)
    try:
        return Running(str(found["recipe"]), int(found["threads"])) if found else None
    except (KeyError, TypeError, ValueError):
        return None


def _path() -> Path:
    return user_data_dir() / "running.json"


def _stored(path: Path) -> dict[str, Any]:
    try:
        with open(path, "rb") as file:
            found = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
