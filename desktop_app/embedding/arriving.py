"""One model on its way: its files come one by one into a folder, each checked, none twice."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from desktop_app.embedding.catalogue import ModelSpec
from desktop_app.embedding.http_get import NotThere, Range, RangeRefused, Reply, TryAgain, get
from desktop_app.embedding.model_folder import read_model_folder
from desktop_app.embedding.record import (
    FileRecord,
    ModelRecord,
    identity,
    read_record,
    write_record,
)
from desktop_app.errors import DiskFull, DownloadFailed, ModelProblem
from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage

WEIGHTS: Final = "model.safetensors"
_MB = 1_000_000
_SPARE_BYTES = 64 * _MB
_WAITS_S = (1.0, 4.0, 15.0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file of a model.

    Attributes:
        most: Bytes it may have.
        optional: A model may do without.
    """

    name: str
    most: int = _MB
    optional: bool = False


FILES: Final = (
    Wanted("modules.json"),
    Wanted("config.json"),
    Wanted("1_Pooling/config.json"),
    Wanted("sentence_bert_config.json"),
    Wanted("config_sentence_transformers.json", optional=True),
    Wanted("tokenizer_config.json"),
    Wanted("special_tokens_map.json", optional=True),
    Wanted("tokenizer.json", most=64 * _MB),
    Wanted(WEIGHTS, most=4_000 * _MB),
)


