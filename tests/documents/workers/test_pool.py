import gc
import os
import sys
import threading
from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from desktop_app.childprocess import ChildDied, ChildProcess
from desktop_app.documents import limits
from desktop_app.documents.folder.opener import fingerprint
from desktop_app.documents.folder.scanner import scan
from desktop_app.documents.model import Kind, ReadState, Reason
from desktop_app.documents.text.passages import PassageSetting
from desktop_app.documents.workers import pool, reader
from desktop_app.documents.workers.outbox import Outbox
from desktop_app.documents.workers.pool import ReaderPool
from desktop_app.documents.workers.reader import FileReading, Reader
from desktop_app.documents.workers.recognition import Recognition
from desktop_app.errors import BugError, Cancelled
from desktop_app.progress import CancelToken, no_report
from tests.support import odd_reader

ODD_READER = (sys.executable, "-P", "-m", "tests.support.odd_reader")
MEMORY_LIMIT = 200 << 20
SETTINGS = (PassageSetting(), PassageSetting(tokens=50, overlap=10))
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")


@pytest.fixture(autouse=True)
def nothing_left_behind():
    """No thread and no process outlives a test."""
    threads = threading.active_count()
    yield
    gc.collect()
    assert psutil.Process().children() == []
    assert threading.active_count() == threads


@pytest.fixture
def started():
    return []


@pytest.fixture
def make_pool(tmp_path, started):
    """Makes pools of odd readers and notes what they start."""

    def start() -> ChildProcess:
        child = ChildProcess("reader", command=ODD_READER, memory_limit=MEMORY_LIMIT)
        started.append(child)
        return child

    def make(size: int = 1) -> ReaderPool:
        return ReaderPool(size, folder=str(tmp_path), settings=SETTINGS, start=start)

    return make


@pytest.fixture
def short_limits(monkeypatch):
    """Little time for files of several pages; others must not fail on a slow machine."""
    monkeypatch.setattr(reader, "time_limit_s", lambda pages: 0.3 if pages else 60.0)


def put(root: Path, *names: str, text: str | None = None) -> list[str]:
    for name in names:
        (root / name).write_text(text or f"The letter {name} speaks of rent.")
    return list(names)


def read(pool: ReaderPool, paths, known=frozenset(), token=None) -> dict[str, FileReading]:
    readings = list(pool.read_all(paths, known, token or CancelToken()))
    by_path = {reading.path: reading for reading in readings}
    assert len(by_path) == len(readings)
    return by_path


def failures(readings: dict[str, FileReading]) -> dict[str, Reason]:
    return {r.path: r.failure[0] for r in readings.values() if r.failure}


def test_read_when_files_are_ordinary_then_text_passages_and_identity_come_back(tmp_path):
    put(tmp_path, *(f"{n}.txt" for n in range(5)))
    name = os.fsdecode(b"caf\xe9.txt") if sys.platform == "linux" else "café.txt"
    (tmp_path / name).write_text("Rent is due.\n\nHeat is extra.")
    with ReaderPool(2, folder=str(tmp_path), settings=SETTINGS) as readers:
        found = read(readers, scan(str(tmp_path), CancelToken(), no_report).files)
        assert len(found) == 6
        reading = found[name]
        assert reading.fingerprint == fingerprint(os.stat(tmp_path / name))
        text = reading.outcome
        assert text.text == "Rent is due.\n\nHeat is extra."
        assert (text.kind, text.state, text.page_starts) == (Kind.TEXT, ReadState.FULL, (0,))
        assert (len(text.cut.passages), len(text.text_sha256)) == (2, 32)
        assert text.cut.short_titles == (text.title, text.title)
        assert "rent" in text.keywords.split()
        assert readers.split(text.text, text.page_starts, text.title) == text.cut


def test_read_when_there_is_nothing_to_read_then_no_process_is_started(make_pool, started):
    with make_pool() as readers:
        assert read(readers, []) == {}
    assert started == []


def test_read_when_content_is_known_then_hashed_only(make_pool, tmp_path):
    put(tmp_path, "a crash.txt")
    with make_pool() as readers:
        reading = read(readers, ["a crash.txt"], known=lambda sha256: len(sha256) == 32)
    assert reading["a crash.txt"].outcome is None
    assert reading["a crash.txt"].failure is None


