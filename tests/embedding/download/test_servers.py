"""Servers that misbehave: a sentence, and no model."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from desktop_app.embedding import arriving, catalogue
from desktop_app.embedding.arriving import WEIGHTS
from desktop_app.embedding.catalogue import ModelSpec, verify_weights
from desktop_app.embedding.download import download
from desktop_app.embedding.record import read_record
from desktop_app.errors import DownloadFailed
from desktop_app.progress import CancelToken
from tests.embedding.download.support import NAME, nothing_usable, use_catalogue
from tests.embedding.fake_hub import FakeHub, Misbehaviour, break_off, redirect, send, status
from tests.embedding.tiny_model import write_tiny_model


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
    nothing_usable(models)
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
    nothing_usable(models)


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
    use_catalogue(monkeypatch, replace(spec, weights_sha256="", weights_bytes=0))

    def send_on(sha256: str) -> Misbehaviour:
        def run(handler: BaseHTTPRequestHandler, body: bytes) -> None:
            target = {"Location": f"/elsewhere{handler.path}", "X-Linked-ETag": f'"{sha256}"'}
            send(handler, 302, b"", target)

        return run

    hub.misbehave[WEIGHTS] = [send_on("0" * 64)]
    with pytest.raises(DownloadFailed, match="not the one"):
        download(NAME, hub.url)
    nothing_usable(models)
    hub.misbehave[WEIGHTS] = [send_on(spec.weights_sha256)]
    download(NAME, hub.url)
    record = read_record(models / NAME)
    assert record is not None
    assert record.files[WEIGHTS].sha256 == spec.weights_sha256


def test_server_when_it_gives_another_model_then_refused(
    hub: FakeHub, spec: ModelSpec, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_catalogue(monkeypatch, replace(spec, dim=99))
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
    nothing_usable(models)
