"""The folder of the models: full, not ours, used by another; and what removing gives back."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from desktop_app.embedding import arriving, catalogue, http_get
from desktop_app.embedding.arriving import WEIGHTS
from desktop_app.embedding.catalogue import ModelSpec, installed, verify_weights
from desktop_app.embedding.download import download, offer, offer_to_remove, remove
from desktop_app.errors import (
    AppError,
    DiskFull,
    DownloadFailed,
    EnvironmentProblem,
    InvalidRequest,
)
from tests.embedding.download.support import NAME, files_below, nothing_usable, use_catalogue
from tests.embedding.fake_hub import FakeHub, status


def test_disk_when_it_has_no_room_then_told_before_anything_is_asked(
    hub: FakeHub, spec: ModelSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil._ntuple_diskusage(100, 90, 10)  # type: ignore[attr-defined]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(DiskFull, match="MB are needed"):
        download(NAME, hub.url)
    assert hub.asked == []


@pytest.mark.parametrize(
    ("number", "problem"), [(errno.ENOSPC, DiskFull), (errno.EACCES, EnvironmentProblem)]
)
def test_disk_when_writing_fails_midway_then_told_and_it_can_go_on(
    hub: FakeHub,
    spec: ModelSpec,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    problem: type[AppError],
) -> None:
    models = catalogue.models_folder()

    def fail(file: object, block: bytes) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr(arriving, "_write", fail)
        with pytest.raises(problem) as caught:
            download(NAME, hub.url)
    assert type(caught.value) is problem
    nothing_usable(models)
    download(NAME, hub.url)
    verify_weights(NAME)


def test_folder_when_it_was_put_there_by_hand_and_is_unusable_then_left_alone(
    hub: FakeHub, spec: ModelSpec, models: Path
) -> None:
    (models / NAME).mkdir(parents=True)
    (models / NAME / "mine.txt").write_text("mine")
    with pytest.raises(InvalidRequest, match="cannot be used"):
        download(NAME, hub.url)
    with pytest.raises(InvalidRequest, match="not downloaded by Likewise"):
        remove(NAME)
    assert files_below(models) == {"tiny/mine.txt"}


def test_download_when_another_is_under_way_then_told(
    hub: FakeHub, spec: ModelSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    second: list[BaseException] = []

    def meanwhile(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        try:
            download(NAME, hub.url)
        except EnvironmentProblem as problem:
            second.append(problem)
        FakeHub.serve(handler, body)

    hub.misbehave["modules.json"] = [meanwhile]
    monkeypatch.setattr(http_get, "PATIENCE_S", 10.0)
    download(NAME, hub.url)
    assert "Another Likewise" in str(second[0])


def test_remove_when_downloaded_then_gone_and_the_room_is_told(
    hub: FakeHub, spec: ModelSpec, models: Path
) -> None:
    download(NAME, hub.url)
    assert remove(NAME) > spec.weights_bytes
    assert not installed(spec)
    assert os.listdir(models) == [".tiny.lock"]


def test_remove_when_only_half_arrived_then_that_goes(
    hub: FakeHub, spec: ModelSpec, models: Path
) -> None:
    hub.misbehave[WEIGHTS] = [status(403)]
    with pytest.raises(DownloadFailed):
        download(NAME, hub.url)
    assert remove(NAME) > 0
    assert os.listdir(models) == [".tiny.lock"]


@pytest.mark.parametrize("name", [NAME, "no-such-model", "../tiny"])
def test_remove_when_there_is_nothing_then_refused(spec: ModelSpec, name: str) -> None:
    with pytest.raises(InvalidRequest):
        offer_to_remove(name)


def test_offer_when_no_such_model_or_it_is_shipped_then_refused(
    spec: ModelSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InvalidRequest, match="no model"):
        offer("no-such-model")
    use_catalogue(monkeypatch, replace(spec, repository=""))
    with pytest.raises(InvalidRequest, match="comes with Likewise"):
        offer(NAME)


def test_catalogue_when_fetched_models_are_listed_then_each_is_pinned() -> None:
    rows = [row for row in catalogue.MODELS if not row.shipped]
    check: Callable[[str, int], bool] = lambda text, size: len(text) == size  # noqa: E731
    assert len(rows) >= 4
    assert all(check(row.weights_sha256, 64) and check(row.revision, 40) for row in rows)
    assert all(row.weights_bytes > 1_000_000 for row in rows)