@pytest.mark.parametrize("is_known", [False, True])
@pytest.mark.parametrize("recognition", [None, Recognition("eng")])
def test_read_when_done_then_the_child_holds_no_file(tmp_path, is_known, recognition):
    put(tmp_path, "a.txt")
    root, child = b64encode(os.fsencode(tmp_path)).decode(), ChildProcess("reader")
    one = Reader(lambda: child, root, [], recognition=recognition)
    one.read("a.txt", 100, lambda _: not is_known, CancelToken())
    open_files = [file.path for file in psutil.Process(child.pid).open_files()]
    one.close()
    assert str(tmp_path / "a.txt") not in open_files


def test_read_when_files_are_copies_then_the_first_is_read_and_comes_first(make_pool, tmp_path):
    paths = put(tmp_path, *(f"{n}.txt" for n in range(8)), text="The same words.")
    with make_pool(2) as readers:
        readings = list(readers.read_all(paths, frozenset(), CancelToken()))
    assert [reading.outcome is not None for reading in readings] == [True] + [False] * 7
    assert len({reading.sha256 for reading in readings}) == 1


def test_read_when_a_file_crashes_its_reader_then_it_alone_is_lost(make_pool, tmp_path, started):
    paths = put(tmp_path, "a.txt", "b crash.txt", "c.txt")
    with make_pool() as readers:
        found = read(readers, paths)
    assert failures(found) == {"b crash.txt": Reason.CRASHED}
    assert found["b crash.txt"].sha256 is not None
    assert found["c.txt"].outcome is not None
    assert len(started) == 3  # the file was tried again in a fresh one


def test_read_when_a_file_crashes_once_then_the_second_try_reads_it(make_pool, tmp_path):
    paths = put(tmp_path, "b crash once.txt")
    with make_pool() as readers:
        assert read(readers, paths)["b crash once.txt"].outcome is not None


def test_read_when_files_crash_then_each_second_try_has_no_other_beside_it(tmp_path):
    events = []

    class Watched(ChildProcess):
        def request(self, header, payload=b"", *, timeout_s, token=None):
            if header["op"] == "open":
                self.path = b64decode(header["path"]).decode()
            if header["op"] != "read":
                return super().request(header, payload, timeout_s=timeout_s, token=token)
            events.append(self.path)
            try:
                return super().request(header, payload, timeout_s=timeout_s, token=token)
            finally:
                events.append(self.path)

    crashing = put(tmp_path, *(f"{n} crash.txt" for n in range(3)))
    paths = crashing + put(tmp_path, *(f"{n}.txt" for n in range(20)))
    with ReaderPool(
        3,
        folder=str(tmp_path),
        settings=SETTINGS,
        start=lambda: Watched("reader", command=ODD_READER),
    ) as readers:
        assert failures(read(readers, paths)) == dict.fromkeys(crashing, Reason.CRASHED)
    for path in crashing:
        _, _, begin, end = (at for at, each in enumerate(events) if each == path)
        assert end == begin + 1


def test_read_when_a_child_is_killed_from_outside_then_its_file_is_read_all_the_same(
    make_pool, tmp_path
):
    paths = put(tmp_path, "a hang once.txt", "b.txt", "c.txt")
    has_begun = tmp_path / "done"
    found = {}
    with make_pool(2) as readers:
        for reading in readers.read_with_pauses(paths, frozenset(), CancelToken(), 0.02):
            if reading is not None:
                found[reading.path] = reading
            elif has_begun.exists() and len(found) == 2:
                for process in psutil.Process().children():
                    with suppress(psutil.NoSuchProcess):
                        process.kill()
                has_begun = tmp_path / "never again"
    assert failures(found) == {}
    assert [found[path].outcome is not None for path in paths] == [True] * 3


def test_read_when_copies_crash_then_only_one_of_them_is_tried(make_pool, tmp_path, started):
    paths = put(tmp_path, "a crash.txt", "b crash.txt", text="poison")
    with make_pool() as readers:
        assert set(failures(read(readers, paths)).values()) == {Reason.CRASHED}
    assert len(started) == 3


