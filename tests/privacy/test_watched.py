"""Whole runs of the command line, watched from outside: nothing of ours reaches for the network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from desktop_app.privacy import gate
from tests.embedding.cloud.fake_provider import FakeProvider
from tests.support.watched import Watch

_OPENAI_DIM = 1536
_LOCKED = {gate.VARIABLE: "1"}
# The command line in a process that has a key already, so that only the lock can stand in the way.
_WITH_KEY = """
import sys
from desktop_app import cloud
from desktop_app.__main__ import main
from desktop_app.privacy.secret import Secret
cloud.credentials().keep_for_session("openai", Secret("sk-canary-0123456789abcdef"))
sys.exit(main())
"""


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    return Watch(tmp_path / "strace.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "documents"
    target.mkdir()
    for name, text in {
        "lease.txt": "The tenant pays the rent on the first day of the month. " * 5,
        "knee.txt": "Bend the knee slowly and hold it for ten seconds. " * 5,
    }.items():
        (target / name).write_text(text)
    return target


@pytest.fixture
def server() -> Iterator[FakeProvider]:
    with FakeProvider(_OPENAI_DIM) as provider:
        yield provider


def _likewise(
    watch: Watch, command: Sequence[str | Path], env: Mapping[str, str], program: Sequence[str]
) -> subprocess.CompletedProcess[str]:
    """Run a command under the watch; it must not fail by a bug."""
    done = subprocess.run(
        [*watch.prefix, sys.executable, *program, *map(str, command)],
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def _index(watch: Watch, folder: Path, *more: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = ("index", folder, "--provider", "openai", "--yes", *more)
    return _likewise(watch, command, env, ("-c", _WITH_KEY))


def test_cloud_run_when_locked_then_no_name_is_looked_up_and_no_socket_made(
    watch: Watch, folder: Path, server: FakeProvider
) -> None:
    there = ("--base-url", f"http://localhost:{server.port}/v1")
    assert _index(watch, folder, *there).returncode == 0
    seen = "\n".join(watch.outside())  # the watch sees both, and the same run makes both
    assert re.search(r'openat\(.*"/etc/hosts"', seen)
    assert re.search(rf"connect\(.*AF_INET, sin_port=htons\({server.port}\)", seen)
    asked = len(server.asked)
    assert asked

    (folder / "new.txt").write_text("A document that nobody was sent so far. " * 9)
    for where in (there, ()):  # with a key and a yes; then at the provider's own address
        refused = _index(watch, folder, *where, **_LOCKED)
        assert refused.returncode == 12
        assert "offline lock" in refused.stderr
        assert watch.programs() == 1  # nor was a child needed to refuse it
        assert watch.outside() == []
    assert len(server.asked) == asked


@pytest.mark.model
@pytest.mark.parametrize("env", [{}, _LOCKED], ids=["free", "locked"])
def test_local_run_when_watched_then_the_process_tree_makes_no_socket_to_outside(
    watch: Watch, folder: Path, tmp_path: Path, env: dict[str, str]
) -> None:
    other = tmp_path / "other.txt"  # has to be read and embedded, too
    other.write_text("Rent that was paid late. " * 9)
    commands: tuple[tuple[str | Path, ...], ...] = (
        ("index", folder),
        ("search", folder, "late payment of rent"),
        ("similar", folder, other),
    )
    for command in commands:
        done = _likewise(watch, command, env, ("-m", "desktop_app"))
        assert done.returncode == 0, done.stderr
        assert watch.outside() == []
        assert watch.programs() > 1  # the reader's or the model's process was watched, too
