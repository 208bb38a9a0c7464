"""The way out, tried in processes of its own: a hook once set cannot be taken out again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app import settings
from desktop_app.childprocess import ChildProcess
from desktop_app.embedding import http_get
from desktop_app.errors import OfflineLocked
from desktop_app.privacy import gate
from desktop_app.progress import CancelToken
from desktop_app.settings import Settings
from tests.support.watched import Watch

_BEGIN = """
import socket, sys
from desktop_app.errors import AppError
from desktop_app.privacy import gate
gate.install()
port = int(sys.argv[1])
def told(what):
    try:
        what()
    except AppError as exc:
        print(type(exc).__name__, exc)
    else:
        print("done")
"""


@pytest.fixture
def port() -> Iterator[int]:
    """A server on this computer that takes connections and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                try:
                    server.accept()[0].close()
                except TimeoutError:
                    continue

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        over.set()
        thread.join()


@pytest.fixture
def offline_lock() -> Iterator[None]:
    settings.save(Settings(offline_lock=True))
    yield
    settings.save(Settings())


def _run(code: str, port: int = 1, *, prefix: tuple[str, ...] = (), **env: str) -> list[str]:
    """Run ``code`` behind a shut gate; returns its lines."""
    done = subprocess.run(
        [*prefix, sys.executable, "-c", _BEGIN + code, str(port)],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('127.0.0.1', port))",
        "socket.create_connection(('::1', port))",
        "socket.socket()",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "socket.socket(socket.AF_INET6)",
        "socket.getaddrinfo('localhost', 80)",
        "socket.getaddrinfo(b'localhost', 80)",
        "socket.gethostbyname('localhost')",
        "socket.gethostbyname_ex('localhost')",
        "socket.gethostbyaddr('127.0.0.1')",
        "socket.getnameinfo(('127.0.0.1', 80), 0)",
        "__import__('urllib.request').request.urlopen(f'http://127.0.0.1:{port}')",
        "__import__('http.client').client.HTTPConnection('127.0.0.1', port).connect()",
        "__import__('asyncio').run(__import__('asyncio').open_connection('127.0.0.1', port))",
    ],
)
def test_gate_when_nobody_holds_it_open_then_every_way_is_refused(attempt: str, port: int) -> None:
    assert _run(f"told(lambda: {attempt})", port)[0].startswith("NotAllowed Something in Likewise")


def test_gate_when_held_open_for_one_address_then_only_there(port: int) -> None:
    lines = _run(
        """
with socket.socket(socket.AF_UNIX): pass
with gate.open_for("localhost", port, purpose="test"):
    told(lambda: socket.create_connection(("localhost", port)).close())
    told(lambda: socket.create_connection(("LOCALHOST", port)).close())
    told(lambda: socket.create_connection(("127.0.0.1", port)).close())
    told(lambda: socket.create_connection(("127.0.0.2", port)).close())
    told(lambda: socket.create_connection(("127.0.0.1", port + 1)).close())
    told(lambda: socket.getaddrinfo("localhost.example", port))
    told(lambda: socket.socket().bind(("127.0.0.1", 0)))
    plain = socket.socket(type=socket.SOCK_DGRAM)
    told(lambda: plain.sendto(b"x", ("127.0.0.2", 53)))
    told(lambda: plain.sendmsg([b"x"], [], 0, ("127.0.0.2", 53)))
told(lambda: socket.create_connection(("localhost", port)).close())
told(lambda: socket.create_connection(("127.0.0.1", port)).close())
""",
        port,
    )
    assert [line.split()[0] for line in lines] == ["done"] * 3 + ["NotAllowed"] * 8


def test_gate_when_two_hold_it_open_then_it_shuts_after_the_last(port: int) -> None:
    lines = _run(
        """
def connect(): socket.create_connection(("127.0.0.1", port)).close()
with gate.open_for("127.0.0.1", port, purpose="a"):
    with gate.open_for("127.0.0.1", port, purpose="b"):
        told(connect)
    told(connect)
told(connect)
""",
        port,
    )
    assert [line.split()[0] for line in lines] == ["done", "done", "NotAllowed"]


def test_gate_when_a_library_swallows_everything_then_still_nothing_goes_out(port: int) -> None:
    lines = _run(
        """
try:
    socket.create_connection(("127.0.0.1", port))
except Exception: pass
told(lambda: socket.create_connection(("127.0.0.1", port)))
""",
        port,
    )
    assert lines[0].startswith("NotAllowed")


