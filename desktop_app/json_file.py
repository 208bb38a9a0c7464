"""A small file that holds one JSON object: read with patience, written whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_MAX_BYTES = 1 << 20


def read_object(path: Path) -> dict[str, Any]:
    """Return the object in ``path``, or {} if there is none that can be understood."""
    try:
        with open(path, "rb") as file:
            found = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write_object(path: Path, value: Mapping[str, object]) -> None:
    """Store ``value`` in ``path``, readable by this user alone; its folder is made if need be.

    Raises:
        OSError: It could not be stored; what was there before is there still.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fd, draft = tempfile.mkstemp(prefix=f".{path.stem}-", dir=path.parent)
    try:
        with os.fdopen(fd, "w", encoding="utf-8") as file:
            json.dump(value, file, indent=2)  # in ASCII: a path need not be text
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(draft)
        raise
