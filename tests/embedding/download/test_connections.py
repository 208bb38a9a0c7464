"""The way to the server: none, not a safe one, by a proxy, by HTTPS."""

from __future__ import annotations

import errno
import socket
import threading

import pytest

from desktop_app.embedding.catalogue import ModelSpec
from desktop_app.embedding.download import download
from desktop_app.errors import DownloadFailed, InvalidRequest
from tests.embedding.download.support import NAME


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
