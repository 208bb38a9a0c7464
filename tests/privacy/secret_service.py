"""What is done with a real Secret Service, in a D-Bus session of its own.

Run by ``dbus-run-session -- python -m tests.privacy.secret_service SCENARIO``; prints one line of
JSON. The keyring's files lie under ``XDG_DATA_HOME``, which the test makes.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from desktop_app.errors import AppError
from desktop_app.privacy import gate
from desktop_app.privacy.credentials import Credentials
from desktop_app.privacy.secret import Secret

_PATIENCE_S = 30.0


@contextlib.contextmanager
def daemon(*, password: str | None) -> Iterator[subprocess.Popen[bytes]]:
    """Run GNOME's keyring; with a password there is an unlocked collection of it."""
    command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
    if password is not None:
        command.append("--unlock")
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    assert process.stdin is not None
    process.stdin.write((password or "").encode())
    process.stdin.close()
    try:
        _wait_for_service()
        yield process
    finally:
        process.kill()
        process.wait()


def _wait_for_service() -> None:
    import secretstorage

    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        with contextlib.closing(secretstorage.dbus_init()) as bus:
            if secretstorage.check_service_availability(bus):
                return
        time.sleep(0.05)
    raise TimeoutError("no Secret Service")


def _told(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except AppError as exc:
        return f"{type(exc).__name__}: {exc.message}"


def _lock() -> None:
    import secretstorage

    with contextlib.closing(secretstorage.dbus_init()) as bus:
        secretstorage.get_default_collection(bus).lock()


def round_trip() -> dict[str, Any]:
    """Set, use, replace, delete; what others see of it, and what is in the files."""
    key, other = sys.argv[2], Secret("another-key-0123")
    keys = Credentials()
    with daemon(password="test"):
        found: dict[str, Any] = {"before": keys.state("openai").words}
        keys.set("openai", other)
        keys.set("openai", Secret(key))
        keys.set("cohere", other)
        found["state"] = keys.state("openai").words
        found["of another object"] = Credentials().get("openai") == Secret(key)
        look = ["secret-tool", "lookup", "service", "Likewise", "username", "openai"]
        seen = subprocess.run(look, capture_output=True, text=True, check=False).stdout
        found["as others read it"] = seen == key
        found["files"] = [
            path.name
            for path in Path(os.environ["XDG_DATA_HOME"]).rglob("*")
            if path.is_file() and key.encode() in path.read_bytes()
        ]
        found["deleted"] = keys.delete("openai")
        found["deleted twice"] = keys.delete("openai")
        found["after"] = keys.state("openai").words
        found["the other one"] = keys.get("cohere") == other
    return found


def locked() -> dict[str, Any]:
    """The keyring is locked, and nobody can be asked for its password."""
    keys = Credentials()
    with daemon(password="test"):
        keys.set("openai", Secret(sys.argv[2]))
        _lock()
        return {
            "state": keys.state("openai").words,
            "get": _told(lambda: keys.get("openai")),
            "set": _told(lambda: keys.set("openai", Secret("a-second-key-9"))),
        }


def cancelled() -> dict[str, Any]:
    """There is no collection yet, and the question for its password is dismissed."""
    with daemon(password=None):
        keys = Credentials()
        return {
            "state": keys.state("openai").words,
            "set": _told(lambda: keys.set("openai", Secret(sys.argv[2]))),
        }


def silent() -> dict[str, Any]:
    """The keyring's process hangs."""
    with daemon(password="test") as process:
        os.kill(process.pid, signal.SIGSTOP)
        try:
            return {"state": Credentials(patience_s=1.0).state("openai").words}
        finally:
            os.kill(process.pid, signal.SIGCONT)


def gone() -> dict[str, Any]:
    """The keyring ends while Likewise runs, and comes back."""
    keys = Credentials()
    with daemon(password="test"):
        keys.set("openai", Secret(sys.argv[2]))
    found: dict[str, Any] = {"gone": keys.state("openai").words}
    with daemon(password="test"):
        found["back"] = keys.get("openai") == Secret(sys.argv[2])
    return found


def no_service() -> dict[str, Any]:
    """There is a bus and nobody on it; or, started without, no bus."""
    return {
        "state": Credentials().state("openai").words,
        "set": _told(lambda: Credentials().set("openai", Secret(sys.argv[2]))),
    }


def window() -> dict[str, Any]:
    """A key is set, listed and deleted in the window, and the keyring locked beneath it."""
    from PySide6.QtWidgets import QApplication

    from desktop_app.ui.privacy.key_dialog import KeyDialog
    from desktop_app.ui.privacy.keys_page import KeysPage
    from desktop_app.ui.work.tasks import TaskRunner

    app = QApplication(["likewise", "-platform", "offscreen"])
    runner, found = TaskRunner(), {}
    page, dialog = KeysPage(runner), KeyDialog("openai", "", runner)

    def state() -> str:
        page.look_again()
        _live(app, lambda: not runner.running)
        return page.card("openai").state.text()

    with daemon(password="test"):
        found["before"] = state()
        dialog.show()
        dialog.field.insert(sys.argv[2])
        dialog.keep.click()
        _live(app, lambda: not dialog.isVisible())
        look = ["secret-tool", "lookup", "service", "Likewise", "username", "openai"]
        seen = subprocess.run(look, capture_output=True, text=True, check=False).stdout
        found["as others read it"] = seen == sys.argv[2]
        found["set"] = state()
        _lock()
        found["locked"] = state()
    with daemon(password="test"):
        page.card("openai")._delete()
        _live(app, lambda: not runner.running)
        found["deleted"] = state()
    found["missing"] = state()
    runner.shutdown(5000)
    return found


def _live(app: Any, done: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > until:
            raise TimeoutError("the window did not come to what was waited for")
        app.processEvents()


if __name__ == "__main__":
    gate.install()  # the keyring is reached through a socket file, behind a shut gate
    scenarios = (round_trip, locked, cancelled, silent, gone, no_service, window)
    chosen = {scenario.__name__: scenario for scenario in scenarios}[sys.argv[1]]
    sys.stdout.write(json.dumps(chosen()) + "\n")
