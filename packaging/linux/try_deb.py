#!/usr/bin/env python3
"""Proves that the Debian package does all it says, on a bare system without Python or a network.

    sudo python packaging/linux/try_deb.py dist/likewise_0.1.0_amd64.deb [--cache DIR] [--out DIR]

A Debian 12 of the smallest set of packages is made, the package installed with what it depends on
and no more (but one font), the network cut. Then a person who has just logged in starts it from its
desktop entry, on a screen that is looked at from outside; the samples are indexed, searched and
reviewed, every connection is watched; the package is purged, and what is left is listed.

Standard library; root; debootstrap, strace, Xvfb and xdotool, and the validators appstreamcli,
desktop-file-validate and lintian. Prints a table; exits with 1 if anything in it is not so.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import left_behind  # noqa: E402
from bare_root import BareRoot, hosts_mirror  # noqa: E402
from desktop_entry import DesktopEntry  # noqa: E402
from screen import Screen  # noqa: E402
from window_trial import SAMPLES, FirstPaint, WindowTrial  # noqa: E402

_TOOLS: Final = (
    "debootstrap", "unshare", "strace", "Xvfb", "xdotool",
    "appstreamcli", "desktop-file-validate", "lintian",
)  # fmt: skip
_BUILD: Final = HERE.parent.parent / "build"
_ENTRY: Final = "usr/share/applications/likewise.desktop"
_ANSWER: Final = "policies/staff-handbook.pdf"
_KINDS: Final = {"identical_file", "identical_text", "near_duplicate"}
_CONNECT: Final = (
    "socket(S, PF_INET, SOCK_STREAM, 0);"
    ' connect(S, sockaddr_in(9, inet_aton("192.0.2.1"))) and exit 1; print "$!"'
)


@dataclass(slots=True)
class Table:
    """What was looked at, and what came of it."""

    rows: list[tuple[str, bool, str]] = field(default_factory=list)

    def add(self, what: str, is_so: object, found: object = "") -> None:
        """Write down one thing."""
        self.rows.append((what, bool(is_so), str(found)))
        print(f"  {'ok  ' if is_so else 'FAIL'}  {what}: {found}", flush=True)

    @contextmanager
    def station(self, name: str) -> Iterator[None]:
        """Do a part of the whole; what goes wrong in it fails the part, and the next is done."""
        print(f"\n{name}", flush=True)
        try:
            yield
        except Exception as exc:  # the edge of the program: the other stations shall be seen
            self.add(name, False, f"{type(exc).__name__}: {exc}")

    @property
    def is_good(self) -> bool:
        """Whether all is as it has to be."""
        return bool(self.rows) and all(is_so for _, is_so, _ in self.rows)

    def __str__(self) -> str:
        wide = max(len(what) for what, _, _ in self.rows)
        lines = [
            f"{'ok  ' if ok else 'FAIL'}  {what:<{wide}}  {found}" for what, ok, found in self.rows
        ]
        return "\n".join(lines)


class Trial:
    """The package on its way from the file to nothing but the person's own.

    Args:
        package: The .deb.
        root: Where it is installed.
        out: For pictures and the list of connections.
    """

    def __init__(self, package: Path, root: BareRoot, out: Path) -> None:
        self.package, self.root, self.out = package, root, out
        self.table = Table()
        self._before: set[str] = set()
        self._traces = 0

    def run(self, base: Path, mirror: str, *, lintian: bool) -> None:
        """Do everything, in order."""
        stations: list[tuple[str, Callable[[], None]]] = [
            ("Validators", lambda: self._validate(lintian=lintian)),
            ("Installed on a bare system", lambda: self._install(base, mirror)),
            ("The network is cut", self._see_that_it_is_cut),
            ("Self-test", self._self_test),
            ("Window", self._window),
            ("Command line", self._command_line),
            ("Connections", self._connections),
            ("First paint", self._first_paint),
            ("Purged", self._purge),
        ]
        for name, station in stations:
            with self.table.station(name):
                station()

    def _validate(self, *, lintian: bool) -> None:
        with tempfile.TemporaryDirectory() as place:
            unpacked = subprocess.Popen(
                ["dpkg-deb", "--fsys-tarfile", self.package], stdout=subprocess.PIPE
            )
            tar = ["tar", "--extract", "--directory", place, "./usr/share"]
            subprocess.run(tar, stdin=unpacked.stdout, check=True)
            unpacked.wait()
            metainfo = next(Path(place, "usr/share/metainfo").iterdir())
            self._validated("desktop-file-validate", Path(place, _ENTRY))
            self._validated("appstreamcli", "validate", "--no-net", metainfo)
        if lintian:
            self._validated("lintian", "--allow-root", "--fail-on=error,warning", self.package)

    def _validated(self, *command: str | Path) -> None:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        told = (done.stdout + done.stderr).strip()
        lines = told.splitlines()
        last = lines[-1] if lines else "nothing to say"
        self.table.add(str(command[0]), done.returncode == 0, last)

    def _install(self, base: Path, mirror: str) -> None:
        root = self.root
        root.make(base, mirror)
        self.table.add("no Python in the bare system", not _pythons(root), mirror and "Debian 12")
        self._before = root.files()
        root.run("apt-get", *_APT, "update")
        shutil.copy(self.package, root.folder / "tmp/package.deb")
        install = ("install", "--no-install-recommends", "/tmp/package.deb", "fonts-dejavu-core")
        told = root.run("apt-get", *_APT, "--yes", *install)
        (root.folder / "tmp/package.deb").unlink()
        new = sum(line.startswith("Setting up ") for line in told.splitlines())
        version = root.run("dpkg-query", "--show", "--showformat=${Version}", "likewise")
        self.table.add("apt installs it", version, f"{version}, {new} packages with what it needs")
        self.table.add("still no Python in the system", not _pythons(root))
        broken = root.run("dpkg", "--verify", "likewise", check=False)
        self.table.add("every file as packed", not broken.strip(), broken.strip()[:80])

    def _see_that_it_is_cut(self) -> None:
        # So that neither the silence of the network nor that of strace below is one of deaf ears.
        told, trace = self._traced("perl", "-MSocket", "-e", _CONNECT)
        self.table.add("a connection is refused", "unreachable" in told, told)
        seen = trace.read_text(encoding="utf-8", errors="replace")
        self.table.add("and strace sees it", "sa_family=AF_INET" in seen)
        trace.unlink()

    def _self_test(self) -> None:
        told, _ = self._traced("likewise", "--self-test")
        found = json.loads(told.splitlines()[-1])
        facts = {name: found[name] for name in ("least_cosine", "seconds") if name in found}
        self.table.add(
            "answers and vectors equal to the source's",
            found["ok"] and found["frozen"],
            "; ".join(found["problems"]) or facts,
        )

    def _command_line(self) -> None:
        add = self.table.add
        told, _ = self._traced("likewise", "tour")
        state = self._asked("status", SAMPLES)
        add("samples indexed", state["coverage"]["full"] >= 40, state["coverage"]["sentence"])
        hits = self._asked("search", SAMPLES, "maternity and paternity benefits")["results"]
        add("searched by meaning", hits[0]["path"] == _ANSWER, hits[0]["why"])
        like = self._asked(
            "similar", SAMPLES, "health/discharge-pennington.txt", "--threshold=0.4"
        )["results"]
        add("similar found", like[0]["path"] == "mail/appointment.eml", like[0]["why"])
        groups = self._asked("duplicates", SAMPLES)["groups"]
        kinds = sorted({group["kind"] for group in groups})
        add("duplicates found", set(kinds) >= _KINDS, f"{len(groups)} groups: {', '.join(kinds)}")
        self._review(groups)
        add("the tour says the same", _ANSWER in told and "Duplicates" in told)

    def _review(self, groups: list[dict[str, Any]]) -> None:
        add = self.table.add
        copies = [
            file["path"] for group in groups for file in group["files"] if file.get("removable")
        ]
        copy = next(path for path in copies if path.startswith("archive/"))
        file = self.root.folder / SAMPLES[1:] / copy
        removed = self._asked("delete", SAMPLES, copy, "--yes")
        add("a copy goes to the bin", removed["trashed"] == [copy] and not file.exists(), copy)
        back = self._asked("undo", SAMPLES)
        add("and comes back", back["restored"] == [copy] and file.exists())
        journal = self._asked("verify-journal", SAMPLES)
        add("journal and index sound", journal["ok"] and self._asked("verify", SAMPLES)["ok"])

    def _window(self) -> None:
        entry = DesktopEntry.read(self.root.folder / _ENTRY)
        with Screen() as screen:
            trial = WindowTrial(self.root, entry, screen, self.out)
            for what, is_so, found in trial.run(self._tracing):
                self.table.add(what, is_so, found)

    def _connections(self) -> None:
        traces = sorted(self.out.glob("connections-*.txt"))
        lines = [
            line
            for trace in traces
            for line in trace.read_text(encoding="utf-8", errors="replace").splitlines()
        ]
        outside = [line for line in lines if "AF_INET" in line]
        local = sum("connect(" in line and "AF_UNIX" in line for line in lines)
        self.table.add(
            "no socket of the internet, by strace",
            self._traces > 5 and not outside,
            outside[0]
            if outside
            else f"0 in {len(traces)} runs; {local} on this computer (display)",
        )

    def _first_paint(self) -> None:
        entry = DesktopEntry.read(self.root.folder / _ENTRY)
        measured = FirstPaint(self.root, entry)
        seconds, cpu, entering = measured.run(times=7)
        load = os.getloadavg()[0]
        self.table.add(
            f"first paint, warm, at most {_PAINT_S:.0f} s where nothing else runs",
            seconds <= _PAINT_S or load > (os.cpu_count() or 1),
            f"{seconds:.2f} s (median of 7; {cpu:.2f} CPU s; load {load:.1f};"
            f" {entering:.2f} s of it to enter the root)",
        )

    def _purge(self) -> None:
        root = self.root
        home_before = left_behind.below(root.home)
        root.run(
            "apt-get", *_APT, "--yes", "purge", "--autoremove", "likewise", "fonts-dejavu-core"
        )
        root.run("apt-get", "clean")
        home = left_behind.below(root.home)
        self.table.add("nothing of the person's is gone", home == home_before, f"{len(home)} paths")
        strange = left_behind.strange_in_home(home)
        self.table.add(
            "in the home: indexes, settings, samples, the bin",
            not strange,
            strange or ", ".join(left_behind.kept(home)),
        )
        left = left_behind.strange_in_system(root.files() - self._before)
        self.table.add("in the system: nothing", not left, left[:5] or "but apt's own records")
        gone = sorted(
            path for path in self._before - root.files() if not left_behind.is_record(path)
        )
        self.table.add("what was there before is there", not gone, gone[:5])

    def _asked(self, *arguments: str) -> Any:
        told, _ = self._traced("likewise", *arguments, "--json")
        return json.loads(told)

    def _traced(self, *command: str) -> tuple[str, Path]:
        wrapped, trace = self._tracing(self.root.as_person(command))
        done = subprocess.run(
            wrapped, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, encoding="utf-8", check=False, timeout=900,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {done.returncode} {done.stderr[-600:]}")
        return done.stdout, trace

    def _tracing(self, command: Sequence[str]) -> tuple[list[str], Path]:
        self._traces += 1
        trace = self.out / f"connections-{self._traces:02}.txt"
        strace = ["strace", "--follow-forks", "--seccomp-bpf", "--quiet=all", "--signal=none"]
        return [*strace, "--trace=%network", f"--output={trace}", *command], trace


_PAINT_S: Final = 1.0
_APT: Final = ("--quiet", "-o", "Acquire::Check-Valid-Until=false", "-o", "Acquire::Languages=none")


def _pythons(root: BareRoot) -> list[str]:
    places = ("usr/bin", "usr/local/bin", "usr/lib")
    return [str(found) for place in places for found in (root.folder / place).glob("python*")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the package named; returns the exit status."""
    parser = argparse.ArgumentParser(prog="try_deb.py", description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, metavar="DEB")
    parser.add_argument("--mirror", default=hosts_mirror(), help="of Debian (as on this computer)")
    parser.add_argument(
        "--cache", type=Path, default=_BUILD / "bare-system", metavar="DIR",
        help="keeps the bare system for the next time (build/bare-system)",
    )  # fmt: skip
    parser.add_argument(
        "--out", type=Path, default=_BUILD / "try-deb", metavar="DIR",
        help="for pictures and lists of connections (build/try-deb)",
    )  # fmt: skip
    parser.add_argument("--no-lintian", action="store_true", help="it takes minutes")
    parser.add_argument("--keep", action="store_true", help="leave the system as it is at the end")
    chosen = parser.parse_args(arguments)
    if os.geteuid() != 0:
        parser.error("only root can make a system of its own")
    if missing := [tool for tool in _TOOLS if not shutil.which(tool)]:
        parser.error(f"not installed: {', '.join(missing)}")
    if not chosen.mirror:
        parser.error("this computer does not say where it gets Debian from; name a --mirror")
    out: Path = chosen.out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    root = BareRoot(chosen.cache.resolve() / "root")
    trial = Trial(chosen.package.resolve(), root, out)
    try:
        trial.run(chosen.cache.resolve() / "base", chosen.mirror, lintian=not chosen.no_lintian)
    finally:
        if not chosen.keep:
            shutil.rmtree(root.folder, ignore_errors=True)
    (out / "table.txt").write_text(f"{trial.table}\n", encoding="utf-8")
    good = trial.table.is_good
    print(f"\n{trial.table}\n\n{'All is' if good else 'NOT all is'} as it has to be.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
