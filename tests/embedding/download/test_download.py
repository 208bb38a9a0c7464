"""Getting a model when all is well, and going on after an interruption."""

from __future__ import annotations

import os
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from desktop_app.embedding import catalogue, http_get
from desktop_app.embedding.arriving import FILES, WEIGHTS
from desktop_app.embedding.catalogue import ModelSpec, info_of, verify_weights
from desktop_app.embedding.download import download, offer
from desktop_app.errors import Cancelled, DownloadFailed, ModelProblem
from desktop_app.progress import CancelToken, Progress, Stage
from tests.embedding.download.support import NAME, files_below, nothing_usable
from tests.embedding.fake_hub import FakeHub, break_off, send, status
from tests.embedding.tiny_model import DIM


def test_download_when_all_is_well_then_only_the_needed_files_and_usable(
    hub: FakeHub, spec: ModelSpec, models: Path
) -> None:
    seen: list[Progress] = []
    folder = download(NAME, hub.url, report=seen.append)
    assert folder == models / NAME
    asked = {name for name, *_ in hub.asked}
    assert asked == {wanted.name for wanted in FILES}, "and no pickled weights"
    assert files_below(folder) == {*(asked - {"special_tokens_map.json"}), "likewise.json"}
    assert info_of(NAME).dim == DIM
    assert not (models / "tiny.part").exists()
    assert seen[-1].stage is Stage.DOWNLOADING
    assert seen[-1].done == seen[-1].total
    verify_weights(NAME)


def test_download_when_asked_for_then_nothing_of_this_computer_is_sent(
    hub: FakeHub, spec: ModelSpec
) -> None:
    download(NAME, hub.url)
    assert set(hub.headers) == {"Host", "User-Agent", "Accept-Encoding", "Connection"}
    assert hub.headers["User-Agent"] == "Likewise"


def test_download_when_the_model_is_here_then_nothing_is_asked(
    hub: FakeHub, spec: ModelSpec
) -> None:
    download(NAME, hub.url)
    before = len(hub.asked)
    download(NAME, hub.url)
    assert len(hub.asked) == before


def test_download_when_a_file_was_altered_later_then_noticed_and_fetched_anew(
    hub: FakeHub, spec: ModelSpec, models: Path
) -> None:
    download(NAME, hub.url)
    pooling = models / NAME / "1_Pooling" / "config.json"
    pooling.write_text(pooling.read_text().replace("true", "false"))
    with pytest.raises(ModelProblem, match="not the ones"):
        info_of(NAME)
    with pytest.raises(ModelProblem, match="1_Pooling"):
        verify_weights(NAME)
    download(NAME, hub.url)
    verify_weights(NAME)
    assert sorted(os.listdir(models)) == [".tiny.lock", "tiny"]


def test_offer_when_asked_then_host_size_and_place_without_a_connection(
    spec: ModelSpec, models: Path
) -> None:
    shown = offer(NAME)
    assert shown.host == "huggingface.co"
    assert shown.size_bytes == spec.download_bytes
    assert shown.folder == models / NAME
    assert WEIGHTS in shown.files
    assert not any(name.endswith((".bin", ".py", ".pt", ".pkl")) for name in shown.files)


def test_missing_model_when_opened_then_the_command_is_named_and_nothing_is_asked(
    hub: FakeHub, spec: ModelSpec
) -> None:
    with pytest.raises(ModelProblem, match="likewise models get tiny"):
        catalogue.open_embedder(NAME)
    assert hub.asked == []


def test_download_when_it_breaks_off_then_it_goes_on_where_it_was(
    hub: FakeHub, spec: ModelSpec
) -> None:
    hub.misbehave[WEIGHTS] = [break_off()]
    download(NAME, hub.url)
    first, second = (asked for asked in hub.asked if asked[0] == WEIGHTS)
    assert first[1:] == ("", "")
    assert second[1] == f"bytes={spec.weights_bytes // 2}-"
    assert second[2].startswith('"')
    verify_weights(NAME)


def test_download_when_started_again_then_complete_files_are_not_asked_again(
    hub: FakeHub, spec: ModelSpec, models: Path
) -> None:
    hub.misbehave[WEIGHTS] = [break_off(), *[status(503)] * 3]
    with pytest.raises(DownloadFailed, match="503"):
        download(NAME, hub.url)
    nothing_usable(models)
    before = hub.counts
    download(NAME, hub.url)
    again = hub.counts - before
    assert again == {WEIGHTS: 1, "special_tokens_map.json": 1}
    assert hub.asked[-1][1] == f"bytes={spec.weights_bytes // 2}-"
    verify_weights(NAME)


def test_download_when_the_file_changed_meanwhile_then_it_starts_anew(
    hub: FakeHub, spec: ModelSpec
) -> None:
    # The size is the same, so only If-Range tells.
    def older(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        break_off()(handler, bytes(len(body)))

    hub.misbehave[WEIGHTS] = [older]
    download(NAME, hub.url)
    verify_weights(NAME)


@pytest.mark.parametrize("kind", ["other start", "refused"])
def test_download_when_the_server_cannot_go_on_then_it_starts_anew(
    hub: FakeHub, spec: ModelSpec, kind: str
) -> None:
    def other_start(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        headers = {"Content-Range": f"bytes 7-{len(body) - 1}/{len(body)}"}
        send(handler, 206, body[7:], headers)

    hub.misbehave[WEIGHTS] = [break_off(), other_start if kind == "other start" else status(416)]
    download(NAME, hub.url)
    assert [asked[1] != "" for asked in hub.asked if asked[0] == WEIGHTS] == [False, True, False]
    verify_weights(NAME)


def test_download_when_from_another_place_then_nothing_of_the_first_is_kept(
    hub: FakeHub, spec: ModelSpec, tiny_bert: Path
) -> None:
    hub.misbehave[WEIGHTS] = [break_off(), *[status(503)] * 3]
    with pytest.raises(DownloadFailed):
        download(NAME, hub.url)
    with FakeHub(tiny_bert) as other:
        download(NAME, other.url)
    assert other.counts["config.json"] == 1
    assert other.asked[-1][1] == ""


def test_download_when_cancelled_then_at_once_and_the_next_goes_on(
    hub: FakeHub, spec: ModelSpec, models: Path
) -> None:
    token = CancelToken()

    def half_then_silence(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        break_off()(handler, body)
        handler.wfile.flush()
        token.cancel()
        hub.leaving.wait(5)

    hub.misbehave[WEIGHTS] = [half_then_silence]
    with pytest.raises(Cancelled):
        download(NAME, hub.url, token=token)
    nothing_usable(models)
    download(NAME, hub.url)
    assert hub.asked[-1][1].startswith("bytes=")


def test_download_when_cancelled_before_the_answer_then_at_once(
    hub: FakeHub, spec: ModelSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_get, "PATIENCE_S", 60.0)
    token = CancelToken()

    def silence(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        token.cancel()
        hub.leaving.wait(5)

    hub.misbehave["modules.json"] = [silence]
    started = time.monotonic()
    with pytest.raises(Cancelled):
        download(NAME, hub.url, token=token)
    assert time.monotonic() - started < 4
