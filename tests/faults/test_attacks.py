"""The real program on a folder full of attack files, watched from outside."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from desktop_app.benchmarks.expectations import MOST_SECONDS_A_FILE, Outcome, deviation
from desktop_app.benchmarks.reading_run import read_folder
from desktop_app.benchmarks.reference_readers import References
from desktop_app.documents.model import ReadState, Reason
from desktop_app.index.reader import IndexReader
from tests.faults.conftest import Tally
from tests.faults.support import CHECKOUT, environment, likewise, location_of
from tests.support.make_attacks import Attack, attacks

_MOST_SECONDS = 300
_MOST_BYTES = 3 << 30
_SECRET = "zebrafinch"
_INTERNET = re.compile(r"socket\(AF_INET6?|sa_family=AF_INET6?")


@dataclass(frozen=True, slots=True)
class Folder:
    """The attack files, written; the canary lies beside them."""

    path: Path
    attacks: Sequence[Attack]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    scratch = tmp_path_factory.mktemp("attacks")
    canary = scratch / "canary.txt"
    canary.write_text(_SECRET, encoding="utf-8")
    path = scratch / "docs"
    path.mkdir()
    found = attacks(canary)
    for attack in found:
        (path / attack.name).write_bytes(attack.make())
    return Folder(path, found)


def _deviations(folder: Folder, outcomes: dict[str, Outcome]) -> list[str]:
    return [
        f"{attack.name}: expected {attack.expected}, given {told}"
        for attack in folder.attacks
        if (told := deviation(attack.expected, outcomes.get(attack.name)))
    ]


def test_attacks_when_read_then_each_ends_in_time_with_its_reason(
    folder: Folder, tmp_path: Path, tally: Tally
) -> None:
    figures = read_folder(folder.path, References(tmp_path))
    outcomes = {file.path: file.outcome for file in figures.files}
    assert "\n".join(_deviations(folder, outcomes)) == ""
    assert figures.left_over == []
    slowest = max(figures.files, key=lambda file: file.cost.wall_s)
    assert slowest.cost.wall_s <= MOST_SECONDS_A_FILE
    tally(
        "attack files read", len(outcomes), f"slowest {slowest.path}: {slowest.cost.wall_s:.0f} s"
    )


@pytest.mark.model
def test_attacks_when_indexed_by_the_program_then_it_stands_and_keeps_to_itself(
    folder: Folder, tmp_path: Path, tally: Tally
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    log = tmp_path / "strace.txt"
    started = time.monotonic()
    answer, peak_bytes = _index(folder.path, temporary, log)
    seconds = time.monotonic() - started
    assert "\n".join(_deviations(folder, _outcomes(folder, answer))) == ""
    assert seconds < _MOST_SECONDS
    assert peak_bytes < _MOST_BYTES
    assert list(temporary.rglob("*")) == []
    assert sorted(path.name for path in folder.path.parent.rglob("evil*")) == []
    assert _SECRET not in _indexed_text(folder.path)
    assert likewise("verify", folder.path).code == 0
    sockets = "not watched (no strace)"
    if log.exists():
        assert _INTERNET.findall(log.read_text()) == []
        sockets = "0 internet sockets"
    tally(
        "attack folder indexed",
        len(folder.attacks),
        f"{seconds:.0f} s, {peak_bytes / (1 << 20):,.0f} MB, {sockets}",
    )


def _index(folder: Path, temporary: Path, log: Path) -> tuple[dict[str, Any], int]:
    """Index with the real program; return its answer and the most memory of its processes."""
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    process = subprocess.Popen(
        [*_watch(log), sys.executable, "-m", "desktop_app", "index", str(folder), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(places),
        cwd=CHECKOUT,
    )
    memory = _Memory(process.pid)
    memory.start()
    try:
        out, errors = process.communicate(timeout=3 * _MOST_SECONDS)
    finally:
        process.kill()
        memory.ended.set()
        memory.join()
    assert b"Traceback" not in errors, errors.decode(errors="replace")
    assert process.returncode in (0, 1), (process.returncode, errors)
    answer: dict[str, Any] = json.loads(out)
    return answer, memory.peak_bytes


def _watch(log: Path) -> list[str]:
    command = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket,connect,sendto"]
    command += ["-o", os.fspath(log)]
    if shutil.which("strace") is None:
        return []
    is_allowed = (
        subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    )
    return command if is_allowed else []


class _Memory(threading.Thread):
    """Looks at a process and all its descendants until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__()
        self._process = psutil.Process(pid)
        self.ended = threading.Event()
        self.peak_bytes = 0

    def run(self) -> None:
        while not self.ended.wait(0.1):
            total = 0
            try:
                processes = [self._process, *self._process.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            for process in processes:
                try:
                    total += process.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            self.peak_bytes = max(self.peak_bytes, total)


def _outcomes(folder: Folder, answer: dict[str, Any]) -> dict[str, Outcome]:
    outcomes = {attack.name: Outcome(ReadState.FULL) for attack in folder.attacks}
    states = {
        "partly": ReadState.PARTLY,
        "failed": ReadState.NOT_READ,
        "skipped": ReadState.NOT_READ,
    }
    for kind, state in states.items():
        for told in answer[kind]:
            outcomes[told["path"]] = Outcome(state, Reason(told["reason"]), told["detail"])
    return outcomes


def _indexed_text(folder: Path) -> str:
    reader = IndexReader(location_of(folder))
    try:
        contents = {row.content_id for row in reader.documents() if row.content_id is not None}
        texts = [reader.content(content) for content in contents]
        return "\n".join(text.text for text in texts if text is not None)
    finally:
        reader.close()
