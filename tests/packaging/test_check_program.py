"""What the check of the frozen program takes for a fault, told by what it has seen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.scripts import load

if sys.platform != "linux":
    pytest.skip("the check is for Linux", allow_module_level=True)

check_program = load("check_program")
processes = load("linux/processes")
traced = load("linux/traced")
BUNDLE = Path("/opt/likewise")
STARTED = '12  execve("/opt/likewise/likewise", ["likewise"], 0x7ffd52681460 /* 3 vars */) = 0'
GIVEN = {"PATH": "/a/b", "LD_LIBRARY_PATH": "/own"}


def _problems(tmp_path: Path, *lines: str) -> list[str]:
    trace = tmp_path / "trace"
    trace.write_text("\n".join(lines), encoding="utf-8")
    found: list[str] = traced.problems(trace, BUNDLE, also=Path("/usr/bin/opener"))
    return found


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("7  socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 9", "connection"),
        ("7  socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP) = 9", "connection"),
        ('7  execve("/usr/bin/python3", ["python3"], 0x1 /* 7 vars */) = 0', "/usr/bin/python3"),
        ('7  openat(AT_FDCWD, "/usr/lib/python3.11/os.py", O_RDONLY) = 4', "python3.11/os.py"),
        ('7  openat(AT_FDCWD, "/lib/libpython3.11.so.1.0", O_RDONLY) = 4', "libpython3.11"),
    ],
)
def test_trace_with_a_network_another_program_or_foreign_python_is_told_once(
    tmp_path: Path, line: str, told: str
) -> None:
    (problem,) = _problems(tmp_path, STARTED, line, line)

    assert told in problem


def test_trace_of_the_program_itself_has_no_fault(tmp_path: Path) -> None:
    assert not _problems(
        tmp_path,
        STARTED,
        "7  socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3",
        '7  openat(AT_FDCWD, "/opt/likewise/_internal/libpython3.11.so.1.0", O_RDONLY) = 4',
        '7  openat(AT_FDCWD, "/home/ada/samples/code/fees.py", O_RDONLY) = 4',
        '8  execve("/usr/bin/opener", ["opener", "a.pdf"], 0x1 /* 7 vars */) = 0',
    )


def test_trace_without_a_start_proves_nothing(tmp_path: Path) -> None:
    assert _problems(tmp_path, "7  socket(AF_UNIX, SOCK_STREAM, 0) = 3") == ["trace tells nothing"]


def test_opener_with_the_persons_own_variables_is_right() -> None:
    told = "export LD_LIBRARY_PATH='/own'\nexport PATH='/a/b'\nexport PWD='/home'\n"

    assert not list(check_program.opened_with(told, GIVEN))


@pytest.mark.parametrize(
    "told",
    [
        "export LD_LIBRARY_PATH='/opt/likewise/_internal'\nexport PATH='/a/b'\n",
        "export PATH='/a/b'\n",
        "export LD_LIBRARY_PATH='/own'\nexport PATH='/a/b'\nexport QT_PLUGIN_PATH='/opt'\n",
    ],
)
def test_opener_with_a_variable_of_ours_or_one_lost_is_told(told: str) -> None:
    (problem,) = check_program.opened_with(told, GIVEN)

    assert "LD_LIBRARY_PATH" in problem or "QT_PLUGIN_PATH" in problem


def test_report_that_is_missing_or_names_the_folder_is_told() -> None:
    good = "Likewise 1.0 (packaged), Python 3.11\nbuiltins.FileNotFoundError\n  app.py:1 start\n"

    assert not list(check_program.report_problems(good, 70, ["Estate"]))
    assert list(check_program.report_problems(f"{good} Estate", 70, ["Estate"]))
    assert list(check_program.report_problems(good, 0, ["Estate"]))
    assert list(check_program.report_problems("", 70, ["Estate"]))


def test_children_are_known_by_what_they_run_and_were_started_for() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", "input()", "--worker", "reader", "{}"], stdin=subprocess.PIPE
    )
    try:
        assert child.pid in processes.descendants(os.getpid())
        assert processes.role(child.pid) == "reader"
        assert processes.executable(child.pid) == os.path.realpath(sys.executable)
        assert not processes.are_gone({child.pid})
    finally:
        processes.end({child.pid})
        child.communicate()

    assert processes.are_gone({child.pid})
    assert processes.executable(child.pid) == ""
