"""Getting a model from servers on this computer that behave, and that do not."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from desktop_app.embedding import arriving, catalogue, http_get
from desktop_app.embedding.arriving import FILES, WEIGHTS
from desktop_app.embedding.catalogue import ModelSpec, info_of, installed, verify_weights
from desktop_app.embedding.download import download, offer, offer_to_remove, remove
from desktop_app.embedding.record import read_record
from desktop_app.errors import (
    AppError,
    Cancelled,
    DiskFull,
    DownloadFailed,
    EnvironmentProblem,
    InvalidRequest,
    ModelProblem,
)
from desktop_app.progress import CancelToken, Progress, Stage
from tests.embedding.fake_hub import (
    REPOSITORY,
    REVISION,
    FakeHub,
    Misbehaviour,
    allow_loopback,
    break_off,
    redirect,
    send,
    status,
)
from tests.embedding.tiny_model import DIM, MAX_TOKENS, write_tiny_model

NAME = "tiny"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this module, connecting to this very computer is allowed, and nothing else."""

    allow_loopback(monkeypatch)


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty models' folder, and no time to lose."""
    monkeypatch.setattr(catalogue, "models_folder", lambda: tmp_path / "models")
    monkeypatch.setattr("desktop_app.embedding.download.models_folder", catalogue.models_folder)
    monkeypatch.setattr(arriving, "_WAITS_S", (0.0, 0.0, 0.0))
    monkeypatch.setattr(http_get, "PATIENCE_S", 0.3)
    return tmp_path / "models"


@pytest.fixture
def hub(tiny_bert: Path) -> Iterator[FakeHub]:
    with FakeHub(tiny_bert) as running:
        yield running


@pytest.fixture
def spec(tiny_bert: Path, monkeypatch: pytest.MonkeyPatch) -> ModelSpec:
    """A catalogue with one model to get, pinned as the real ones are."""
    weights = (tiny_bert / WEIGHTS).read_bytes()
    row = ModelSpec(
        NAME,
        dim=DIM,
        max_tokens=MAX_TOKENS,
        languages="none",
        licence="MIT",
        weights_sha256=hashlib.sha256(weights).hexdigest(),
        weights_bytes=len(weights),
        repository=REPOSITORY,
        revision=REVISION,
    )
    _use(monkeypatch, row)
    return row


def _use(monkeypatch: pytest.MonkeyPatch, row: ModelSpec) -> None:
    monkeypatch.setattr(catalogue, "MODELS", (row,))


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _nothing_usable(models: Path) -> None:
    assert not (models / NAME).exists()
    with pytest.raises(ModelProblem):
        info_of(NAME)


# -- the good way ------------------------------------------------------------------


def test_download_when_all_is_well_then_only_the_needed_files_and_usable(
    hub: FakeHub, spec: ModelSpec, models: Path
) -> None:
    seen: list[Progress] = []
    folder = download(NAME, hub.url, report=seen.append)
    assert folder == models / NAME
    asked = {name for name, *_ in hub.asked}
    assert asked == {wanted.name for wanted in FILES}, "and no pickled weights"
    assert _files(folder) == {*(asked - {"special_tokens_map.json"}), "likewise.json"}
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


# -- interruptions -----------------------------------------------------------------


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
    _nothing_usable(models)
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
    _nothing_usable(models)
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


# -- servers that misbehave --------------------------------------------------------