@pytest.mark.parametrize("name", ["a hang.txt", "a spin.txt"])
def test_read_when_a_file_never_ends_then_timed_out(make_pool, tmp_path, short_limits, name):
    paths = put(tmp_path, name, text="Rent is due. " * 500) + put(tmp_path, "b.txt")
    with make_pool(2) as readers:
        found = read(readers, paths)
    assert failures(found) == {name: Reason.TIMED_OUT}


def test_read_when_a_file_takes_too_much_memory_then_too_large(make_pool, tmp_path):
    paths = put(tmp_path, "a grow.txt", "b.txt")
    with make_pool() as readers:
        found = read(readers, paths)
    assert found["a grow.txt"].failure == (Reason.TOO_LARGE, "needs too much memory")
    assert odd_reader.HOG_BYTES > MEMORY_LIMIT


def test_read_when_an_answer_is_nonsense_then_crashed(make_pool, tmp_path):
    paths = put(tmp_path, "a nonsense.txt", "b.txt")
    with make_pool() as readers:
        assert failures(read(readers, paths)) == {"a nonsense.txt": Reason.CRASHED}


def test_read_when_file_changes_each_time_then_told(make_pool, tmp_path):
    paths = put(tmp_path, "a stale.txt", "b stale once.txt")
    with make_pool() as readers:
        found = read(readers, paths)
    assert failures(found) == {"a stale.txt": Reason.CHANGED}
    assert found["a stale.txt"].stale
    assert found["b stale once.txt"].outcome is not None


@posix
def test_read_when_files_vanish_or_turn_into_pipes_after_the_scan_then_told(make_pool, tmp_path):
    put(tmp_path, "a.txt", "b.txt", "c.txt")
    files = scan(str(tmp_path), CancelToken(), no_report).files
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).unlink()
    os.mkfifo(tmp_path / "b.txt")
    with make_pool() as readers:
        found = read(readers, files)
    assert failures(found) == {"a.txt": Reason.VANISHED, "b.txt": Reason.NOT_A_FILE}
    assert found["a.txt"].sha256 is None


def test_read_when_cancelled_midway_then_stops_within_the_file(make_pool, tmp_path):
    paths = put(tmp_path, "a.txt", "b hang.txt", "c.txt")
    token = CancelToken()
    with make_pool() as readers:
        readings = readers.read_all(paths, frozenset(), token)
        assert next(readings).path == "a.txt"
        token.cancel()
        with pytest.raises(Cancelled):
            next(readings)
        assert psutil.Process().children() == []


def test_read_when_the_iterator_is_thrown_away_then_nothing_is_left(make_pool, tmp_path):
    paths = put(tmp_path, "a.txt", *(f"{n} hang.txt" for n in range(3)))
    readings = make_pool(2).read_all(paths, frozenset(), CancelToken())
    assert next(readings).path == "a.txt"
    del readings
    gc.collect()
    assert psutil.Process().children() == []


def test_read_when_the_caller_fails_then_nothing_is_left(make_pool, tmp_path):
    paths = put(tmp_path, *(f"{n}.txt" for n in range(50)))
    readings = make_pool(2).read_all(paths, frozenset(), CancelToken())
    next(readings)
    with pytest.raises(ZeroDivisionError):
        readings.throw(ZeroDivisionError)
    assert psutil.Process().children() == []


def test_read_when_the_pool_is_closed_midway_then_it_does_not_pass_for_the_end(make_pool, tmp_path):
    paths = put(tmp_path, *(f"{n}.txt" for n in range(50)))
    readers = make_pool()
    readings = readers.read_all(paths, frozenset(), CancelToken())
    next(readings)
    readers.close()
    with pytest.raises(Cancelled):
        list(readings)


def test_read_when_known_fails_then_the_caller_is_told(make_pool, tmp_path):
    def broken(_: bytes) -> bool:
        raise ZeroDivisionError

    with make_pool(2) as readers, pytest.raises(ZeroDivisionError):
        read(readers, put(tmp_path, "a.txt", "b.txt"), known=broken)


