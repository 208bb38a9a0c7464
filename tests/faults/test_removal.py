"""Documents removed under fire: two processes at once, and kills at any moment. One copy stays."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.conftest import Tally
from tests.faults.support import CHECKOUT, scaled
from tests.review.support import Desk

_WORDS = "The same words."
_COPIES = 12
_LINES_EACH = 2  # of the journal: what is about to happen, and what came of it

_REMOVES = """
import hashlib, sys
from pathlib import Path
from desktop_app.index.location import IndexLocation, Place
from desktop_app.review.bins import DesktopBin
from desktop_app.review.desk import ReviewDesk
from desktop_app.review.removal import Planned

base = Path(sys.argv[1])
plan = []
for path, kept in (pair.split("=") for pair in sys.argv[3:]):
    with open(base / "Documents" / path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
    plan.append(Planned(path, digest, kept, digest))
location = IndexLocation(base / "Documents", base / sys.argv[2], Place.BESIDE)
desk = ReviewDesk(location, anchors=base / "anchors", locks=base / sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
applied = desk.remove(plan, bin=DesktopBin(base / "Trash"))
print(*(outcome.path for outcome in applied.removed), sep="|")
print(*(outcome.reason for outcome in applied.refused), sep="|", flush=True)
"""


def _remover(base: Path, index: str, *pairs: str) -> subprocess.Popen[str]:
    (base / index).mkdir(exist_ok=True)
    child = subprocess.Popen(
        [sys.executable, "-c", _REMOVES, str(base), index, *pairs],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def _let_go(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def test_remove_when_two_processes_remove_each_others_copy_then_one_stays(
    tmp_path: Path, tally: Tally
) -> None:
    races, lost, both_stayed, met = scaled(60), 0, 0, 0
    for race in range(races):
        desk = Desk(tmp_path / str(race))
        # In every other race reading takes so long that each holds what the other wants.
        words = _WORDS * (1 if race % 2 else 500_000)
        desk.write("a.txt", words)
        desk.write("b.txt", words)
        # Two indexes and two locks, as two users would have: only the files' own locks remain.
        one = _remover(desk.base, "one.likewise", "a.txt=b.txt")
        other = _remover(desk.base, "other.likewise", "b.txt=a.txt")
        for child in (one, other):
            _let_go(child)
        answers = [child.communicate()[0].splitlines() for child in (one, other)]
        said = [removed for removed, _ in answers]
        met += any("by someone else" in refused for _, refused in answers)
        stays = desk.names()
        lost += not stays
        both_stayed += len(stays) == 2
        assert sorted([*stays, *(name for name in said if name)]) == ["a.txt", "b.txt"]
        assert sorted(desk.in_trash()) == sorted(name for name in said if name)
    result = f"{lost} lost, {both_stayed} undecided, {met} met at a lock"
    tally("two processes remove each other's copy", races, result)
    assert lost == 0
    assert met > races // 4


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_remove_when_killed_at_any_moment_then_nothing_is_lost_and_the_journal_knows(
    tmp_path: Path, tally: Tally
) -> None:
    rounds, midway, begun, in_bin = scaled(60), 0, 0, 0
    chance = random.Random(7)
    names = [f"copy {i}.txt" for i in range(_COPIES)]
    for number in range(rounds):
        desk = Desk(tmp_path / str(number))
        for name in ("kept.txt", *names):
            desk.write(name, _WORDS)
        child = _remover(desk.base, "Documents.likewise", *(f"{name}=kept.txt" for name in names))
        _let_go(child)
        _await_lines(desk, chance.randrange(_COPIES * _LINES_EACH))
        time.sleep(chance.uniform(0.0, 0.001))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert "kept.txt" in desk.names()
        assert sorted([*desk.names(), *desk.in_trash()]) == sorted([*names, "kept.txt"])
        midway += 0 < len(desk.in_trash()) < _COPIES
        begun += bool(desk.history.unfinished)
        desk.recover()
        assert sorted(one.path for one in desk.history.in_bin()) == desk.in_trash()
        in_bin += len(desk.in_trash())
        assert all(outcome.done for outcome in desk.undo())
        assert desk.names() == sorted([*names, "kept.txt"])
        assert desk.in_trash() == desk.notes() == []
    result = f"{midway} midway, {begun} between two lines of the journal, {in_bin} brought back"
    tally("killed while removing", rounds, result)
    assert midway > rounds // 4
    assert begun > 0


def _await_lines(desk: Desk, lines: int) -> None:
    """Wait, as closely as can be, until the journal has so many lines."""
    path, until = desk.index / "journal.jsonl", time.monotonic() + 30
    while time.monotonic() < until:
        if lines == 0 or (path.exists() and path.read_bytes().count(b"\n") >= lines):
            return
    raise AssertionError("nothing was removed")
