#!/usr/bin/env python3
"""Sets Likewise up and runs it, or its tests, with nothing but Python 3.11 or later.

    python3 packaging/bootstrap.py run [FOLDER]        FOLDER, or the sample documents
    python3 packaging/bootstrap.py test [ARGUMENT...]  all checks; with arguments only pytest

Everything goes into .venv in this checkout, with the exact versions of constraints.txt. It is
used again until those change. LIKEWISE_TORCH_INDEX may name the package index that PyTorch is
taken from, where the usual one offers only builds for NVIDIA hardware that is not there.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
ENVIRONMENT = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)

# ".venv/bin/likewise" runs this checkout; "compat" makes it one plain path entry.
_AS_CHECKOUT = ("--no-build-isolation", "--config-settings", "editable_mode=compat")

# Programs that tests use where they are there: command, Debian package, what for.
SYSTEM_PROGRAMS = (
    ("strace", "strace", "shows that no child opens a socket"),
    ("unshare", "util-linux", "runs the local path with the network cut"),
    ("mkfs.ext4", "e2fsprogs", "file system for the simulated power cuts"),
    ("Xvfb", "xvfb", "a screen in memory, for the window"),
    ("xauth", "xauth", "xvfb-run wants it"),
    ("dbus-run-session", "dbus", "a session of its own for the accessibility tree"),
    ("gnome-keyring-daemon", "gnome-keyring", "a real keyring for keys"),
    ("secret-tool", "libsecret-tools", "sees a keyring as other programs do"),
    ("/usr/libexec/at-spi2-registryd", "at-spi2-core", "reads the window as screen readers do"),
)

# What Qt's window needs of Debian and Ubuntu beyond a bare system: library, package. The last
# six are for a real X server, the others for drawing without a screen, too.
WINDOW_LIBRARIES = (
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
)
FONTS = Path("/usr/share/fonts")

# The quick checks, in the order of their run time.
CHECKS = (
    ("layout", ["-m", "ruff", "format", "--check", "."]),
    ("lint", ["-m", "ruff", "check", "."]),
    ("import contract", ["-c", "from importlinter.cli import lint_imports; lint_imports()"]),
    ("types", ["-m", "mypy"]),
)


class SetupProblem(Exception):
    """A sentence for the person at the terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status, 1 if the set-up failed, 130 if interrupted."""
    parser = argparse.ArgumentParser(
        prog="bootstrap.py", description="Sets Likewise up and runs it, or its tests."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="run|test")
    run = commands.add_parser("run", help="set up and open FOLDER, or the sample documents")
    run.add_argument("folder", nargs="?", metavar="FOLDER")
    test = commands.add_parser("test", help="set up and run all checks and tests")
    test.add_argument("rest", nargs=argparse.REMAINDER, metavar="ARGUMENT", help="for pytest")
    chosen = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        check_python(sys.version_info[:2])
        if chosen.command == "run":
            return run_application(chosen.folder)
        return run_tests(chosen.rest)
    except SetupProblem as problem:
        print(f"\nLikewise could not be set up: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def check_python(version: tuple[int, int]) -> None:
    """Raise ``SetupProblem`` if this Python is too old."""
    if version < OLDEST_PYTHON:
        raise SetupProblem(
            f"it needs Python {'.'.join(map(str, OLDEST_PYTHON))} or later, "
            f"and this is {'.'.join(map(str, version))}."
        )


def run_application(folder: str | None) -> int:
    """Set up and do the main job on ``folder``, or on the samples if None."""
    target = []
    if folder is not None:
        path = Path(folder).expanduser().resolve()
        if not path.is_dir():
            raise SetupProblem(f"there is no folder “{folder}”.")
        target = [str(path)]
    python = set_up(extra=None)
    return _call([python, "-m", "desktop_app", *target])


def run_tests(pytest_arguments: Sequence[str]) -> int:
    """Set up, run the checks and the quick tests; with arguments, only pytest with those."""
    install_system_programs()
    python = set_up(extra="dev")
    failed = [] if pytest_arguments else [name for name, c in CHECKS if not _check(python, name, c)]
    if failed:
        print(f"\nNot passed: {', '.join(failed)}. The tests follow.\n", flush=True)
    status = _call([python, "-m", "pytest", *pytest_arguments])
    return status or (1 if failed else 0)


def set_up(*, extra: str | None) -> str:
    """Return the Python of an environment that has everything; makes or repairs it if need be.

    Args:
        extra: Name of the optional dependencies of pyproject.toml that are wanted as well.
    """
    groups = ["", *([extra] if extra else [])]
    state = _read_state()
    ready = state.get("fingerprint") == fingerprint() and set(groups) <= set(state["groups"])
    if ready and _works(["-c", "pass"]):
        return str(_python())
    print(
        f"Setting up Likewise in {ENVIRONMENT.name}. This happens once and takes a few minutes.",
        flush=True,
    )
    if _must_be_made_anew(state):
        _make_environment()
    _write_state({"unfinished": True})
    _install_torch()
    wanted = [requirement for group in groups for requirement in requirements(group)]
    with _Step("Installing the other libraries"):
        _pip(["install", *wanted])
        _pip(["install", "--no-deps", *_AS_CHECKOUT, "--editable", str(ROOT)])
    _install_text_recognition()
    with _Step("Checking"):
        if not _works(["-m", "pip", "check"]) or not _works(
            ["-c", "import torch, numpy, lxml, desktop_app"]
        ):
            raise SetupProblem("what was installed does not fit together. Please run this again.")
    _write_state({"fingerprint": fingerprint(), "python": _version(), "groups": groups})
    return str(_python())


def fingerprint() -> str:
    """Return what an environment depends on, hashed: pins, needs, this script, Python, place."""
    parts = [CONSTRAINTS.read_bytes(), Path(__file__).read_bytes()]
    parts += [repr(requirements(group)).encode() for group in ("", "ocr", "dev", "package")]
    parts += [_version().encode(), os.fsencode(ENVIRONMENT)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def requirements(group: str) -> list[str]:
    """Return the needs named in pyproject.toml; ``group`` "" is the application's own."""
    import tomllib  # 3.11: not at the top, so that an older Python gets a sentence

    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    found: list[str] = project["optional-dependencies"][group] if group else project["dependencies"]
    return found