def _web_page(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    send(handler, 200, b"<html>Sign in</html>", {"Content-Type": "text/html; charset=utf-8"})


def _web_page_in_disguise(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    send(handler, 200, b"<html>Sign in</html>", {"Content-Type": "application/json"})


def _garbage(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    handler.wfile.write(b"220 mail.example ESMTP\r\n\r\n")


def _endless(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(bytes(100_000))


def _compressed(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    send(handler, 200, body, {"Content-Encoding": "gzip"})


def _altered(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    FakeHub.serve(handler, body[:-1] + bytes([body[-1] ^ 1]))


def _longer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    FakeHub.serve(handler, body + b"x")


@pytest.mark.parametrize(
    ("name", "misbehaviour", "told"),
    [
        ("config.json", status(401), "does not give this file to everybody"),
        (WEIGHTS, status(403), "does not give this file to everybody"),
        ("config.json", status(404), "no such file .404.: config.json"),
        (WEIGHTS, status(429, Retry_After="0"), "too busy"),
        (WEIGHTS, status(500), "out of order .500."),
        (WEIGHTS, status(204), "no sense"),
        ("tokenizer.json", _web_page, "web page"),
        ("config.json", _web_page_in_disguise, "not the one of this model"),
        ("config.json", _garbage, "broke off"),
        ("modules.json", _endless, "not the one of this model"),
        (WEIGHTS, _endless, "not the one of this model"),
        ("config.json", _compressed, "not asked for"),
        (WEIGHTS, _altered, "not the one of this model"),
        (WEIGHTS, _longer, "not the one of this model"),
        (WEIGHTS, break_off(0.0), "breaks off before its end"),
        (WEIGHTS, redirect("http://example.org/x"), "not safe"),
        (WEIGHTS, redirect("ftp://127.0.0.1/x"), "not safe"),
        (WEIGHTS, redirect("file:///etc/passwd"), "not safe"),
        (WEIGHTS, redirect("https://name:word@example.org/"), "not safe"),
        (WEIGHTS, redirect(""), "without end"),
    ],
)
def test_server_when_it_misbehaves_then_a_sentence_and_no_model(
    hub: FakeHub, spec: ModelSpec, name: str, misbehaviour: Misbehaviour, told: str
) -> None:
    models = catalogue.models_folder()
    hub.misbehave[name] = [misbehaviour] * 50
    with pytest.raises(DownloadFailed, match=told) as caught:
        download(NAME, hub.url)
    assert caught.value.message.endswith(".")
    assert caught.value.remedy.endswith(".")
    _nothing_usable(models)
    assert hub.counts[name] <= 10
    hub.misbehave.clear()
    download(NAME, hub.url)
    verify_weights(NAME)


@pytest.mark.parametrize("where", ["before the answer", "in the headers", "in the body", "trickle"])
def test_server_when_it_hangs_then_given_up(
    hub: FakeHub, spec: ModelSpec, models: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "_WAITS_S", ())

    def hang(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        if where == "in the headers":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-")
        elif where == "in the body":
            send(handler, 200, body[:10], length=len(body))
        elif where == "trickle":
            send(handler, 200, b"", length=len(body))
            while not hub.leaving.wait(0.02):
                handler.wfile.write(b"x")
        handler.wfile.flush()
        hub.leaving.wait(5)

    hub.misbehave[WEIGHTS] = [hang]
    started = time.monotonic()
    with pytest.raises(DownloadFailed, match="does not answer"):
        download(NAME, hub.url)
    assert time.monotonic() - started < 4
    _nothing_usable(models)


def test_server_when_it_is_busy_for_a_moment_then_waited_for_as_told(
    hub: FakeHub, spec: ModelSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(CancelToken, "wait", lambda self, seconds: waited.append(seconds))
    date = "Wed, 21 Oct 2026 07:28:00 GMT"
    hub.misbehave[WEIGHTS] = [status(429, Retry_After=r) for r in ("7", "99999", date)]
    download(NAME, hub.url)
    assert waited == [7.0, 120.0, 30.0]


def test_server_when_it_sends_on_then_followed_and_its_sha256_counts(
    hub: FakeHub, spec: ModelSpec, monkeypatch: pytest.MonkeyPatch, models: Path
) -> None:
    _use(monkeypatch, replace(spec, weights_sha256="", weights_bytes=0))

    def send_on(sha256: str) -> Misbehaviour:
        def run(handler: BaseHTTPRequestHandler, body: bytes) -> None:
            target = {"Location": f"/elsewhere{handler.path}", "X-Linked-ETag": f'"{sha256}"'}
            send(handler, 302, b"", target)

        return run

    hub.misbehave[WEIGHTS] = [send_on("0" * 64)]
    with pytest.raises(DownloadFailed, match="not the one"):
        download(NAME, hub.url)
    _nothing_usable(models)
    hub.misbehave[WEIGHTS] = [send_on(spec.weights_sha256)]
    download(NAME, hub.url)
    record = read_record(models / NAME)
    assert record is not None
    assert record.files[WEIGHTS].sha256 == spec.weights_sha256


def test_server_when_it_gives_another_model_then_refused(
    hub: FakeHub, spec: ModelSpec, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, replace(spec, dim=99))
    with pytest.raises(DownloadFailed, match="another model"):
        download(NAME, hub.url)
    assert os.listdir(models) == [".tiny.lock"]


def test_server_when_the_settings_want_code_then_refused(
    tmp_path: Path, spec: ModelSpec, models: Path
) -> None:
    folder = write_tiny_model(tmp_path / "served")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "auto_map": {"AutoModel": "m.M"}}))
    with FakeHub(folder) as hub, pytest.raises(DownloadFailed, match="no usable model") as caught:
        download(NAME, hub.url)
    assert "code" in caught.value.remedy
    _nothing_usable(models)


def test_server_when_nobody_listens_then_told(spec: ModelSpec) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(DownloadFailed, match="takes no connection"):
        download(NAME, f"http://127.0.0.1:{port}")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (socket.gaierror(-2, "Name or service not known"), "address of example.org was not found"),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "cannot be reached"),
        (OSError("Tunnel connection failed: 407 Proxy Authentication Required"), "407"),
        (TimeoutError("timed out"), "does not answer"),
    ],
)
def test_network_when_there_is_none_then_told(
    spec: ModelSpec, monkeypatch: pytest.MonkeyPatch, error: OSError, told: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(socket, "create_connection", fail)
    with pytest.raises(DownloadFailed, match=told):
        download(NAME, "https://example.org")


@pytest.mark.parametrize(
    "source",
    [
        "http://example.org",
        "ftp://127.0.0.1",
        "huggingface.co",
        "https://name:word@example.org",
        "https://example.org:99999",
        "https://exa mple.org",
        "https://example.org/\r\nX: y",
        "https://",
    ],
)
def test_source_when_it_is_no_safe_address_then_refused(spec: ModelSpec, source: str) -> None:
    with pytest.raises(InvalidRequest, match="no address"):
        download(NAME, source)


def test_proxy_when_the_environment_names_one_then_it_is_asked_for_the_host(
    spec: ModelSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def refuse() -> None:
            connection, _ = listener.accept()
            with connection:
                heard.append(connection.recv(4096))
                connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")

        proxy = threading.Thread(target=refuse)
        proxy.start()
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:secret@127.0.0.1:{port}")
        with pytest.raises(DownloadFailed, match="407"):
            download(NAME, "https://models.example.org")
        proxy.join()
    assert heard[0].startswith(b"CONNECT models.example.org:443 ")
    assert b"Proxy-Authorization: Basic bWU6c2VjcmV0" in heard[0]


def test_proxy_when_it_is_of_an_unknown_kind_then_told(
    spec: ModelSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:1080")
    with pytest.raises(DownloadFailed, match="HTTPS_PROXY"):
        download(NAME, "https://models.example.org")


# -- the disk ----------------------------------------------------------------------


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
    _nothing_usable(models)
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
    assert _files(models) == {"tiny/mine.txt"}


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


# -- removing ----------------------------------------------------------------------


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
    _use(monkeypatch, replace(spec, repository=""))
    with pytest.raises(InvalidRequest, match="comes with Likewise"):
        offer(NAME)


def test_catalogue_when_fetched_models_are_listed_then_each_is_pinned() -> None:
    rows = [row for row in catalogue.MODELS if not row.shipped]
    check: Callable[[str, int], bool] = lambda text, size: len(text) == size  # noqa: E731
    assert len(rows) >= 4
    assert all(check(row.weights_sha256, 64) and check(row.revision, 40) for row in rows)
    assert all(row.weights_bytes > 1_000_000 for row in rows)
