"""What is written down about a downloaded model, beside its files, to notice later changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from desktop_app.embedding.model_folder import quick_identity
from desktop_app.errors import ModelProblem
from desktop_app.json_file import read_object, write_object

_NAME = "likewise.json"


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
    found = read_object(folder / _NAME)
    try:
        files = {
            str(name): FileRecord(int(entry["size"]), str(entry["sha256"]))
            for name, entry in found["files"].items()
        }
        words = {name: str(found[name]) for name in ("source", "arriving", "etag", "identity")}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return ModelRecord(files=files, **words)


def write_record(folder: Path, record: ModelRecord) -> None:
    """Store the record, whole or not at all. Raises ``OSError``."""
    write_object(folder / _NAME, asdict(record))


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
