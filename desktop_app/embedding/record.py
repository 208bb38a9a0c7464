"""What is written down about a downloaded model, beside its files, to notice later changes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.embedding.model_folder import quick_identity
from desktop_app.errors import ModelProblem

_NAME = "likewise.json"
_MAX_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was downloaded.

    Attributes:
        sha256: Of the whole file, hex.
    """

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """Where a model came from and what came.

    Attributes:
        source: Address its files were fetched below.
        files: By path in the folder; while the download is under way, those complete so far.
        etag, arriving: State and name of the file under way, "" when there is none.
        identity: ``quick_identity`` of all files; "" while the download is under way.
    """

    source: str
    files: Mapping[str, FileRecord] = field(default_factory=dict)
    arriving: str = ""
    etag: str = ""
    identity: str = ""


def read_record(folder: Path) -> ModelRecord | None:
    """Return the record in ``folder``, or None if there is none that makes sense."""
    try:
        with open(folder / _NAME, "rb") as file:
            found: dict[str, Any] = json.loads(file.read(_MAX_BYTES))
        files = {
            str(name): FileRecord(int(entry["size"]), str(entry["sha256"]))
            for name, entry in found["files"].items()
        }
        words = {name: str(found[name]) for name in ("source", "arriving", "etag", "identity")}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return ModelRecord(files=files, **words)


def write_record(folder: Path, record: ModelRecord) -> None:
    """Store the record, whole or not at all. Raises ``OSError``."""
    draft = folder / f"{_NAME}.new"
    try:
        with open(draft, "w", encoding="utf-8") as file:
            json.dump(asdict(record), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, folder / _NAME)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def identity(folder: Path, record: ModelRecord) -> str:
    """Return ``quick_identity`` of the files the record names.

    Raises:
        ModelProblem: If one of them cannot be read.
    """
    return quick_identity([folder / name for name in sorted(record.files)])


def check_every_byte(folder: Path, record: ModelRecord) -> None:
    """Compare each file with its sha256 (about 0.5 CPU s a gigabyte).

    Raises:
        ModelProblem: If one was altered or is missing.
    """
    for name, expected in record.files.items():
        try:
            with open(folder / name, "rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            digest = ""
        if digest != expected.sha256:
            raise ModelProblem(
                f"The file {name} of the model is not the one that was downloaded.",
                "Remove the model with “likewise models remove” and get it again.",
            )