def has_nvidia_gpu() -> bool:
    """Return whether this computer has an NVIDIA driver."""
    return shutil.which("nvidia-smi") is not None or Path("/proc/driver/nvidia").exists()


def wants_cuda(report: str) -> bool:
    """Return whether pip's installation report names CUDA libraries."""
    names = [item["metadata"]["name"].lower() for item in json.loads(report)["install"]]
    return any(name.startswith(("nvidia-", "cuda-")) for name in names)


def install_system_programs() -> None:
    """Install what tests want on Debian and Ubuntu, when allowed to; else tests skip it."""
    missing = [
        package
        for command, package, _ in SYSTEM_PROGRAMS
        if shutil.which(command) is None and shutil.which(f"/usr/sbin/{command}") is None
    ]
    if sys.platform != "linux":
        return
    missing += missing_for_window()
    if not missing:
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print(f"Some tests will be skipped without: {', '.join(missing)}", flush=True)
        return
    with _Step(f"Installing {', '.join(missing)}"):
        try:
            _apt_install(missing)
        except SetupProblem:
            print("Not possible here; some tests will be skipped.", flush=True)


def missing_for_window() -> list[str]:
    """Return the Debian packages without which Qt can show no window on this Linux."""
    found = [package for library, package in WINDOW_LIBRARIES if not _has_library(library)]
    if next(FONTS.rglob("*.[to]tf"), None) is None:
        found.append("fonts-dejavu-core")
    return found


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _must_be_made_anew(state: dict[str, Any]) -> bool:
    """Half made, made by another Python, or unusable; one made by hand is only added to."""
    by_another = state.get("python", _version()) != _version()
    return "unfinished" in state or by_another or not _works(["-m", "pip", "--version"])


