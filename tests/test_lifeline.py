from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from desktop_app.childprocess import ChildDied, ChildProcess
from desktop_app.lifeline import Lifeline, end_with_parent

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such pipes")

ODD_CHILD = (sys.executable, "-P", "-m", "tests.support.odd_child")
KILLED = f"status {-signal.SIGKILL}" if sys.platform == "linux" else "status 1"
LATE = (
    "import sys, time, desktop_app.lifeline as lifeline\n"
    "sys.platform = sys.argv[1]\n"
    "print(flush=True)\n"
    "sys.stdin.readline()\n"
    "lifeline.end_with_parent()\n"
    "print(flush=True)\n"
    "time.sleep(600)\n"
)


def _start(lifeline: Lifeline, platform: str) -> subprocess.Popen[bytes]:
    with lifeline.handing_over():
        return subprocess.Popen(
            [sys.executable, "-c", LATE, platform],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **lifeline.environment},
            pass_fds=lifeline.inherited,
        )


def test_child_when_its_parent_is_gone_before_it_looks_then_it_ends() -> None:
    lifeline = Lifeline()
    with _start(lifeline, sys.platform) as child:
        assert child.stdout is not None
        child.stdout.readline()
        lifeline.cut()
        child.communicate(b"\n", timeout=60)
    assert child.returncode == 1


def test_child_when_the_system_does_not_watch_then_a_thread_does() -> None:
    lifeline = Lifeline()
    with _start(lifeline, "darwin") as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(b"\n")
        child.stdin.flush()
        child.stdout.readline()
        child.stdout.readline()
        lifeline.cut()
        assert child.wait(60) == 1
    lifeline.cut()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be told to watch")
def test_child_when_native_code_keeps_pythons_lock_then_it_ends_all_the_same() -> None:
    with ChildProcess("odd", command=ODD_CHILD) as child:
        child.request({"op": "echo"}, timeout_s=60)
        timer = threading.Timer(0.3, child._lifeline.cut)
        timer.start()
        with pytest.raises(ChildDied, match=KILLED):
            child.request({"op": "stiffen"}, timeout_s=20)
        timer.join()


@pytest.mark.parametrize("worker", ["reader", "pages"])
def test_worker_when_its_lifeline_is_cut_then_it_ends_though_it_has_input(worker: str) -> None:
    with ChildProcess(worker) as child:
        child._lifeline.cut()
        child._process.wait(60)
        assert child._process.returncode in (1, -signal.SIGKILL)


def test_process_when_it_was_started_by_no_parent_of_ours_then_nothing_watches() -> None:
    before = threading.active_count()
    end_with_parent()
    assert threading.active_count() == before
