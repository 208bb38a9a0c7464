"""What no test may do: use the network, touch the user's folders, or warn without being asked."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.support.cloud_folder import CloudFolder

# The window is drawn without a screen, unless a run asks for one (QT_QPA_PLATFORM=xcb xvfb-run …).
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# scikit-learn's joblib warns where there is no /dev/shm; nothing here has it start processes.
os.environ.setdefault("JOBLIB_MULTIPROCESSING", "0")

# Nothing is slow or fast on a machine that has other things to do.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

_USER_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/AppData/Roaming",
    "LOCALAPPDATA": "home/AppData/Local",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_STATE_HOME": "home/.local/state",
}


@pytest.fixture(autouse=True, scope="session")
def _own_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The user's folders are empty ones, for this process and its children."""
    base = tmp_path_factory.mktemp("user")
    before = {name: os.environ.get(name) for name in _USER_FOLDERS}
    for name, folder in _USER_FOLDERS.items():
        (base / folder).mkdir(parents=True, exist_ok=True)
        os.environ[name] = str(base / folder)
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.fixture(autouse=True)
def _no_thread_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """What text recognition sets for its own process must not outlive a test."""
    monkeypatch.setenv("OMP_THREAD_LIMIT", "")
    monkeypatch.delenv("OMP_THREAD_LIMIT")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connecting anywhere but to a local socket file fails the test."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family == getattr(socket, "AF_UNIX", None):
            return connect(self, address)
        raise AssertionError(f"a test tried to connect to {address!r}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail a test whose run logged a WARNING or worse that it did not ask for.

    A test asks for them by using the ``caplog`` fixture.
    """
    handler = _Unexpected()
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
    if handler.seen and "caplog" not in getattr(item, "fixturenames", ()):
        pytest.fail("unexpected log records:\n" + "\n".join(handler.seen), pytrace=False)


class _Unexpected(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture
def cloud_folder(tmp_path: Path) -> Iterator[CloudFolder]:
    """A folder, and a model for it at a server on this computer."""
    from tests.embedding.cloud.fake_provider import FakeProvider
    from tests.support import cloud_folder

    with FakeProvider(cloud_folder.DIM) as server:
        yield cloud_folder.CloudFolder(tmp_path / "documents", server)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of this checkout."""
    return Path(__file__).resolve().parent.parent


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table of formats that were read, if those tests ran."""
    reports = [
        report for stat in ("passed", "failed") for report in terminalreporter.stats.get(stat, [])
    ]
    rows = [
        value
        for report in reports
        for name, value in getattr(report, "user_properties", [])
        if name == "format"
    ]
    if not rows:
        return
    heads = ("format", "words known", "found", "of another program's words", "CPU s", "failure")
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    terminalreporter.section("formats read")
    for row in (heads, *sorted(rows)):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        terminalreporter.line("  ".join(cells).rstrip())
