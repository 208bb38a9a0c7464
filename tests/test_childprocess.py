import io
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from desktop_app import childprocess
from desktop_app.childprocess import (
    ChildDied,
    ChildProcess,
    ChildTimedOut,
    ChildTooLarge,
    Stopwatch,
    read_frame,
    write_frame,
)
from desktop_app.errors import Cancelled
from desktop_app.progress import CancelToken
from tests.support import odd_child

ODD_CHILD = (sys.executable, "-P", "-m", "tests.support.odd_child")
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX processes")


@pytest.fixture
def start():
    """Starts odd children; afterwards nothing of them may be left."""
    children, before = [], (threading.active_count(), open_descriptors())

    def start_one(*arguments: str, **options) -> ChildProcess:
        children.append(ChildProcess("odd", command=[*ODD_CHILD, *arguments], **options))
        return children[-1]

    yield start_one
    for child in children:
        child.close()
        assert not psutil.pid_exists(child.pid)
    assert (threading.active_count(), open_descriptors()) == before


def open_descriptors() -> int:
    listing = Path("/proc/self/fd")
    return len(list(listing.iterdir())) if listing.is_dir() else 0


def ask(child: ChildProcess, op: str, payload=b"", *, timeout_s=30.0, **fields):
    token = fields.pop("token", None)
    return child.request({"op": op, **fields}, payload, timeout_s=timeout_s, token=token)


def test_frame_when_written_then_read_back_with_undecodable_names():
    stream = io.BytesIO()
    write_frame(stream, {"path": "caf\udce9"}, b"body")
    write_frame(stream, {})
    stream.seek(0)
    assert read_frame(stream) == ({"path": "caf\udce9"}, b"body")
    assert read_frame(stream) == ({}, b"")
    assert read_frame(stream) is None


def test_frame_when_payload_is_an_array_then_all_its_bytes_travel():
    stream = io.BytesIO()
    rows = np.arange(6, dtype=np.float32).reshape(2, 3)
    write_frame(stream, {}, memoryview(rows))
    stream.seek(0)
    assert read_frame(stream) == ({}, rows.tobytes())


@pytest.mark.parametrize("size", [1, 11, 13, 16])
def test_frame_when_cut_short_then_end_of_stream(size):
    stream = io.BytesIO()
    write_frame(stream, {"a": 1}, b"body")
    assert read_frame(io.BytesIO(stream.getvalue()[:size])) is None


def test_frame_when_lengths_or_header_are_nonsense_then_refused():
    with pytest.raises(ValueError, match="too large"):
        read_frame(io.BytesIO(struct.pack("<IQ", 1, 1 << 50)))
    with pytest.raises(ValueError, match="no header"):
        read_frame(io.BytesIO(struct.pack("<IQ", 2, 0) + b"[]"))


def test_request_when_child_answers_then_header_and_payload_come_back(start):
    child = start()
    big = os.urandom(3 << 20)
    assert ask(child, "echo", big, n=1) == ({"echo": {"op": "echo", "n": 1}}, big)
    assert ask(child, "echo", n=2)[0]["echo"]["n"] == 2
    assert child.alive
    assert child.resident_bytes() > 1 << 20


def test_request_when_native_code_prints_then_the_answer_is_not_disturbed(start):
    child = start()
    assert ask(child, "print") == ({}, b"")
    child.close()
    assert "noise" in child.last_words


def test_request_when_child_dies_then_told_now_and_next_time(start):
    child = start()
    with pytest.raises(ChildDied, match="status 7"):
        ask(child, "die")
    assert child.last_words == "last words"
    with pytest.raises(ChildDied):
        ask(child, "echo")
    assert not child.alive
    assert child.resident_bytes() == 0


@pytest.mark.parametrize("op", ["hang", "spin"])
def test_request_when_child_hangs_or_spins_then_killed_at_the_limit(start, op):
    child = start()
    ask(child, "echo")
    with pytest.raises(ChildTimedOut):
        ask(child, op, timeout_s=lambda: 0.2)
    assert not child.alive


def test_request_when_child_gets_little_of_the_processor_then_it_may_end_its_work(
    start, monkeypatch
):
    monkeypatch.setattr(childprocess, "_MOST_TIMES", 100)
    child = start()
    ask(child, "echo")
    started = time.monotonic()
    assert ask(child, "limp", cpu_s=child.cpu_seconds() + 0.3, timeout_s=0.8) == ({}, b"")
    assert time.monotonic() - started > 0.8


@pytest.mark.parametrize(
    ("share", "over_at"),
    [(0.0, 11), (0.001, 11), (0.1, 41), (0.5, 21), (1.0, 11), (8.0, 11)],
)
def test_stopwatch_when_a_process_has_a_share_of_the_processor_then_over_in_time(share, over_at):
    now = 0.0
    watch = Stopwatch(lambda: 5.0 + share * now, lambda: now)
    while not watch.is_over(10):
        now += 1
    assert now == over_at


def test_stopwatch_when_a_process_stops_working_then_over_after_the_limit():
    now = 0.0
    watch = Stopwatch(lambda: min(now, 3.0), lambda: now)
    while not watch.is_over(10):
        now += 1
    assert now == 14


