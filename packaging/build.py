#!/usr/bin/env python3
"""Makes what people install, for the system it runs on, with nothing but Python 3.11 or later.

    python packaging/build.py [linux|windows|macos] [--out DIR]

A clean environment, the notices, the frozen program, what fills it, its self-test; on Linux also
the Debian package. Windows' setup and macOS' disk image are made from the folder by the scripts in
packaging/windows and packaging/macos. Needs a C compiler, binutils and dpkg on Linux.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "linux"), str(HERE / "pyinstaller")]

import bootstrap  # noqa: E402
import build_deb  # noqa: E402
import check_bundle  # noqa: E402
import contents  # noqa: E402
import run_paths  # noqa: E402

WORK: Final = contents.ROOT / "build"
SYSTEM: Final = {"linux": "linux", "win32": "windows", "darwin": "macos"}
_COMPRESSIONS: Final = ("xz", "zstd", "none")


class BuildProblem(Exception):
    """A sentence for the person at the terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build; returns the exit status."""
    here = SYSTEM.get(sys.platform, "linux")
    parser = argparse.ArgumentParser(prog="build.py", description="Makes what people install.")
    parser.add_argument("system", nargs="?", default=here, choices=sorted(SYSTEM.values()))
    parser.add_argument("--out", type=Path, default=contents.ROOT / "dist", metavar="DIR")
    parser.add_argument(
        "--environment", type=Path, default=WORK / "environment", metavar="DIR",
        help="where what is packed is installed; must hold nothing else",
    )  # fmt: skip
    parser.add_argument(
        "--compression", choices=_COMPRESSIONS, default="xz",
        help="of the Debian package; zstd is quick, for trying (xz)",
    )  # fmt: skip
    parser.add_argument("--keep", action="store_true", help="take the frozen program that is there")
    chosen = parser.parse_args(arguments)
    if chosen.system != here:
        parser.error(f"a program for {chosen.system} can only be made there; this is {here}")
    out: Path = chosen.out.resolve()
    try:
        build(out, chosen.environment.resolve(), chosen.compression, keep=chosen.keep)
    except (BuildProblem, bootstrap.SetupProblem) as problem:
        print(f"\nNot built: {problem}", file=sys.stderr)
        return 1
    return 0


def build(out: Path, environment: Path, compression: str, *, keep: bool) -> None:
    """Make everything in ``out``.

    Raises:
        BuildProblem, SetupProblem: It cannot be done, or is not as it has to be.
    """
    bootstrap.ENVIRONMENT = environment
    python = bootstrap.set_up(extra="package")
    icons, notices = WORK / "icons", WORK / "notices"
    _run([python, HERE / "make_icons.py", icons])
    _run([python, HERE / "notices.py", notices])
    bundle = out / "likewise"
    if not keep:
        freeze(python, out, icons, notices)
    _check(bundle)
    self_test(_program(out))
    made = [Path(shutil.copy(notices / "likewise.cdx.json", out))]
    if sys.platform == "linux":
        made.append(build_deb.build_deb(bundle, icons, out, contents.version(), compression))
        _check_size(made[-1], compression)
    write_sums(out, made)


def freeze(python: str, out: Path, icons: Path, notices: Path) -> None:
    """Let PyInstaller make the folder, strip what may be stripped, forget where it was built."""
    given = {"LIKEWISE_NOTICES": str(notices), **_looks(python, icons)}
    command = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(out), "--workpath", str(WORK / "pyinstaller")]
    _run([*command, HERE / "pyinstaller" / "likewise.spec"], given)
    if sys.platform == "linux":
        internal = out / "likewise" / "_internal"
        strip(internal)
        run_paths.forget(file for file in internal.rglob("*.so*") if not file.is_symlink())


def strip(internal: Path) -> None:
    """Take the symbols from the libraries where that pays: see ``contents.STRIPPED``."""
    files = {file for pattern in contents.STRIPPED for file in internal.glob(pattern)}
    _run(["strip", "--strip-unneeded", *sorted(file for file in files if not file.is_symlink())])


def self_test(program: Path) -> None:
    """Have the frozen program prove that it answers as the source does, without a network."""
    command: list[str | Path] = [program, "--self-test"]
    if sys.platform == "linux" and shutil.which("unshare"):
        alone = ["unshare", "--net", *([] if os.geteuid() == 0 else ["--map-root-user"])]
        if subprocess.run([*alone, "true"], check=False, capture_output=True).returncode == 0:
            command = [*alone, *command]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    print(done.stdout.strip(), flush=True)
    if done.returncode != 0 or not json.loads(done.stdout)["ok"]:
        raise BuildProblem("the frozen program does not pass its self-test.")


def write_sums(out: Path, made: Sequence[Path]) -> None:
    """Write SHA256SUMS of what people fetch, as ``sha256sum --check`` reads it."""
    lines = []
    for file in made:
        with file.open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.name}\n")
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    print("".join(lines), end="", flush=True)


def _looks(python: str, icons: Path) -> dict[str, str]:
    if sys.platform == "win32":
        version = WORK / "version_info.txt"
        _run([python, HERE / "windows" / "version_info.py", version])
        return {"LIKEWISE_ICON": str(icons / "likewise.ico"), "LIKEWISE_VERSION_INFO": str(version)}
    if sys.platform == "darwin":
        return {"LIKEWISE_ICON": str(icons / "likewise.icns")}
    return {}


def _program(out: Path) -> Path:
    if sys.platform == "darwin":
        return out / "Likewise.app" / "Contents" / "MacOS" / "likewise"
    return out / "likewise" / ("likewise-cli.exe" if sys.platform == "win32" else "likewise")


def _check(bundle: Path) -> None:
    found = check_bundle.check(bundle)
    print("\n".join(found.table), flush=True)
    if found.problems:
        raise BuildProblem("; ".join(found.problems))


def _check_size(deb: Path, compression: str) -> None:
    size = deb.stat().st_size / 2**20
    print(f"{deb.name}: {size:,.0f} MiB", flush=True)
    if size > build_deb.MOST_MIB and compression == "xz":  # the others are for trying
        raise BuildProblem(f"{deb.name} has {size:.0f} MiB, more than {build_deb.MOST_MIB}.")


def _run(command: Sequence[str | Path], variables: Mapping[str, str] | None = None) -> None:
    try:
        subprocess.run(
            command, env={**os.environ, **(variables or {})}, cwd=contents.ROOT, check=True
        )
    except (OSError, subprocess.CalledProcessError) as exc:
        raise BuildProblem(f"{command[0]} failed ({exc}).") from exc


if __name__ == "__main__":
    sys.exit(main())