@pytest.mark.parametrize("way", ["LIKEWISE_OFFLINE", "settings"])
def test_open_for_when_locked_then_refused_before_a_name_is_looked_up(
    way: str, port: int, request: pytest.FixtureRequest
) -> None:
    if way == "settings":
        request.getfixturevalue("offline_lock")
    code = """
looked_up = []
sys.addaudithook(lambda event, _: looked_up.append(event) if event[:7] == "socket." else None)
def go():
    with gate.open_for("api.example.org", 443, purpose="test"): pass
told(go)
told(lambda: socket.getaddrinfo("api.example.org", 443))
print(looked_up)
"""
    lines = _run(code, port, LIKEWISE_OFFLINE="1" if way == "LIKEWISE_OFFLINE" else "")
    assert lines[0].startswith("OfflineLocked The offline lock is on, so Likewise does not connect")
    assert ("LIKEWISE_OFFLINE" in lines[0]) == (way == "LIKEWISE_OFFLINE")
    assert lines[1].startswith("OfflineLocked")
    assert lines[2] == "[]"


def test_open_for_when_the_lock_comes_on_meanwhile_then_the_next_connection_is_refused(
    port: int, tmp_path: Path
) -> None:
    lines = _run(
        """
from desktop_app import settings
def connect(): socket.create_connection(("127.0.0.1", port)).close()
with gate.open_for("127.0.0.1", port, purpose="test"):
    told(connect)
    settings.save(settings.Settings(offline_lock=True))
    told(connect)
settings.save(settings.Settings())
with gate.open_for("127.0.0.1", port, purpose="test"):
    told(connect)
""",
        port,
        XDG_CONFIG_HOME=str(tmp_path),
        APPDATA=str(tmp_path),
        LOCALAPPDATA=str(tmp_path),
        HOME=str(tmp_path),
    )
    assert [line.split()[0] for line in lines] == ["done", "OfflineLocked", "done"]


def test_lock_when_a_process_began_with_it_then_it_cannot_be_undone_inside(port: int) -> None:
    lines = _run(
        """
import os
del os.environ["LIKEWISE_OFFLINE"]
told(lambda: gate.open_for("127.0.0.1", port, purpose="test").__enter__())
""",
        port,
        LIKEWISE_OFFLINE="1",
    )
    assert lines[0].startswith("OfflineLocked")


def test_process_with_no_business_outside_when_it_asks_then_refused(port: int) -> None:
    lines = _run(
        """
gate.install(never=True)
gate.install()
told(lambda: gate.open_for("127.0.0.1", port, purpose="test").__enter__())
""",
        port,
    )
    assert lines[0].startswith("NotAllowed")


_CHILD = """
import os, sys
sys.argv = ["likewise", "--worker", sys.argv[1]]
import desktop_app.__main__ as start
from desktop_app.privacy import gate
start._shut(never=sys.argv[2] != "cloud")
from desktop_app.childprocess import serve
def handle(header, payload):
    return {"locked": gate.is_locked(), "variable": os.environ.get("LIKEWISE_OFFLINE")}, b""
serve(handle)
"""


def test_child_when_the_lock_is_on_then_its_own_settings_cannot_undo_it(
    offline_lock: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "child.py"
    script.write_text(_CHILD.replace("import os, sys\n", _elsewhere(tmp_path), 1))
    command = [sys.executable, str(script), "cloud"]
    with ChildProcess("cloud", command=command) as child:
        answer, _ = child.request({}, timeout_s=30)
    assert answer == {"locked": True, "variable": "1"}


def _elsewhere(tmp_path: Path) -> str:
    """Return the start of a child that finds other settings, without the lock."""
    names = ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE")
    return f"import os, sys\nos.environ.update({dict.fromkeys(names, str(tmp_path))!r})\n"


def test_download_when_locked_then_refused_and_nothing_is_looked_up(
    offline_lock: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("a name was looked up"))
    with (
        pytest.raises(OfflineLocked, match=r"does not connect to example\.org"),
        http_get.get("https://example.org/model", CancelToken()),
    ):
        pass


def test_is_locked_when_the_settings_file_is_damaged_then_locked() -> None:
    assert not gate.is_locked()
    path = settings._path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{torn")
    try:
        assert gate.is_locked()
        assert settings.load().offline_lock
        settings.save(settings.load().changed("offline_lock", "off"))
        assert not gate.is_locked()
    finally:
        path.unlink()


_LOOK_UP = """
import subprocess
def go():
    with gate.open_for("localhost", port, purpose="test"):
        socket.create_connection(("localhost", port)).close()
        # a child of a child, as the process tree has them
told(go)
subprocess.run([sys.executable, "-c", "from desktop_app.privacy import gate; gate.install()"])
"""


def test_locked_when_watched_from_outside_then_no_socket_is_made(tmp_path: Path, port: int) -> None:
    watch = Watch(tmp_path / "strace.txt")
    _run(_LOOK_UP, port, prefix=watch.prefix)
    assert watch.outside(), "the watch sees nothing"
    _run(_LOOK_UP, port, prefix=watch.prefix, LIKEWISE_OFFLINE="1")
    assert not watch.outside()
