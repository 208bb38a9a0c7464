"""A bare Debian in a folder, and commands run in it: as root, or as a person without a network.

Standard library, debootstrap and util-linux; root. Whatever a command mounts lives in namespaces of
its own and is gone with it: nothing has to be cleaned up but the folder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

PERSON: Final = "person"
SUITE: Final = "bookworm"
_PERSON_ID: Final = 1000
_SOURCES: Final = (Path("/etc/apt/sources.list"), Path("/etc/apt/sources.list.d"))
# Run inside the namespaces, before the root is entered: $1 is the root, the command follows.
_MOUNTS: Final = """
set -eu; root=$1; shift
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
[ ! -d /tmp/.X11-unix ] || mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
exec "$@"
"""


class BareRoot:
    """A system of Debian's smallest set of packages, with one user.

    Args:
        folder: Its root; ``make`` fills it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def home(self) -> Path:
        """The person's home, seen from outside."""
        return self.folder / "home" / PERSON

    def make(self, base: Path, mirror: str) -> None:
        """Fill the folder with a copy of ``base``, which is made first if it is not there."""
        if not (base / "etc/debian_version").is_file():
            base.parent.mkdir(parents=True, exist_ok=True)
            unfinished = base.with_name(base.name + ".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            _run("debootstrap", "--variant=minbase", SUITE, str(unfinished), mirror)
            unfinished.rename(base)
        shutil.rmtree(self.folder, ignore_errors=True)
        _run("cp", "--archive", "--reflink=auto", str(base), str(self.folder))
        shutil.copyfile("/etc/resolv.conf", self.folder / "etc/resolv.conf")
        (self.folder / "tmp/.X11-unix").mkdir(mode=0o1777)
        self.run("useradd", "--create-home", f"--uid={_PERSON_ID}", "--shell=/bin/sh", PERSON)
        runtime = self.folder / f"run/user/{_PERSON_ID}"
        runtime.mkdir(parents=True, mode=0o700)
        os.chown(runtime, _PERSON_ID, _PERSON_ID)

    def run(self, *command: str | Path, check: bool = True) -> str:
        """Run a command as root, with the network; returns what it printed.

        Raises:
            CalledProcessError: It did not succeed.
        """
        return _run(*self._entering(), "/usr/bin/env", "-i", *_ROOT, *command, check=check)

    def as_person(
        self, command: Sequence[str | Path], variables: Mapping[str, str] | None = None
    ) -> list[str]:
        """Return what runs ``command`` as the person who has just logged in, without a network."""
        person = {
            "HOME": f"/home/{PERSON}",
            "USER": PERSON,
            "LOGNAME": PERSON,
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": f"/run/user/{_PERSON_ID}",
            **(variables or {}),
        }
        words = [f"{name}={value}" for name, value in person.items()]
        entered = self._entering("--net", as_person=True)
        return [*entered, "/usr/bin/env", "-i", *words, *map(str, command)]

    def _entering(self, *namespaces: str, as_person: bool = False) -> list[str]:
        unshared = ["unshare", "--mount", "--pid", "--fork", "--kill-child", *namespaces]
        user = [f"--userspec={PERSON}:{PERSON}"] if as_person else []
        root = str(self.folder)
        return [*unshared, "sh", "-c", _MOUNTS, "sh", root, "chroot", *user, root]

    def files(self) -> set[str]:
        """Return every path below the root but /proc, /sys and /dev, as one inside names it."""
        return {f"/{path}" for path in _below(self.folder, self.folder)}


_ROOT: Final = (
    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG=C.UTF-8",
    "HOME=/root",
    "DEBIAN_FRONTEND=noninteractive",
)
_NOT_FILES: Final = ("proc", "sys", "dev")


def hosts_mirror() -> str:
    """Return where this computer gets Debian itself from, or "" if that is not to be seen."""
    lists = [file for place in _SOURCES for file in ([place] if place.is_file() else _in(place))]
    for file in lists:
        text = file.read_text(encoding="utf-8")
        if found := re.search(r"^(?:deb\s(?:\[.*?\]\s)?|URIs:)\s*(\S+/debian/?)\s*", text, re.M):
            return found[1]
    return ""


def _in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _below(folder: Path, root: Path) -> Iterator[str]:
    for entry in os.scandir(folder):
        path = os.path.relpath(entry.path, root)
        if path in _NOT_FILES:
            continue
        yield path
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), root)


def _run(*command: str | Path, check: bool = True) -> str:
    done = subprocess.run(
        list(map(str, command)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if check and done.returncode != 0:
        print(done.stdout[-4000:])
        raise subprocess.CalledProcessError(done.returncode, list(map(str, command)))
    return done.stdout
