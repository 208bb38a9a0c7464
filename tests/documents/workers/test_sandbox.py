from __future__ import annotations

import subprocess
import sys

import pytest

from desktop_app.documents.workers.sandbox import RECURSION_DEPTH

ENTER = "from desktop_app.documents.workers import sandbox; sandbox.enter(); "


def run(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    # An audit hook cannot be taken off again, so each trial has its own process.
    return subprocess.run(
        [sys.executable, "-c", ENTER + code], capture_output=True, text=True, env=env, check=False
    )


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import subprocess, sys; subprocess.run([sys.executable, '-V'])",
        "import os; os.system('true')",
        "open(TARGET, 'w')",
        "open(TARGET, 'r+')",
        "import os; os.open(TARGET, os.O_WRONLY | os.O_CREAT)",
        "import tempfile; tempfile.TemporaryFile(dir=os.path.dirname(TARGET))",
        "import os; os.remove(TARGET)",
        "import os; os.rename(TARGET, TARGET + 'x')",
    ],
)
def test_enter_when_code_reaches_out_then_refused(code, tmp_path):
    target = tmp_path / "document.txt"
    target.write_text("unchanged")
    done = run(f"import os; TARGET = {str(target)!r}; {code}")
    assert "PermissionError: a reader process" in done.stderr
    assert target.read_text() == "unchanged"
    assert list(tmp_path.iterdir()) == [target]


def test_enter_when_only_reading_then_allowed():
    code = (
        "import os, sys; open(os.__file__).close(); open(os.devnull, 'w').close(); "
        "print(sys.getrecursionlimit(), 'HTTPS_PROXY' in os.environ)"
    )
    done = run(code, HTTPS_PROXY="http://proxy")
    assert done.stdout.split() == [str(RECURSION_DEPTH), "False"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit less")
def test_enter_when_memory_is_eaten_then_memory_error():
    assert "MemoryError" in run("bytearray(4 << 30)").stderr
    assert run("import resource as r; print(r.getrlimit(r.RLIMIT_CORE))").stdout == "(0, 0)\n"