def test_read_when_no_child_can_start_then_no_file_is_blamed(tmp_path):
    def start() -> ChildProcess:
        raise ChildDied("no more processes")

    readers = ReaderPool(2, folder=str(tmp_path), settings=SETTINGS, start=start)
    with pytest.raises(BugError, match="does not start"):
        read(readers, put(tmp_path, "a.txt", "b.txt"))


def test_read_when_a_run_is_under_way_then_a_second_is_refused(make_pool, tmp_path):
    paths = put(tmp_path, "a.txt", "b.txt")
    with make_pool() as readers:
        first = readers.read_all(paths, frozenset(), CancelToken())
        next(first)
        with pytest.raises(BugError):
            read(readers, paths)
        assert [reading.path for reading in first] == ["b.txt"]


def test_read_when_many_files_were_read_then_the_child_is_replaced(
    make_pool, tmp_path, started, monkeypatch
):
    monkeypatch.setattr(reader, "REPLACE_AFTER_FILES", 2)
    with make_pool() as readers:
        read(readers, put(tmp_path, *(f"{n}.txt" for n in range(5))))
    assert len(started) == 3


def test_read_when_the_child_has_grown_then_it_is_replaced(
    make_pool, tmp_path, started, monkeypatch
):
    monkeypatch.setattr(reader, "REPLACE_ABOVE_BYTES", 1)
    with make_pool() as readers:
        read(readers, put(tmp_path, "a.txt", "b.txt"))
    assert len(started) == 2


def test_split_when_cancelled_then_the_next_call_works(make_pool):
    token = CancelToken()
    token.cancel()
    with make_pool() as readers:
        readers.split("Some words.", (0,), "")
        with pytest.raises(Cancelled):
            readers.split("Some words.", (0,), "", token)
        assert len(readers.split("Some words.", (0,), "").passages[0]) == 1


def test_open_limit_when_size_is_known_then_it_follows_from_it(tmp_path, monkeypatch):
    asked = []

    class Watched(ChildProcess):
        def request(self, header, payload=b"", *, timeout_s, token=None):
            asked.append((header["op"], timeout_s))
            return super().request(header, payload, timeout_s=timeout_s, token=token)

    put(tmp_path, "a.txt")
    one = Reader(
        lambda: Watched("reader"),
        b64encode(os.fsencode(tmp_path)).decode(),
        [{"tokens": 50, "overlap": 5}],
    )
    one.read("a.txt", 40_000_000, lambda _: True, CancelToken())
    one.read("a.txt", 1 << 50, lambda _: False, CancelToken())
    one.close()
    most = reader.OPEN_BASE_S + limits.MAX_STREAMED_BYTES / reader.OPEN_BYTES_PER_S
    found = [(op, limit_s) for op, limit_s in asked[1:] if op != "close"]
    assert found == [("open", 22.0), ("read", limits.time_limit_s(None)), ("open", most)]


def test_outbox_when_full_then_putting_waits_until_something_is_taken():
    box, token, done = Outbox[int](max_items=2, max_bytes=100), CancelToken(), []
    box.expect(1)

    def put_four() -> None:
        for number, weight in enumerate((500, 60, 60, 10)):
            box.put(number, weight, token)
            done.append(number)
        box.leave()

    thread = threading.Thread(target=put_four)
    thread.start()
    taken = []
    while (item := box.take(token)) is not None:
        taken.append(item)
        assert len(done) <= len(taken) + 2
    thread.join()
    assert taken == [0, 1, 2, 3]


def test_outbox_when_nobody_takes_and_it_is_cancelled_then_putting_ends():
    box, token = Outbox[int](max_bytes=100), CancelToken()
    box.put(1, 100, token)
    timer = threading.Timer(0.1, token.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        box.put(2, 1, token)
    timer.join()


def test_pool_when_made_then_memory_is_limited_and_priority_low(tmp_path, monkeypatch):
    asked = {}

    def note(worker, **options):
        asked.update(options, worker=worker)
        raise ChildDied("enough")

    monkeypatch.setattr(pool, "ChildProcess", note)
    with pytest.raises(BugError):
        read(ReaderPool(folder=str(tmp_path), settings=SETTINGS), put(tmp_path, "a.txt"))
    assert asked == {"worker": "reader", "memory_limit": 1_500 << 20, "nice": 5}
