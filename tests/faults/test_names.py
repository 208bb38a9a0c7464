"""Names and things that no document should have: each once, stable, indexed or told."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import Tally
from tests.faults.disks import mounted, need
from tests.faults.support import Driver, index_state, likewise, scaled, toy_library

if sys.platform == "win32":
    pytest.skip("names of bytes exist on other systems only", allow_module_level=True)

_BODY = b"The tenant owes the rent of March for the house at the harbour."


def _names() -> list[bytes]:
    return [
        b"caf\xe9 latin-1.txt",
        b"\xff\xfe\x80.txt",
        unicodedata.normalize("NFC", "Müller é.txt").encode(),
        unicodedata.normalize("NFD", "Müller é.txt").encode(),
        b"two\nlines.txt",
        b"a\ttab \x1b[31m escape.txt",
        b"n" * 251 + b".txt",
        "字".encode() * 83 + b".txt",
        b" leading and trailing .txt ",
        b"-rf.txt",
        b"%s %d {0} \\ ' \" ; --.txt",
        b"CON.txt",
        b"semi;colon&amp.txt",
        "\u202egpj.txt".encode(),
        b"...txt",
    ]


@contextlib.contextmanager
def _deep(folder: Path, name: str, depth: int) -> Iterator[list[int]]:
    """Make folders one in the other; their path is longer than any call takes."""
    descriptors = [os.open(folder, os.O_RDONLY)]
    try:
        for _ in range(depth):
            os.mkdir(name, dir_fd=descriptors[-1])
            descriptors.append(os.open(name, os.O_RDONLY, dir_fd=descriptors[-1]))
        yield descriptors
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def _listed(folder: Path) -> dict[bytes, object]:
    with toy_library(folder) as library:
        states = library.files()
    found = {os.fsencode(state.path): state for state in states}
    assert len(found) == len(states)
    return found


def test_index_when_names_are_odd_then_each_once_and_stable(tmp_path: Path, tally: Tally) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    names = _names()
    for i, name in enumerate(names):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(_BODY + b" %d" % i)
    with _deep(folder, "d" * 200, 25) as descriptors:
        below = os.open("deep.txt", os.O_CREAT | os.O_WRONLY, dir_fd=descriptors[-1])
        os.write(below, _BODY + b" deep")
        os.close(below)
    with toy_library(folder) as library:
        library.update()
        assert library.verify() == []
    found = _listed(folder)
    deep = [path for path in found if path.endswith(b"/deep.txt")]
    assert set(found) == {*names, *deep}
    assert len(deep) == 1
    assert len(deep[0]) > 4096
    assert all(state.passages for state in found.values())
    with toy_library(folder) as library:
        again = library.update().summary
        assert (again.indexed, again.moved, again.removed) == (0, 0, 0)
        hits = library.search("tenant rent harbour", 50).hits
        alike = {path for hit in hits for path in (hit.path, *hit.alike)}
        assert len(alike) == len(names) + 1
        for path in alike:
            library.similar(path, 2, -1.0)
    told = likewise("list", folder, "--json")
    assert told.code == 0
    assert len(told.json["files"]) == len(names) + 1
    assert "\x1b" not in likewise("list", folder).out
    subprocess.run(["rm", "-rf", str(folder)], check=True)
    tally("odd names, a path of 5,000 bytes", len(names) + 1, "each once, stable, searchable")


def test_index_when_there_are_links_and_specials_then_told_and_not_followed(
    tmp_path: Path, tally: Tally
) -> None:
    folder, outside = tmp_path / "docs", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / "real.txt").write_bytes(_BODY)
    (outside / "secret.txt").write_bytes(b"zanzibar " * 20)
    (folder / "loop").symlink_to(folder)
    (folder / "self").symlink_to("self")
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    (folder / "out").symlink_to(outside)
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "copy.txt").symlink_to("real.txt")
    (folder / "dangling.txt").symlink_to("nowhere")
    os.link(folder / "real.txt", folder / "hard.txt")
    os.mkfifo(folder / "pipe.txt")
    # By a relative name: the path of a socket may have 108 bytes only.
    before = Path.cwd()
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("socket.txt")
    finally:
        os.chdir(before)
    with contextlib.suppress(PermissionError):
        os.mknod(folder / "device.txt", 0o020600, os.makedev(1, 3))
    started = time.monotonic()
    assert Driver("index", folder).wait() == 0
    took = time.monotonic() - started
    found = _listed(folder)
    entries = set(os.listdir(os.fsencode(folder)))
    assert set(found) == entries
    read = {path for path, state in found.items() if state.passages}
    assert read == {b"real.txt", b"hard.txt"}
    assert all(found[path].reason == "not_a_file" for path in entries - read)
    with toy_library(folder) as library:
        assert not any(hit.keyword for hit in library.search("zanzibar").hits)
        assert library.update().summary.indexed == 0
    assert took < 60
    tally("links, pipes, sockets, devices", len(entries) - 2, f"told, none followed, {took:.0f} s")


def test_index_when_a_file_turns_into_a_pipe_then_the_run_ends(
    tmp_path: Path, tally: Tally
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    trials = scaled(20)
    met = 0
    for i in range(trials):
        for n in range(60):
            (folder / f"{n}.txt").unlink(missing_ok=True)
            (folder / f"{n}.txt").write_bytes(_BODY + b" %d %d" % (i, n))
        stop = threading.Event()

        def turn(stop: threading.Event = stop) -> None:
            for n in reversed(range(0, 60, 2)):
                if stop.wait(0.02):
                    return
                os.mkfifo(folder / "new pipe")
                (folder / "new pipe").rename(folder / f"{n}.txt")

        driver = Driver("index", folder)
        driver.ready.wait()
        turning = threading.Thread(target=turn)
        turning.start()
        assert driver.wait() == 0
        stop.set()
        turning.join()
        found = _listed(folder)
        assert len(found) == 60
        met += sum(not state.passages for state in found.values())
    tally("files turn into pipes during the run", trials, f"ended, {met} told")


def test_index_when_a_file_is_huge_then_told_in_time(tmp_path: Path, tally: Tally) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "real.txt").write_bytes(_BODY)
    for name in ("huge.txt", "huge.pdf", "huge.docx", "huge.csv"):
        with open(folder / name, "wb") as file:
            file.truncate(10 << 30)
    started = time.monotonic()
    told = likewise("index", folder, "--json")
    took = time.monotonic() - started
    assert told.code == 0
    assert {
        p["path"]: p["reason"] for p in told.json["skipped"] + told.json["failed"]
    } == dict.fromkeys(("huge.csv", "huge.docx", "huge.pdf", "huge.txt"), "too_large")
    assert took < 300
    tally("sparse files of 10 GB", 4, f"told in {took:.0f} s")


@pytest.mark.root
def test_index_when_a_folder_is_mounted_inside_itself_then_the_run_ends(
    tmp_path: Path, tally: Tally
) -> None:
    need("mount")
    folder = tmp_path / "docs"
    (folder / "inner").mkdir(parents=True)
    (folder / "real.txt").write_bytes(_BODY)
    with mounted(folder / "inner", "--bind", folder):
        assert Driver("index", folder).wait() == 0
        found = _listed(folder)
        assert [path for path, state in found.items() if state.passages] == [b"real.txt"]
        state = index_state(folder)
    assert state["documents"]
    tally("a folder mounted inside itself", 1, "ends, each document once")
