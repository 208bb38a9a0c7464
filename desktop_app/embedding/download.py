"""Getting a catalogue model, and removing it again. Nothing here runs without an explicit yes.

Files arrive in ``NAME.part`` beside the place of the model. They become the model by one rename,
after every one of them was checked; so there is a whole model or none. The safetensors form is the
only one ever asked for: no pickles, no programs.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from desktop_app.embedding.addresses import checked_address
from desktop_app.embedding.arriving import FILES, ArrivingModel, disk_full, folder_size
from desktop_app.embedding.catalogue import ModelSpec, info_of, models_folder, spec_of
from desktop_app.embedding.record import read_record
from desktop_app.errors import DownloadFailed, EnvironmentProblem, InvalidRequest, ModelProblem
from desktop_app.progress import CancelToken, Report, no_report

HUB: Final = "https://huggingface.co"
"""Where models come from unless a person names another place."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a yes would do, to be shown before it is given.

    Attributes:
        host: Where the files come from.
        size_bytes: About what is fetched.
        folder: Where the model will be.
        installed: It is there already, and sound.
    """

    spec: ModelSpec
    host: str
    size_bytes: int
    files: tuple[str, ...]
    folder: Path
    installed: bool


def offer(name: str, source: str = "") -> Offer:
    """Return what getting the model ``name`` means; nothing is sent for it.

    Args:
        source: Address of a server laid out as the hub is; "" is the hub.

    Raises:
        InvalidRequest: It is no catalogue model, comes with Likewise, or ``source`` is no address.
    """
    spec = spec_of(name)
    if spec is None:
        raise InvalidRequest(
            f"There is no model “{name}” to get.", "“likewise models” lists the names."
        )
    if not spec.repository:
        raise InvalidRequest(f"{name} comes with Likewise.", "There is nothing to get.")
    host = checked_address(source or HUB).netloc
    files = tuple(wanted.name for wanted in FILES)
    folder = models_folder() / spec.model_id
    return Offer(spec, host, spec.download_bytes, files, folder, _is_sound(spec))


def download(
    name: str,
    source: str = "",
    *,
    token: CancelToken | None = None,
    report: Report = no_report,
) -> Path:
    """Get the model and return its folder. Call this after a person has said yes.

    What was interrupted goes on where it was, if the file is still the same. A model that is here
    and sound is not fetched again.

    Raises:
        InvalidRequest: As ``offer``; or the folder holds something that was not downloaded.
        DownloadFailed: The network or the server; nothing was installed.
        DiskFull, EnvironmentProblem: The models' folder cannot hold it.
        Cancelled
    """
    asked = offer(name, source)
    if asked.installed:
        return asked.folder
    if asked.folder.exists() and read_record(asked.folder) is None:
        raise InvalidRequest(
            f"The folder {asked.folder} holds a model that cannot be used.",
            "Move it away, then get the model again.",
        )
    with _told_of_disk(), _alone(asked.folder):
        part = _part_of(asked.folder)
        part.mkdir(parents=True, exist_ok=True)
        base = f"{(source or HUB).rstrip('/')}/{asked.spec.repository}/resolve"
        base = f"{base}/{asked.spec.revision}"
        model = ArrivingModel(asked.spec, part, base, token or CancelToken(), report)
        model.fetch_all()
        _install(model, part, asked.folder)
    return asked.folder


def remove(name: str) -> int:
    """Remove a downloaded model, also one half arrived; returns the bytes given back.

    Raises:
        InvalidRequest: It is not a downloaded model.
        EnvironmentProblem: If it cannot be removed.
    """
    asked = offer_to_remove(name)
    with _told_of_disk(), _alone(asked):
        doomed = [path for path in (asked, _part_of(asked)) if path.exists()]
        freed = sum(map(folder_size, doomed))
        for path in doomed:
            _discard(path)
    return freed


def offer_to_remove(name: str) -> Path:
    """Return the folder that ``remove`` would remove; raises what it would refuse."""
    spec = spec_of(name)
    if spec is None or not spec.repository:
        raise InvalidRequest(
            f"{name} is no model that Likewise has fetched.", "“likewise models” lists the models."
        )
    folder = models_folder() / spec.model_id
    if folder.exists() and read_record(folder) is None:
        raise InvalidRequest(
            f"{name} was not downloaded by Likewise.", f"Delete {folder} yourself if you want to."
        )
    if not folder.exists() and not _part_of(folder).exists():
        raise InvalidRequest(f"{name} is not on this computer.", "There is nothing to remove.")
    return folder


def _install(model: ArrivingModel, part: Path, folder: Path) -> None:
    """Make what arrived the model, at one stroke."""
    try:
        model.check()
    except DownloadFailed:
        _discard(part)
        raise
    if folder.exists():
        _discard(folder)  # an earlier download that was altered
    os.replace(part, folder)
    if os.name == "posix":
        descriptor = os.open(folder.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _is_sound(spec: ModelSpec) -> bool:
    try:
        info_of(spec.model_id)
    except ModelProblem:
        return False
    return True


def _part_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.part")


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep a second Likewise from getting or removing the same model meanwhile."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder.with_name(f".{folder.name}.lock"), timeout=0):
            yield
    except Timeout as exc:
        raise EnvironmentProblem(
            f"Another Likewise is busy with {folder.name}.", "Wait until it has finished."
        ) from exc


@contextlib.contextmanager
def _told_of_disk() -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        if exc.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise disk_full(0) from exc
        raise EnvironmentProblem(
            f"The models' folder cannot be written ({exc.strerror}).",
            f"Check that you may write in {models_folder()}.",
        ) from exc


def _discard(folder: Path) -> None:
    """Remove a folder so that no half of it is ever taken for a model."""
    doomed = folder.with_name(f".{folder.name}.removed")
    shutil.rmtree(doomed, ignore_errors=True)
    os.replace(folder, doomed)
    shutil.rmtree(doomed)
