"""Kill -9 while texts are at a provider: what it answered is not sent, nor paid for, again."""

from __future__ import annotations

import collections
import signal
import subprocess
import sys
import threading

import pytest

from tests.embedding.cloud.fake_provider import Asked
from tests.faults.support import environment, likewise, scaled
from tests.support.cloud_folder import CloudFolder
from tests.support.toy_library import paragraph

_IN_FLIGHT = 2 * 64  # requests at the same time, and texts in each


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_index_when_killed_while_texts_are_away_then_goes_on(cloud_folder: CloudFolder) -> None:
    kills = scaled(6)
    cloud_folder.write(**{f"letter{n}": paragraph(n, 40) for n in range(2, 12 * kills)})
    cloud_folder.agree()
    killed = [_kill_after(cloud_folder, requests) for requests in range(2, 2 + kills)]
    done = likewise("index", cloud_folder.path, "--model", cloud_folder.model, "--json")
    assert done.code == 0, done.err
    assert done.json["failed"] == []
    again = collections.Counter(cloud_folder.server.paid)
    twice = sum(count - 1 for count in again.values())
    assert sum(killed) > 0
    assert twice <= sum(killed) * _IN_FLIGHT
    found = likewise("search", cloud_folder.path, "rent of the tenant", "--json").json
    assert found["results"][0]["path"] == "copy.txt"
    assert likewise("verify", cloud_folder.path).code == 0


def _kill_after(folder: CloudFolder, requests: int) -> bool:
    """Kill a run when so many requests have come; returns whether it was still at work."""
    due, seen = threading.Event(), [0]

    def count(_: Asked) -> None:
        seen[0] += 1
        if seen[0] >= requests:
            due.set()

    folder.server.before = count
    command = [sys.executable, "-m", "desktop_app", "index", str(folder.path)]
    run = subprocess.Popen(
        [*command, "--model", folder.model],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while run.poll() is None and not due.wait(0.02):
        pass
    was_at_work = run.poll() is None
    run.kill()
    run.wait()
    folder.server.before = lambda _: None
    return was_at_work