def test_request_when_child_never_reads_then_killed_at_the_limit(start):
    with pytest.raises(ChildTimedOut):
        ask(start("deaf"), "echo", bytes(8 << 20), timeout_s=0.3)


def test_request_when_child_answers_nonsense_then_died(start):
    child = start("babble")
    with pytest.raises(ChildDied):
        ask(child, "echo")


def test_request_when_child_takes_too_much_memory_then_killed(start):
    child = start(memory_limit=odd_child.HOG_BYTES)
    with pytest.raises(ChildTooLarge):
        ask(child, "hog")
    assert not child.alive


def test_child_when_threads_are_limited_outside_then_not_for_the_child(start, monkeypatch):
    monkeypatch.setenv("OMP_THREAD_LIMIT", "1")
    assert "OMP_THREAD_LIMIT" not in ask(start(), "environment")[0]["names"]


def test_child_when_started_then_its_threads_do_not_spin_for_long(start):
    assert {"GOMP_SPINCOUNT", "KMP_BLOCKTIME"} <= set(ask(start(), "environment")[0]["names"])


def test_request_when_the_system_ends_a_child_near_its_memory_limit_then_that_is_told(start):
    with pytest.raises(ChildTooLarge):
        ask(start(memory_limit=odd_child.HOG_BYTES * 3 // 2), "choke")
    with pytest.raises(ChildDied):
        ask(start(memory_limit=odd_child.HOG_BYTES * 8), "choke")


def test_request_when_cancelled_then_child_is_killed_at_once(start):
    child, token = start(), CancelToken()
    ask(child, "echo")
    timer = threading.Timer(0.2, token.cancel)
    timer.start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        ask(child, "hang", token=token)
    timer.join()
    assert time.monotonic() - started < 5
    assert not child.alive


def test_request_when_cancelled_before_then_the_idle_child_is_kept(start):
    child, token = start(), CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        ask(child, "echo", token=token)
    assert ask(child, "echo")[0] == {"echo": {"op": "echo"}}


def test_request_when_header_is_not_json_then_raised_to_the_caller(start):
    child = start()
    with pytest.raises(TypeError):
        ask(child, "echo", odd=object())
    assert ask(child, "echo")[0] == {"echo": {"op": "echo"}}


def test_kill_when_another_thread_waits_for_an_answer_then_it_is_told(start):
    child = start()
    ask(child, "echo")
    timer = threading.Timer(0.2, child.kill)
    timer.start()
    with pytest.raises(ChildDied):
        ask(child, "hang")
    timer.join()


def test_close_when_child_does_not_end_with_its_input_then_killed(start):
    child = start("stubborn")
    child.close(timeout_s=0.2)
    assert not child.alive
    child.close()
    child.kill()


def test_close_when_child_is_idle_then_it_ends_by_itself(start):
    child = start()
    ask(child, "echo")
    child.close(timeout_s=30)
    assert child._process.returncode == 0


def test_start_when_program_is_missing_then_died():
    before = open_descriptors()
    with pytest.raises(ChildDied, match="could not be started"):
        ChildProcess("odd", command=["/nowhere/at/all"])
    assert open_descriptors() == before


def test_environment_when_child_starts_then_no_keys_and_no_current_folder(
    start, monkeypatch, tmp_path
):
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    monkeypatch.setenv("https_proxy", "http://example.invalid")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "json.py").write_text("raise SystemExit('a document was imported')")
    found = ask(start(nice=3), "environment")[0]
    assert not {"OPENAI_API_KEY", "https_proxy"} & set(found["names"])
    assert "HF_HUB_OFFLINE" in found["names"]
    assert not [name for name in found["names"] if "LIFELINE" in name]
    assert not {"", str(tmp_path)} & set(found["path"])
    if os.name == "posix":
        assert found["nice"] == min(19, os.getpriority(os.PRIO_PROCESS, 0) + 3)


def test_worker_when_started_in_a_folder_of_documents_then_imports_none_of_them(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "json.py").write_text("raise SystemExit('a document was imported')")
    nothing = {"op": "split", "tokenizers": [], "page_starts": [0], "title": ""}
    with ChildProcess("reader") as child:
        answer = child.request(nothing, timeout_s=60)[0]
        assert answer["ok"]
        assert answer["passages"] == []


@posix
def test_interrupt_when_typed_in_a_terminal_then_reaches_the_parent_only(start):
    child = start()
    ask(child, "echo")
    assert os.getpgid(child.pid) != os.getpgid(0)


@posix
def test_child_when_its_parent_is_killed_then_it_ends_too():
    script = (
        "import sys, threading\n"
        "from desktop_app.childprocess import ChildProcess\n"
        f"child = ChildProcess('odd', command={list(ODD_CHILD)!r})\n"
        "child.request({'op': 'echo'}, timeout_s=30)\n"
        "threading.Timer(0.1, lambda: print(child.pid, flush=True)).start()\n"
        "child.request({'op': 'hang'}, timeout_s=600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as parent:
        child = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
        psutil.wait_procs([child], timeout=10)
        assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