def _make_environment() -> None:
    with _Step("Making an environment"):
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        # Written first: whatever stops us from here on leaves a mark.
        _write_state({"unfinished": True})
        command = [sys.executable, "-m", "venv", str(ENVIRONMENT)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode == 0:
            return
        # Debian keeps ensurepip in a package of its own.
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
            _apt_install([package])
            _must(command, "no environment could be made")
            return
        raise SetupProblem(
            f"this Python cannot make environments. On Debian and Ubuntu, install {package}."
        )


def _install_torch() -> None:
    """Install PyTorch by itself, in a build for this computer.

    On Linux the usual index may offer only builds that need gigabytes of CUDA libraries; without
    them they cannot even be imported (pytorch#131284), so leaving those out is no way.
    """
    torch = next(r for r in requirements("") if r.startswith("torch=="))
    index = os.environ.get("LIKEWISE_TORCH_INDEX")
    if index:
        with _Step("Installing PyTorch"):
            _pip(["install", "--no-deps", "--index-url", index, torch])
        return
    if sys.platform == "linux" and not has_nvidia_gpu():
        with _Step("Looking for PyTorch"):
            report = _pip(["install", "--dry-run", "--ignore-installed", "--report", "-", torch])
        if wants_cuda(report):
            raise SetupProblem(
                "pip offers only a PyTorch for NVIDIA graphics here, gigabytes that this computer "
                "has no use for. Set LIKEWISE_TORCH_INDEX to the address of PyTorch's packages "
                "for “CPU” (see “Get started” on PyTorch's own site) and run this again."
            )
    with _Step("Installing PyTorch"):
        _pip(["install", torch])


def _install_text_recognition() -> None:
    """Install what reads scanned pages, where there is a ready build of it; go on without it."""
    with _Step("Installing text recognition"):
        try:
            _pip(["install", "--only-binary", "tesserocr,pillow", *requirements("ocr")])
            return
        except SetupProblem:
            pass
    print("Not possible here; scanned pages will be told, not read.", flush=True)


def _pip(arguments: Sequence[str]) -> str:
    command = [str(_python()), "-m", "pip", arguments[0], "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--constraint", str(CONSTRAINTS)]
    return _must([*command, *arguments[1:]], "pip could not do its part")


def _apt_install(packages: Sequence[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    what = f"apt-get could not install {', '.join(packages)}"
    _must(["apt-get", "update", "-qq"], what, environment)
    _must(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], what, environment
    )


def _must(command: Sequence[str], failure: str, environment: dict[str, str] | None = None) -> str:
    """Run quietly and return the output; what was said is shown only if it went wrong."""
    result = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if result.returncode != 0:
        said = [line for line in result.stderr.splitlines() if not line.startswith("WARNING")]
        raise SetupProblem("\n  ".join([f"{failure}.", *said[-12:]]))
    return result.stdout


def _check(python: str, name: str, arguments: Sequence[str]) -> bool:
    started = time.monotonic()
    result = subprocess.run(
        [python, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    passed = result.returncode == 0
    took = time.monotonic() - started
    print(f"  {name:<16} {'passed' if passed else 'NOT PASSED'}  {took:.1f} s", flush=True)
    if not passed:
        print(result.stdout, flush=True)
    return passed


def _call(command: Sequence[str]) -> int:
    """Run in the foreground, from the checkout; returns the exit status."""
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except OSError as exc:
        raise SetupProblem(f"{command[0]} cannot be started: {exc.strerror}.") from exc


def _works(arguments: Sequence[str]) -> bool:
    try:
        result = subprocess.run(
            [str(_python()), *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError:
        return False
    return result.returncode == 0


def _python() -> Path:
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _state_file() -> Path:
    return ENVIRONMENT / "likewise-setup.json"


def _read_state() -> dict[str, Any]:
    """Return what is known of the environment; {} if it is not there or not ours."""
    try:
        state = json.loads(_state_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        state = None
    return state if isinstance(state, dict) else {"unfinished": True}


def _write_state(state: dict[str, Any]) -> None:
    try:
        ENVIRONMENT.mkdir(exist_ok=True)
        _state_file().write_text(json.dumps(state), encoding="utf-8")
    except OSError as exc:
        raise SetupProblem(f"{ENVIRONMENT} cannot be written: {exc.strerror}.") from exc


def _version() -> str:
    return platform.python_version()


class _Step:
    """One line for one part of the work, with the time it took."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        self._started = time.monotonic()
        print(f"  {self._what} ...", end="", flush=True)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        ending = "stopped" if kind else f"{time.monotonic() - self._started:.0f} s"
        print(f" {ending}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