class ArrivingModel:
    """A download under way.

    Args:
        part: Folder the files come into; what is there from an earlier try is gone on with.
        base: Address of the files.
    """

    def __init__(
        self, spec: ModelSpec, part: Path, base: str, token: CancelToken, report: Report
    ) -> None:
        self._spec, self._part = spec, part
        self._base, self._token = base, token
        self._meter = ProgressMeter(
            report, Stage.DOWNLOADING, _megabytes(spec.download_bytes), unit="MB"
        )
        self._record = read_record(part) or ModelRecord(base)
        if self._record.source != base:
            _empty(part)
            self._record = ModelRecord(base)

    def fetch_all(self) -> None:
        """Fetch what is not here yet.

        Raises:
            DownloadFailed, DiskFull, Cancelled
        """
        self._check_room()
        for wanted in FILES:
            if self._has(wanted):
                continue
            try:
                self._fetch(wanted)
            except NotThere as problem:
                if not wanted.optional:
                    raise DownloadFailed(
                        f"{problem.message[:-1]}: {wanted.name}.", problem.remedy
                    ) from problem
        self._show(0)
        self._meter.total = self._meter.done
        self._meter.finish()

    def check(self) -> None:
        """Make sure that what came is the model, and write down what came.

        Raises:
            DownloadFailed: If it is not.
        """
        self._note(replace(self._record, identity=identity(self._part, self._record)))
        try:
            found = read_model_folder(self._part)
        except ModelProblem as problem:
            raise DownloadFailed("What arrived is no usable model.", problem.message) from problem
        if found.dim != self._spec.dim:
            raise DownloadFailed("What arrived is another model.", "Look for a newer Likewise.")

    # -- one file ------------------------------------------------------------------

    def _has(self, wanted: Wanted) -> bool:
        known = self._record.files.get(wanted.name)
        path = self._part / wanted.name
        return known is not None and path.is_file() and path.stat().st_size == known.size

    def _fetch(self, wanted: Wanted) -> None:
        """Fetch one file, trying again after failures that may pass."""
        failures, here = 0, 0
        while True:
            try:
                self._fetch_once(wanted)
                return
            except TryAgain as exc:
                if isinstance(exc, RangeRefused):
                    self._forget(wanted)
                arrived = self._arrived(wanted)
                if arrived - here > _MB:  # it was going well
                    failures, here = 0, arrived
                if failures == len(_WAITS_S):
                    raise exc.problem from exc
                self._token.wait(_WAITS_S[failures] if exc.after_s is None else exc.after_s)
                failures += 1

    def _fetch_once(self, wanted: Wanted) -> None:
        arrived = self._arrived(wanted)
        part = Range(arrived, self._record.etag) if arrived else None
        with get(f"{self._base}/{wanted.name}", self._token, part) as reply:
            most = self._most(wanted)
            exact = wanted.name == WEIGHTS and self._spec.weights_bytes > 0
            if reply.size is not None and (reply.size > most or (exact and reply.size != most)):
                raise _another(wanted)
            if reply.start not in (0, arrived):
                self._forget(wanted)
                raise TryAgain(_broken(wanted), 0.0)
            if not reply.start:
                self._forget(wanted)
                self._note(replace(self._record, arriving=wanted.name, etag=reply.etag))
            size, sha256 = self._receive(wanted, reply)
            if reply.size is not None and size != reply.size:
                raise TryAgain(_broken(wanted))
            self._accept(wanted, FileRecord(size, sha256), reply)

    def _receive(self, wanted: Wanted, reply: Reply) -> tuple[int, str]:
        """Write the body behind what is here; return size and sha256 of it all."""
        path = self._incoming(wanted)
        path.parent.mkdir(exist_ok=True)
        digest = hashlib.sha256()
        with open(path, "r+b" if reply.start else "w+b") as file:
            size = _hash_rest(file, digest)
            for block in reply.blocks():
                size += len(block)
                if size > self._most(wanted):
                    raise _another(wanted)
                _write(file, block)
                digest.update(block)
                self._show(size)
            file.flush()
            os.fsync(file.fileno())
        return size, digest.hexdigest()

    def _accept(self, wanted: Wanted, arrived: FileRecord, reply: Reply) -> None:
        pinned = self._spec.weights_sha256 if wanted.name == WEIGHTS else ""
        path = self._incoming(wanted)
        right = arrived.sha256 == (pinned or reply.sha256 or arrived.sha256)
        if not right or (wanted.name.endswith(".json") and not _is_json(path)):
            self._forget(wanted)
            if reply.start:  # perhaps it was gone on with something else
                raise TryAgain(_another(wanted), 0.0)
            raise _another(wanted)
        os.replace(path, self._part / wanted.name)
        files = {**self._record.files, wanted.name: arrived}
        self._note(replace(self._record, files=files, arriving="", etag=""))

    def _incoming(self, wanted: Wanted) -> Path:
        return self._part / f"{wanted.name}.part"

    def _most(self, wanted: Wanted) -> int:
        return (self._spec.weights_bytes if wanted.name == WEIGHTS else 0) or wanted.most

    def _arrived(self, wanted: Wanted) -> int:
        """Bytes of the file that are here and may be gone on from."""
        path = self._incoming(wanted)
        if self._record.arriving != wanted.name or not path.is_file():
            return 0
        size = path.stat().st_size
        # Without either, nothing would show that the file is another one by now.
        checkable = self._record.etag or (wanted.name == WEIGHTS and self._spec.weights_sha256)
        return size if checkable and size < self._most(wanted) else 0

    def _forget(self, wanted: Wanted) -> None:
        self._incoming(wanted).unlink(missing_ok=True)
        self._note(replace(self._record, arriving="", etag=""))

    def _note(self, record: ModelRecord) -> None:
        self._record = record
        write_record(self._part, record)

    def _check_room(self) -> None:
        need = self._spec.download_bytes - folder_size(self._part) + _SPARE_BYTES
        if shutil.disk_usage(self._part).free < need:
            raise disk_full(need)

    def _show(self, arriving: int) -> None:
        done = sum(file.size for file in self._record.files.values()) + arriving
        self._meter.advance(done // _MB - self._meter.done)


def folder_size(folder: Path) -> int:
    """Return the bytes of all files in ``folder``."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _megabytes(size: int) -> int:
    return -(-size // _MB)


def _hash_rest(file: BinaryIO, digest: hashlib._Hash) -> int:
    """Feed what is in the file to ``digest``; returns its size, and stays at its end."""
    size = 0
    while block := file.read(_MB):
        digest.update(block)
        size += len(block)
    return size


def _write(file: BinaryIO, block: bytes) -> None:
    file.write(block)  # apart, so that a test can fill the disk


def _is_json(path: Path) -> bool:
    try:
        return isinstance(json.loads(path.read_bytes()), dict | list)
    except (ValueError, RecursionError):
        return False


def _empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _broken(wanted: Wanted) -> DownloadFailed:
    return DownloadFailed(
        f"The file {wanted.name} breaks off before its end.",
        "What has arrived is kept: run the command again to go on.",
    )


def _another(wanted: Wanted) -> DownloadFailed:
    return DownloadFailed(
        f"The file {wanted.name} the server gives is not the one of this model.",
        "Try again later, or look for a newer Likewise; nothing was installed.",
    )


def disk_full(need: int) -> DiskFull:
    """Return what to tell when ``need`` bytes (0: not known) do not fit."""
    room = f" {_megabytes(need):,} MB are needed." if need else ""
    return DiskFull(
        "The disk has no room for the model.",
        f"Free some room, then run the command again.{room}",
    )
